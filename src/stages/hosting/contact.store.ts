import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { HostContact } from "./hosting.ts";

/** As the index says it: one live person of a role and an address. */
const sqlAddress = sql`organisation_id, role, lower(email)`;

const facts = [
  "id",
  "organisation_id as organisationId",
  "role",
  "name",
  "email",
  "phone",
  "language",
  "ended_at as endedAt",
] as const;

/** Who was ended stands last: letters of before name them. */
export const contactsOf = (tx: Tx, organisationIds: readonly string[]): Promise<HostContact[]> =>
  organisationIds.length === 0
    ? Promise.resolve([])
    : tx.db
        .selectFrom("host_contacts")
        .where("organisation_id", "in", [...organisationIds])
        .select(facts)
        .orderBy("ended_at", (o) => o.desc().nullsFirst())
        .orderBy("role")
        .orderBy("created_at")
        .orderBy("id")
        .$castTo<HostContact>()
        .execute();

export const lockContact = (tx: Tx, id: string): Promise<HostContact | undefined> =>
  tx.db
    .selectFrom("host_contacts")
    .where("id", "=", id)
    .select(facts)
    .forUpdate()
    .$castTo<HostContact>()
    .executeTakeFirst();

/** The id of the live one with this address, written now if there was none. */
export async function insertContact(
  tx: Tx,
  from: Omit<HostContact, "endedAt">,
): Promise<{ readonly id: string; readonly added: boolean }> {
  const row = await tx.db
    .insertInto("host_contacts")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      organisation_id: from.organisationId,
      role: from.role,
      name: from.name,
      email: from.email,
      phone: from.phone,
      language: from.language,
      created_at: tx.now,
      created_by: actorId(tx.actor) ?? "",
    })
    // Whoever is there already stays as they are.
    .onConflict((c) =>
      c
        .expression(sqlAddress)
        .where("ended_at", "is", null)
        .doUpdateSet((e) => ({ role: e.ref("host_contacts.role") })),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id: row.id, added: row.id === from.id };
}

export async function endContact(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("host_contacts")
    .set({ ended_at: tx.now, ended_by: actorId(tx.actor) ?? "" })
    .where("id", "=", id)
    .execute();
}
