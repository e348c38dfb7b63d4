import type { Tx } from "../../platform/db/index.ts";
import type { ClassFacts } from "../../stages/applications/begin-application.ts";

/** Asks for the class behind a code from a poster; null for one that this call does not know. */
export type ClassByCode = (tx: Tx, callId: string, typed: string) => Promise<ClassFacts | null>;

/** Poster codes are given out by schools; without a school that does, no code is known. */
export const classByCode: ClassByCode = async () => null;
