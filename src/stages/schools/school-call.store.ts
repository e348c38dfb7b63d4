import { sql } from "kysely";
import { ownSchools } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { SchoolCall } from "./school-call.ts";

/** Held: whoever decides this call's list waits until this transaction ends. */
export async function holdDecision(tx: Tx, callId: string): Promise<void> {
  if (!isUuid(callId)) return;
  await sql`select id from selections where call_id = ${callId} for share`.execute(tx.db);
}

/**
 * Calls past the draft in which the own schools have somebody, or that are open to them, newest
 * first, with what waits in each: one statement for the whole of an officer's day.
 */
export async function callsOfSchools(tx: Tx): Promise<SchoolCall[]> {
  const schools = sql`any(${[...ownSchools(tx.actor)]}::uuid[])`;
  const { rows } = await sql<SchoolCall>`
    select c.id, c.number, c.public_code as "publicCode", c.title, c.state, l.audience,
      c.opens_at as "opensAt", c.closes_at as "closesAt", c.decide_by as "decideBy", c.criteria,
      c.needs_list and not exists (select from selections s where s.call_id = c.id
        and s.state in ('decided', 'provisional', 'final')) as "takesFacts",
      k.classes, k.pupils, k.begun, k.begun_since as "begunSince", k.sent as "sentOfClasses",
      a.sent, a.unconfirmed, a.unconfirmed_since as "unconfirmedSince",
      a.unheaded, a.unheaded_since as "unheadedSince",
      o.unanswered, o.unanswered_since as "unansweredSince", o.answer_by as "answerBy",
      o.wished as "consentsMissing", o.wished_since as "consentsSince", o.wished_by as "consentsBy"
    from calls c
    join activity_lines l on l.id = c.line_id
    cross join lateral (
      select count(*)::int as classes, coalesce(sum(x.pupils), 0)::int as pupils,
        coalesce(sum(d.begun), 0)::int as begun, min(d.since) as begun_since,
        coalesce(sum(d.sent), 0)::int as sent
      from class_codes x
      cross join lateral (
        select count(*) filter (where y.application_id is null and y.state = 'open') as begun,
          min(y.started_at) filter (where y.application_id is null and y.state = 'open') as since,
          count(*) filter (where y.application_id is not null) as sent
        from application_drafts y
        where y.scheme_id = x.scheme_id and y.class_code = x.code and y.call_id = x.call_id) d
      where x.call_id = c.id and x.organisation_id = ${schools} and x.withdrawn_at is null) k
    cross join lateral (
      select count(*)::int as sent,
        count(*) filter (where f.missing)::int as unconfirmed,
        min(x.submitted_at) filter (where f.missing) as unconfirmed_since,
        count(h.id)::int as unheaded, min(h.asked_at) as unheaded_since
      from applications x
      cross join lateral (select not exists (select from school_facts q where q.application_id = x.id)
        or exists (select from jsonb_array_elements(c.criteria) e
          where coalesce(e->>'source', 'school') = 'school'
            and coalesce(e->>'kind', 'entered') in ('entered', 'table')
            and not exists (select from school_confirmations g
              where g.application_id = x.id and g.criterion = e->>'code')) as missing) f
      left join head_confirmations h on h.application_id = x.id and h.answered_at is null
      where x.call_id = c.id and x.organisation_id = ${schools} and x.state = 'submitted') a
    cross join lateral (
      select count(*) filter (where x.state = 'offered')::int as unanswered,
        min(x.offered_at) filter (where x.state = 'offered') as unanswered_since,
        min(x.answer_by) filter (where x.state = 'offered') as answer_by,
        count(*) filter (where x.state = 'wished')::int as wished,
        min(x.answered_at) filter (where x.state = 'wished') as wished_since,
        min(w.starts) filter (where x.state = 'wished') as wished_by
      from offers x
      join applications y on y.id = x.application_id
      join places p on p.id = x.place_id
      join flows w on w.id = p.flow_id
      where x.call_id = c.id and y.organisation_id = ${schools}) o
    where c.state <> 'draft' and (a.sent > 0 or k.classes > 0
      or (c.state = 'open' and c.closes_at > ${tx.now}))
    order by c.number desc`.execute(tx.db);
  return rows;
}
