import type { Tx } from "../../platform/db/index.ts";
import { allCalls, type CallRow, callRows, oneCall, reservesOf } from "./call.store.ts";
import type { Call, Reserve } from "./call.ts";

/** Null for "not there" and, outside the office, for a draft. */
export const readCall = async (tx: Tx, id: string): Promise<Call | null> =>
  (await oneCall(tx, id)) ?? null;

/** Calls by number; drafts only for the office. */
export const listCalls = (tx: Tx): Promise<Call[]> => allCalls(tx);

/** Calls as the office lists them, the newest first, with how many seats and applications. */
export const listCallRows = (tx: Tx): Promise<CallRow[]> => callRows(tx);

/** The groups that seats of a call are kept for. Their grounds must not leave the office. */
export const listReserves = (tx: Tx, callId: string): Promise<Reserve[]> => reservesOf(tx, callId);
