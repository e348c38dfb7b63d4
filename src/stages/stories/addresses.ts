/** Where stories and news are read: pages, letters and the office's texts to copy lead there. */
const at = (lang: string, scheme: string, path: string) => `/${lang}/${scheme}${path}`;

export const storiesPath = (lang: string, scheme: string) => at(lang, scheme, "/stories");
export const storyPath = (lang: string, scheme: string, storyId: string) =>
  at(lang, scheme, `/stories/${storyId}`);
export const newsPath = (lang: string, scheme: string) => at(lang, scheme, "/news");
export const newsPostPath = (lang: string, scheme: string, newsId: string) =>
  at(lang, scheme, `/news/${newsId}`);
export const newsletterPath = (lang: string, scheme: string) => at(lang, scheme, "/newsletter");
export const confirmPath = (lang: string, scheme: string, secret: string) =>
  at(lang, scheme, `/newsletter/confirm/${secret}`);
export const leavePath = (lang: string, scheme: string, secret: string) =>
  at(lang, scheme, `/newsletter/leave/${secret}`);
/** What somebody whose consent is asked for opens; the secret is theirs alone. */
export const consentPath = (lang: string, scheme: string, secret: string) =>
  at(lang, scheme, `/story-consent/${secret}`);
