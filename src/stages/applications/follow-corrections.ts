import type { Tx } from "../../platform/db/index.ts";
import { type Locale, wordsFor } from "../../platform/i18n/index.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { answersInWords } from "./answers-in-words.ts";
import {
  type Answer,
  type Answers,
  type ContactAnswer,
  type FormField,
  fieldsOf,
  pagesFor,
} from "./application.forms.ts";
import type { Entry } from "./application.ts";
import {
  type FollowedForm,
  freezeAnew,
  type SentForm,
  sentForms,
  writeForms,
} from "./followed-answers.store.ts";

export type Followed = {
  readonly id: string;
  readonly entry: Entry;
  /** What was put right, by the names of the entry's fields. */
  readonly fields: ReadonlySet<string>;
};

/**
 * What the office puts right in a list, the person's own form says too: sent again, it would take
 * the correction back otherwise. The answers are frozen anew, as after a correction on the page.
 * Somebody who is correcting the own form at this moment sends both and freezes them then.
 */
export async function followCorrections(tx: Tx, corrections: readonly Followed[]): Promise<void> {
  const said = corrections.filter(({ fields }) =>
    [...fields].some((name) => !name.startsWith("points.") && name !== "gender"),
  );
  if (said.length === 0) return;
  const forms = await sentForms(
    tx,
    said.map(({ id }) => id),
  );
  const byId = new Map(said.map((one) => [one.id, one]));
  const today = wallTimeOf(tx.now).day;
  const followed = forms.map((form): FollowedForm => {
    const { entry, fields } = byId.get(form.applicationId)!;
    const locale = fields.has("locale") ? entry.locale : form.locale;
    const pages = pagesFor(form.definition, { audience: form.audience, answers: {}, today });
    const answers: Record<string, Answer> = { ...form.answers };
    const changed = new Set<string>();
    for (const field of fieldsOf(pages)) {
      const answer = answerNow(field, entry, fields, form);
      if (answer === undefined) continue;
      answers[field.code] = answer;
      changed.add(field.code);
    }
    const spoken = answersInWords(wordsFor(form.locale as Locale), pages, answers, []);
    return {
      id: form.id,
      applicationId: form.applicationId,
      locale,
      answers: answers as Answers,
      spoken: spoken.filter(({ field }) => changed.has(field)),
    };
  });
  await writeForms(tx, followed);
  const open = new Set(forms.filter(({ state }) => state === "open").map((f) => f.applicationId));
  await freezeAnew(
    tx,
    said.map(({ id }) => id).filter((id) => !open.has(id)),
    followed,
  );
}

/** The answer of a field that a correction changed; undefined where it did not. */
function answerNow(
  field: FormField,
  { person, trade }: Entry,
  fields: ReadonlySet<string>,
  { answers, school }: SentForm,
): Answer | undefined {
  const has = (...names: readonly string[]) => names.some((name) => fields.has(name));
  const before = answers[field.code];
  if (field.kind === "names" && has("givenNames", "familyName")) {
    return { givenNames: person.givenNames, familyName: person.familyName };
  }
  if (field.kind === "birth-date" && has("birthDate")) return person.birthDate;
  if (field.kind === "school" && has("organisationId")) return school;
  if (field.kind === "trade-year" && has("trade")) {
    return { trade, year: (before as { year?: string } | undefined)?.year ?? "" };
  }
  // Staff have no trade: what they teach or do stands in its place.
  if (field.code === "work" && has("trade")) return trade;
  if (field.kind === "contact" && has("email", "phone")) {
    const way = (before as ContactAnswer | undefined)?.way || (person.phone ? "phone" : "email");
    return { phone: person.phone ?? "", email: person.email ?? "", way };
  }
  return undefined;
}
