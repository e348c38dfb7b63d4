import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { FormAudience, FormDefinition, FormVersion } from "./application.forms.ts";

/** A version as the office looks at it. */
export type KeptForm = FormVersion & {
  readonly createdAt: Date;
  readonly frozenAt: Date | null;
  readonly changedBy: string | null;
  /** Number of the version it began as a copy of. */
  readonly copiedFrom: number | null;
  /** Calls whose applicants answer it. */
  readonly calls: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: Readonly<Record<string, string>>;
  }[];
};

const keptForms = (tx: Tx) =>
  tx.db
    .selectFrom("form_versions as v")
    .leftJoin("form_versions as o", "o.id", "v.copied_from")
    .select([
      "v.id",
      "v.audience",
      "v.version",
      "v.state",
      "v.definition",
      "v.created_at as createdAt",
      "v.frozen_at as frozenAt",
      "v.changed_by as changedBy",
      "o.version as copiedFrom",
      sql`(select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'title', c.title)
        order by c.number), '[]') from calls c where c.form_version_id = v.id)`.as("calls"),
    ])
    .$castTo<KeptForm>();

export const keptFormVersions = (tx: Tx): Promise<KeptForm[]> =>
  keptForms(tx).orderBy("v.audience").orderBy("v.version", "desc").execute();

/** @param held also locked, so that two changes of the same form follow each other */
export const keptFormById = (tx: Tx, id: string, held: boolean): Promise<KeptForm | undefined> =>
  keptForms(tx)
    .where("v.id", "=", id)
    .$if(held, (q) => q.forUpdate("v"))
    .executeTakeFirst();

/** A version to work on behind all others of its audience; null where there is one already. */
export async function insertFormDraft(
  tx: Tx,
  from: {
    readonly id: string;
    readonly audience: FormAudience;
    readonly definition: FormDefinition;
  },
  by: string,
): Promise<string | null> {
  const row = await tx.db
    .insertInto("form_versions")
    .values({
      id: newId(),
      scheme_id: tx.actor.schemeId!,
      audience: from.audience,
      version: sql<number>`(select max(n.version) + 1 from form_versions n where n.audience = ${from.audience})`,
      state: "draft",
      definition: JSON.stringify(from.definition),
      created_at: tx.now,
      changed_by: by,
      copied_from: from.id,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function updateFormDraft(
  tx: Tx,
  id: string,
  definition: FormDefinition,
  by: string,
): Promise<void> {
  await tx.db
    .updateTable("form_versions")
    .set({ definition: JSON.stringify(definition), changed_by: by })
    .where("id", "=", id)
    .execute();
}

export async function freezeFormDraft(tx: Tx, id: string, by: string): Promise<void> {
  await tx.db
    .updateTable("form_versions")
    .set({ state: "frozen", frozen_at: tx.now, changed_by: by })
    .where("id", "=", id)
    .execute();
}

export async function deleteFormDraft(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom("form_versions").where("id", "=", id).execute();
}
