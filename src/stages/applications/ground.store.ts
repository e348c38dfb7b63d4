import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { seal, unseal } from "../../platform/vault.ts";
import { GROUNDS, type Ground } from "./application.ts";

const belongsTo = (applicationId: string, ground: string): string =>
  `application_grounds/${applicationId}/${ground}`;

/** Equally long, so that the length of what is sealed says nothing. */
const YES = "yes";
const NO = "no ";

/** What is kept of an application about grounds: a yes or a no for each, sealed. */
export const sealedAnswers = (
  applicationId: string,
  stated: readonly Ground[],
): { readonly ground: Ground; readonly sealed: Buffer }[] =>
  GROUNDS.map((ground) => ({
    ground,
    sealed: seal(stated.includes(ground) ? YES : NO, belongsTo(applicationId, ground)),
  }));

/**
 * One sealed answer for everybody and each ground: a row only for those who stated one would tell
 * without being opened. Writing needs no purpose; reading does.
 */
export async function insertGrounds(
  tx: Tx,
  answers: readonly { readonly applicationId: string; readonly stated: readonly Ground[] }[],
): Promise<void> {
  const schemeId = tx.actor.schemeId;
  if (!schemeId) throw new Error("a ground outside a scheme");
  for (let at = 0; at < answers.length; at += 1000) {
    const rows = answers.slice(at, at + 1000).flatMap(({ applicationId, stated }) =>
      sealedAnswers(applicationId, stated).map((answer) => ({
        scheme_id: schemeId,
        application_id: applicationId,
        ...answer,
      })),
    );
    await tx.db.insertInto("application_grounds").values(rows).execute();
  }
}

/** Grounds of a call's applications; every reading leaves a row that the person can be shown. */
export async function selectGrounds(
  tx: Tx,
  callId: string,
): Promise<{ applicationId: string; ground: Ground }[]> {
  const rows = await tx.db
    .selectFrom("application_grounds as g")
    .innerJoin("applications as a", "a.id", "g.application_id")
    .where("a.call_id", "=", callId)
    .where("a.state", "=", "submitted")
    .select(["g.application_id as applicationId", "g.ground", "g.sealed"])
    .orderBy("g.application_id")
    .execute();
  if (rows.length > 0) {
    await sql`
      insert into ground_readings (scheme_id, application_id, purpose, actor_id, at)
      select ref.current_scheme(), id, ref.current_purpose(), ${actorId(tx.actor) ?? "anonymous"}, ${tx.now}
      from unnest(${rows.map((row) => row.applicationId)}::uuid[]) as id`.execute(tx.db);
  }
  return rows
    .filter((row) => unseal(row.sealed, belongsTo(row.applicationId, row.ground)) === YES)
    .map((row) => ({ applicationId: row.applicationId, ground: row.ground as Ground }));
}

/** Every application's grounds were opened for somebody: one reading each. */
export async function keepArchiveGroundReadings(tx: Tx, reader: string): Promise<void> {
  await sql`
    insert into ground_readings (scheme_id, application_id, purpose, actor_id, at)
    select ${tx.actor.schemeId}::uuid, a.id, ref.current_purpose(), ${reader}, ${tx.now} from applications a
    order by a.id`.execute(tx.db);
}
