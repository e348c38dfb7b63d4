import type { Words } from "../../platform/i18n/index.ts";
import { ageOn } from "../../shared/day.ts";
import type { MobilityState } from "../../stages/mobilities/mobility.ts";
import type { Journey } from "../../stages/preparation/book-journey.ts";
import type { GroupPerson } from "../../stages/preparation/group.ts";
import type { Group } from "../../stages/preparation/keep-group.ts";
import { type CheckboxItem, type Html, html, table } from "../../ui/index.ts";
import { stayTag } from "../mobilities/mobilities.page.ts";
import { preparationPaths } from "./preparation-paths.ts";

const onJourney = (journeys: readonly Journey[], id: string | null) => {
  const journey = journeys.find((one) => one.id === id);
  return journey?.legs.map((leg) => `${leg.carrier} ${leg.number}`.trim()).join(", ") ?? "–";
};

/** Who travels, with what is still missing for each. */
export function peoplePart(
  words: Words,
  slug: string,
  { people }: Group,
  journeys: readonly Journey[],
): Html {
  const { t } = words;
  if (people.length === 0) return html`<p class="govuk-body">${t("boards.nobody")}</p>`;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("boards.people"),
    captionClasses: "govuk-table__caption--m",
    head: [
      t("stays.person"),
      t("stays.state"),
      t("stays.company"),
      t("boards.there"),
      t("boards.home"),
      t("boards.room"),
    ],
    rows: people.map((one) => [
      html`<a class="govuk-link" href="${preparationPaths.stay(slug, one.mobilityId)}">${one.familyName}, ${one.givenNames}</a><br><span class="govuk-hint">${t("stays.age-then", { age: ageOn(one.birthDate, one.starts) })}</span>`,
      stayTag(words, one.state as MobilityState),
      one.company ?? "–",
      onJourney(journeys, one.there),
      onJourney(journeys, one.home),
      one.room ?? "–",
    ]),
  });
}

/** People to tick; what they have already stands beside the name. */
export const peopleItems = (
  people: readonly GroupPerson[],
  has: (one: GroupPerson) => string | null,
): CheckboxItem[] =>
  people.map((one) => {
    const hint = has(one);
    return {
      value: one.mobilityId,
      text: `${one.familyName}, ${one.givenNames}`,
      ...(hint ? { hint } : {}),
    };
  });
