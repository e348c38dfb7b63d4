import { sql } from "kysely";
import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import type { NewTemplate, Template } from "./template.ts";

const templates = (id: string | null) => sql<Template>`
  select t.id, t.name, t.owner_id as "ownerId", t.owner_name as "ownerName",
    t.changed_at as "changedAt",
    coalesce((select jsonb_object_agg(x.locale, jsonb_build_object('subject', x.subject,
      'body', x.body)) from message_texts x where x.template_id = t.id), '{}') as texts
  from message_templates t
  where t.retired_at is null and (${id}::uuid is null or t.id = ${id})
  order by lower(t.name), t.id`;

export const allTemplates = async (tx: Tx): Promise<Template[]> =>
  (await templates(null).execute(tx.db)).rows;

export const oneTemplate = async (tx: Tx, id: string): Promise<Template | undefined> =>
  isUuid(id) ? (await templates(id).execute(tx.db)).rows[0] : undefined;

/** Null when another one that is in use has the name. */
export async function insertTemplate(
  tx: Tx<StaffActor>,
  from: NewTemplate,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into message_templates (id, scheme_id, name, owner_id, owner_name, created_at, changed_at)
    values (${newId()}, ${tx.actor.schemeId}, ${from.name.trim()}, ${tx.actor.userId},
      ${tx.actor.userName}, ${tx.now}, ${tx.now})
    on conflict do nothing returning id`.execute(tx.db);
  const id = rows[0]?.id ?? null;
  if (id !== null) await writeTexts(tx, id, from);
  return id;
}

/** False when another one that is in use has the name. */
export async function updateTemplate(tx: Tx, id: string, to: NewTemplate): Promise<boolean> {
  const { rows } = await sql`
    update message_templates set name = ${to.name.trim()}, changed_at = ${tx.now}
    where id = ${id} and not exists (select from message_templates other
      where lower(other.name) = lower(${to.name.trim()}) and other.retired_at is null
        and other.id <> ${id})
    returning id`.execute(tx.db);
  if (rows.length === 0) return false;
  await tx.db.deleteFrom("message_texts").where("template_id", "=", id).execute();
  await writeTexts(tx, id, to);
  return true;
}

async function writeTexts(tx: Tx, templateId: string, { texts }: NewTemplate): Promise<void> {
  await tx.db
    .insertInto("message_texts")
    .values(
      Object.entries(texts).map(([locale, { subject, body }]) => ({
        scheme_id: tx.actor.schemeId!,
        template_id: templateId,
        locale,
        subject,
        body,
      })),
    )
    .execute();
}

export async function retire(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("message_templates")
    .set({ retired_at: tx.now })
    .where("id", "=", id)
    .execute();
}
