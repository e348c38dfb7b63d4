import type { Words } from "../../platform/i18n/index.ts";
import { type Html, html } from "../html.ts";
import { portalPage } from "./portal-page.ts";

export type Failure = "not-found" | "failed" | "refused" | "too-many" | "key-reused";

const WORDS = {
  "not-found": ["site.not-found-title", "site.not-found-body"],
  failed: ["site.failed-title", "site.failed-retry"],
  refused: ["site.not-allowed-title", "site.not-allowed-body"],
  "too-many": ["site.too-many-title", "site.too-many-body"],
  "key-reused": ["site.form-used-title", "site.form-used-body"],
} as const;

/** The page of last resort: says what happened and what to do, without a word about the inside. */
export function failurePage(words: Words, what: Failure): Html {
  const [title, body] = WORDS[what];
  return portalPage({
    words,
    title: words.t(title),
    path: "/",
    funding: null,
    hideFromSearch: true,
    body: html`<h1 class="govuk-heading-l">${words.t(title)}</h1><p class="govuk-body">${words.t(body)}</p><p class="govuk-body"><a class="govuk-link" href="/${words.locale}/">${words.t("site.to-start")}</a></p>`,
  });
}
