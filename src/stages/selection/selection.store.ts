import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import type { EligibleApplicant, EligibleCall, EligibleFlow } from "./eligibility.rules.ts";

export async function selectCall(tx: Tx, callId: string): Promise<EligibleCall | undefined> {
  const row = await tx.db
    .selectFrom("calls as c")
    .innerJoin("activity_lines as l", "l.id", "c.line_id")
    .where("c.id", "=", callId)
    .select([
      "c.decide_by as decideBy",
      "c.minimum_age as minimumAge",
      "c.maximum_age as maximumAge",
      "l.minimum_days as minimumDays",
      "l.maximum_days as maximumDays",
      sql<number | null>`(c.who->>'graduateMonths')::int`.as("graduateMonths"),
    ])
    .executeTakeFirst();
  return row && { ...row, decideBy: row.decideBy as Day };
}

export type FlowRow = EligibleFlow & { readonly id: string; readonly mergedInto: string | null };

export async function selectFlows(tx: Tx, callId: string): Promise<FlowRow[]> {
  const rows = await tx.db
    .selectFrom("flows as f")
    .where("f.call_id", "=", callId)
    .select([
      "f.id",
      "f.state",
      "f.merged_into as mergedInto",
      "f.sending_country as sendingCountry",
      "f.country",
      "f.starts",
      "f.ends",
      sql<{ id: string; trade: string | null }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', p.id, 'trade', p.trade) order by p.trade nulls last)
        from places p where p.flow_id = f.id), '[]')`.as("places"),
    ])
    .orderBy("f.code")
    .execute();
  return rows.map((row) => ({ ...row, starts: row.starts as Day, ends: row.ends as Day }));
}

export type ApplicantRow = EligibleApplicant & {
  readonly id: string;
  readonly personId: string;
  readonly points: number;
  readonly pointsByCriterion: Readonly<Record<string, number>>;
  readonly organisationId: string;
  readonly gender: string | null;
  readonly setting: string | null;
  readonly wishes: readonly { readonly flowId: string; readonly rank: number }[];
};

/** Everything the rules ask of the submitted applications of a call, in one statement. */
export async function selectApplicants(tx: Tx, callId: string): Promise<ApplicantRow[]> {
  const rows = await tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .where("a.call_id", "=", callId)
    .where("a.state", "=", "submitted")
    .select([
      "a.id",
      "a.person_id as personId",
      "a.points",
      "a.organisation_id as organisationId",
      "a.sending_country as sendingCountry",
      "a.trade",
      "p.birth_date as birthDate",
      "p.gender",
      "o.setting",
      // Of somebody who left school, as the school says it or, until it does, the application.
      sql<Day | null>`case when coalesce((select s.enrolled from school_facts s
          where s.application_id = a.id order by s.sequence desc limit 1),
          (a.facts->>'enrolled')::boolean) is false then a.facts->>'graduatedOn' end`.as(
        "graduatedOn",
      ),
      sql<Record<string, number>>`coalesce((select jsonb_object_agg(ap.criterion, ap.points)
        from application_points ap where ap.application_id = a.id), '{}')`.as("pointsByCriterion"),
      sql<ApplicantRow["wishes"]>`coalesce((select jsonb_agg(jsonb_build_object(
          'flowId', w.flow_id, 'rank', w.rank) order by w.rank)
        from wishes w where w.application_id = a.id), '[]')`.as("wishes"),
      sql<string | null>`(select t.nationality from travel_papers t
        where t.person_id = a.person_id and t.used)`.as("nationality"),
      sql<EligibleApplicant["stays"]>`coalesce((select jsonb_agg(jsonb_build_object(
          'entry', s.entry, 'exit', s.exit, 'permit', s.permit) order by s.entry)
        from declared_stays s where s.person_id = a.person_id), '[]')`.as("stays"),
      // Places this very call gave do not stand in the way of the call's own contest.
      sql<EligibleApplicant["mobilities"]>`coalesce((select jsonb_agg(jsonb_build_object(
          'country', m.hosting_country, 'starts', coalesce(m.actual_starts, m.starts),
          'ends', greatest(coalesce(m.actual_ends, m.ends), coalesce(m.actual_starts, m.starts)),
          'entry', ref.entry_day(m), 'exit', ref.exit_day(m))
          order by m.starts)
        from mobilities m left join flows mf on mf.id = m.flow_id
        where m.person_id = a.person_id and m.state <> 'cancelled' and m.mode <> 'virtual'
          and mf.call_id is distinct from a.call_id), '[]')`.as("mobilities"),
    ])
    .orderBy("a.id")
    .execute();
  return rows.map((row) => ({ ...row, birthDate: row.birthDate as Day }));
}
