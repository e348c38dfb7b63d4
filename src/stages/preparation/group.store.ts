import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import type { GroupAdult, GroupFlow, GroupPerson } from "./group.ts";
import { countriesOf } from "./preparation.policy.ts";

/** Undefined for "not there" and for another country's flow alike. */
export async function groupFlow(tx: Tx, id: string): Promise<GroupFlow | undefined> {
  const seen = countriesOf(tx.actor);
  return tx.db
    .selectFrom("flows")
    .where("id", "=", id)
    .$if(seen !== null, (q) =>
      q.where(sql<boolean>`sending_country = any(${[...(seen ?? [])]}::text[])`),
    )
    .select([
      "id",
      "code",
      "city",
      "country",
      "sending_country as sendingCountry",
      "hosting_organisation_id as hostId",
      "starts",
      "ends",
    ])
    .$castTo<GroupFlow>()
    .executeTakeFirst();
}

/** Everybody of a flow who has not cancelled, with room, journeys and papers, in one statement. */
export async function groupPeople(tx: Tx, flowId: string): Promise<GroupPerson[]> {
  const journey = (direction: string) => sql`(select j.journey_id from journey_people j
    where j.mobility_id = m.id and j.direction = ${direction} and j.left_at is null)`;
  const { rows } = await sql<GroupPerson>`
    select m.id as "mobilityId", p.id as "personId", m.reference, p.given_names as "givenNames",
      p.family_name as "familyName", p.birth_date as "birthDate", p.gender, m.state, m.starts, m.ends,
      c.name as company, b.room, b.organisation_id as "roomHostId",
      ${journey("there")} as there, ${journey("home")} as home,
      t.id as "paperId", t.nationality, t.expires, s.name as school, s.landline as "schoolPhone",
      (select string_agg(distinct g.guardian_name, ', ') from consents g
        where g.application_id = o.application_id and g.withdrawn_at is null) as guardians
    from mobilities m join persons p on p.id = m.person_id
      join organisations s on s.id = m.sending_organisation_id
      left join organisations c on c.id = m.company_id
      left join offers o on o.id = m.offer_id
      left join bed_stays b on b.mobility_id = m.id and b.ended_at is null
      left join travel_papers t on t.person_id = p.id and t.used
    where m.flow_id = ${flowId} and m.state not in
      ('cancelled', 'early-return', 'finished', 'reported', 'recognised', 'closed')
    order by p.family_name, p.given_names, m.id`.execute(tx.db);
  return rows;
}

/** Keeps these stays from others until the transaction ends, always in one order. */
export async function lockPeople(tx: Tx, mobilityIds: readonly string[]): Promise<void> {
  await sql`select id from mobilities where id = any(${[...mobilityIds]}::uuid[])
    order by id for no key update`.execute(tx.db);
}

export async function adultsOf(tx: Tx, flowId: string): Promise<GroupAdult[]> {
  return tx.db
    .selectFrom("flow_adults as a")
    .innerJoin("adults as u", "u.id", "a.adult_id")
    .where("a.flow_id", "=", flowId)
    .where("a.ended_at", "is", null)
    .select([
      "a.id",
      "u.id as adultId",
      "a.role",
      "u.name",
      "u.phone",
      "u.seen_by_name as seenByName",
      "u.seen_on as seenOn",
      "u.valid_until as validUntil",
    ])
    .orderBy("a.role", "desc")
    .orderBy("u.name")
    .$castTo<GroupAdult>()
    .execute();
}

export async function minorsPerAdultSaid(tx: Tx): Promise<number | null> {
  const row = await tx.db
    .selectFrom("preparation_rules")
    .select("minors_per_adult as value")
    .executeTakeFirst();
  return row?.value ?? null;
}

export const minorsPerAdult = async (tx: Tx): Promise<number> =>
  (await minorsPerAdultSaid(tx)) ?? 10;

export async function keepMinorsPerAdult(tx: Tx, value: number): Promise<void> {
  const said = { minors_per_adult: value, set_by: actorId(tx.actor) ?? "", set_at: tx.now };
  await tx.db
    .insertInto("preparation_rules")
    .values({ scheme_id: tx.actor.schemeId!, ...said })
    .onConflict((c) => c.column("scheme_id").doUpdateSet(said))
    .execute();
}

export async function keepCertificate(
  tx: Tx,
  adultId: string,
  seen: { readonly on: Day; readonly validUntil: Day },
): Promise<void> {
  const { actor } = tx;
  await tx.db
    .updateTable("adults")
    .set({
      seen_by: actorId(actor),
      seen_by_name: actor.kind === "staff" ? actor.userName : null,
      seen_on: seen.on,
      valid_until: seen.validUntil,
    })
    .where("id", "=", adultId)
    .execute();
}

export async function endAdult(tx: Tx, flowAdultId: string): Promise<void> {
  await tx.db
    .updateTable("flow_adults")
    .set({ ended_at: tx.now })
    .where("id", "=", flowAdultId)
    .execute();
}
