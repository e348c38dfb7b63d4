import type { Day } from "../../shared/day.ts";
import type { Insured, Span } from "./insurance.rules.ts";

export const WHO = [
  "learner",
  "guardian",
  "school",
  "sending-partner",
  "hosting-partner",
  "office",
] as const;
export type Who = (typeof WHO)[number];

/** Whom a kind of task concerns. */
export const ONLY_FOR = ["everybody", "minors", "visa"] as const;
export type OnlyFor = (typeof ONLY_FOR)[number];

/** How somebody heard of a task: by what the program sent, or from a person. */
export type RemindedBy = "mail" | "sms" | "hand";

/** What is kept of a task. That one cannot start yet follows from the task before it. */
export type KeptState = "open" | "being-checked" | "done" | "not-needed" | "sent-back";
export type TaskState = KeptState | "cannot-start";
export type TaskAction =
  | "hand-in"
  | "take-back"
  | "finish"
  | "confirm"
  | "send-back"
  | "waive"
  | "need"
  | "undo";

/** A kind of task of a line, as the scheme has set it. */
export type TaskKind = {
  readonly id: string;
  readonly lineId: string;
  readonly code: string;
  /** A scheme's own words; null for the standard list, which the catalogues know. */
  readonly name: Readonly<Record<string, string>> | null;
  readonly who: Who;
  readonly daysBefore: number;
  readonly blocking: boolean;
  readonly afterCode: string | null;
  /** The office looks at what was written as proof. */
  readonly proof: boolean;
  readonly onlyFor: OnlyFor;
  /** Days after the due day on which whoever does it is reminded; before it when below nought. */
  readonly remindOn: readonly number[];
  readonly position: number;
  /** False for one that the line asks for no more: what was done of it is kept. */
  readonly isOn: boolean;
};

export type StoredTask = {
  readonly id: string;
  readonly mobilityId: string;
  readonly code: string;
  readonly name: Readonly<Record<string, string>> | null;
  readonly who: Who;
  readonly due: Day;
  readonly blocking: boolean;
  readonly afterCode: string | null;
  readonly proof: boolean;
  readonly state: KeptState;
  readonly since: Date;
  readonly note: string | null;
  readonly reason: string | null;
  readonly remindOn: readonly number[];
  readonly reminders: number;
  readonly remindedAt: Date | null;
  readonly remindedBy: RemindedBy | null;
};

/** A task as it stands today, with what the rest of the program knows looked at. */
export type StayTask = Omit<StoredTask, "state"> & {
  readonly state: TaskState;
  /** Settled by what is known elsewhere: nobody can press a button for it. */
  readonly automatic: boolean;
  /** Why an automatic one is open: a problem's code of the catalogue `tasks`, and its figures. */
  readonly why: { readonly code: string; readonly params: Params } | null;
  readonly overdue: boolean;
};

export type Params = Readonly<Record<string, string | number>>;

/** What the other rooms know of a stay. */
export type Facts = {
  readonly mobilityId: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly country: string;
  readonly sendingCountry: string;
  readonly birthDate: Day;
  readonly personSince: Date;
  readonly flowId: string | null;
  readonly companySince: Date | null;
  readonly papers: {
    readonly nationality: string;
    readonly issued: Day;
    readonly expires: Day;
  } | null;
  readonly agreement: { readonly state: string; readonly since: Date } | null;
  /** A text of an agreement that says otherwise than the stay is, or whose change waits for a signature. */
  readonly unsettled?: { readonly how: "differs" | "amended"; readonly since: Date } | null;
  /** What the border of the country asks, and whether the form was seen signed. */
  readonly exitNeeded: "yes" | "no" | "ask";
  readonly exitState: "needed" | "printed" | "seen";
  readonly minors: number;
  readonly adults: number;
  /** Adults of the group whose certificate nobody saw, or that ends before they are home. */
  readonly adultsUnvetted: number;
  readonly minorsPerAdult: number;
  readonly there: boolean;
  readonly home: boolean;
  readonly bed: boolean;
  readonly card: boolean;
  /** What policies cover, and the days from door to door that have to be covered. */
  readonly insured: readonly (Span & { readonly kind: Insured })[];
  readonly awayFrom: Day;
  readonly awayUntil: Day;
};
