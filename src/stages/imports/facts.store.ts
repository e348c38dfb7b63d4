import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** What cells are compared with: names and codes that the scheme knows. */
export type Facts = {
  readonly organisations: readonly {
    readonly id: string;
    readonly name: string;
    readonly city: string;
    readonly country: string;
    readonly roles: readonly string[];
  }[];
  readonly countries: readonly string[];
  readonly flows: readonly { readonly id: string; readonly code: string }[];
  readonly criteria: readonly {
    readonly code: string;
    readonly name: Readonly<Record<string, string>>;
    readonly maximum: number;
  }[];
  readonly reserves: readonly string[];
};

export async function selectFacts(tx: Tx, callId: string | null): Promise<Facts> {
  const { rows } = await sql<Facts>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'city', city,
        'country', country, 'roles', roles)) from organisations), '[]') as organisations,
      array(select country from scheme_countries order by position) as countries,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'code', code)) from flows
        where call_id = ${callId}::uuid), '[]') as flows,
      case when ${callId}::uuid is null then coalesce((select jsonb_agg(criterion) from (
          select distinct on (criterion->>'code') criterion
          from calls, jsonb_array_elements(criteria) as criterion
          order by criterion->>'code', number desc) newest), '[]')
        else coalesce((select criteria from calls where id = ${callId}::uuid), '[]') end as criteria,
      array(select code from reserves where call_id = ${callId}::uuid order by position) as reserves
  `.execute(tx.db);
  return rows[0]!;
}

/** Calls a file can be for, and lines; a draft takes flows, a published call takes nothing. */
export type Targets = {
  readonly calls: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: Readonly<Record<string, string>>;
    readonly state: string;
  }[];
  readonly lines: readonly {
    readonly id: string;
    readonly name: Readonly<Record<string, string>>;
  }[];
};

export async function selectTargets(tx: Tx): Promise<Targets> {
  const { rows } = await sql<Targets>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'number', number, 'title', title,
        'state', state) order by number desc) from calls where state <> 'published'), '[]') as calls,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name) order by position)
        from activity_lines), '[]') as lines`.execute(tx.db);
  return rows[0]!;
}
