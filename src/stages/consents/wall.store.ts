import { sql } from "kysely";
import { ownSchools, type StaffActor, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { ConsentRule, GuardianNumber, Medium, Purpose, SoleReason } from "./consent.ts";

export type WallConsent = {
  readonly purpose: Purpose;
  readonly guardian: GuardianNumber;
  readonly medium: Medium;
  readonly givenOn: Day;
  readonly endsOn: Day | null;
  readonly withdrawn: boolean;
};

/** One learner under 18 and where every paper stands. */
export type WallRow = {
  readonly applicationId: string;
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly school: string;
  readonly country: string;
  readonly callNumber: number;
  readonly city: string | null;
  readonly starts: Day;
  readonly offer: "offered" | "wished" | "accepted" | null;
  readonly stay: string | null;
  readonly guardians: 1 | 2;
  /** Why one guardian is enough here, though the country asks for both. */
  readonly sole: SoleReason | null;
  readonly exitNeeded: ConsentRule["exitNeeded"];
  readonly exit: "needed" | "printed" | "seen";
  readonly consents: readonly WallConsent[];
  /** Links that were made and opened nothing yet, and answers that were a no. */
  readonly links: readonly { readonly guardian: GuardianNumber; readonly answered: boolean }[];
};

/** `decide` are those whose guardian took the consent back; `waiting` those with a place. */
export const WALL_FILTERS = ["waiting", "decide", "exit", "complete", "all"] as const;
export type WallFilter = (typeof WALL_FILTERS)[number];

export type WallQuery = {
  readonly filter: WallFilter;
  readonly call: number | null;
  readonly collation: string;
  readonly page: number;
  readonly aPage: number;
};

const CONDITIONS = {
  waiting: sql`offer is not null and not complete and stay is distinct from 'on-hold'`,
  decide: sql`stay = 'on-hold' or (withdrawn and stay in ('in-progress', 'interrupted', 'extended'))`,
  exit: sql`offer in ('wished', 'accepted') and "exitNeeded" <> 'no' and exit <> 'seen'`,
  complete: sql`complete`,
  all: sql`true`,
} as const satisfies Record<WallFilter, unknown>;

/** Learners who are under 18 when they leave, as far as the actor sees them, and how many. */
export async function wallRows(
  tx: Tx<StaffActor>,
  asked: WallQuery,
): Promise<{ rows: WallRow[]; total: number; calls: number[] }> {
  const countries = visibleCountries(tx.actor);
  const own =
    countries === null
      ? sql`true`
      : sql`(a.sending_country = any(${[...countries]}::text[])
          or a.organisation_id = any(${[...ownSchools(tx.actor)]}::uuid[]))`;
  const today = wallTimeOf(tx.now).day;
  const collate = sql`collate ${sql.id(asked.collation)}`;
  const { rows } = await sql<{ rows: WallRow[]; total: number; calls: number[] }>`
    with learners as (
      select a.id as "applicationId", p.id as "personId", p.given_names as "givenNames",
        p.family_name as "familyName", s.name as school, a.sending_country as country,
        c.number as "callNumber", held.city, coalesce(held.starts, first.starts) as starts,
        held.state as offer, held.stay, case when u.id is null then coalesce(r.guardians, 1) else 1 end as guardians,
        case when r.guardians = 2 then u.reason end as sole,
        coalesce(r.exit_needed, 'ask') as "exitNeeded", coalesce(x.state, 'needed') as exit,
        said.consents, coalesce(said.withdrawn, false) as withdrawn,
        coalesce(said.standing, 0) >=
          case when u.id is null then coalesce(r.guardians, 1) else 1 end as complete
      from applications a
      join persons p on p.id = a.person_id
      join calls c on c.id = a.call_id
      join activity_lines l on l.id = c.line_id and l.audience = 'learners'
      join organisations s on s.id = a.organisation_id
      left join consent_rules r on r.country = a.sending_country
      left join sole_guardians u on u.application_id = a.id and u.ended_at is null
      left join exit_authorisations x on x.application_id = a.id
      left join lateral (select o.state, f.city, f.starts,
          (select m.state from mobilities m where m.offer_id = o.id) as stay
        from offers o join places q on q.id = o.place_id join flows f on f.id = q.flow_id
        where o.application_id = a.id and o.state in ('offered', 'wished', 'accepted')
        order by o.offered_at desc limit 1) held on true
      left join lateral (select min(f.starts) as starts from wishes w
        join flows f on f.id = w.flow_id where w.application_id = a.id) first on true
      left join lateral (select jsonb_agg(jsonb_build_object('purpose', n.purpose,
          'guardian', n.guardian, 'medium', n.medium, 'givenOn', n.given_on, 'endsOn', n.ends_on,
          'withdrawn', n.withdrawn_at is not null) order by n.recorded_at) as consents,
          bool_or(n.withdrawn_at is not null and n.purpose = 'taking-part') as withdrawn,
          count(distinct n.guardian) filter (where n.purpose = 'taking-part'
            and n.withdrawn_at is null and (n.ends_on is null or n.ends_on >= ${today}::date)) as standing
        from consents n where n.application_id = a.id) said on true
      where a.state = 'submitted' and ${own}
        and coalesce(held.starts, first.starts) >= ${today}::date - 60
        and p.birth_date > coalesce(held.starts, first.starts) - interval '18 years'
    ), chosen as (
      select * from learners where (${asked.call}::int is null or "callNumber" = ${asked.call})
        and (${CONDITIONS[asked.filter]})
    )
    select (select count(*)::int from chosen) as total,
      coalesce((select jsonb_agg(distinct "callNumber") from learners), '[]') as calls,
      coalesce((select jsonb_agg(to_jsonb(k) || jsonb_build_object(
          'consents', coalesce(k.consents, '[]'),
          'links', coalesce((select jsonb_agg(jsonb_build_object('guardian', g.guardian,
            'answered', g.answered_at is not null)) from guardian_links g
            where g.application_id = k."applicationId" and g.ended_at is null
              and g.expires_at > ${tx.now}), '[]'))
          order by k.starts, k."familyName" ${collate}, k."givenNames" ${collate}, k."applicationId")
        from (select * from chosen
          order by starts, "familyName" ${collate}, "givenNames" ${collate}, "applicationId"
          limit ${asked.aPage} offset ${(asked.page - 1) * asked.aPage}) k), '[]') as rows`.execute(
    tx.db,
  );
  return rows[0] ?? { rows: [], total: 0, calls: [] };
}
