const at = (scheme: string, path: string) => `/console/${scheme}${path}`;

/** Addresses of stories, news and newsletters in the console. */
export const storyPaths = {
  list: (scheme: string) => at(scheme, "/stories"),
  fresh: (scheme: string) => at(scheme, "/stories/new"),
  story: (scheme: string, storyId: string) => at(scheme, `/stories/${storyId}`),
  words: (scheme: string, storyId: string) => at(scheme, `/stories/${storyId}/words`),
  picture: (scheme: string, storyId: string) => at(scheme, `/stories/${storyId}/picture`),
  decision: (scheme: string, storyId: string) => at(scheme, `/stories/${storyId}/decision`),
  asking: (scheme: string, storyId: string) => at(scheme, `/stories/${storyId}/consents`),
  withdrawal: (scheme: string, storyId: string) => at(scheme, `/stories/${storyId}/withdrawal`),
  translations: (scheme: string, storyId: string) => at(scheme, `/stories/${storyId}/translations`),
  translationRemoval: (scheme: string, storyId: string) =>
    at(scheme, `/stories/${storyId}/translations/removal`),
  newsList: (scheme: string) => at(scheme, "/news"),
  freshNews: (scheme: string) => at(scheme, "/news/new"),
  news: (scheme: string, newsId: string) => at(scheme, `/news/${newsId}`),
  newsDecision: (scheme: string, newsId: string) => at(scheme, `/news/${newsId}/decision`),
  newsletters: (scheme: string) => at(scheme, "/newsletters"),
  freshNewsletter: (scheme: string) => at(scheme, "/newsletters/new"),
  newsletter: (scheme: string, newsletterId: string) => at(scheme, `/newsletters/${newsletterId}`),
  sending: (scheme: string, newsletterId: string) =>
    at(scheme, `/newsletters/${newsletterId}/sending`),
} as const;
