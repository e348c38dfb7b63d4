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
