import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type {
  EligibleApplicant,
  EligibleCall,
  EligibleFlow,
  PersonFacts,
  StandingCall,
} from "./eligibility.rules.ts";

export type StandingRow = {
  readonly id: string;
  readonly applicant: EligibleApplicant;
  readonly facts: PersonFacts;
  readonly earlierStays: number;
  readonly call: EligibleCall & StandingCall;
  readonly wishes: readonly (EligibleFlow & { readonly id: string; readonly city: string })[];
};

/**
 * Everything the rules ask of some applications, in one statement. A wish for a merged flow is
 * looked at as the flow at the end of its mergers. Places are for people who go for the first time
 * where a call says so: a stay in hand elsewhere counts like one that is over, by an offer that was
 * accepted or written down without one.
 */
export async function standingRows(
  tx: Tx,
  of:
    | { readonly personId: string }
    | { readonly applicationId: string }
    | { readonly callId: string | undefined },
  countries: readonly string[] | null,
): Promise<StandingRow[]> {
  const which =
    "personId" in of
      ? sql`a.person_id = ${of.personId}`
      : "applicationId" in of
        ? sql`a.id = ${of.applicationId}`
        : of.callId === undefined
          ? sql`true`
          : sql`a.call_id = ${of.callId}`;
  const seen = countries ? sql`a.sending_country = any(${[...countries]}::text[])` : sql`true`;
  const { rows } = await sql<StandingRow>`
    select a.id,
      jsonb_build_object('birthDate', p.birth_date, 'sendingCountry', a.sending_country,
        'trade', a.trade, 'nationality', (select t.nationality from travel_papers t
          where t.person_id = a.person_id and t.used), 'graduatedOn', case when coalesce(f.enrolled, (a.facts->>'enrolled')::boolean)
          is false then a.facts->>'graduatedOn' end,
        'stays', coalesce((select jsonb_agg(jsonb_build_object('entry', s.entry, 'exit', s.exit,
          'permit', s.permit) order by s.entry) from declared_stays s
          where s.person_id = a.person_id), '[]'),
        'mobilities', coalesce((select jsonb_agg(jsonb_build_object('country', m.hosting_country,
          'starts', coalesce(m.actual_starts, m.starts),
          'ends', greatest(coalesce(m.actual_ends, m.ends), coalesce(m.actual_starts, m.starts)),
          'entry', ref.entry_day(m), 'exit', ref.exit_day(m))
          order by m.starts)
          from mobilities m left join flows mf on mf.id = m.flow_id
          where m.person_id = a.person_id and m.state <> 'cancelled' and m.mode <> 'virtual'
            and mf.call_id is distinct from a.call_id), '[]')) as applicant,
      a.facts || jsonb_strip_nulls(jsonb_build_object('schoolSays', f.enrolled,
        'head', h.answer, 'link', case when l.audience = 'staff' then (
          select jsonb_build_object('until', k.until) from staff_links k
          where k.person_id = a.person_id and k.organisation_id = a.organisation_id
            and k.ended_at is null order by k.until desc nulls first limit 1) end, 'putForward', w.put_forward, 'putForwardReason', w.reason)) as facts,
      (select count(*)::int from mobilities m left join flows mf on mf.id = m.flow_id
        where m.person_id = a.person_id and m.state <> 'cancelled'
          and m.mode <> 'virtual' and mf.call_id is distinct from a.call_id)
      + (select count(*)::int from offers x join applications xa on xa.id = x.application_id
        where xa.person_id = a.person_id and xa.call_id <> a.call_id and x.state = 'accepted'
          and not exists (select from mobilities xm where xm.offer_id = x.id)) as "earlierStays",
      jsonb_build_object('decideBy', c.decide_by, 'minimumAge', c.minimum_age,
        'maximumAge', c.maximum_age, 'minimumDays', l.minimum_days, 'maximumDays', l.maximum_days,
        'graduateMonths', c.who->'graduateMonths', 'audience', l.audience, 'who', c.who,
        'onlyPutForward', coalesce((select r.only_those and r.until < ${wallTimeOf(tx.now).day}::date
          from preselection_rules r where r.call_id = c.id), false)) as call,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'city', g.city,
          'country', g.country, 'starts', g.starts, 'ends', g.ends, 'state', g.state,
          'sendingCountry', g.sending_country,
          'places', coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'trade', q.trade))
            from places q where q.flow_id = g.id), '[]')) order by w.rank)
        from wishes w join flows wf on wf.id = w.flow_id
        join flows g on g.id = case when wf.merged_into is null then wf.id else (
          with recursive way as (select wf.merged_into as id
            union select x.merged_into from flows x join way on x.id = way.id)
          select y.id from way join flows y on y.id = way.id where y.merged_into is null) end
        where w.application_id = a.id), '[]') as wishes
    from applications a
    join persons p on p.id = a.person_id
    join calls c on c.id = a.call_id
    join activity_lines l on l.id = c.line_id
    left join head_confirmations h on h.application_id = a.id
    left join lateral (select s.enrolled from school_facts s where s.application_id = a.id
      order by s.sequence desc limit 1) f on true
    left join lateral (select x.put_forward, x.reason from preselections x
      where x.application_id = a.id order by x.sequence desc limit 1) w on true
    where a.state = 'submitted' and ${which} and ${seen}`.execute(tx.db);
  return rows.map((row) => ({
    ...row,
    call: { ...row.call, decideBy: row.call.decideBy as Day },
  }));
}
