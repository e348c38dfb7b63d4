import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";

export type Consent = {
  readonly id: string;
  readonly applicationId: string;
  readonly guardianName: string;
  readonly givenOn: string;
  readonly recordedAt: Date;
};

export const liveConsent = (tx: Tx, applicationId: string): Promise<Consent | undefined> =>
  tx.db
    .selectFrom("consents")
    .where("application_id", "=", applicationId)
    .where("purpose", "=", "taking-part")
    .where("withdrawn_at", "is", null)
    .select([
      "id",
      "application_id as applicationId",
      "guardian_name as guardianName",
      "given_on as givenOn",
      "recorded_at as recordedAt",
    ])
    .executeTakeFirst();

/** False when a consent for this purpose already stands. */
export async function insertConsent(
  tx: Tx,
  from: { id: string; applicationId: string; guardianName: string; givenOn: string; by: string },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("consents")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      application_id: from.applicationId,
      purpose: "taking-part",
      guardian_name: from.guardianName,
      medium: "paper",
      given_on: from.givenOn,
      recorded_by: from.by,
      recorded_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export type ConsentSubject = {
  readonly applicationId: string;
  readonly sendingCountry: string;
  readonly birthDate: string;
};

/** The application a paper is for, through the actor. */
export function consentSubject(tx: Tx, applicationId: string): Promise<ConsentSubject | undefined> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .where("a.id", "=", applicationId)
    .$if(seen !== null, (q) => q.where("a.sending_country", "in", [...(seen ?? [])]))
    .select([
      "a.id as applicationId",
      "a.sending_country as sendingCountry",
      "p.birth_date as birthDate",
    ])
    .executeTakeFirst();
}
