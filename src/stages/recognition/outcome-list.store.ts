import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { MobilityState } from "../mobilities/mobility.ts";
import type { CertificateState } from "./certificate.ts";
import { DONE } from "./reflection.rules.ts";
import type { ReflectionState } from "./reflection.ts";

/** What narrows the list: whoever was not asked, has not answered, has no certificate. */
export const OUTCOME_SHOWS = ["not-asked", "waiting", "answered", "uncertified"] as const;
export type OutcomeShow = (typeof OUTCOME_SHOWS)[number];

export type OutcomeFilter = {
  readonly lineId?: string;
  readonly show?: OutcomeShow;
  readonly limit: number;
  readonly offset: number;
};

export type ListedOutcome = {
  readonly mobilityId: string;
  readonly state: MobilityState;
  readonly givenNames: string;
  readonly familyName: string;
  readonly line: Readonly<Record<string, string>>;
  readonly organisation: string;
  readonly city: string;
  readonly country: string;
  readonly mode: string;
  readonly starts: string;
  readonly ends: string;
  readonly reflection: ReflectionState | null;
  readonly share: boolean | null;
  readonly certificate: CertificateState | null;
};

const SHOWN: Readonly<Record<OutcomeShow, ReturnType<typeof sql<boolean>>>> = {
  "not-asked": sql<boolean>`r.id is null`,
  waiting: sql<boolean>`r.state = 'asked'`,
  answered: sql<boolean>`r.state in ('sent', 'offered')`,
  uncertified: sql<boolean>`c.id is null`,
};

export async function listedOutcomes(
  tx: Tx,
  from: OutcomeFilter,
): Promise<{ rows: ListedOutcome[]; total: number }> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<ListedOutcome & { total: number }>`
    select m.id as "mobilityId", m.state, p.given_names as "givenNames",
      p.family_name as "familyName", l.name as line, s.name as organisation,
      m.hosting_city as city, m.hosting_country as country, m.mode,
      coalesce(m.actual_starts, m.starts) as starts, coalesce(m.actual_ends, m.ends) as ends,
      r.state as reflection, r.share, c.state as certificate, count(*) over ()::int as total
    from mobilities m
    join persons p on p.id = m.person_id
    join activity_lines l on l.id = m.line_id and l.audience = 'staff'
    join organisations s on s.id = m.sending_organisation_id
    left join reflections r on r.mobility_id = m.id
    left join stay_certificates c on c.mobility_id = m.id and c.ended_at is null
    where m.state = any(${[...DONE]}::text[])
      and ${seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`}
      and ${from.lineId ? sql`m.line_id = ${from.lineId}::uuid` : sql`true`}
      and ${from.show ? SHOWN[from.show] : sql`true`}
    order by coalesce(m.actual_ends, m.ends) desc, p.family_name, m.id
    limit ${from.limit} offset ${from.offset}`.execute(tx.db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** How many of a line stand where; the figures before a list that is long on a telephone. */
export async function outcomeCounts(
  tx: Tx,
  lineId: string | undefined,
): Promise<Readonly<Record<OutcomeShow, number>>> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<Record<OutcomeShow, number>>`
    select ${sql.join(OUTCOME_SHOWS.map((show) => sql`count(*) filter (where ${SHOWN[show]})::int as ${sql.id(show)}`))}
    from mobilities m
    join activity_lines l on l.id = m.line_id and l.audience = 'staff'
    left join reflections r on r.mobility_id = m.id
    left join stay_certificates c on c.mobility_id = m.id and c.ended_at is null
    where m.state = any(${[...DONE]}::text[])
      and ${seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`}
      and ${lineId ? sql`m.line_id = ${lineId}::uuid` : sql`true`}`.execute(tx.db);
  return rows[0]!;
}
