import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import type { OfferState } from "../mobilities/offer.ts";
import type { Waiting } from "../mobilities/read-reserve.ts";
import type { Journey } from "./journey.store.ts";

/** What somebody who does not go held, and somebody else may take over. */
export const PARTS = ["company", "bed", "there", "home"] as const;
export type Part = (typeof PARTS)[number];

export type HeldBed = {
  readonly hostId: string;
  readonly room: string;
  readonly starts: Day;
  readonly ends: Day;
};

/** Somebody of a flow whose stay was cancelled, with what is still kept for that person. */
export type Dropout = {
  readonly mobilityId: string;
  readonly reference: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly since: Date;
  /** The place whose seat is free now; null for a stay that came from no offer. */
  readonly placeId: string | null;
  readonly company: { readonly id: string; readonly name: string } | null;
  readonly bed: HeldBed | null;
  readonly there: Journey | null;
  readonly home: Journey | null;
  /** How it ended: to whom it went, or to nobody; null while nobody has decided. */
  readonly settled: {
    readonly toId: string | null;
    readonly toName: string | null;
    readonly parts: readonly Part[];
    readonly at: Date;
  } | null;
};

/** Somebody who was offered a freed seat from the reserve list, and how far it is. */
export type Instead = {
  readonly offerId: string;
  readonly name: string;
  readonly state: OfferState;
  readonly answerBy: Date;
  readonly mobilityId: string | null;
};

export type FreedSeats = {
  readonly placeId: string;
  readonly trade: string | null;
  readonly free: number;
  /** A seat can still be offered: the flow is open and has not begun. */
  readonly open: boolean;
  readonly instead: readonly Instead[];
};

export const CHECKS = ["days", "border", "passport", "visa", "minor", "company", "bed"] as const;
export type CheckOf = (typeof CHECKS)[number];

/** Something that speaks against somebody, or should be looked into. */
export type Word = Problem & {
  readonly kind: "refusal" | "warning";
  /** Too late for these days: the first day that would still do. */
  readonly worksFrom?: Day;
};

/** One thing that was looked at; nothing in it when nothing speaks against it. */
export type Check = { readonly what: CheckOf; readonly found: readonly Word[] };

/** Somebody who waits, with everything that was looked at for the seat that fell free. */
export type Candidate = Waiting & { readonly checks: readonly Check[]; readonly minor: boolean };

export type Replacement = FreedSeats & {
  /** Whether the reserve list was looked through: for a free seat that the reader may offer. */
  readonly looked: boolean;
  readonly candidate: Candidate | null;
  readonly passedOver: readonly (Waiting & { readonly words: readonly Word[] })[];
};
