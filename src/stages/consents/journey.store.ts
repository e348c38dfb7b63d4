import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";

/** What a guardian reads before deciding: of one learner, and of nobody else. */
export type Journey = {
  readonly applicationId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthDate: Day;
  readonly callNumber: number;
  readonly callTitle: Readonly<Record<string, string>>;
  readonly callId: string;
  readonly school: string;
  readonly schoolCity: string;
  readonly sendingCountry: string;
  /** The organisation in the country that sends. */
  readonly partner: string | null;
  readonly paid: readonly {
    readonly paid: boolean;
    readonly text: Readonly<Record<string, string>>;
  }[];
  /** Whom to call in the own country; null where the call names nobody. */
  readonly owner: {
    readonly name: string;
    readonly phone: string;
    readonly email: string | null;
  } | null;
  /** The place held for the learner; null while none is. */
  readonly place: Stay | null;
  /** Where the learner asked to go, first wish first. */
  readonly wishes: readonly Stay[];
  /** What the learner said about the journey: answered, waiting, or on hold. */
  readonly offerState: string | null;
  readonly stayState: string | null;
};

export type Stay = {
  readonly city: string;
  readonly country: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly host: string;
  /** The adult who travels with the group; null while nobody is named. */
  readonly leader: string | null;
};

const stay = (flow: string) => sql`jsonb_build_object('city', ${sql.ref(`${flow}.city`)},
  'country', ${sql.ref(`${flow}.country`)}, 'starts', ${sql.ref(`${flow}.starts`)},
  'ends', ${sql.ref(`${flow}.ends`)}, 'leader', ${sql.ref(`${flow}.leader`)},
  'host', (select h.name from organisations h where h.id = ${sql.ref(`${flow}.hosting_organisation_id`)}))`;

/** Journeys of applications that the caller has been shown to be allowed to see, in their order. */
export async function journeysOf(tx: Tx, applicationIds: readonly string[]): Promise<Journey[]> {
  const { rows } = await sql<Journey>`
    select a.id as "applicationId", p.given_names as "givenNames", p.family_name as "familyName",
      p.birth_date as "birthDate", c.number as "callNumber", c.title as "callTitle",
      c.id as "callId", s.name as school, s.city as "schoolCity",
      a.sending_country as "sendingCountry", sp.name as partner, c.paid,
      (select jsonb_build_object('name', w.name, 'phone', w.phone, 'email', w.email)
        from call_owners w where w.call_id = c.id and w.country = a.sending_country) as owner,
      held.place, held.state as "offerState", held.stay as "stayState",
      coalesce((select jsonb_agg(${stay("f")} order by w.rank) from wishes w
        join flows f on f.id = w.flow_id where w.application_id = a.id and f.state = 'open'), '[]')
        as wishes
    from unnest(${[...applicationIds]}::uuid[]) with ordinality as asked (id, at)
    join applications a on a.id = asked.id
    join persons p on p.id = a.person_id
    join calls c on c.id = a.call_id
    join organisations s on s.id = a.organisation_id
    left join scheme_countries k on k.country = a.sending_country
    left join organisations sp on sp.id = k.sending_partner_id
    left join lateral (select o.state, ${stay("g")} as place,
        (select m.state from mobilities m where m.offer_id = o.id) as stay
      from offers o join places q on q.id = o.place_id join flows g on g.id = q.flow_id
      where o.application_id = a.id and o.state in ('offered', 'wished', 'accepted')
      order by o.offered_at desc limit 1) held on true
    order by asked.at`.execute(tx.db);
  return rows;
}
