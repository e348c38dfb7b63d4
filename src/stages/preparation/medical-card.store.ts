import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { seal, unseal } from "../../platform/vault.ts";
import { addDays, type Day } from "../../shared/day.ts";
import { CARD_FIELDS, type CardField, type CardReading, type MedicalCard } from "./medical-card.ts";

const belongsTo = (mobilityId: string, field: CardField): string =>
  `medical_card_fields/${mobilityId}/${field}`;

/** Letters of every script fit: five hundred of them are at most two thousand bytes. */
const LENGTH = 2048;
/** Equally long whatever was written: the length would tell who takes medicines. */
const padded = (text: string): string =>
  text + " ".repeat(Math.max(LENGTH - Buffer.byteLength(text), 0));

/** Every field is kept, also an empty one, so that rows do not tell who wrote something. */
export async function keepCard(
  tx: Tx,
  mobilityId: string,
  card: MedicalCard,
  more: { readonly by: "learner" | "guardian" | "office"; readonly deleteAfter: Day },
): Promise<void> {
  const head = {
    written_at: tx.now,
    written_by: more.by,
    delete_after: more.deleteAfter,
    deleted_at: null,
  };
  await tx.db
    .insertInto("medical_cards")
    .values({ mobility_id: mobilityId, scheme_id: tx.actor.schemeId!, ...head })
    .onConflict((c) => c.column("mobility_id").doUpdateSet(head))
    .execute();
  await tx.db.deleteFrom("medical_card_fields").where("mobility_id", "=", mobilityId).execute();
  await tx.db
    .insertInto("medical_card_fields")
    .values(
      CARD_FIELDS.map((field) => ({
        mobility_id: mobilityId,
        field,
        scheme_id: tx.actor.schemeId!,
        sealed: seal(padded(card[field]), belongsTo(mobilityId, field)),
      })),
    )
    .execute();
}

/** What stands on these cards. Nothing comes back in a transaction without a purpose. */
export async function cardsOf(
  tx: Tx,
  mobilityIds: readonly string[],
  fields: readonly CardField[],
): Promise<ReadonlyMap<string, Partial<MedicalCard>>> {
  const cards = new Map<string, Partial<Record<CardField, string>>>();
  if (mobilityIds.length === 0) return cards;
  const rows = await tx.db
    .selectFrom("medical_card_fields")
    .where("mobility_id", "in", [...mobilityIds])
    .where("field", "in", [...fields])
    .select(["mobility_id as mobilityId", "field", "sealed"])
    .execute();
  for (const row of rows) {
    const field = row.field as CardField;
    const card = cards.get(row.mobilityId) ?? {};
    card[field] = unseal(row.sealed, belongsTo(row.mobilityId, field)).trimEnd();
    cards.set(row.mobilityId, card);
  }
  return cards;
}

export async function keepReadings(
  tx: Tx,
  mobilityIds: readonly string[],
  fields: readonly CardField[],
  reason: CardReading["reason"],
): Promise<void> {
  if (mobilityIds.length === 0) return;
  const { actor } = tx;
  await tx.db
    .insertInto("medical_card_readings")
    .values(
      mobilityIds.map((mobilityId) => ({
        id: newId(),
        scheme_id: actor.schemeId!,
        mobility_id: mobilityId,
        fields: [...fields],
        reason,
        reader: actorId(actor) ?? "",
        reader_name: actor.kind === "staff" ? actor.userName : "",
        at: tx.now,
      })),
    )
    .execute();
}

/** One reading each, with the fields it has; gives the stays whose card there is. */
export async function keepArchiveReadings(
  tx: Tx,
  by: { readonly id: string; readonly name: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into medical_card_readings (id, scheme_id, mobility_id, fields, reason, reader, reader_name, at)
    select gen_random_uuid(), ${tx.actor.schemeId}::uuid, f.mobility_id, array_agg(f.field order by f.field),
      'archive', ${by.id}, ${by.name}, ${tx.now}
    from medical_card_fields f group by f.mobility_id order by f.mobility_id
    returning mobility_id as id`.execute(tx.db);
  return rows.map(({ id }) => id);
}

export const readingsOf = (tx: Tx, mobilityId: string): Promise<CardReading[]> =>
  tx.db
    .selectFrom("medical_card_readings")
    .where("mobility_id", "=", mobilityId)
    .select(["at", "reason", "reader_name as readerName", "fields"])
    .orderBy("at")
    .orderBy("id")
    .$castTo<CardReading>()
    .execute();

export const cardHead = (
  tx: Tx,
  mobilityId: string,
): Promise<{ writtenAt: Date; deleteAfter: Day; deletedAt: Date | null } | undefined> =>
  tx.db
    .selectFrom("medical_cards")
    .where("mobility_id", "=", mobilityId)
    .select(["written_at as writtenAt", "delete_after as deleteAfter", "deleted_at as deletedAt"])
    .$castTo<{ writtenAt: Date; deleteAfter: Day; deletedAt: Date | null }>()
    .executeTakeFirst();

/**
 * Deletes what stands on a card once its day has passed; that there was one stays known.
 * @param last the last day on which it is kept
 * @returns the day on which to come back, null when nothing is left
 */
export async function forgetCard(
  tx: Tx,
  mobilityId: string,
  today: Day,
  last: Day,
): Promise<Day | null> {
  const head = await cardHead(tx, mobilityId);
  if (!head || head.deletedAt) return null;
  if (today <= last) return addDays(last, 1);
  await tx.db.deleteFrom("medical_card_fields").where("mobility_id", "=", mobilityId).execute();
  await tx.db
    .updateTable("medical_cards")
    .set({ deleted_at: tx.now })
    .where("mobility_id", "=", mobilityId)
    .execute();
  return null;
}
