import { LINK_MINUTES } from "../../platform/sign-in/index.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { ok, refuse } from "../../shared/result.ts";
import { button, type Html, html, warningText } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { signInFrame } from "../sign-in/frame.ts";
import type { Made, SetUp } from "./set-up.ts";
import { setUpPage } from "./set-up-form.ts";
import { readWish } from "./wish.ts";

/**
 * The first scheme of an empty installation. Without the key of the terminal, in the demo and once a
 * scheme runs, these pages do not exist.
 * @param setUp null in the demo
 */
export const setUpPages = (setUp: SetUp | null): Route[] => [
  {
    method: "GET",
    path: paths.setUp(),
    access: "public",
    answer: async (visit) => {
      const key = visit.query.get("key") ?? "";
      if (!(await setUp?.isOpen(visit.tx, key))) return nothingHere;
      return page(setUpPage(visit, key, []));
    },
  },
  {
    method: "POST",
    path: paths.setUp(),
    access: "public",
    // There is no scheme yet to bind a key to; the set-up itself knows the same form again.
    repeatable: true,
    answer: async (visit) => {
      const { form, locale } = visit;
      const wish = () => {
        const read = readWish(form);
        return read.problems.length > 0 ? refuse(...read.problems) : ok(read.wish);
      };
      const made = (await setUp?.create(wish, { form, locale })) ?? null;
      if (made === null) return nothingHere;
      if (!made.ok) return refusedPage(setUpPage(visit, form.text("key"), made.problems));
      return redirect(made.value);
    },
  },
  {
    method: "GET",
    path: paths.setUpDone(),
    access: "public",
    answer: async (visit) => {
      const made = setUp?.made(visit.query.get("key") ?? "");
      return made ? page(donePage(visit, made)) : nothingHere;
    },
  },
];

function donePage(visit: PublicVisit, made: Made): Html {
  const { words } = visit;
  const { t } = words;
  return signInFrame(visit, {
    title: t("set-up.done-title"),
    // The key in the address is not taken along: a change of language leads to the sign-in.
    back: paths.signIn(),
    body: html`<h1 class="govuk-heading-l">${t("set-up.done-title")}</h1>
${signInPart(visit, made)}
<h2 class="govuk-heading-m">${t("set-up.next-title")}</h2>
<ul class="govuk-list govuk-list--bullet"><li>${t("set-up.next-people")}</li><li>${t("set-up.next-imports")}</li><li>${t("set-up.next-keys")}</li></ul>`,
  });
}

function signInPart({ words }: PublicVisit, made: Made): Html {
  const { t } = words;
  if (made.mailed) {
    return html`<p class="govuk-body">${t("set-up.done-mailed", { email: made.email, minutes: LINK_MINUTES })}</p>
<p class="govuk-body"><a class="govuk-link" href="${paths.signIn()}">${t("sign-in.ask-again")}</a></p>`;
  }
  return html`${
    made.link === null
      ? html`<p class="govuk-body">${t("set-up.done-over", { email: made.email })}</p>`
      : html`<p class="govuk-body">${t("set-up.done-link", { email: made.email, minutes: LINK_MINUTES })}</p>
${button({ text: t("site.sign-in"), href: made.link })}`
  }${warningText({ words, text: t("set-up.done-no-mail", { email: made.email }) })}`;
}
