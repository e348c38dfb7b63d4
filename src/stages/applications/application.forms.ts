import { ageOn, type Day, isDay } from "../../shared/day.ts";

/** A text a locale; what is missing is read in English. */
type Localised = Readonly<Record<string, string>>;

export const FORM_AUDIENCES = ["learners", "staff"] as const;
export type FormAudience = (typeof FORM_AUDIENCES)[number];
export const FORM_STATES = ["draft", "frozen"] as const;
export type FormState = (typeof FORM_STATES)[number];

/** The first nine carry their own boxes, checks and words; the others are put together by the office. */
export const FIELD_KINDS = [
  "names",
  "birth-date",
  "school",
  "trade-year",
  "contact",
  "cities",
  "long-text",
  "guardian",
  "needs",
  "text",
  "choice",
  "several",
  "yes-no",
  "number",
  "languages",
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** Kinds without which nobody can be registered; a form has each of them exactly once. */
export const NEEDED_KINDS = ["names", "birth-date", "school", "contact", "cities"] as const;
/** Kinds whose answers tell who somebody is, or what evaluators must not know. */
export const NOT_FOR_ASSESSORS: ReadonlySet<string> = new Set([
  "names",
  "birth-date",
  "school",
  "contact",
  "guardian",
  "needs",
]);

export type Option = { readonly value: string; readonly label: Localised };

export type FormField = {
  /** Unique in the form; the key of the answer. */
  readonly code: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Absent: the catalogues have words for this code. */
  readonly label?: Localised;
  readonly hint?: Localised;
  /** Longest text, or highest number. */
  readonly max?: number;
  /** For `choice` and `several`. */
  readonly options?: readonly Option[];
  /** An answer that tells who somebody is although its kind does not: never shown to assessors. */
  readonly identifying?: boolean;
};

/** All that is said must hold; what cannot be known yet holds. */
export type Condition = {
  readonly ageBelow?: number;
  readonly ageFrom?: number;
  readonly audience?: FormAudience;
  /** An earlier answer of kind `choice` or `yes-no` that is one of these. */
  readonly answer?: { readonly field: string; readonly is: readonly string[] };
};

export type FormPage = {
  readonly code: string;
  readonly title?: Localised;
  readonly when?: Condition;
  readonly fields: readonly FormField[];
};
export type FormSection = {
  readonly code: string;
  readonly title?: Localised;
  readonly pages: readonly FormPage[];
};
export type FormDefinition = { readonly sections: readonly FormSection[] };

export type FormVersion = {
  readonly id: string;
  readonly audience: FormAudience;
  readonly version: number;
  readonly state: FormState;
  readonly definition: FormDefinition;
};

export type SchoolAnswer = {
  readonly country: string;
  readonly town: string;
  /** Null while only the town is known, and for a school that is not on the list. */
  readonly organisationId: string | null;
  readonly name: string;
};
export const WAYS_TO_REACH = ["phone", "viber", "whatsapp", "email", "school"] as const;
export type ContactAnswer = {
  readonly phone: string;
  readonly email: string;
  readonly way: string;
};
/** What was answered, by kind; custom kinds are text, list of values or number. */
export type Answer =
  | string
  | number
  | readonly string[]
  | { readonly givenNames: string; readonly familyName: string }
  | SchoolAnswer
  | { readonly trade: string; readonly year: string }
  | ContactAnswer
  | { readonly name: string; readonly phone: string };
/** Field code to answer; needs are never among them. */
export type Answers = Readonly<Record<string, Answer>>;

const asked = (code: string, kind: FieldKind, more: Partial<FormField> = {}): FormPage => ({
  code,
  fields: [{ code, kind, required: true, ...more }],
});

export const LONGEST_TEXT = 3000;
/** Of age everywhere the programme sends from; a guardian is asked for below it. */
export const FULL_AGE = 18;

/** Nine questions; the birth date second, because the age decides what else is asked. */
export const LEARNER_FORM: FormDefinition = {
  sections: [
    {
      code: "you",
      pages: [
        asked("name", "names"),
        asked("birth", "birth-date"),
        asked("school", "school"),
        asked("trade", "trade-year"),
        asked("contact", "contact"),
      ],
    },
    {
      code: "journey",
      pages: [asked("cities", "cities"), asked("why", "long-text", { max: LONGEST_TEXT })],
    },
    {
      code: "care",
      pages: [
        { ...asked("guardian", "guardian"), when: { ageBelow: FULL_AGE } },
        asked("needs", "needs", { required: false, max: 1000 }),
      ],
    },
  ],
};

/** Seven questions for teachers and managers; the head teacher is asked by letter. */
export const STAFF_FORM: FormDefinition = {
  sections: [
    {
      code: "you",
      pages: [
        asked("name", "names"),
        asked("birth", "birth-date"),
        {
          code: "school",
          fields: [
            { code: "school", kind: "school", required: true },
            { code: "head", kind: "text", required: true, max: 254, identifying: true },
          ],
        },
        asked("work", "text", { max: 80 }),
        asked("contact", "contact"),
      ],
    },
    {
      code: "journey",
      pages: [asked("cities", "cities"), asked("bring", "long-text", { max: LONGEST_TEXT })],
    },
  ],
};

export const standardForm = (audience: FormAudience): FormDefinition =>
  audience === "staff" ? STAFF_FORM : LEARNER_FORM;

export const pagesOf = (definition: FormDefinition): readonly FormPage[] =>
  definition.sections.flatMap((section) => section.pages);

export const fieldsOf = (pages: readonly FormPage[]): readonly FormField[] =>
  pages.flatMap((page) => page.fields);

/** The answer of the first field of a kind, with the shape that the kind has. */
export function answerOf<T extends Answer>(
  definition: FormDefinition,
  answers: Answers,
  kind: FieldKind,
): T | undefined {
  const field = fieldsOf(pagesOf(definition)).find((each) => each.kind === kind);
  return field && (answers[field.code] as T | undefined);
}

type Known = {
  readonly audience: FormAudience;
  readonly answers: Answers;
  readonly today: Day;
};

/** Pages that this person is asked. Without a birth date yet, every page that an age could ask. */
export function pagesFor(definition: FormDefinition, known: Known): readonly FormPage[] {
  const birth = answerOf<string>(definition, known.answers, "birth-date");
  const age = birth !== undefined && isDay(birth) ? ageOn(birth, known.today) : null;
  return pagesOf(definition).filter(({ when }) => {
    if (!when) return true;
    if (when.audience !== undefined && when.audience !== known.audience) return false;
    if (age !== null && when.ageBelow !== undefined && age >= when.ageBelow) return false;
    if (age !== null && when.ageFrom !== undefined && age < when.ageFrom) return false;
    if (when.answer) {
      const given = known.answers[when.answer.field];
      if (given !== undefined && !when.answer.is.includes(String(given))) return false;
    }
    return true;
  });
}

/** Whether every required field of a page has an answer; what is optional never holds anybody up. */
export const isAnswered = (page: FormPage, answers: Answers): boolean =>
  page.fields.every((field) => {
    if (!field.required) return true;
    const answer = answers[field.code];
    if (answer === undefined || answer === "") return false;
    if (field.kind === "school") {
      const school = answer as SchoolAnswer;
      return school.organisationId !== null || school.name !== "";
    }
    // A class code brings the trade along, not the year.
    if (field.kind === "trade-year") return (answer as { year: string }).year !== "";
    return true;
  });
