import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { AgreementKind, AgreementState } from "./agreement.ts";
import type { StayToday, TextAbout } from "./difference.rules.ts";

export type TextBesideStay = {
  readonly agreementId: string;
  readonly mobilityId: string;
  readonly kind: AgreementKind;
  readonly state: AgreementState;
  readonly stateSince: Date;
  /** What was sent last, with what the host filled in; null for a draft. */
  readonly sent: TextAbout | null;
  /** What is being written: a draft, or a change that was not sent yet. */
  readonly written: TextAbout;
  readonly stay: StayToday;
  /** When the stay changed last in something that an agreement says. */
  readonly since: Date;
};

const CHANGES = [
  "mobility.days-changed",
  "mobility.extended",
  "mobility.matched",
  "mobility.unmatched",
  "mobility.corrected",
];

const about = (alias: string, content: ReturnType<typeof sql>) => sql`jsonb_build_object(
  'content', ${content}, 'companyId', ${sql.ref(`${alias}.company_id`)},
  'hostingPartnerId', ${sql.ref(`${alias}.hosting_partner_id`)})`;

/** Every live agreement of these stays beside what the stay says today, in one statement. */
export async function textsBesideStays(
  tx: Tx,
  mobilityIds: readonly string[],
): Promise<TextBesideStay[]> {
  if (mobilityIds.length === 0) return [];
  const { rows } = await sql<TextBesideStay>`
    select a.id as "agreementId", m.id as "mobilityId", a.kind, a.state, a.state_since as "stateSince",
      case when v.number is null then null else
        ${about("v", sql`v.content || coalesce(v.named -> 'content', '{}')`)} end as sent,
      ${about("a", sql`a.content`)} as written,
      jsonb_build_object('starts', m.starts, 'ends', m.ends, 'companyId', c.id, 'company', c.name,
        'hostingPartnerId', h.id, 'hostingPartner', h.name, 'mentors', coalesce((
          select jsonb_agg(jsonb_build_object('name', k.name, 'email', k.email, 'phone', k.phone,
            'ended', k.ended_at is not null) order by k.created_at, k.id)
          from host_contacts k where k.organisation_id = c.id and k.role = 'mentor'), '[]')) as stay,
      coalesce((select max(e.at) from event_log e
        where e.scheme_id = m.scheme_id and e.subject_id = m.id and e.name = any(${CHANGES}::text[])),
        v.sent_at, a.state_since) as since
    from agreements a join mobilities m on m.id = a.mobility_id
    left join lateral (select x.* from agreement_versions x where x.agreement_id = a.id
      order by x.number desc limit 1) v on true
    left join organisations c on c.id = m.company_id
    left join organisations h on h.id = coalesce(m.hosting_organisation_id, c.hosting_partner_id)
    where a.mobility_id = any(${[...mobilityIds]}::uuid[]) and a.state <> 'withdrawn'
    order by a.created_at, a.id`.execute(tx.db);
  return rows;
}
