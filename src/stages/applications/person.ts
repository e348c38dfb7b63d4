import type { Day } from "../../shared/day.ts";
import type { ApplicationState, Gender } from "./application.ts";
import type { EnteredBy } from "./draft.ts";

/** Everything the office keeps about one person, as one page shows it. */
export type Person = {
  readonly id: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly gender: Gender | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly country: string;
  /** The row that goes on, where this one was put together with another of the same person. */
  readonly mergedInto: string | null;
  /** Rows that were put together with this one; their history is this person's. */
  readonly mergedFrom: readonly string[];
  readonly stays: readonly { readonly entry: Day; readonly exit: Day; readonly permit: boolean }[];
  readonly mobilities: readonly PersonMobility[];
  readonly applications: readonly PersonApplication[];
};

/** Somebody of the same name and birth date, as far as two of one name are told apart. */
export type Namesake = Pick<
  Person,
  "id" | "givenNames" | "familyName" | "birthDate" | "country" | "email"
>;

export type PersonMobility = {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly city: string;
  readonly country: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly line: Readonly<Record<string, string>>;
};

export type PersonApplication = {
  readonly id: string;
  readonly callId: string;
  readonly callNumber: number;
  readonly callTitle: Readonly<Record<string, string>>;
  readonly callState: string;
  readonly closesAt: string;
  readonly decideBy: Day;
  readonly state: ApplicationState;
  readonly code: string;
  readonly school: string;
  readonly organisationId: string;
  readonly country: string;
  readonly trade: string;
  readonly locale: string;
  readonly submittedAt: string;
  readonly enteredBy: EnteredBy;
  readonly correctedBy: EnteredBy | null;
  readonly correctedAt: string | null;
  /** Of staff: the head of the school was written to and has not answered. */
  readonly headWaits: boolean;
  /** Empty until somebody has decided them: nothing known is not zero. */
  readonly points: readonly {
    readonly criterion: string;
    readonly name: Readonly<Record<string, string>> | null;
    readonly points: number;
    readonly maximum: number | null;
  }[];
  readonly wishes: readonly {
    readonly flowId: string;
    readonly code: string;
    readonly city: string;
    readonly country: string;
    readonly starts: Day;
    readonly ends: Day;
  }[];
  readonly offers: readonly {
    readonly id: string;
    readonly state: string;
    readonly flowId: string;
    readonly city: string;
    readonly country: string;
    readonly offeredAt: string;
    readonly answerBy: string;
  }[];
  readonly consents: readonly {
    readonly guardianName: string;
    readonly givenOn: Day;
    readonly withdrawn: boolean;
  }[];
  readonly openCheck: boolean;
};

export type PersonEvent = {
  readonly name: string;
  readonly at: Date;
  readonly kind: string;
  readonly who: string | null;
};

/** What happens next and who has to act; `by` is a moment or a day. */
export type Waiting = {
  readonly what: "call-closes" | "decision" | "answer" | "consent" | "check" | "departure";
  readonly applicationId: string | null;
  readonly by: string | null;
};
