import { sql } from "kysely";
import { actorId, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { IN_CONFIDENCE, readableBy } from "../../platform/events/in-confidence.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { NOT_HOME } from "../mobilities/mobility.rules.ts";
import type { CallToday, Change, Today } from "./today.ts";

const seenBy = (tx: Tx): string[] | null => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return seen === null ? null : [...seen];
};

/** Calls past the draft with what waits in each, newest first, in one statement. */
export async function callsToday(tx: Tx): Promise<CallToday[]> {
  const seen = seenBy(tx);
  const { rows } = await sql<CallToday>`
    select c.id, c.number, c.title, c.state, c.opens_at as "opensAt", c.closes_at as "closesAt",
      c.decide_by as "decideBy",
      (select count(*) from applications a where a.call_id = c.id and a.state = 'submitted'
        and (${seen}::text[] is null or a.sending_country = any(${seen}))) as applicants,
      (select coalesce(sum(p.seats), 0) from places p join flows f on f.id = p.flow_id
        where f.call_id = c.id and f.state = 'open'
        and (${seen}::text[] is null or f.sending_country = any(${seen}))) as seats,
      r.id as "runId", r.number as "runNumber",
      coalesce(g.flagged, 0) as flagged, coalesce(g.open, 0) as "toLookAt",
      coalesce(s.roles, '[]') as "signedRoles", coalesce(s.mine, false) as "signedByMe",
      c.needs_list and not exists (select from selections se
        where se.call_id = c.id and se.state = 'final') as "awaitsList",
      x.unanswered, x.unanswered_by as "unansweredBy", x.wished as "consentsMissing",
      x.wished_by as "consentsBy", x.accepted
    from calls c
    left join lateral (select id, number from allocation_runs where call_id = c.id
      and state = 'computed' order by number desc limit 1) r on true
    left join lateral (select count(distinct coalesce(rf.application_id, rf.flow_id)) as flagged,
      count(distinct coalesce(rf.application_id, rf.flow_id))
        filter (where rf.looked_at is null) as open
      from run_flags rf
      left join applications fa on fa.id = rf.application_id
      left join flows ff on ff.id = rf.flow_id
      where rf.run_id = r.id and (${seen}::text[] is null
        or coalesce(fa.sending_country, ff.sending_country) = any(${seen}))) g on true
    left join lateral (select jsonb_agg(distinct role) as roles,
      bool_or(user_id = ${actorId(tx.actor)}) as mine
      from run_signatures where run_id = r.id) s on true
    cross join lateral (select count(*) filter (where o.state = 'offered') as unanswered,
      min(o.answer_by) filter (where o.state = 'offered') as unanswered_by,
      count(*) filter (where o.state = 'wished') as wished,
      min(f.starts) filter (where o.state = 'wished') as wished_by,
      count(*) filter (where o.state = 'accepted') as accepted
      from offers o join applications a on a.id = o.application_id
      join places p on p.id = o.place_id join flows f on f.id = p.flow_id
      where o.call_id = c.id
      and (${seen}::text[] is null or a.sending_country = any(${seen}))) x
    where c.state <> 'draft'
    order by (c.state = 'closed') desc, c.decide_by, c.number desc`.execute(tx.db);
  return rows;
}

/** Questions of learners nobody has answered, and flows that leave until `until`. */
export async function restOfToday(
  tx: Tx,
  until: string,
): Promise<Pick<Today, "checkRequests" | "heldStays" | "departures">> {
  const seen = seenBy(tx);
  const { rows } = await sql<Pick<Today, "checkRequests" | "heldStays" | "departures">>`
    select
      (select count(*) from check_requests q join applications a on a.id = q.application_id
        where q.state = 'open'
        and (${seen}::text[] is null or a.sending_country = any(${seen}))) as "checkRequests",
      (select count(*) from mobilities h where h.state = 'on-hold'
        and (${seen}::text[] is null or h.sending_country = any(${seen}))) as "heldStays",
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'code', f.code, 'city', f.city,
          'sendingCountry', f.sending_country, 'starts', f.starts, 'people', n.people)
          order by f.starts, f.code)
        from flows f
        cross join lateral (select count(*) as people from mobilities m
          where m.flow_id = f.id and m.state = any(${[...NOT_HOME]}::text[])) n
        where f.state = 'open' and n.people > 0
        and f.starts between ${wallTimeOf(tx.now).day}::date and ${until}::date
        and (${seen}::text[] is null or f.sending_country = any(${seen}))), '[]') as departures
  `.execute(tx.db);
  return rows[0] ?? { checkRequests: 0, heldStays: 0, departures: [] };
}

/**
 * The last things that happened, newest first; nothing that is in confidence: whoever looks what is
 * new looks after nobody. A country partner is shown what belongs to the whole
 * scheme only: a row of the log does not say whose country it is about.
 */
export async function recentChanges(tx: Tx, days: number, limit: number): Promise<Change[]> {
  const whole = seenBy(tx) === null;
  const { rows } = await sql<Change>`
    select e.name, count(*) as count, max(e.at) as at, max(m.person_name) as who,
      e.actor_kind as kind, max(e.subject_type) as "subjectType",
      case when count(*) = 1 then max(e.subject_id::text) end as "subjectId"
    from event_log e
    left join lateral (select person_name from memberships where user_id = e.actor_id
      order by created_at limit 1) m on e.actor_kind = 'staff'
    where e.at >= ${tx.now}::timestamptz - make_interval(days => ${days})
      and e.name not like ${IN_CONFIDENCE}
      and (${whole} or e.subject_type in ('call', 'allocation-run', 'activity-line', 'scheme'))
    group by e.name, (e.at at time zone 'Europe/Brussels')::date, e.actor_kind,
      case when e.actor_kind = 'staff' then e.actor_id end
    order by max(e.at) desc, max(e.id) desc
    limit ${limit}`.execute(tx.db);
  return rows;
}

/** Everything that was written about one thing and its reader may know, oldest first. */
export async function historyOf(
  tx: Tx,
  subjectId: string,
): Promise<
  { readonly name: string; readonly at: Date; readonly who: string | null; readonly kind: string }[]
> {
  const { rows } = await sql<{ name: string; at: Date; who: string | null; kind: string }>`
    select e.name, e.at, m.person_name as who, e.actor_kind as kind
    from event_log e
    left join lateral (select person_name from memberships where user_id = e.actor_id
      order by created_at limit 1) m on e.actor_kind = 'staff'
    where e.subject_id = ${subjectId} and ${readableBy(tx.actor)}
    order by e.id`.execute(tx.db);
  return rows;
}
