import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { StayLimits, StayRecord } from "./stay-record.ts";

/** One stay with its chain, in one statement; undefined for "not there" and "not yours" alike. */
export async function oneStay(tx: Tx, id: string): Promise<StayRecord | undefined> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<StayRecord>`
    select m.id, m.reference, m.person_id as "personId", p.given_names as "givenNames",
      p.family_name as "familyName", p.birth_date as "birthDate",
      o.application_id as "applicationId", m.offer_id as "offerId", m.flow_id as "flowId",
      f.code as flow, f.leader, l.name as line, l.audience,
      m.sending_country as "sendingCountry", m.hosting_city as city, m.hosting_country as country,
      m.mode, m.state, m.state_since as since, m.state_reason as reason, m.starts, m.ends,
      m.actual_starts as "actualStarts", m.actual_ends as "actualEnds",
      m.interruption_days as "interruptionDays",
      m.interrupted_on as "interruptedOn", m.invented,
      jsonb_build_object('id', s.id, 'name', s.name) as school,
      case when sp.id is not null and sp.id <> s.id
        then jsonb_build_object('id', sp.id, 'name', sp.name) end as "sendingPartner",
      (select jsonb_build_object('id', k.id, 'name', k.name) from organisations k
        where k.scheme_id = m.scheme_id and k.roles @> array['coordinating']
        order by k.created_at, k.id limit 1) as coordinator,
      case when h.id is not null
        then jsonb_build_object('id', h.id, 'name', h.name) end as "hostingPartner",
      case when c.id is not null
        then jsonb_build_object('id', c.id, 'name', c.name) end as company
    from mobilities m
    join persons p on p.id = m.person_id
    join activity_lines l on l.id = m.line_id
    join organisations s on s.id = m.sending_organisation_id
    left join offers o on o.id = m.offer_id
    left join flows f on f.id = m.flow_id
    left join scheme_countries sc on sc.scheme_id = m.scheme_id and sc.country = m.sending_country
    left join organisations sp on sp.id = coalesce(s.sending_partner_id, sc.sending_partner_id)
    left join organisations c on c.id = m.company_id
    left join organisations h on h.id = coalesce(m.hosting_organisation_id, c.hosting_partner_id)
    where m.id = ${id}
      and ${seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`}`.execute(
    tx.db,
  );
  return rows[0];
}

/** What the line says of how long a stay may be; null where it says nothing. */
export async function lineLimits(
  tx: Tx,
  lineId: string,
): Promise<{ minimumDays: number | null; maximumDays: number | null }> {
  return tx.db
    .selectFrom("activity_lines")
    .where("id", "=", lineId)
    .select(["minimum_days as minimumDays", "maximum_days as maximumDays"])
    .executeTakeFirstOrThrow();
}

/** The same of one stay. */
export async function stayLimits(tx: Tx, mobilityId: string): Promise<StayLimits> {
  const { rows } = await sql<StayLimits>`
    select ref.least_days(m) as "minimumDays", l.maximum_days as "maximumDays",
      l.minimum_days as "usualDays", l.audience
    from mobilities m join activity_lines l on l.id = m.line_id where m.id = ${mobilityId}`.execute(
    tx.db,
  );
  const [found] = rows;
  if (!found) throw new Error("a stay without a line");
  return found;
}
