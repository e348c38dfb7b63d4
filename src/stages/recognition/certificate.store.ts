import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { sealBytes, unsealBytes } from "../../platform/vault.ts";
import type { Day } from "../../shared/day.ts";
import type { Certificate } from "./certificate.ts";

const facts = [
  "id",
  "mobility_id as mobilityId",
  "code",
  "state",
  "model",
  "asked_at as askedAt",
  "sealed_at as sealedAt",
  "digest",
  "ended_at as endedAt",
  "ended_reason as endedReason",
] as const;

const belongsTo = (id: string) => `stay_certificate_bytes/${id}`;

const certificates = (tx: Tx) =>
  tx.db.selectFrom("stay_certificates").select(facts).$castTo<Certificate>();

export const certificateById = (
  tx: Tx,
  id: string,
  held = false,
): Promise<Certificate | undefined> =>
  certificates(tx)
    .where("id", "=", id)
    .$if(held, (q) => q.forUpdate())
    .executeTakeFirst();

/** The one that counts. */
export const certificateOfStay = (
  tx: Tx,
  mobilityId: string,
  held = false,
): Promise<Certificate | undefined> =>
  certificates(tx)
    .where("mobility_id", "=", mobilityId)
    .where("ended_at", "is", null)
    .$if(held, (q) => q.forUpdate())
    .executeTakeFirst();

export const certificateBy = (
  tx: Tx,
  by: { readonly code: string } | { readonly digest: string },
): Promise<Certificate | undefined> =>
  certificates(tx)
    .$if("code" in by, (q) => q.where("code", "=", (by as { code: string }).code))
    .$if("digest" in by, (q) => q.where("digest", "=", (by as { digest: string }).digest))
    .executeTakeFirst();

/** False when the stay has one already. */
export async function insertCertificate(
  tx: Tx,
  from: Pick<Certificate, "id" | "mobilityId" | "code" | "model"> & { readonly by: string },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("stay_certificates")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      mobility_id: from.mobilityId,
      code: from.code,
      state: "asked",
      model: JSON.stringify(from.model),
      asked_at: tx.now,
      asked_by: from.by,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

export async function keepSealed(
  tx: Tx,
  id: string,
  file: { readonly bytes: Buffer; readonly digest: string },
): Promise<void> {
  await tx.db
    .updateTable("stay_certificates")
    .set({
      state: "sealed",
      sealed_at: tx.now,
      digest: file.digest,
      size: file.bytes.length,
    })
    .where("id", "=", id)
    .execute();
  await tx.db
    .insertInto("stay_certificate_bytes")
    .values({
      certificate_id: id,
      scheme_id: tx.actor.schemeId!,
      sealed: sealBytes(file.bytes, belongsTo(id)),
    })
    .execute();
}

export async function sealedBytes(tx: Tx, id: string): Promise<Buffer> {
  const row = await tx.db
    .selectFrom("stay_certificate_bytes")
    .where("certificate_id", "=", id)
    .select("sealed")
    .executeTakeFirstOrThrow();
  return unsealBytes(row.sealed, belongsTo(id));
}

export async function endCertificate(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.db
    .updateTable("stay_certificates")
    .set({ state: "withdrawn", ended_at: tx.now, ended_reason: reason })
    .where("id", "=", id)
    .execute();
}

type KnownPlace = {
  readonly name: string;
  readonly street: string | null;
  readonly postcode: string | null;
  readonly city: string;
  readonly country: string;
};

/** Everything a certificate says of a stay. */
export type CertifiedStay = {
  readonly mobilityId: string;
  readonly state: string;
  readonly audience: "learners" | "staff";
  readonly line: Readonly<Record<string, string>>;
  readonly sendingCountry: string;
  readonly mode: "physical" | "blended" | "virtual";
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly locale: string | null;
  readonly post: string | null;
  /** From the agreement of this stay, where one was signed. */
  readonly activities: readonly string[] | null;
  readonly starts: Day;
  readonly ends: Day;
  readonly interruptionDays: number;
  readonly hostingCountry: string;
  readonly city: string;
  readonly sender: KnownPlace;
  readonly host: KnownPlace | null;
};

const place = (alias: string) => sql`case when ${sql.ref(`${alias}.id`)} is null then null else
  jsonb_build_object('name', ${sql.ref(`${alias}.name`)}, 'street', ${sql.ref(`${alias}.street`)},
    'postcode', ${sql.ref(`${alias}.postcode`)}, 'city', ${sql.ref(`${alias}.city`)},
    'country', ${sql.ref(`${alias}.country`)}) end`;

/** Undefined for "not there" and for another country's stay alike. */
export async function certifiedStay(
  tx: Tx,
  mobilityId: string,
): Promise<CertifiedStay | undefined> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<CertifiedStay>`
    select m.id as "mobilityId", m.state, l.audience, l.name as line,
      m.sending_country as "sendingCountry", m.mode, p.given_names as "givenNames",
      p.family_name as "familyName", p.birth_date as "birthDate", a.locale,
      (select k.post from staff_links k where k.person_id = p.id and k.ended_at is null
        and k.organisation_id = m.sending_organisation_id
        order by coalesce(k.until >= m.ends, true) desc, k.said_at desc limit 1) as post,
      (select v.content -> 'programme.activities' from agreements g
        join agreement_versions v on v.agreement_id = g.id and v.number = g.version
        where g.mobility_id = m.id and g.kind = 'staff-agreement' and g.state = 'signed') as activities,
      coalesce(m.actual_starts, m.starts) as starts, coalesce(m.actual_ends, m.ends) as ends,
      m.interruption_days as "interruptionDays", m.hosting_country as "hostingCountry",
      m.hosting_city as city, ${place("s")} as sender, ${place("h")} as host
    from mobilities m
    join persons p on p.id = m.person_id
    join activity_lines l on l.id = m.line_id
    join organisations s on s.id = m.sending_organisation_id
    left join organisations h on h.id = coalesce(m.hosting_organisation_id, m.company_id)
    left join offers o on o.id = m.offer_id
    left join applications a on a.id = o.application_id
    where m.id = ${mobilityId}
      and ${seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`}`.execute(
    tx.db,
  );
  return rows[0];
}
