import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** The listed scheme that gave out a code, already in the form it was given out in. */
export async function schemeOfCode(tx: Tx, code: string): Promise<string | null> {
  const { rows } = await sql<{ slug: string | null }>`
    select ref.scheme_of_code(${code}) as slug`.execute(tx.db);
  return rows[0]?.slug ?? null;
}

export async function listedCountries(tx: Tx): Promise<{ slug: string; country: string }[]> {
  const { rows } = await sql<{ slug: string; country: string }>`
    select slug, country from ref.listed_countries()`.execute(tx.db);
  return rows;
}
