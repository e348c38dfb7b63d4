import {
  ownPath,
  SESSION_SECONDS,
  type SignIn,
  withinAllowance,
} from "../../platform/sign-in/index.ts";
import { page, redirect } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { SESSION_COOKIE } from "../../platform/web/server.ts";
import { button, form, hidden, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { signInFrame } from "./frame.ts";

const LINK = `${paths.signIn()}/link`;
const OVER = `${paths.signIn()}/over`;
const TRIES = { minutes: 15, most: 30 };

export const linkPages = (signIn: SignIn): Route[] => [
  {
    // Mail scanners and previews open every link of a letter: opening this one does nothing.
    method: "GET",
    path: LINK,
    access: "public",
    answer: async (visit) => {
      const { words, query } = visit;
      const to = ownPath(query.get("to") ?? "");
      return page(
        signInFrame(visit, {
          title: words.t("sign-in.confirm-title"),
          body: html`<h1 class="govuk-heading-l">${words.t("sign-in.confirm-title")}</h1>
<p class="govuk-body">${words.t("sign-in.confirm-body")}</p>
${form(
  { action: LINK },
  hidden("token", query.get("token") ?? ""),
  to ? hidden("to", to) : null,
  button({ text: words.t("site.sign-in"), preventDoubleClick: true }),
)}`,
        }),
      );
    },
  },
  {
    method: "POST",
    path: LINK,
    access: "public",
    repeatable: true,
    answer: async ({ form: sent, tx, client }) => {
      const token = sent.text("token");
      // A failed try is answered by a redirect, not a refusal: a refusal would roll its count back.
      if (!/^[A-Za-z]{32}$/.test(token)) return redirect(OVER);
      if (!(await withinAllowance(tx, `link:${client}`, TRIES))) return redirect(OVER);
      const session = await signIn.useLink(token);
      if (!session) return redirect(OVER);
      return redirect(ownPath(sent.text("to")) || paths.choose(), {
        [SESSION_COOKIE]: { value: session, seconds: SESSION_SECONDS },
      });
    },
  },
  {
    method: "GET",
    path: OVER,
    access: "public",
    answer: async (visit) => {
      const { words } = visit;
      return page(
        signInFrame(visit, {
          title: words.t("sign-in.over-title"),
          body: html`<h1 class="govuk-heading-l">${words.t("sign-in.over-title")}</h1>
<p class="govuk-body">${words.t("sign-in.over-body", { minutes: TRIES.minutes })}</p>
${button({ text: words.t("sign-in.ask-again"), href: paths.signIn() })}`,
        }),
      );
    },
  },
];
