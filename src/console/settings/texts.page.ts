import { isLocale, type Locale, localeFacts, type MessageKey } from "../../platform/i18n/index.ts";
import { wordsOfRooms } from "../../platform/i18n/words-hash.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/schemes/scheme.policy.ts";
import {
  isTextGroup,
  SOURCE,
  TEXT_GROUPS,
  type TextGroup,
} from "../../stages/schemes/text-review.rules.ts";
import { approveTexts, textHash } from "../../stages/schemes/text-review.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  problemSummary,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

type Asked = { readonly group: TextGroup; readonly locale: Locale };

const asked = (visit: StaffVisit): Asked | undefined => {
  const { group = "", locale = "" } = visit.params;
  return isTextGroup(group) && isLocale(locale) && locale !== "sr-Latn"
    ? { group, locale }
    : undefined;
};

/** Every line of a group beside the English one, and the name of whoever stands by them. */
function show(visit: StaffVisit, { group, locale }: Asked, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { ownName, htmlLang } = localeFacts(locale);
  const rooms = TEXT_GROUPS[group];
  const source = new Map(wordsOfRooms(SOURCE, rooms));
  const lines = wordsOfRooms(locale, rooms);
  const title = t("accounts.text-page-title", {
    group: t(`accounts.group-${group}` as MessageKey),
    language: ownName,
  });
  const own = (text: string) => html`<span lang="${htmlLang}">${text}</span>`;
  const body = html`${problemSummary(words, problems, {}, { reviewer: t("accounts.reviewer") })}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("accounts.text-page-lead")}</p>
${table({
  words,
  cards: true,
  caption: title,
  captionClasses: "govuk-visually-hidden",
  head: locale === SOURCE ? [ownName] : [ownName, t("accounts.text-page-source")],
  rows: lines.map(([key, text]) =>
    locale === SOURCE
      ? [own(text)]
      : [own(text), html`<span lang="en">${source.get(key) ?? ""}</span>`],
  ),
})}
${form(
  { action: paths.texts(slug, group, locale), key: newId(), classes: "app-text" },
  hidden("hash", textHash(group, locale)),
  input({
    words,
    name: "reviewer",
    label: { text: t("accounts.reviewer"), classes: "govuk-label--m" },
    hint: t("accounts.reviewer-hint"),
    value: visit.form.text("reviewer"),
    autocomplete: "off",
    spellcheck: false,
    problems,
  }),
  button({ text: t("accounts.text-approve"), preventDoubleClick: true }),
)}`;
  return consoleShell(visit, {
    title,
    section: "settings",
    body,
    before: backLink({
      words,
      href: paths.languages(slug),
      text: t("accounts.languages-title"),
    }),
    error: problems.length > 0,
  });
}

const at = { access: "staff", allow: can.approveTexts } as const;
export const routes: StaffRoute[] = [
  {
    ...at,
    method: "GET",
    path: paths.texts(":scheme", ":group", ":locale"),
    answer: async (visit) => {
      const which = asked(visit);
      return which ? page(show(visit, which, [])) : nothingHere;
    },
  },
  {
    ...at,
    method: "POST",
    path: paths.texts(":scheme", ":group", ":locale"),
    answer: async (visit) => {
      const which = asked(visit);
      if (!which) return nothingHere;
      const done = await approveTexts(visit.tx, {
        ...which,
        hash: visit.form.text("hash"),
        reviewer: visit.form.text("reviewer"),
      });
      if (done.ok) return redirect(paths.languages(visit.tx.actor.scheme.slug));
      if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
      return refusedPage(show(visit, which, done.problems));
    },
  },
];
