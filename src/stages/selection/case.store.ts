import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { ScoreSource } from "./score.store.ts";
import type { AssessmentState, InterviewState, Reason } from "./selection.ts";

/** One score that stands: the newest of its kind. */
export type StandingScore = {
  readonly criterion: string;
  readonly source: ScoreSource;
  readonly assessorId: string | null;
  readonly mark: number | null;
  readonly value: number | null;
  readonly choices: readonly string[] | null;
  readonly version: number;
};

/** Everything that a person's place on a list can follow from. */
export type CaseFacts = {
  readonly id: string;
  readonly personId: string;
  readonly code: string;
  readonly country: string;
  readonly trade: string;
  readonly locale: string;
  readonly organisationId: string;
  readonly school: string;
  readonly setting: string | null;
  readonly gender: string | null;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly email: string | null;
  /** As they came with the application, and above that what the school confirmed last. */
  readonly broughtPoints: Readonly<Record<string, number>>;
  readonly scores: readonly StandingScore[];
  readonly assessments: readonly { readonly mark: number; readonly state: AssessmentState }[];
  readonly veto: { readonly criterion: string; readonly reason: string } | null;
  readonly eligibility: {
    readonly eligible: boolean;
    readonly reasons: readonly Reason[];
    readonly note: string | null;
  } | null;
  readonly interview: InterviewState | null;
};

/**
 * Cases of a call with everything that counts for them, in one statement. Scores of whoever is in
 * conflict with a case do not count for it.
 * @param countries null for all
 */
export async function caseFacts(
  tx: Tx,
  callId: string,
  countries: readonly string[] | null,
  applicationId: string | null = null,
): Promise<CaseFacts[]> {
  const { rows } = await sql<CaseFacts>`
    select a.id, a.person_id as "personId", a.code, a.sending_country as country, a.trade, a.locale,
      a.organisation_id as "organisationId", o.name as school, o.setting, p.gender,
      p.given_names as "givenNames", p.family_name as "familyName",
      to_char(p.birth_date, 'YYYY-MM-DD') as "birthDate", p.email,
      coalesce((select jsonb_object_agg(ap.criterion, ap.points) from application_points ap
        where ap.application_id = a.id), '{}')
        || coalesce((select jsonb_object_agg(g.criterion, g.points) from (select distinct on (criterion)
          criterion, points from school_confirmations where application_id = a.id
          order by criterion, sequence desc) g), '{}') as "broughtPoints",
      coalesce((select jsonb_agg(jsonb_build_object('criterion', s.criterion, 'source', s.source,
          'assessorId', s.assessor_id, 'mark', r.mark, 'value', s.value, 'choices', s.choices,
          'version', s.version) order by s.criterion, s.source, r.mark)
        from (select distinct on (criterion, source, assessor_id) * from scores
          where application_id = a.id
          order by criterion, source, assessor_id, version desc) s
        left join assessors r on r.id = s.assessor_id
        where s.assessor_id is null or not exists (select from conflicts c
          where c.application_id = a.id and c.assessor_id = s.assessor_id and c.lifted_at is null)),
        '[]') as scores,
      coalesce((select jsonb_agg(jsonb_build_object('mark', r.mark, 'state', t.state) order by r.mark)
        from assessments t join assessors r on r.id = t.assessor_id
        where t.application_id = a.id), '[]') as assessments,
      (select jsonb_build_object('criterion', v.criterion, 'reason', v.reason)
        from (select distinct on (criterion) * from vetoes where application_id = a.id
          order by criterion, sequence desc) v where v.standing limit 1) as veto,
      (select jsonb_build_object('eligible', e.eligible, 'reasons', e.reasons, 'note', e.note)
        from eligibility_decisions e where e.application_id = a.id
        order by e.sequence desc limit 1) as eligibility,
      (select i.state from interviews i where i.application_id = a.id) as interview
    from applications a
    join persons p on p.id = a.person_id
    join organisations o on o.id = a.organisation_id
    where a.call_id = ${callId} and a.state = 'submitted'
      ${countries === null ? sql`` : sql`and a.sending_country = any(${[...countries]}::text[])`}
      ${applicationId === null ? sql`` : sql`and a.id = ${applicationId}`}
    order by a.id`.execute(tx.db);
  return rows;
}

/** The countries whose people the actor may see by name; null for all. */
export const seenCountries = (tx: Tx): readonly string[] | null =>
  tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;

export type CaseCall = {
  readonly applicationId: string;
  readonly callId: string;
  readonly country: string;
  readonly organisationId: string;
};

/** The application of a case through the actor; locked, so that one decision waits for another. */
export async function lockCase(tx: Tx, applicationId: string): Promise<CaseCall | undefined> {
  const countries = seenCountries(tx);
  return tx.db
    .selectFrom("applications")
    .where("id", "=", applicationId)
    .where("state", "=", "submitted")
    .$if(countries !== null, (q) =>
      q.where(sql<boolean>`sending_country = any(${[...(countries ?? [])]}::text[])`),
    )
    .select([
      "id as applicationId",
      "call_id as callId",
      "sending_country as country",
      "organisation_id as organisationId",
    ])
    .forUpdate()
    .executeTakeFirst();
}

/** Cases to be given out. */
export const casesToGive = (tx: Tx, callId: string) =>
  tx.db
    .selectFrom("applications")
    .where("call_id", "=", callId)
    .where("state", "=", "submitted")
    // Where only those go on whom their country puts forward, nobody reads the others for nothing.
    .where(
      sql<boolean>`not (exists (select from preselection_rules r where r.call_id = ${callId} and r.only_those)
        and coalesce((select not p.put_forward from preselections p
          where p.application_id = applications.id order by p.sequence desc limit 1), false))`,
    )
    .select(["id", "sending_country as country", "organisation_id as organisationId"])
    .orderBy("id")
    .execute();

/** What must not stand in an assessor's text: the words that name a person, a school, a town. */
export const namingWords = async (tx: Tx, applicationId: string): Promise<readonly string[]> => {
  const row = await tx.db
    .selectFrom("applications as a")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .where("a.id", "=", applicationId)
    .select(["p.given_names", "p.family_name", "o.name", "o.city", "p.email", "p.phone"])
    .executeTakeFirst();
  return Object.values(row ?? {}).filter((value): value is string => !!value);
};

export const callOfCase = async (tx: Tx, applicationId: string): Promise<string | undefined> => {
  const row = await tx.db
    .selectFrom("applications")
    .where("id", "=", applicationId)
    .where("state", "=", "submitted")
    .select("call_id as callId")
    .executeTakeFirst();
  return row?.callId;
};
