import type { Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import type { Html } from "../html.ts";

/** A question as its boxes are drawn; the stage of the applications keeps exactly this. */
export interface ShownField {
  readonly code: string;
  readonly kind:
    | "names"
    | "birth-date"
    | "school"
    | "trade-year"
    | "contact"
    | "cities"
    | "long-text"
    | "guardian"
    | "needs"
    | "text"
    | "choice"
    | "several"
    | "yes-no"
    | "number"
    | "languages";
  readonly required: boolean;
  readonly options?: readonly {
    readonly value: string;
    readonly label: Readonly<Record<string, string>>;
  }[];
}
export interface ShownSchool {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
}
export interface ShownWish {
  readonly id: string;
  readonly city: string;
  readonly country: string;
  readonly starts: string;
  readonly ends: string;
}

/** What a page needs to draw its boxes; lists are empty where the page does not ask for them. */
export interface Drawing {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly text: (name: string) => string;
  readonly all: (name: string) => readonly string[];
  readonly trades: readonly string[];
  readonly schools: readonly ShownSchool[];
  readonly countries: readonly string[];
  readonly flows: readonly ShownWish[];
  /** The only question of its page carries the page's heading. */
  readonly alone: boolean;
  /** Asked to write the school out, because the list does not have it. */
  readonly unlisted: boolean;
  readonly questionOf: (field: ShownField) => string;
  readonly hintOf: (field: ShownField) => string | undefined;
  readonly flowInWords: (flow: ShownWish) => string;
  /** What the answers are checked against, which no page decides. */
  readonly fixed: {
    readonly mostChoices: number;
    /** Value of a choice that opens a box to write in. */
    readonly other: string;
    readonly years: readonly string[];
    readonly ways: readonly string[];
    readonly languages: readonly string[];
    readonly levels: readonly string[];
    readonly mostSpoken: number;
    readonly townValue: (country: string, town: string) => string;
  };
  /** Other boxes for the school, where the links of the learner's page would lose what was typed. */
  readonly drawSchool?: (field: ShownField, of: Drawing) => Html;
}
