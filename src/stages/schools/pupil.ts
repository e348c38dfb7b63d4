import type { Day } from "../../shared/day.ts";
import type { EnteredBy } from "../applications/draft.ts";

/** A pupil of the own school who sent an application. */
export type Pupil = {
  readonly applicationId: string;
  readonly code: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly schoolName: string;
  /** The class whose code was typed; null where none was. */
  readonly className: string | null;
  readonly trade: string;
  readonly sentAt: Date;
  readonly enteredBy: EnteredBy;
  readonly enteredAt: Date;
  readonly correctedBy: EnteredBy | null;
  /** What the school confirmed, by criterion; the newest stands. */
  readonly confirmed: Readonly<
    Record<string, { readonly points: number; readonly choices: readonly string[] | null }>
  >;
  readonly enrolled: boolean | null;
  readonly attendance: number | null;
  readonly confirmedAt: Date | null;
  readonly confirmedBy: string | null;
  readonly offer: {
    readonly state: "offered" | "wished" | "accepted" | "declined" | "lapsed";
    readonly city: string;
    readonly starts: Day;
  } | null;
  readonly answerBy: Date | null;
};

/** A pupil who began with the code of a class: that somebody has, and how far, is all that is told. */
export type BegunPupil = {
  /** Null until the pupil has written a name. */
  readonly name: { readonly givenNames: string; readonly familyName: string } | null;
  readonly className: string;
  readonly answered: number;
  readonly asked: number;
  readonly savedAt: Date;
};
