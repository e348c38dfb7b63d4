import { sql } from "kysely";
import { actorId, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type {
  NewSchoolRequest,
  RefusalReason,
  RequestState,
  SchoolRequest,
  UnverifiedSchool,
} from "./school-request.ts";

/** The same person asking for the same school again changes nothing while the first is open. */
export async function insertRequest(tx: Tx, id: string, from: NewSchoolRequest): Promise<boolean> {
  const rows = await tx.db
    .insertInto("school_requests")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      country: from.country,
      school_name: from.schoolName.trim(),
      city: from.city.trim(),
      landline: from.landline.trim(),
      person_name: from.personName.trim(),
      email: from.email.trim().toLowerCase(),
      locale: from.locale,
      state: "open",
      asked_at: tx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

const seen = (tx: Tx): string[] | null => {
  const countries = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return countries === null ? null : [...countries];
};

const requests = async (tx: Tx, id: string | null, held: boolean): Promise<SchoolRequest[]> => {
  const { rows } = await sql<SchoolRequest>`
    select r.id, r.country, r.school_name as "schoolName", r.city, r.landline,
      r.person_name as "personName", r.email, r.locale, r.state, r.asked_at as "askedAt",
      r.answered_at as "answeredAt", r.reason,
      (select jsonb_build_object('id', o.id, 'name', o.name) from organisations o
        where o.country = r.country and o.roles @> array['school']
          and ref.fold(o.name) = ref.fold(r.school_name) and ref.fold(o.city) = ref.fold(r.city)
        order by o.created_at limit 1) as known
    from school_requests r
    where (${seen(tx)}::text[] is null or r.country = any(${seen(tx)}))
      and (${id}::uuid is null or r.id = ${id})
    order by r.state <> 'open', coalesce(r.answered_at, r.asked_at), r.id
    limit 100
    ${held ? sql`for update of r` : sql``}`.execute(tx.db);
  return rows;
};

/** Requests for schools of the actor's countries, the open ones first and the oldest of them first. */
export const allRequests = (tx: Tx): Promise<SchoolRequest[]> => requests(tx, null, false);

/** Kept from others until the transaction ends. */
export const lockRequest = async (tx: Tx, id: string): Promise<SchoolRequest | undefined> =>
  isUuid(id) ? (await requests(tx, id, true))[0] : undefined;

export async function markAnswered(
  tx: Tx,
  id: string,
  answer: {
    readonly state: RequestState;
    readonly reason: RefusalReason | null;
    readonly organisationId: string | null;
  },
): Promise<void> {
  await tx.db
    .updateTable("school_requests")
    .set({
      state: answer.state,
      reason: answer.reason,
      organisation_id: answer.organisationId,
      answered_at: tx.now,
      answered_by: actorId(tx.actor) ?? "",
    })
    .where("id", "=", id)
    .execute();
}

/** Schools of the actor's countries that nobody has verified, the oldest first. */
export async function unverifiedSchools(tx: Tx): Promise<UnverifiedSchool[]> {
  const { rows } = await sql<UnverifiedSchool>`
    select o.id, o.name, o.city, o.country, o.created_at as "addedAt",
      coalesce((select jsonb_agg(m.person_name order by m.person_name) from memberships m
        where m.organisation_id = o.id and m.role = 'school-officer' and m.ended_at is null
          and (m.ends_at is null or m.ends_at > ${tx.now})), '[]') as officers,
      (select count(*)::int from class_codes k where k.organisation_id = o.id
        and k.withdrawn_at is null) as classes
    from organisations o
    where o.verified_at is null and o.roles @> array['school']
      and (${seen(tx)}::text[] is null or o.country = any(${seen(tx)}))
    order by o.created_at, o.id
    limit 200`.execute(tx.db);
  return rows;
}

export const countriesOfScheme = async (tx: Tx): Promise<string[]> =>
  (await tx.db.selectFrom("scheme_countries").select("country").orderBy("position").execute()).map(
    (row) => row.country,
  );

export const senderOf = async (tx: Tx, country: string): Promise<string | null> =>
  (
    await tx.db
      .selectFrom("scheme_countries")
      .select("sending_partner_id as id")
      .where("country", "=", country)
      .executeTakeFirst()
  )?.id ?? null;
