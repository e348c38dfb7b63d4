import { addDays, type Day, day, isDay } from "../../shared/day.ts";
import {
  type Answers,
  answerOf,
  type ContactAnswer,
  fieldsOf,
  pagesOf,
  type SchoolAnswer,
} from "./application.forms.ts";
import type { Entry, Facts } from "./application.ts";
import type { Draft } from "./draft.ts";

/** What eligibility asks for, from "which year are you in". */
function factsOf(year: string | undefined): Facts {
  if (year === undefined || year === "") return {};
  if (!year.startsWith("finished")) return { enrolled: true, schoolYear: year };
  const month = year.slice("finished ".length);
  const first = `${month}-01`;
  if (!isDay(first)) return { enrolled: false };
  // The last day of the month: a month after its middle is in the next one.
  const next = addDays(day(`${month}-15`), 30).slice(0, 7);
  return { enrolled: false, graduatedOn: addDays(day(`${next}-01`), -1) };
}

/** The entry that a draft's answers make: standard kinds only, the others are read as answers. */
export function entryOfDraft(draft: Draft, organisationId: string, answers: Answers): Entry {
  const find = <T extends Answers[string]>(kind: Parameters<typeof answerOf>[2]) =>
    answerOf<T>(draft.definition, answers, kind);
  const names = find<{ givenNames: string; familyName: string }>("names");
  const contact = find<ContactAnswer>("contact");
  const school = find<SchoolAnswer>("school");
  const trade = find<{ trade: string; year: string }>("trade-year");
  // Staff have no trade: what they teach or do stands in its place.
  const work = fieldsOf(pagesOf(draft.definition)).find((field) => field.code === "work");
  return {
    person: {
      givenNames: names?.givenNames ?? "",
      familyName: names?.familyName ?? "",
      birthDate: (find<string>("birth-date") ?? "") as Day,
      email: contact?.email || null,
      phone: contact?.phone || null,
      country: school?.country ?? "",
    },
    organisationId,
    trade: trade?.trade ?? String((work && answers[work.code]) ?? "-"),
    locale: draft.locale,
    points: {},
    wishes: find<readonly string[]>("cities") ?? [],
    code: draft.code,
    formVersionId: draft.formVersionId,
    enteredBy: draft.enteredBy,
    facts: factsOf(trade?.year),
  };
}
