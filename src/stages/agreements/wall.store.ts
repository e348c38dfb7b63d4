import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { NOT_HOME } from "../mobilities/mobility.rules.ts";
import type {
  AgreementKind,
  AgreementState,
  Hashes,
  Named,
  Party,
  Signature,
} from "./agreement.ts";
import { BEFORE_LEAVING } from "./agreement.ts";

export type WallRow = {
  readonly id: string;
  readonly kind: AgreementKind;
  readonly templateYear: number;
  readonly templateVersion: number;
  readonly state: AgreementState;
  readonly since: Date;
  readonly code: string;
  readonly version: number;
  readonly mobilityId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly city: string;
  readonly starts: string;
  readonly hashes: Hashes | null;
  readonly named: Named | null;
  readonly parties: readonly Party[];
  readonly signatures: readonly Signature[];
  readonly questions: number;
};

export type WallFilter = {
  readonly flowId: string | null;
  readonly states: readonly string[];
  readonly mobilityId?: string | null;
  readonly page: number;
  readonly aPage: number;
};

const moment = (value: unknown): Date | null => (value ? new Date(String(value)) : null);

/** Agreements with their parties and signatures in one statement, and how many there are in all. */
export async function wallRows(
  tx: Tx,
  filter: WallFilter,
): Promise<{ rows: WallRow[]; total: number }> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<WallRow & { total: number }>`
    select a.id, a.kind, a.template_year as "templateYear", a.template_version as "templateVersion",
      a.state, a.state_since as since, a.code, a.version, a.mobility_id as "mobilityId",
      p.given_names as "givenNames", p.family_name as "familyName", m.hosting_city as city, m.starts,
      v.hashes, v.named,
      coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'agreementId', q.agreement_id,
          'role', q.role, 'number', q.number, 'turn', q.turn, 'name', q.name, 'capacity', q.capacity,
          'email', q.email, 'phone', q.phone, 'locale', q.locale, 'askedAt', q.asked_at,
          'reminders', q.reminders, 'remindedAt', q.reminded_at, 'endedAt', q.ended_at)
          order by q.turn, q.role, q.number)
        from agreement_parties q where q.agreement_id = a.id and q.ended_at is null), '[]') as parties,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'partyId', s.party_id, 'role', q.role,
          'number', q.number, 'hashes', s.hashes, 'channel', s.channel, 'at', s.at))
        from agreement_signatures s join agreement_parties q on q.id = s.party_id
        where s.agreement_id = a.id), '[]') as signatures,
      (select count(*)::int from agreement_questions n
        where n.agreement_id = a.id and n.answered_at is null) as questions,
      count(*) over ()::int as total
    from agreements a
    join mobilities m on m.id = a.mobility_id
    join persons p on p.id = m.person_id
    left join agreement_versions v on v.agreement_id = a.id and v.number = a.version
    where (${filter.flowId}::uuid is null or m.flow_id = ${filter.flowId}::uuid)
      and (${filter.mobilityId ?? null}::uuid is null or m.id = ${filter.mobilityId ?? null}::uuid)
      and a.state = any(${[...filter.states]}::text[])
      and ${seen === null ? sql`true` : sql`m.sending_country = any(${[...seen]}::text[])`}
    order by m.starts, p.family_name, p.given_names, a.kind, a.id
    limit ${filter.aPage} offset ${(filter.page - 1) * filter.aPage}`.execute(tx.db);
  return { rows: rows.map(dated), total: rows[0]?.total ?? 0 };
}

/** Moments inside JSON come as text. */
const dated = (row: WallRow): WallRow => ({
  ...row,
  parties: row.parties.map((one) => ({
    ...one,
    askedAt: moment(one.askedAt),
    remindedAt: moment(one.remindedAt),
    endedAt: moment(one.endedAt),
  })),
  signatures: row.signatures.map((one) => ({ ...one, at: moment(one.at) ?? new Date(0) })),
});

export type WallFlow = {
  readonly id: string;
  readonly code: string;
  readonly city: string;
  readonly sendingCountry: string;
  readonly starts: string;
};

/** Flows with stays that are still before them or under way: what the wall is narrowed to. */
export async function wallFlows(tx: Tx): Promise<WallFlow[]> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  const { rows } = await sql<WallFlow>`
    select f.id, f.code, f.city, f.sending_country as "sendingCountry", f.starts from flows f
    where exists (select 1 from mobilities m where m.flow_id = f.id
      and m.state = any(${[...NOT_HOME]}::text[]))
      and ${seen === null ? sql`true` : sql`f.sending_country = any(${[...seen]}::text[])`}
    order by f.starts, f.code`.execute(tx.db);
  return rows;
}

export async function personName(tx: Tx, mobilityId: string): Promise<string> {
  const row = await tx.db
    .selectFrom("mobilities as m")
    .innerJoin("persons as p", "p.id", "m.person_id")
    .where("m.id", "=", mobilityId)
    .select(["p.given_names", "p.family_name"])
    .executeTakeFirst();
  return row ? `${row.given_names} ${row.family_name}` : "";
}

/** Agreements of a learner that were sent, with the party that the learner signs as. */
export const sentToLearner = (
  tx: Tx,
  applicationId: string,
): Promise<
  { agreementId: string; partyId: string; kind: AgreementKind; state: AgreementState }[]
> =>
  tx.db
    .selectFrom("agreements as a")
    .innerJoin("mobilities as m", "m.id", "a.mobility_id")
    .innerJoin("offers as o", "o.id", "m.offer_id")
    .innerJoin("agreement_parties as q", "q.agreement_id", "a.id")
    .where("o.application_id", "=", applicationId)
    .where("a.state", "in", ["sent", "signed", "amended"])
    .where("q.role", "=", "participant")
    .where("q.ended_at", "is", null)
    .select(["a.id as agreementId", "q.id as partyId", "a.kind", "a.state"])
    .orderBy("a.created_at")
    .$castTo<{
      agreementId: string;
      partyId: string;
      kind: AgreementKind;
      state: AgreementState;
    }>()
    .execute();

export type OwnHost = {
  readonly company: string;
  readonly city: string;
  readonly country: string;
  readonly mentor: string | null;
};

/**
 * The company of a learner's stay. A mentor is a person's name: it is told when everybody has signed
 * the text that says it, and while that text still speaks of the same company.
 */
export async function ownHost(tx: Tx, applicationId: string): Promise<OwnHost | undefined> {
  const { rows } = await sql<OwnHost>`
    select c.name as company, c.city, c.country,
      (select nullif(x.content ->> 'mentor.name', '') from agreements a
        join agreement_versions v on v.agreement_id = a.id and v.number = a.version
        cross join lateral (select v.content || coalesce(v.named -> 'content', '{}') as content) x
        where a.mobility_id = m.id and a.kind = any(${[...BEFORE_LEAVING]}::text[]) and a.state = 'signed'
          and x.content ->> 'hosting.name' = c.name
        order by a.created_at desc limit 1) as mentor
    from offers o
    join mobilities m on m.offer_id = o.id and m.state <> 'cancelled'
    join organisations c on c.id = m.company_id
    where o.application_id = ${applicationId}::uuid
    order by o.offered_at desc limit 1`.execute(tx.db);
  return rows[0];
}

/** The trade somebody learns, for what a paper says of it. */
export async function tradeOf(tx: Tx, mobilityId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("mobilities as m")
    .innerJoin("offers as o", "o.id", "m.offer_id")
    .innerJoin("applications as a", "a.id", "o.application_id")
    .where("m.id", "=", mobilityId)
    .select("a.trade")
    .executeTakeFirst();
  return row?.trade ?? null;
}
