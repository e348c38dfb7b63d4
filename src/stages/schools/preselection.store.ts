import { sql } from "kysely";
import { actorId, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { Preselected, PreselectionRule } from "./preselection.ts";

export const ruleOfCall = async (tx: Tx, callId: string): Promise<PreselectionRule | undefined> =>
  isUuid(callId)
    ? tx.db
        .selectFrom("preselection_rules")
        .select(["at_most as atMost", "until", "only_those as onlyThose"])
        .where("call_id", "=", callId)
        .$castTo<PreselectionRule>()
        .executeTakeFirst()
    : undefined;

export async function upsertRule(tx: Tx, callId: string, rule: PreselectionRule): Promise<void> {
  const said = {
    at_most: rule.atMost,
    until: rule.until,
    only_those: rule.onlyThose,
    set_by: actorId(tx.actor) ?? "system",
    set_at: tx.now,
  };
  await tx.db
    .insertInto("preselection_rules")
    .values({ call_id: callId, scheme_id: tx.actor.schemeId!, ...said })
    .onConflict((c) => c.column("call_id").doUpdateSet(said))
    .execute();
}

/** People of the actor's countries who applied to a call, with the newest word on each. */
export async function preselectedOf(
  tx: Tx,
  callId: string,
  collation: string,
  held = false,
): Promise<Preselected[]> {
  const countries = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const seen = countries === null ? null : [...countries];
  const { rows } = await sql<Preselected>`
    select a.id as "applicationId", a.code, p.given_names as "givenNames",
      p.family_name as "familyName", a.sending_country as country, o.name as school, a.trade,
      s.put_forward as "putForward", s.reason, s.decided_at as "decidedAt"
    from applications a
    join persons p on p.id = a.person_id
    join organisations o on o.id = a.organisation_id
    left join lateral (select * from preselections x where x.application_id = a.id
      order by x.sequence desc limit 1) s on true
    where a.call_id = ${callId} and a.state = 'submitted'
      and (${seen}::text[] is null or a.sending_country = any(${seen}))
    order by a.sending_country, p.family_name collate ${sql.id(collation)},
      p.given_names collate ${sql.id(collation)}, a.id
    ${held ? sql`for update of a` : sql``}`.execute(tx.db);
  return rows;
}

export async function insertMarks(
  tx: Tx,
  marks: readonly {
    readonly applicationId: string;
    readonly putForward: boolean;
    readonly reason: string;
  }[],
): Promise<void> {
  if (marks.length === 0) return;
  await tx.db
    .insertInto("preselections")
    .values(
      marks.map((mark) => ({
        id: newId(),
        scheme_id: tx.actor.schemeId!,
        application_id: mark.applicationId,
        put_forward: mark.putForward,
        reason: mark.reason,
        decided_by: actorId(tx.actor) ?? "system",
        decided_at: tx.now,
      })),
    )
    .execute();
}

export type PreselectionToday = {
  readonly callId: string;
  readonly number: number;
  readonly title: Readonly<Record<string, string>>;
  readonly until: string;
  readonly undecided: number;
};

/** What waits for the office about schools: requests, schools nobody has verified, people not marked. */
export async function officeDuties(
  tx: Tx,
): Promise<{ requests: number; unverified: number; preselections: PreselectionToday[] }> {
  const countries = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const seen = countries === null ? null : [...countries];
  const { rows } = await sql<{
    requests: number;
    unverified: number;
    preselections: PreselectionToday[];
  }>`select
    (select count(*)::int from school_requests r where r.state = 'open'
      and (${seen}::text[] is null or r.country = any(${seen}))) as requests,
    (select count(*)::int from organisations o where o.verified_at is null
      and o.roles @> array['school']
      and (${seen}::text[] is null or o.country = any(${seen}))) as unverified,
    coalesce((select jsonb_agg(jsonb_build_object('callId', c.id, 'number', c.number,
        'title', c.title, 'until', r.until, 'undecided', u.undecided) order by r.until)
      from preselection_rules r
      join calls c on c.id = r.call_id and c.state in ('open', 'closed')
      cross join lateral (select count(*)::int as undecided from applications a
        where a.call_id = c.id and a.state = 'submitted'
          and (${seen}::text[] is null or a.sending_country = any(${seen}))
          and not exists (select from preselections s where s.application_id = a.id)) u
      where u.undecided > 0 and r.until >= ${wallTimeOf(tx.now).day}::date), '[]') as preselections`.execute(
    tx.db,
  );
  return rows[0]!;
}

export type CountryWord = {
  readonly putForward: boolean;
  readonly reason: string;
  readonly decidedAt: Date;
};

/** The newest word on one person; the caller has loaded the application through the actor. */
export const wordOn = (tx: Tx, applicationId: string): Promise<CountryWord | undefined> =>
  tx.db
    .selectFrom("preselections")
    .where("application_id", "=", applicationId)
    .select(["put_forward as putForward", "reason", "decided_at as decidedAt"])
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
