import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { Form } from "../../platform/web/form.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { Journey } from "../../stages/preparation/book-journey.ts";
import { DIRECTIONS, dayOf, type Leg } from "../../stages/preparation/journey.rules.ts";
import type { Group } from "../../stages/preparation/keep-group.ts";
import {
  button,
  checkboxes,
  details,
  fieldset,
  form,
  type Html,
  html,
  input,
  radios,
  select,
  table,
} from "../../ui/index.ts";
import { countryItems } from "../travel/boxes.ts";
import { peopleItems } from "./people-part.ts";
import { preparationPaths } from "./preparation-paths.ts";

/** Legs that a form has room for: more changes than this nobody books for learners. */
const LEGS = 3;
const BOXES = [
  "carrier",
  "number",
  "fromPlace",
  "fromCountry",
  "departs",
  "toPlace",
  "toCountry",
  "arrives",
] as const;

/** Legs in their order up to the last one in which something was typed. */
export function sentLegs(sent: Form): Leg[] {
  const legs = Array.from({ length: LEGS }, (_, at) => {
    const boxes = BOXES.map((name) => [name, sent.text(`${name}-${at + 1}`)] as const);
    return Object.fromEntries(boxes) as unknown as Leg;
  });
  const last = legs.findLastIndex((leg) => BOXES.some((name) => leg[name] !== ""));
  return legs.slice(0, last + 1);
}

/** `Vienna, 30 Jun 2027 21:40`: clocks are those of the place. */
export const momentWords = (words: Words, at: string): string =>
  `${words.shortDay(day(dayOf(at)))} ${at.slice(11)}`;

export const legWords = (words: Words, leg: Leg): string =>
  `${leg.carrier} ${leg.number}: ${leg.fromPlace} ${momentWords(words, leg.departs)} → ${leg.toPlace} ${momentWords(words, leg.arrives)}`;

export function journeysPart(
  visit: StaffVisit,
  words: Words,
  group: Group,
  journeys: readonly Journey[],
  works: boolean,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const nameOf = (id: string) => {
    const one = group.people.find(({ mobilityId }) => mobilityId === id);
    return one ? `${one.givenNames} ${one.familyName}` : null;
  };
  const list =
    journeys.length === 0
      ? html`<p class="govuk-body">${t("boards.journeys-none")}</p>`
      : table({
          words,
          cards: true,
          caption: t("boards.journeys"),
          captionClasses: "govuk-visually-hidden",
          head: [
            t("boards.direction"),
            t("boards.legs"),
            t("boards.met-by"),
            t("boards.people"),
            ...(works ? [html`<span class="govuk-visually-hidden">${t("tasks.do")}</span>`] : []),
          ],
          rows: journeys.map((journey) => [
            html`${t(`boards.${journey.direction}`)}${journey.reference !== "" && html`<br><span class="govuk-hint">${journey.reference}</span>`}`,
            html`${journey.legs.map((leg, at) => html`${at > 0 && html`<br>`}${legWords(words, leg)}`)}`,
            journey.metBy || "–",
            words.list(journey.mobilityIds.flatMap((id) => nameOf(id) ?? [])),
            ...(works
              ? [
                  details({
                    summary: t("boards.journey-remove"),
                    classes: "govuk-!-margin-bottom-0",
                    text: form(
                      {
                        action: preparationPaths.journeyRemoval(slug, group.flow.id, journey.id),
                        key: newId(),
                      },
                      button({
                        text: t("boards.journey-remove"),
                        kind: "warning",
                        preventDoubleClick: true,
                      }),
                    ),
                  }),
                ]
              : []),
          ]),
        });
  return html`<h2 class="govuk-heading-m" id="journeys">${t("boards.journeys")}</h2>${list}${works && group.people.length > 0 && bookForm(visit, words, group, problems)}`;
}

function bookForm(
  visit: StaffVisit,
  words: Words,
  group: Group,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const sent = visit.form;
  const again = sent.has("direction") || sent.has("carrier-1");
  return html`<details class="govuk-details"${again && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${t("boards.journey-book")}</span></summary><div class="govuk-details__text">${form(
    {
      action: preparationPaths.journeys(visit.tx.actor.scheme.slug, group.flow.id),
      key: newId(),
    },
    radios({
      words,
      name: "direction",
      legend: t("boards.direction"),
      value: sent.text("direction"),
      problems,
      items: DIRECTIONS.map((value) => ({ value, text: t(`boards.${value}`) })),
    }),
    ...Array.from({ length: LEGS }, (_, at) => legFields(words, sent, at + 1, problems)),
    input({
      words,
      name: "reference",
      label: t("boards.reference"),
      value: sent.text("reference"),
      problems,
      classes: "govuk-input--width-10",
    }),
    input({
      words,
      name: "metBy",
      label: t("boards.met-by"),
      value: sent.text("metBy"),
      problems,
    }),
    checkboxes({
      words,
      name: "people",
      idPrefix: "journey-people",
      legend: t("boards.who-travels"),
      values: again ? sent.all("people") : group.people.map(({ mobilityId }) => mobilityId),
      problems: again ? problems : [],
      items: peopleItems(group.people, () => null),
    }),
    button({ text: t("boards.journey-book"), preventDoubleClick: true }),
  )}</div></details>`;
}

function legFields(words: Words, sent: Form, at: number, problems: readonly Problem[]): Html {
  const { t } = words;
  const text = (name: string, type = "text") =>
    input({
      words,
      name: `${name}-${at}`,
      type,
      label: t(`boards.leg-${name}` as "boards.leg-carrier"),
      value: sent.text(`${name}-${at}`),
      problems,
      classes: "govuk-input--width-20",
    });
  const country = (name: string) =>
    select({
      words,
      name: `${name}-${at}`,
      label: t("stays.country"),
      value: sent.text(`${name}-${at}`),
      items: countryItems(words, { value: "", text: t("site.choose") }),
      problems,
    });
  return fieldset(
    { legend: { text: t("boards.leg", { number: at }), classes: "govuk-fieldset__legend--s" } },
    html`${at > 1 && html`<p class="govuk-hint">${t("boards.leg-empty")}</p>`}<div class="app-columns"><div>${text("carrier")}${text("number")}</div><div>${text("fromPlace")}${country("fromCountry")}${text("departs", "datetime-local")}</div><div>${text("toPlace")}${country("toCountry")}${text("arrives", "datetime-local")}</div></div>`,
  );
}
