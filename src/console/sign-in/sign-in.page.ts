import { ownPath, type SignIn, withinAllowance } from "../../platform/sign-in/index.ts";
import { page, redirect, refusedPage, tooManyTries } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { addressProblem } from "../../stages/accounts/membership.rules.ts";
import {
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  insetText,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { signInFrame } from "./frame.ts";

const SENT = `${paths.signIn()}/sent`;
const MINUTES = 15;
/** A school's whole staff room may share one address of the network. */
const A_CLIENT = { minutes: MINUTES, most: 20 };
/**
 * Counted over everybody who asks for an address, and answered like any other request. A rival who
 * uses it up locks nobody out: each of these letters went to the address's owner and its link
 * lasts as long as the count.
 */
const AN_ADDRESS = { minutes: MINUTES, most: 5 };

export const signInPages = (signIn: SignIn): Route[] => [
  {
    method: "GET",
    path: paths.signIn(),
    access: "public",
    answer: async (visit) => page(formPage(visit, ownPath(visit.query.get("to") ?? ""), "", [])),
  },
  {
    method: "POST",
    path: paths.signIn(),
    access: "public",
    // Without a scheme there is nobody to bind a key to; a second letter does no harm.
    repeatable: true,
    answer: async (visit) => {
      const { form: sent, tx, locale } = visit;
      const to = ownPath(sent.text("to"));
      const address = sent.text("email").toLowerCase();
      const problem = addressProblem(address);
      if (problem) return refusedPage(formPage(visit, to, sent.text("email"), [problem]));
      if (!(await withinAllowance(tx, `ask:${visit.client}`, A_CLIENT))) {
        const problem = { code: "too-many-tries", params: { minutes: MINUTES }, field: "email" };
        return tooManyTries(formPage(visit, to, sent.text("email"), [problem]));
      }
      if (await withinAllowance(tx, `address:${signIn.mark(address)}`, AN_ADDRESS)) {
        signIn.requestLink({ address, locale, to });
      }
      return redirect(SENT);
    },
  },
  {
    method: "GET",
    path: SENT,
    access: "public",
    answer: async (visit) => page(sentPage(visit)),
  },
];

function formPage(
  visit: PublicVisit,
  to: string,
  typed: string,
  problems: readonly Problem[],
): Html {
  const { words } = visit;
  return signInFrame(visit, {
    title: words.t("sign-in.title"),
    error: problems.length > 0,
    body: html`${problemSummary(words, problems)}${
      visit.query.get("signed-out") === "1" &&
      notificationBanner({ words, text: words.t("sign-in.signed-out"), type: "success" })
    }<h1 class="govuk-heading-l">${words.t("sign-in.title")}</h1>
<p class="govuk-body">${words.t("sign-in.intro", { minutes: MINUTES })}</p>
${form(
  { action: paths.signIn() },
  to ? hidden("to", to) : null,
  input({
    words,
    name: "email",
    label: words.t("sign-in.email"),
    hint: words.t("sign-in.email-hint"),
    type: "email",
    autocomplete: "email",
    spellcheck: false,
    value: typed,
    problems,
  }),
  button({ text: words.t("sign-in.send-link"), preventDoubleClick: true }),
)}
<p class="govuk-body">${words.t("sign-in.learners")} <a class="govuk-link" href="/${visit.locale}/">${words.t("sign-in.learners-link")}</a></p>`,
  });
}

function sentPage(visit: PublicVisit): Html {
  const { words } = visit;
  return signInFrame(visit, {
    title: words.t("sign-in.sent-title"),
    body: html`<h1 class="govuk-heading-l">${words.t("sign-in.sent-title")}</h1>
<p class="govuk-body">${words.t("sign-in.sent-body", { minutes: MINUTES })}</p>
<p class="govuk-body">${words.t("sign-in.sent-none")}</p>
${visit.site.demo && insetText({ text: words.t("sign-in.sent-demo") })}
<p class="govuk-body"><a class="govuk-link" href="${paths.signIn()}">${words.t("sign-in.ask-again")}</a></p>`,
  });
}
