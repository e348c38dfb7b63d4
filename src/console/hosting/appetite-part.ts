import type { Words } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";
import type { Appetite } from "../../stages/hosting/read-appetite.ts";
import { type Html, html, table } from "../../ui/index.ts";

/** What a host was asked and said over the years, and from when it may be asked again. */
export function appetitePart(
  words: Words,
  appetite: Appetite | undefined,
  today: Day,
): Html | null {
  if (!appetite) return null;
  const { t } = words;
  const { askFrom, neverAgain, years } = appetite;
  const number = (value: number) => ({ text: words.number(value), format: "numeric" as const });
  const head = (text: string) => ({ text, format: "numeric" as const });
  return html`${table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("hosting.by-year"),
    captionClasses: "govuk-table__caption--m",
    head: [
      t("hosting.year"),
      head(t("hosting.figure-asked")),
      head(t("hosting.figure-yes")),
      head(t("hosting.learners-taken")),
      t("hosting.no-and-why"),
      head(t("hosting.state-lapsed")),
    ],
    rows: years.map((one) => [
      String(one.year),
      number(one.asked),
      number(one.yes),
      number(one.learners),
      one.no === 0
        ? "–"
        : words.list(
            one.reasons.map(({ reason, count }) =>
              t("hosting.reason-times", { reason: t(`hosting.reason-${reason}`), count }),
            ),
          ),
      number(one.silent),
    ]),
  })}${
    neverAgain
      ? html`<p class="govuk-body">${t("hosting.may-not-ask")}</p>`
      : askFrom !== null &&
        askFrom > today &&
        html`<p class="govuk-body">${t("hosting.may-ask-again", { day: words.day(askFrom as Day) })}</p>`
  }`;
}
