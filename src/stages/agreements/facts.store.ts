import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import type { Mentor } from "./difference.rules.ts";

export type KnownOrganisation = {
  readonly name: string;
  readonly street: string | null;
  readonly postcode: string | null;
  readonly city: string;
  readonly country: string;
  readonly phone: string | null;
  /** Whom to reach there; null while nobody is named. */
  readonly contact: {
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly language: string | null;
  } | null;
};

/** Everything that is known of a stay, so that nobody types it again. */
export type StayFacts = {
  readonly mobilityId: string;
  readonly state: string;
  readonly reference: string;
  readonly sendingCountry: string;
  readonly hostingCountry: string;
  readonly hostingCity: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly mode: "physical" | "blended" | "virtual";
  readonly audience: "learners" | "staff";
  readonly line: string;
  /** What is done on a line of staff; null on one of learners. */
  readonly activity: string | null;
  /** What a member of staff teaches or does, as it is documented. */
  readonly post: string | null;
  readonly applicationId: string | null;
  readonly locale: string | null;
  readonly trade: string | null;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly email: string | null;
  readonly phone: string | null;
  readonly nationality: string | null;
  /** What the participant speaks and how well; the language that the company asks for first. */
  readonly languages: readonly { readonly language: string; readonly level: string }[];
  readonly leader: string | null;
  readonly tasks: string | null;
  readonly guardians: readonly { readonly number: number; readonly name: string }[];
  readonly school: KnownOrganisation;
  readonly partner: KnownOrganisation | null;
  readonly coordinator: KnownOrganisation | null;
  readonly hostingPartner: KnownOrganisation | null;
  readonly company: KnownOrganisation | null;
  readonly companyId: string | null;
  readonly hostingPartnerId: string | null;
  readonly mentors: readonly Mentor[];
  /** Policies that are for this stay, each once for every kind it covers. */
  readonly policies: readonly {
    readonly kind: "accident" | "liability" | "health";
    readonly insurer: string;
    readonly number: string;
    readonly starts: Day;
    readonly ends: Day;
    readonly phone: string;
  }[];
};

const hostContact = (id: string) => sql`(
  select jsonb_build_object('name', k.name, 'email', k.email, 'phone', k.phone, 'language', k.language)
  from host_contacts k where k.organisation_id = ${sql.ref(id)} and k.ended_at is null
  order by k.role = 'contact' desc, k.created_at desc limit 1)`;

const organisation = (
  alias: string,
  contact: ReturnType<typeof sql>,
) => sql`case when ${sql.ref(`${alias}.id`)} is null then null else
  jsonb_build_object('name', ${sql.ref(`${alias}.name`)}, 'street', ${sql.ref(`${alias}.street`)},
    'postcode', ${sql.ref(`${alias}.postcode`)}, 'city', ${sql.ref(`${alias}.city`)},
    'country', ${sql.ref(`${alias}.country`)}, 'phone', ${sql.ref(`${alias}.landline`)}, 'contact', ${contact}) end`;

/** Undefined for "not there" and for another country's stay alike. */
export async function stayFacts(tx: Tx, mobilityId: string): Promise<StayFacts | undefined> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<StayFacts>`
    select m.id as "mobilityId", m.state, m.reference, m.sending_country as "sendingCountry",
      m.hosting_country as "hostingCountry", m.hosting_city as "hostingCity", m.starts, m.ends, m.mode,
      l.audience, l.code as line, l.activity,
      (select k.post from staff_links k where k.person_id = p.id and k.ended_at is null
        and k.organisation_id = m.sending_organisation_id
        order by coalesce(k.until >= m.ends, true) desc, k.said_at desc limit 1) as post,
      a.id as "applicationId", a.locale, a.trade,
      p.given_names as "givenNames", p.family_name as "familyName", p.birth_date as "birthDate",
      p.email, p.phone,
      (select t.nationality from travel_papers t where t.person_id = p.id and t.used limit 1) as nationality,
      coalesce((select jsonb_agg(jsonb_build_object('language', y.language, 'level', y.level)
          order by y.language in (select h.language from host_capacities h
            where h.organisation_id = m.company_id and h.ended_at is null and h.language is not null) desc,
            y.level desc, y.language)
        from person_languages y where y.person_id = p.id and y.ended_at is null), '[]') as languages,
      f.leader,
      (select h.tasks from host_capacities h where h.organisation_id = m.company_id and h.tasks <> ''
        and h.ended_at is null and (h.trade is null or h.trade = a.trade)
        order by h.trade nulls last, h.set_at desc limit 1) as tasks,
      coalesce((select jsonb_agg(jsonb_build_object('number', g.guardian, 'name', g.guardian_name) order by g.guardian)
        from (select distinct on (c.guardian) c.guardian, c.guardian_name from consents c
          where c.application_id = a.id and c.withdrawn_at is null
          order by c.guardian, c.recorded_at desc) g), '[]') as guardians,
      ${organisation("s", sql`null::jsonb`)} as school,
      ${organisation(
        "sp",
        sql`(select jsonb_build_object('name', w.name, 'email', w.email, 'phone', w.phone, 'language', null)
        from call_owners w where w.call_id = a.call_id and w.country = m.sending_country)`,
      )} as partner,
      ${organisation("co", hostContact("co.id"))} as coordinator,
      ${organisation("hp", hostContact("hp.id"))} as "hostingPartner",
      ${organisation("c", hostContact("c.id"))} as company,
      c.id as "companyId", hp.id as "hostingPartnerId",
      coalesce((select jsonb_agg(jsonb_build_object('name', k.name, 'email', k.email, 'phone', k.phone,
          'ended', k.ended_at is not null) order by k.created_at, k.id)
        from host_contacts k where k.organisation_id = c.id and k.role = 'mentor'), '[]') as mentors,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'insurer', i.insurer, 'number', i.number,
          'starts', i.starts, 'ends', i.ends, 'phone', i.phone) order by i.starts, i.number)
        from ref.policies_of(m) i, unnest(i.kinds) kind), '[]') as policies
    from mobilities m
    join persons p on p.id = m.person_id
    join activity_lines l on l.id = m.line_id
    join organisations s on s.id = m.sending_organisation_id
    left join offers o on o.id = m.offer_id
    left join applications a on a.id = o.application_id
    left join flows f on f.id = m.flow_id
    left join scheme_countries sc on sc.scheme_id = m.scheme_id and sc.country = m.sending_country
    left join organisations sp on sp.id = coalesce(s.sending_partner_id, sc.sending_partner_id) and sp.id <> s.id
    left join organisations c on c.id = m.company_id
    left join organisations hp on hp.id = coalesce(m.hosting_organisation_id, c.hosting_partner_id)
    left join lateral (select k.* from organisations k where k.scheme_id = m.scheme_id
      and k.roles @> array['coordinating'] order by k.created_at, k.id limit 1) co on true
    where m.id = ${mobilityId}
      and ${seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`}`.execute(
    tx.db,
  );
  return rows[0];
}

/** Stays of a flow that an agreement can be made for: not cancelled, not over. */
export async function staysOfFlow(tx: Tx, flowId: string): Promise<string[]> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const rows = await tx.db
    .selectFrom("mobilities as m")
    .where("m.flow_id", "=", flowId)
    .where("m.state", "in", ["planned", "matched", "preparing", "ready"])
    .$if(seen !== null, (q) => q.where("m.sending_country", "in", [...(seen ?? [])]))
    .select("m.id")
    .orderBy("m.reference")
    .execute();
  return rows.map((row) => row.id);
}
