import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { seal, unseal } from "../../platform/vault.ts";
import type { Papers } from "./travel.ts";

const belongsTo = (paperId: string): string => `paper_numbers/${paperId}`;
/** Equally long whatever the number is: its length would tell who issued it. */
const LENGTH = 32;

/** Whoever holds this is alone with the person's papers until the transaction ends. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.db.selectFrom("persons").select("id").where("id", "=", personId).forUpdate().execute();
}

export async function insertPapers(
  tx: Tx,
  personId: string,
  papers: Papers,
  number: string | null,
): Promise<void> {
  await tx.db
    .insertInto("travel_papers")
    .values({
      id: papers.id,
      scheme_id: tx.actor.schemeId!,
      person_id: personId,
      nationality: papers.nationality,
      passport: papers.passport,
      issuer: papers.issuer,
      issued: papers.issued,
      expires: papers.expires,
      used: papers.used,
      has_number: number !== null,
      saved_by: actorId(tx.actor) ?? "",
      saved_at: tx.now,
    })
    .execute();
  if (number === null) return;
  await tx.db
    .insertInto("paper_numbers")
    .values({
      paper_id: papers.id,
      scheme_id: tx.actor.schemeId!,
      sealed: seal(number.padEnd(LENGTH), belongsTo(papers.id)),
    })
    .execute();
}

/** Undefined where no number was written down, and in a transaction without a purpose. */
export async function numberOf(tx: Tx, paperId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom("paper_numbers")
    .select("sealed")
    .where("paper_id", "=", paperId)
    .executeTakeFirst();
  return row && unseal(row.sealed, belongsTo(paperId)).trimEnd();
}

export type SealedNumber = {
  readonly paperId: string;
  readonly personId: string;
  /** Countries the person is looked after from. */
  readonly countries: readonly string[];
  /** "" where no number was written down. */
  readonly number: string;
};

/** Numbers of many papers in one statement; none in a transaction without a purpose. */
export async function numbersOf(
  tx: Tx,
  paperIds: readonly string[],
  seen: readonly string[] | null,
): Promise<SealedNumber[]> {
  if (paperIds.length === 0) return [];
  const { rows } = await sql<Omit<SealedNumber, "number"> & { readonly sealed: Buffer | null }>`
    select * from (
      select t.id as "paperId", p.id as "personId", n.sealed,
        array(select p.country union select a.sending_country from applications a
          where a.person_id = p.id) as countries
      from travel_papers t join persons p on p.id = t.person_id
        left join paper_numbers n on n.paper_id = t.id
      where t.id = any(${[...paperIds]}::uuid[])) found
    where ${seen === null ? sql`true` : sql`countries && ${[...seen]}::text[]`}`.execute(tx.db);
  return rows.map(({ sealed, ...of }) => ({
    ...of,
    number: sealed ? unseal(sealed, belongsTo(of.paperId)).trimEnd() : "",
  }));
}

/** None of the person's papers are those somebody travels with. */
export async function useNone(tx: Tx, personId: string): Promise<void> {
  await tx.db
    .updateTable("travel_papers")
    .set({ used: false })
    .where("person_id", "=", personId)
    .where("used", "=", true)
    .execute();
}

export async function usePapers(tx: Tx, paperId: string): Promise<void> {
  await tx.db.updateTable("travel_papers").set({ used: true }).where("id", "=", paperId).execute();
}

/** The number goes with its row. */
export async function deletePapers(tx: Tx, paperId: string): Promise<void> {
  await tx.db.deleteFrom("travel_papers").where("id", "=", paperId).execute();
}

/** One person's papers become another's; what that one travels with stays. */
export async function movePapersTo(tx: Tx, from: string, to: string): Promise<void> {
  await sql`update travel_papers set person_id = ${to}, used = used and not exists (
      select from travel_papers own where own.person_id = ${to} and own.used)
    where person_id = ${from}`.execute(tx.db);
}
