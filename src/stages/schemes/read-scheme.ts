import type { Tx } from "../../platform/db/index.ts";
import { listedSchemes, ownScheme, reportedTotals } from "./scheme.store.ts";
import type { ReportedTotal, Scheme } from "./scheme.ts";

export type { ListedScheme } from "./scheme.store.ts";

/** The scheme of the transaction with its lines and sending countries. */
export const readScheme = async (tx: Tx): Promise<Scheme | null> => (await ownScheme(tx)) ?? null;

/** Schemes anybody may know of, from inside a scheme or from the front door. */
export const listSchemes = listedSchemes;

/** Published totals of the scheme of the transaction, in the order of its lines. */
export const readReportedTotals = (tx: Tx): Promise<ReportedTotal[]> => reportedTotals(tx);
