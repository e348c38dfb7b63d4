import type { TotalCertificate, TotalExplanation } from "../../allocation/index.ts";
import type { MatchOption, MatchPin, MatchPlace, Removed } from "./matching.rules.ts";
import type { RoomGender } from "./rooms.rules.ts";

/** How rooms were divided, and the proof of each way: none reaches more than the one that was taken. */
export type MatchedRooms = {
  readonly counted: readonly {
    readonly gender: RoomGender;
    readonly people: number;
    readonly beds: number;
  }[];
  readonly ways: readonly {
    readonly beds: readonly number[];
    readonly objective: number;
    readonly bound: number;
    readonly problemHash: string;
  }[];
  readonly taken: number;
};
/** Why somebody is where; `noBed` where a company was not what was missing. */
export type MatchExplanation = TotalExplanation & { readonly noBed?: boolean };
/** Everything of a run, sealed as one text. */
export type MatchContent = {
  readonly files: Readonly<Record<string, string>>;
  readonly places: readonly MatchPlace[];
  readonly options: readonly MatchOption[];
  readonly removed: readonly Removed[];
  readonly waitingPins: readonly MatchPin[];
  /** Learner to place of the engine; who is not here has none. */
  readonly placed: Readonly<Record<string, string>>;
  readonly certificate: TotalCertificate;
  readonly explanations: readonly MatchExplanation[];
  /** Null where no host wrote beds down. */
  readonly rooms: MatchedRooms | null;
};
