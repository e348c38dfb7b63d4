import type { Words } from "../../platform/i18n/index.ts";
import type { PersonStanding } from "../../stages/selection/eligibility.rules.ts";
import { type Html, html, tag } from "../../ui/index.ts";

const COLOURS = { open: "green", unknown: "yellow", against: "red" } as const;

/** What the rules say, reason by reason, and that somebody has to look before anything is decided. */
export function standingWords(words: Words, standing: PersonStanding): Html {
  const { against, unknown } = standing;
  const closed = standing.wishes.filter((wish) => wish.removals.length > 0);
  const bullets = (items: readonly (Html | string)[]) =>
    html`<ul class="govuk-list govuk-list--bullet">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  return html`${tag({ text: words.t(`eligibility.${standing.kind}`), colour: COLOURS[standing.kind] })}${
    against.length + closed.length > 0 &&
    html`<p class="govuk-body-s">${words.t("eligibility.against-lead")}</p>${bullets([
      ...against.map((reason) => words.problem(reason)),
      ...closed.map(
        (wish) =>
          html`${words.t("eligibility.wish-closed", { city: wish.city, days: words.days(wish.starts, wish.ends) })}${bullets(wish.removals.map((removal) => words.problem(removal)))}`,
      ),
    ])}`
  }${
    unknown.length > 0 &&
    html`<p class="govuk-body-s">${words.t("eligibility.unknown-lead")}</p>${bullets(unknown.map((one) => words.problem(one)))}`
  }${standing.kind !== "open" && html`<p class="govuk-hint">${words.t("eligibility.looked-at")}</p>`}`;
}
