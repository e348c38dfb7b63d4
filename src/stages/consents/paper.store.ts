import { sql } from "kysely";
import { ownSchools, type StaffActor, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { sealBytes, unsealBytes } from "../../platform/vault.ts";
import { isUuid } from "../../shared/id.ts";
import type { GuardianNumber, PaperState } from "./consent.ts";

export type Paper = {
  readonly id: string;
  readonly fileName: string;
  readonly state: PaperState;
  readonly problem: string | null;
  readonly applicationId: string | null;
  readonly guardian: GuardianNumber | null;
  readonly textLocale: string | null;
  readonly textHash: string | null;
  readonly uploadedAt: Date;
  readonly givenNames: string | null;
  readonly familyName: string | null;
};

const belongsTo = (paperId: string) => `consent_pictures/${paperId}`;

/**
 * Papers through the actor: those that one has sent oneself, and those of one's own learners. Whose
 * square could not be read is its sender's and the coordinator's, because nobody knows yet whom it
 * shows.
 */
const papers = (tx: Tx) => {
  const { actor } = tx;
  return tx.db
    .selectFrom("consent_papers as c")
    .leftJoin("applications as a", "a.id", "c.application_id")
    .leftJoin("persons as p", "p.id", "a.person_id")
    .where("c.state", "<>", "removed")
    .$if(actor.kind === "staff", (q) => q.where(mine(actor as StaffActor)))
    .$if(actor.kind !== "staff" && actor.kind !== "system", (q) => q.where(sql<boolean>`false`))
    .select([
      "c.id",
      "c.file_name as fileName",
      "c.state",
      "c.problem",
      "c.application_id as applicationId",
      "c.guardian",
      "c.text_locale as textLocale",
      "c.text_hash as textHash",
      "c.uploaded_at as uploadedAt",
      "p.given_names as givenNames",
      "p.family_name as familyName",
    ])
    .$castTo<Paper>();
};

function mine(actor: StaffActor) {
  const countries = visibleCountries(actor);
  const near =
    countries === null
      ? sql`true`
      : sql`(a.sending_country = any(${[...countries]}::text[])
          or a.organisation_id = any(${[...ownSchools(actor)]}::uuid[]))`;
  return sql<boolean>`(c.uploaded_by = ${actor.userId} or ${near})`;
}

export const paperById = async (tx: Tx, id: string): Promise<Paper | undefined> =>
  isUuid(id) ? papers(tx).where("c.id", "=", id).executeTakeFirst() : undefined;

export async function lockPaper(tx: Tx, id: string): Promise<Paper | undefined> {
  if (!isUuid(id)) return undefined;
  await tx.db.selectFrom("consent_papers").select("id").where("id", "=", id).forUpdate().execute();
  return paperById(tx, id);
}

/** What still waits for a person, the oldest first. */
export const waitingPapers = (tx: Tx): Promise<Paper[]> =>
  papers(tx)
    .where("c.state", "in", ["refused", "unread", "matched"])
    .orderBy("c.uploaded_at")
    .orderBy("c.id")
    .limit(200)
    .execute();

export const paperAlreadySent = async (tx: Tx, by: string, digest: string): Promise<boolean> =>
  (await tx.db
    .selectFrom("consent_papers")
    .where("uploaded_by", "=", by)
    .where("digest", "=", digest)
    .where("state", "<>", "removed")
    .select("id")
    .executeTakeFirst()) !== undefined;

export type NewPaper = {
  readonly id: string;
  readonly fileName: string;
  readonly digest: string;
  readonly state: PaperState;
  readonly problem: string | null;
  readonly applicationId: string | null;
  readonly guardian: GuardianNumber | null;
  readonly textLocale: string | null;
  readonly textHash: string | null;
  readonly picture: {
    readonly jpeg: Buffer;
    readonly width: number;
    readonly height: number;
  } | null;
  readonly by: string;
};

export async function insertPaper(tx: Tx, from: NewPaper): Promise<void> {
  const scheme_id = tx.actor.schemeId!;
  await tx.db
    .insertInto("consent_papers")
    .values({
      id: from.id,
      scheme_id,
      file_name: from.fileName,
      digest: from.digest,
      state: from.state,
      problem: from.problem,
      application_id: from.applicationId,
      guardian: from.guardian,
      text_locale: from.textLocale,
      text_hash: from.textHash,
      width: from.picture?.width ?? null,
      height: from.picture?.height ?? null,
      uploaded_by: from.by,
      uploaded_at: tx.now,
    })
    .execute();
  if (!from.picture) return;
  const sealed = sealBytes(from.picture.jpeg, belongsTo(from.id));
  await tx.db
    .insertInto("consent_pictures")
    .values({ paper_id: from.id, scheme_id, sealed })
    .execute();
}

export async function pictureOf(tx: Tx, paperId: string): Promise<Buffer | undefined> {
  const row = await tx.db
    .selectFrom("consent_pictures")
    .where("paper_id", "=", paperId)
    .select("sealed")
    .executeTakeFirst();
  return row && unsealBytes(row.sealed, belongsTo(paperId));
}

export async function settlePaper(
  tx: Tx,
  id: string,
  to: {
    readonly state: PaperState;
    readonly by: string;
    readonly match?: { readonly applicationId: string; readonly guardian: GuardianNumber };
  },
): Promise<void> {
  await tx.db
    .updateTable("consent_papers")
    .set({
      state: to.state,
      settled_by: to.by,
      settled_at: tx.now,
      ...(to.match
        ? { application_id: to.match.applicationId, guardian: to.match.guardian, problem: null }
        : {}),
    })
    .where("id", "=", id)
    .execute();
  if (to.state !== "removed") return;
  await tx.db.deleteFrom("consent_pictures").where("paper_id", "=", id).execute();
}
