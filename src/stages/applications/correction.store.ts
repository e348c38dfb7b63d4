import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { actorEntered } from "./application.rules.ts";
import type { Entry } from "./application.ts";

/**
 * Writes an application anew. A person who has another application elsewhere stays as that one
 * knows them: a correction here must not rewrite what was decided there, so a row of one's own is
 * made, which looks like the same person to whoever looks for people twice.
 */
export async function replaceEntry(tx: Tx, applicationId: string, entry: Entry): Promise<void> {
  const { person } = entry;
  const schemeId = tx.actor.schemeId!;
  const before = await tx.db
    .selectFrom("applications as a")
    .where("a.id", "=", applicationId)
    .select([
      "a.person_id as personId",
      sql<boolean>`exists (select from applications o where o.person_id = a.person_id and o.id <> a.id)
        or exists (select from mobilities m where m.person_id = a.person_id)`.as("isElsewhere"),
    ])
    .executeTakeFirstOrThrow();
  const details = {
    given_names: person.givenNames,
    family_name: person.familyName,
    birth_date: person.birthDate,
    email: person.email || null,
    phone: person.phone || null,
    country: person.country,
  };
  let { personId } = before;
  if (before.isElsewhere) {
    personId = newId();
    await tx.db
      .insertInto("persons")
      .values({ id: personId, scheme_id: schemeId, created_at: tx.now, ...details })
      .execute();
  } else {
    await tx.db.updateTable("persons").set(details).where("id", "=", personId).execute();
  }
  await tx.db
    .updateTable("applications")
    .set({
      person_id: personId,
      organisation_id: entry.organisationId,
      sending_country: person.country,
      trade: entry.trade.trim(),
      locale: entry.locale,
      facts: JSON.stringify(entry.facts ?? {}),
      corrected_by: JSON.stringify(actorEntered(tx.actor)),
      revision: sql<number>`revision + 1`,
      corrected_at: tx.now,
    })
    .where("id", "=", applicationId)
    .execute();
  await tx.db.deleteFrom("wishes").where("application_id", "=", applicationId).execute();
  if (entry.wishes.length > 0) {
    await tx.db
      .insertInto("wishes")
      .values(
        entry.wishes.map((flowId, at) => ({
          scheme_id: schemeId,
          application_id: applicationId,
          flow_id: flowId,
          rank: at + 1,
        })),
      )
      .execute();
  }
}
