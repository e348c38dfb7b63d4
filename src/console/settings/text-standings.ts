import { LOCALES, localeFacts, type MessageKey, type Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { TEXT_GROUPS, type TextGroup } from "../../stages/schemes/text-review.rules.ts";
import { type ReviewStanding, readReviewStandings } from "../../stages/schemes/text-review.ts";
import { type Html, html, table, tag, warningText } from "../../ui/index.ts";
import { paths } from "../paths.ts";

const COLOURS = { approved: "green", changed: "red", unreviewed: "yellow" } as const;

/** Which groups of texts somebody stands by in which language, and where they are read. */
export async function textStandings(visit: StaffVisit, words: Words): Promise<Html> {
  const { t } = words;
  const standings = await readReviewStandings(visit.tx);
  const groups = Object.keys(TEXT_GROUPS) as TextGroup[];
  const none = standings.every((one) => one.state !== "approved");
  return html`<h2 class="govuk-heading-m">${t("accounts.texts-title")}</h2><p class="govuk-body">${t("accounts.texts-intro")}</p>
${none && !visit.tx.actor.scheme.invented && warningText({ words, text: t("accounts.texts-none") })}
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: t("accounts.texts-title"),
  captionClasses: "govuk-visually-hidden",
  head: [
    t("accounts.language"),
    ...groups.map((group) => t(`accounts.group-${group}` as MessageKey)),
  ],
  rows: LOCALES.map((locale) => {
    const { ownName, htmlLang } = localeFacts(locale);
    return [
      html`<span lang="${htmlLang}">${ownName}</span>`,
      ...groups.map((group) =>
        cell(visit, words, standings.find((one) => one.group === group && one.locale === locale)!),
      ),
    ];
  }),
})}`;
}

function cell(visit: StaffVisit, words: Words, one: ReviewStanding): Html {
  const { t } = words;
  const text = t(`accounts.text-${one.state}` as MessageKey, {
    reviewer: one.review?.reviewer ?? "",
    day: one.review ? words.shortDay(one.review.at) : "",
  });
  const path = paths.texts(visit.tx.actor.scheme.slug, one.group, one.locale);
  return html`${tag({ text, colour: COLOURS[one.state] })}<br>${
    one.locale === "sr-Latn"
      ? t("accounts.derived")
      : html`<a class="govuk-link" href="${path}">${t("accounts.text-read")}<span class="govuk-visually-hidden"> (${t(`accounts.group-${one.group}` as MessageKey)}, ${localeFacts(one.locale).ownName})</span></a>`
  }`;
}
