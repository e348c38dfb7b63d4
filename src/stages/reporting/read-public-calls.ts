import type { Tx } from "../../platform/db/index.ts";
import { type PublicCall, publicCalls } from "./public-calls.store.ts";

export type { PublicCall } from "./public-calls.store.ts";

/** Calls past the draft, newest first, with the published run of each. */
export const readPublicCalls = (tx: Tx): Promise<PublicCall[]> => publicCalls(tx);
