import type { Visit } from "../../platform/web/route.ts";
import { consolePage, type Html, html } from "../../ui/index.ts";
import { languageChoice } from "../language-choice.ts";
import { paths } from "../paths.ts";

/** The pages before somebody is known: no navigation, no scheme, a choice of language. */
export function signInFrame(
  visit: Visit,
  page: {
    readonly title: string;
    readonly body: Html;
    readonly error?: boolean;
    /** Where a choice of language leads back to: this path, when left out. */
    readonly back?: string;
  },
): Html {
  return consolePage({
    words: visit.words,
    title: page.title,
    home: paths.signIn(),
    help: `/${visit.locale}/help`,
    demoBar: visit.above,
    hasProblems: page.error,
    body: html`<div class="app-text">${page.body}</div>${languageChoice(visit, page.back ?? visit.path)}`,
  });
}
