import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";

/** A stay of a flow as somebody who looks for a company sees it. */
export type FlowStay = {
  readonly mobilityId: string;
  readonly personId: string;
  readonly reference: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly gender: string | null;
  readonly trade: string | null;
  readonly sendingCountry: string;
  readonly starts: string;
  readonly ends: string;
  readonly state: string;
  readonly companyId: string | null;
  readonly company: string | null;
  /** The live question this stay is in. */
  readonly requestId: string | null;
  readonly requestState: string | null;
};

const seenBy = (tx: Tx) => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`;
};

const stays = (tx: Tx, where: ReturnType<typeof sql>) => sql<FlowStay>`
  select m.id as "mobilityId", m.person_id as "personId", m.reference,
    p.given_names as "givenNames", p.family_name as "familyName", p.birth_date as "birthDate",
    p.gender, a.trade, m.sending_country as "sendingCountry", m.starts, m.ends, m.state,
    m.company_id as "companyId", c.name as company, r.id as "requestId", r.state as "requestState"
  from mobilities m join persons p on p.id = m.person_id
    left join offers o on o.id = m.offer_id left join applications a on a.id = o.application_id
    left join organisations c on c.id = m.company_id
    left join host_request_people h on h.mobility_id = m.id and h.left_at is null
    left join host_requests r on r.id = h.request_id
  where ${where} and ${seenBy(tx)}
  order by p.family_name, p.given_names, m.id`;

export const staysOfFlow = async (tx: Tx, flowId: string): Promise<FlowStay[]> =>
  (await stays(tx, sql`m.flow_id = ${flowId} and m.state <> 'cancelled'`).execute(tx.db)).rows;

export const staysById = async (tx: Tx, ids: readonly string[]): Promise<FlowStay[]> =>
  ids.length === 0
    ? []
    : (await stays(tx, sql`m.id = any(${[...ids]}::uuid[])`).execute(tx.db)).rows;

/** Keeps these stays from others until the transaction ends, always in one order. */
export async function lockStays(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select id from mobilities where id = any(${[...ids]}::uuid[]) order by id for update`.execute(
    tx.db,
  );
}

export type FlowToMatch = {
  readonly flowId: string;
  readonly code: string;
  readonly sendingCountry: string;
  readonly city: string;
  readonly country: string;
  readonly starts: string;
  readonly ends: string;
  readonly people: number;
  readonly asked: number;
  readonly matched: number;
};

/** Flows with people in them: how many wait for a company, how many are asked for, how many have one. */
export async function flowsToMatch(tx: Tx): Promise<FlowToMatch[]> {
  const { rows } = await sql<FlowToMatch>`
    select f.id as "flowId", f.code, f.sending_country as "sendingCountry", f.city, f.country,
      f.starts, f.ends, count(*)::int as people,
      count(*) filter (where m.company_id is null and h.mobility_id is not null)::int as asked,
      count(*) filter (where m.company_id is not null)::int as matched
    from mobilities m join flows f on f.id = m.flow_id
      left join host_request_people h on h.mobility_id = m.id and h.left_at is null
    where m.state not in
      ('cancelled', 'early-return', 'finished', 'reported', 'recognised', 'closed') and ${seenBy(tx)}
    group by f.id order by f.starts, f.code, f.id`.execute(tx.db);
  return rows;
}
