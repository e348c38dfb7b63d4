import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Upload } from "../../platform/files/upload.ts";
import type { Day } from "../../shared/day.ts";
import { NOT_HOME } from "../mobilities/mobility.rules.ts";
import { countriesOf } from "./preparation.policy.ts";
import type { KeptState, Who } from "./task.ts";

export type ListedStay = {
  readonly id: string;
  readonly reference: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly state: string;
  readonly city: string;
  readonly sendingCountry: string;
  readonly flowId: string | null;
  readonly flow: string | null;
  readonly starts: Day;
  readonly ends: Day;
};

const ofCountries = (tx: Tx) => {
  const seen = countriesOf(tx.actor);
  return seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`;
};

/** Stays that are being prepared, soonest first, and how many there are in all. */
export async function preparedStays(
  tx: Tx,
  from: { readonly flowId: string | null; readonly page: number; readonly aPage: number },
): Promise<{ rows: ListedStay[]; total: number }> {
  const { rows } = await sql<ListedStay & { total: number }>`
    select m.id, m.reference, p.given_names as "givenNames", p.family_name as "familyName", m.state,
      m.hosting_city as city, m.sending_country as "sendingCountry", m.flow_id as "flowId",
      f.code as flow, m.starts, m.ends, count(*) over ()::int as total
    from mobilities m join persons p on p.id = m.person_id left join flows f on f.id = m.flow_id
    where m.state in ('matched', 'preparing', 'ready') and ${ofCountries(tx)}
      and (${from.flowId}::uuid is null or m.flow_id = ${from.flowId}::uuid)
    order by m.starts, f.code, p.family_name, p.given_names, m.id
    limit ${from.aPage} offset ${(from.page - 1) * from.aPage}`.execute(tx.db);
  return { rows, total: rows[0]?.total ?? 0 };
}

export type PreparedFlow = {
  readonly id: string;
  readonly code: string;
  readonly city: string;
  readonly country: string;
  readonly sendingCountry: string;
  readonly hostId: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly people: number;
};

/** Flows with somebody in them who has not come home, soonest first. */
export async function preparedFlows(tx: Tx): Promise<PreparedFlow[]> {
  const { rows } = await sql<PreparedFlow>`
    select f.id, f.code, f.city, f.country, f.sending_country as "sendingCountry",
      f.hosting_organisation_id as "hostId", f.starts, f.ends, count(*)::int as people
    from mobilities m join flows f on f.id = m.flow_id
    where m.state = any(${[...NOT_HOME]}::text[])
      and ${ofCountries(tx)}
    group by f.id order by f.starts, f.code`.execute(tx.db);
  return rows;
}

export type WaitingTask = {
  readonly id: string;
  readonly code: string;
  readonly name: Readonly<Record<string, string>> | null;
  readonly who: Who;
  readonly state: KeptState;
  readonly due: Day;
  readonly since: Date;
  readonly note: string | null;
  /** What was handed in as files. */
  readonly copies: readonly Pick<Upload, "id" | "name" | "state">[];
  readonly mobilityId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly city: string;
};

/** What was handed in and waits for the office, longest first. */
export async function tasksToCheck(tx: Tx, most: number): Promise<WaitingTask[]> {
  const { rows } = await sql<WaitingTask>`
    select t.id, t.code, k.name, t.who, t.state, t.due, t.state_since as since, t.note,
      m.id as "mobilityId", p.given_names as "givenNames", p.family_name as "familyName",
      m.hosting_city as city,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'state', u.state)
          order by u.at desc, u.id)
        from insurance_copies c join uploads u on u.id = c.upload_id
        where c.mobility_id = m.id and c.code = t.code and u.state <> 'refused'), '[]') as copies
    from stay_tasks t join task_kinds k on k.id = t.kind_id join mobilities m on m.id = t.mobility_id
      join persons p on p.id = m.person_id
    where t.state = 'being-checked' and m.state in ('matched', 'preparing', 'ready')
      and ${ofCountries(tx)}
    order by t.state_since, t.id limit ${most}`.execute(tx.db);
  return rows;
}
