import { LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import { can } from "../../stages/accounts/membership.policy.ts";
import { html, table, tag } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { settingsTabs } from "./tabs.ts";
import { textStandings } from "./text-standings.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.languages(":scheme"),
    access: "staff",
    allow: can.seeLanguages,
    answer: async (visit) => {
      const words = wordsOf(visit);
      return page(
        consoleShell(visit, {
          title: words.t("accounts.languages-title"),
          section: "settings",
          body: html`<h1 class="govuk-heading-l">${words.t("accounts.languages-title")}</h1>
${settingsTabs(visit, "languages")}
<p class="govuk-body">${words.t("accounts.languages-intro")}</p>
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  head: [words.t("accounts.language"), words.t("accounts.review")],
  rows: LOCALES.map((locale) => {
    const { ownName, htmlLang, review } = localeFacts(locale);
    return [
      html`<span lang="${htmlLang}">${ownName}</span>`,
      html`${tag({
        text: words.t(review.reviewed ? "accounts.reviewed" : "accounts.unreviewed"),
        colour: review.reviewed ? "green" : "yellow",
      })} ${reviewNote(words, locale, review)}`,
    ];
  }),
})}
${await textStandings(visit, words)}`,
        }),
      );
    },
  },
];

function reviewNote(
  words: Words,
  locale: (typeof LOCALES)[number],
  review: ReturnType<typeof localeFacts>["review"],
): string {
  if (review.reviewer && review.on) {
    return words.t("accounts.reviewed-by", {
      reviewer: review.reviewer,
      day: words.day(day(review.on)),
    });
  }
  return locale === "sr-Latn" ? words.t("accounts.derived") : "";
}
