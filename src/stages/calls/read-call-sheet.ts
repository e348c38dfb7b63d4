import type { Tx } from "../../platform/db/index.ts";
import { oneSheet, openSheets, sheetByCode } from "./call-sheet.store.ts";
import type { CallSheet } from "./call-sheet.ts";

/**
 * What the page of a call shows, by number or id; null for "not there" and, outside the office, for
 * a draft.
 */
export const readCallSheet = async (tx: Tx, which: string | number): Promise<CallSheet | null> =>
  (await oneSheet(tx, which)) ?? null;

/** Calls published and not over, the next to close first; `opensAt` may still be ahead. */
export const readOpenCalls = (tx: Tx): Promise<CallSheet[]> => openSheets(tx);

/** The call whose code somebody typed, in any case and with spaces or hyphens. */
export async function callByPublicCode(tx: Tx, code: string): Promise<CallSheet | null> {
  const typed = code.toUpperCase().replace(/[\s-]/g, "");
  if (!/^K[2-9A-HJKMNP-TV-Z]{5}$/.test(typed)) return null;
  return (await sheetByCode(tx, typed)) ?? null;
}
