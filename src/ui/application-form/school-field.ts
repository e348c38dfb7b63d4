import { type Html, html } from "../html.ts";
import { hidden, input, radios, select } from "../index.ts";
import type { Drawing, ShownField } from "./shown.ts";

/** As many radios as a person reads through; with more schools the town comes first. */
const MOST_RADIOS = 8;

/** The town, then its schools; or everything in words, where the list does not have it. */
export function schoolBoxes(field: ShownField, of: Drawing): Html {
  if (of.unlisted) return written(field, of);
  const { words } = of;
  const town = of.text(`${field.code}-town`);
  const few = of.schools.length <= MOST_RADIOS;
  const here = few
    ? of.schools
    : of.schools.filter((school) => of.fixed.townValue(school.country, school.city) === town);
  const unlisted = html`<p class="govuk-body"><a class="govuk-link" href="?unlisted">${words.t("apply.school-unlisted")}</a></p>`;
  // Coming back with ?town the list of towns is open again, whatever was chosen before.
  if (here.length === 0) return html`${towns(field, of, town)}${unlisted}`;
  const names = (school: (typeof here)[number]) => ({
    value: school.id,
    text: html`<span lang="">${school.name}</span>`,
    ...(few
      ? { hint: html`<span lang="">${school.city}</span>, ${words.country(school.country)}` }
      : {}),
  });
  return html`${radios({
    words,
    name: field.code,
    idPrefix: field.code,
    legend: {
      text: few
        ? words.t("apply.school-which")
        : words.t("apply.school-in", { town: here[0]?.city ?? "" }),
      classes: "govuk-fieldset__legend--s",
    },
    value: of.text(field.code),
    problems: of.problems,
    items: [
      ...[...here].sort((a, b) => words.compare(a.name, b.name)).map(names),
      ...(few
        ? []
        : [
            { divider: words.t("apply.or") },
            {
              value: of.fixed.other,
              text: words.t("apply.school-other"),
              conditional: input({
                words,
                name: `${field.code}-name`,
                label: words.t("apply.school-name"),
                value: of.text(`${field.code}-name`),
                problems: of.problems,
              }),
            },
          ]),
    ],
  })}${few ? unlisted : html`<p class="govuk-body"><a class="govuk-link" href="?town">${words.t("apply.school-town-other")}</a></p>`}`;
}

function towns(field: ShownField, of: Drawing, chosen: string): Html {
  const { words } = of;
  const known = new Map(
    of.schools.map((school) => [
      of.fixed.townValue(school.country, school.city),
      { country: words.country(school.country), town: school.city },
    ]),
  );
  const items = [...known]
    .map(([value, { country, town }]) => ({ value, text: `${town}, ${country}`, country, town }))
    .sort((a, b) => words.compare(a.country, b.country) || words.compare(a.town, b.town));
  return select({
    words,
    name: `${field.code}-town`,
    label: words.t("apply.school-town"),
    items: [
      { value: "", text: words.t("apply.choose") },
      ...items.map(({ value, text }) => ({ value, text })),
    ],
    value: chosen,
    problems: of.problems,
  });
}

function written(field: ShownField, of: Drawing): Html {
  const { words } = of;
  const box = (part: string, label: string) =>
    input({
      words,
      name: `${field.code}-${part}`,
      label,
      value: of.text(`${field.code}-${part}`),
      problems: of.problems,
    });
  return html`${hidden(`${field.code}-unlisted`, "yes")}${radios({
    words,
    name: `${field.code}-country`,
    legend: { text: words.t("apply.school-country"), classes: "govuk-fieldset__legend--s" },
    value: of.text(`${field.code}-country`),
    problems: of.problems,
    items: of.countries.map((country) => ({ value: country, text: words.country(country) })),
  })}${box("written-town", words.t("apply.school-town"))}${box("name", words.t("apply.school-name"))}`;
}
