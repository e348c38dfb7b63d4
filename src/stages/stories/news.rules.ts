import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import type { NewsAction, NewsletterAction, NewsletterState, NewsState } from "./news.ts";

export const newsStates = {
  draft: { write: "draft", publish: "published" },
  published: { write: "published", "take-down": "taken-down" },
  "taken-down": { write: "taken-down", publish: "published" },
} as const satisfies Record<NewsState, Partial<Record<NewsAction, NewsState>>>;

export function nextNews(state: NewsState, action: NewsAction): Result<NewsState> {
  const after = (newsStates[state] as Partial<Record<NewsAction, NewsState>>)[action];
  return after ? ok(after) : refuse({ code: `news-${state}`, params: { action } });
}

/** What is sent stays as it was sent. */
export const newsletterStates = {
  draft: { write: "draft", send: "sending" },
  sending: { finish: "sent" },
  sent: {},
} as const satisfies Record<NewsletterState, Partial<Record<NewsletterAction, NewsletterState>>>;

export function nextNewsletter(
  state: NewsletterState,
  action: NewsletterAction,
): Result<NewsletterState> {
  const after = (newsletterStates[state] as Partial<Record<NewsletterAction, NewsletterState>>)[
    action
  ];
  return after ? ok(after) : refuse({ code: `newsletter-${state}`, params: { action } });
}

export const MOST_TITLE = 120;
export const MOST_BODY = 3_000;

export function textProblems(
  text: string,
  field: string,
  max: number,
  isNeeded: boolean,
): Problem[] {
  if (isNeeded && text.trim() === "") return [{ code: "required", field }];
  return text.trim().length > max ? [{ code: "too-long", params: { max }, field }] : [];
}
