import type { MobilityId } from "../../shared/id.ts";
import type { MobilityMode, MobilityState } from "./mobility.ts";

/** Who stands where in the chain from a school to a company; null where there is nobody yet. */
export type ChainLink = { readonly id: string; readonly name: string };

/** A stay with everybody who has a part in it. Days are days, moments are moments. */
export type StayRecord = {
  readonly id: MobilityId;
  readonly reference: string;
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly applicationId: string | null;
  readonly offerId: string | null;
  readonly flowId: string | null;
  readonly flow: string | null;
  readonly leader: string | null;
  readonly line: Readonly<Record<string, string>>;
  readonly audience: "learners" | "staff";
  readonly sendingCountry: string;
  readonly city: string;
  readonly country: string;
  readonly mode: MobilityMode;
  readonly state: MobilityState;
  readonly since: Date;
  readonly reason: string | null;
  readonly starts: string;
  readonly ends: string;
  readonly actualStarts: string | null;
  readonly actualEnds: string | null;
  /** Days of breaks that are over, and the first day of one that lasts. */
  readonly interruptionDays: number;
  readonly interruptedOn: string | null;
  readonly invented: boolean;
  readonly school: ChainLink;
  readonly sendingPartner: ChainLink | null;
  readonly coordinator: ChainLink | null;
  readonly hostingPartner: ChainLink | null;
  readonly company: ChainLink | null;
};

/** How long a stay may be; null where its line says nothing. */
export type StayLimits = {
  /** Of this stay, for a reason that is kept apart perhaps fewer than its line asks for. */
  readonly minimumDays: number | null;
  readonly maximumDays: number | null;
  readonly usualDays: number | null;
  readonly audience: "learners" | "staff";
};

/** What a stay waits for, with whom and since when; `who` is a part in the chain or a role. */
export type Wait = {
  readonly what: string;
  readonly who: string;
  readonly since: Date;
  /** A name in place of the role, where one is known. */
  readonly name?: string | null;
  /** Where whoever reads it can do something about it. */
  readonly href?: string;
};
