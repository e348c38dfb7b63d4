import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { savedFields } from "../../stages/applications/answers-in-boxes.ts";
import type { Answers, FormPage } from "../../stages/applications/application.forms.ts";
import type { EnteredBy } from "../../stages/applications/draft.ts";
import { schoolsToEnter } from "../../stages/applications/enter-application.ts";
import { questionDrawing } from "../../stages/applications/question-drawing.ts";
import { countriesOfScheme, type PickedFlow } from "../../stages/applications/read-draft.ts";
import { TRADES } from "../../stages/applications/save-answers.ts";
import { type Drawing, drawField, type ShownField } from "../../ui/application-form/index.ts";
import { checkboxes, type Html, html, input, select } from "../../ui/index.ts";

/** One select of every school and, under a tick, one that is written out: nothing typed gets lost. */
function schoolSelect(field: ShownField, of: Drawing): Html {
  const { words, problems } = of;
  const name = (part: string) => `${field.code}-${part}`;
  const schools = of.schools
    .map(({ id, name: school, city, country }) => ({
      value: id,
      text: `${words.country(country)}, ${city}: ${school}`,
    }))
    .sort((a, b) => words.compare(a.text, b.text));
  const box = (part: string, label: string) =>
    input({
      words,
      problems,
      name: name(part),
      label,
      value: of.unlisted ? of.text(name(part)) : "",
    });
  return html`${select({
    words,
    problems,
    name: field.code,
    label: words.t("entries.school"),
    value: of.text(field.code),
    items: [{ value: "", text: words.t("site.choose") }, ...schools],
  })}${
    of.countries.length > 0 &&
    checkboxes({
      words,
      name: name("unlisted"),
      classes: "govuk-checkboxes--small",
      values: of.unlisted ? ["yes"] : [],
      items: [
        {
          value: "yes",
          text: words.t("entries.unlisted"),
          conditional: html`${select({
            words,
            problems,
            name: name("country"),
            label: words.t("apply.school-country"),
            value: of.unlisted ? of.text(name("country")) : "",
            items: [
              { value: "", text: words.t("site.choose") },
              ...words.inOrder(
                of.countries.map((country) => ({ value: country, text: words.country(country) })),
                ({ text }) => text,
              ),
            ],
          })}${box("written-town", words.t("apply.school-town"))}${box("name", words.t("apply.school-name"))}`,
        },
      ],
    })
  }`;
}

/** The boxes of these pages: what was typed just now, else what is saved; needs are never shown. */
export async function entryBoxes(
  visit: StaffVisit,
  words: Words,
  pages: readonly FormPage[],
  from: { readonly answers: Answers; readonly flows: readonly PickedFlow[] },
  problems: readonly Problem[],
): Promise<Html> {
  const { form: typed, tx } = visit;
  const saved = Object.assign({}, ...pages.map((page) => savedFields(page, from.answers, TRADES)));
  const boxOf = (name: string): readonly string[] =>
    typed.names().length > 0 ? typed.all(name) : [saved[name] ?? []].flat();
  const text = (name: string) => boxOf(name)[0]?.trim() ?? "";
  const school = pages.flatMap((page) => page.fields).find((field) => field.kind === "school");
  const schools = await schoolsToEnter(tx);
  const countries = await countriesOfScheme(tx);
  const isOffice = tx.actor.memberships.some((m) => m.role !== "school-officer");
  const partners = tx.actor.memberships.flatMap((m) => (m.country ? [m.country] : []));
  const wide = tx.actor.memberships.some((m) => m.role === "coordinator");
  const drawing: Drawing = {
    ...questionDrawing(words),
    problems,
    text,
    all: boxOf,
    trades: TRADES,
    schools,
    // A teacher enters people of the own school: there is nothing to write out.
    countries: !isOffice
      ? []
      : wide
        ? countries
        : countries.filter((one) => partners.includes(one)),
    flows: from.flows,
    alone: false,
    unlisted:
      school !== undefined &&
      (typed.names().length > 0
        ? typed.text(`${school.code}-unlisted`) !== ""
        : text(school.code) === "other"),
    drawSchool: schoolSelect,
  };
  return html`${pages.map((page) => [
    page.when?.ageBelow !== undefined &&
      html`<p class="govuk-hint">${words.t("entries.only-minors")}</p>`,
    page.fields.map((field) => [
      drawField(field, drawing),
      field.kind === "needs" && html`<p class="govuk-hint">${words.t("entries.needs-sealed")}</p>`,
    ]),
  ])}`;
}

/** Kinds of those who write for somebody else. */
export const STAFF_WROTE: ReadonlySet<string> = new Set(["school", "partner", "office"]);

/**
 * Who wrote an application down, in words: by whom, from what, on which day, and of a paper that was
 * entered after the deadline when it had arrived and why it waited.
 */
export function writtenBy(words: Words, by: Omit<EnteredBy, "userId">, at?: Date | string): string {
  const who = words.t(`entries.by-${by.kind}`);
  const named = by.name ? words.t("entries.by-whom", { who, name: by.name }) : who;
  const from = by.how === "paper" ? words.t("entries.by-paper", { who: named }) : named;
  const dated =
    at === undefined ? from : words.t("entries.by-on", { who: from, day: words.day(new Date(at)) });
  if (!by.receivedOn) return dated;
  const late = words.t("entries.by-late", {
    day: words.day(by.receivedOn),
    reason: words.t(`entries.late-${by.late ?? "mislaid"}`),
  });
  return `${dated}. ${late}`;
}
