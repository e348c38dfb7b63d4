import type { Day } from "../../shared/day.ts";
import type { MobilityState } from "./mobility.ts";

/** An invented person with a result, as the demo's bar shows one. */
export type InventedLearner = {
  readonly name: string;
  readonly code: string;
  readonly birthDate: Day;
  readonly points: number;
  /** State of the last offer, null for somebody who was not placed. */
  readonly offer: "offered" | "wished" | "accepted" | "declined" | "lapsed" | null;
  /** State of the stay that came of it. */
  readonly stay: MobilityState | null;
  /** City of that offer. */
  readonly city: string | null;
  /** Rank of the wish that came true. */
  readonly wish: number | null;
  readonly locale: string;
};
