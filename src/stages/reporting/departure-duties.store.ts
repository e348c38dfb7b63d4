import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";

export type DepartureDuties = {
  /** Hosts that said yes with a change: the office agrees, or asks somebody else. */
  readonly hostChanges: number;
  /** Tasks that somebody handed in. */
  readonly toCheck: number;
  /** Questions of people who are to sign. */
  readonly questions: number;
};

/** In one statement; a country partner's own country only. */
export async function departureDuties(tx: Tx): Promise<DepartureDuties> {
  const countries = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const seen = countries === null ? null : [...countries];
  const { rows } = await sql<DepartureDuties>`
    select
      (select count(*)::int from host_requests r left join flows f on f.id = r.flow_id
        where r.state = 'accepted-with-change'
        and (${seen}::text[] is null or f.sending_country = any(${seen}))) as "hostChanges",
      (select count(*)::int from stay_tasks s join mobilities m on m.id = s.mobility_id
        where s.state = 'being-checked' and m.state in ('matched', 'preparing', 'ready')
        and (${seen}::text[] is null or m.sending_country = any(${seen}))) as "toCheck",
      (select count(*)::int from agreement_questions q
        join agreements a on a.id = q.agreement_id join mobilities m on m.id = a.mobility_id
        where q.answer is null and a.state <> 'withdrawn'
        and (${seen}::text[] is null or m.sending_country = any(${seen}))) as questions
  `.execute(tx.db);
  return rows[0] ?? { hostChanges: 0, toCheck: 0, questions: 0 };
}
