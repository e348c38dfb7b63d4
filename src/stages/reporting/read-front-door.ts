import type { Tx } from "../../platform/db/index.ts";
import type { CallSheet } from "../calls/call-sheet.ts";
import { callByPublicCode, readCallSheet } from "../calls/read-call-sheet.ts";
import { typedClassCode } from "../schools/class-code.rules.ts";
import type { ClassOfCode } from "../schools/class-code.ts";
import { classByCode } from "../schools/read-classes.ts";
import { listedCountries, schemeOfCode } from "./front-door.store.ts";

/** What a code on a poster stands for: a call, and the class whose poster it is. */
export type CheckedCode = { readonly call: CallSheet; readonly ofClass: ClassOfCode | null };

/** Null for a code that this programme never gave out, or took back. */
export async function checkCode(tx: Tx, typed: string): Promise<CheckedCode | null> {
  const ofClass = await classByCode(tx, typed);
  if (ofClass) {
    const call = await readCallSheet(tx, ofClass.call.id);
    return call && { call, ofClass };
  }
  const call = await callByPublicCode(tx, typed);
  return call && { call, ofClass: null };
}

/** The listed programme that gave out a code; null when none did. */
export async function findSchemeOfCode(tx: Tx, typed: string): Promise<string | null> {
  const ofClass = typedClassCode(typed);
  const found = ofClass ? await schemeOfCode(tx, ofClass) : null;
  // A call of earlier days can have a code that looks like a class's.
  return found ?? schemeOfCode(tx, typed.toUpperCase().replace(/[\s-]/g, ""));
}

/** Which running programmes take part in which countries, by short name. */
export const readListedCountries = listedCountries;
