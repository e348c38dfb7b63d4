import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Mobility, MobilityState } from "./mobility.ts";
import type { ParticipantFacts } from "./participant.rules.ts";

const facts = [
  "m.id",
  "m.line_id as lineId",
  "m.person_id as personId",
  "m.offer_id as offerId",
  "m.flow_id as flowId",
  "m.reference",
  "m.sending_organisation_id as sendingOrganisationId",
  "m.hosting_organisation_id as hostingOrganisationId",
  "m.sending_country as sendingCountry",
  "m.hosting_country as hostingCountry",
  "m.hosting_city as hostingCity",
  "m.company_id as companyId",
  "m.starts",
  "m.ends",
  "m.actual_starts as actualStarts",
  "m.actual_ends as actualEnds",
  "m.mode",
  "m.state",
  "m.invented",
] as const;

const mobilities = (tx: Tx) => {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("mobilities as m")
    .$if(seen !== null, (q) => q.where("m.sending_country", "in", [...(seen ?? [])]))
    .select(facts);
};

export const lockMobility = (tx: Tx, id: string): Promise<Mobility | undefined> =>
  mobilities(tx).where("m.id", "=", id).forUpdate().$castTo<Mobility>().executeTakeFirst();

export const mobilityOfOffer = (tx: Tx, offerId: string): Promise<Mobility | undefined> =>
  mobilities(tx)
    .where("m.offer_id", "=", offerId)
    .forUpdate()
    .$castTo<Mobility>()
    .executeTakeFirst();

/** Stays already here under these references, whoever may see them: a reference is unique. */
export async function mobilitiesByReference(
  tx: Tx,
  references: readonly string[],
): Promise<Map<string, Mobility>> {
  if (references.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("mobilities as m")
    .where(sql<boolean>`m.reference = any(${[...references]}::text[])`)
    .select(facts)
    .forUpdate()
    .$castTo<Mobility>()
    .execute();
  return new Map(rows.map((row) => [row.reference, row]));
}

/** Stays among these that share a day with another one of the same person, here or in the list. */
export async function overlappingStays(
  tx: Tx,
  stays: readonly Mobility[],
): Promise<{ at: number; city: string; starts: string; ends: string }[]> {
  // A virtual stay leaves the person at home, so it clashes with nothing; eligibility says the same.
  const live = stays
    .map((stay, at) => ({ ...stay, at }))
    .filter((s) => s.state !== "cancelled" && s.mode !== "virtual");
  if (live.length === 0) return [];
  const { rows } = await sql<{ at: number; city: string; starts: string; ends: string }>`
    with given as (
      select * from unnest(
        ${live.map((s) => s.at)}::int[], ${live.map((s) => s.id)}::uuid[],
        ${live.map((s) => s.personId)}::uuid[], ${live.map((s) => s.hostingCity)}::text[],
        ${live.map((s) => s.starts)}::date[], ${live.map((s) => s.ends)}::date[]
      ) as g (at, id, person_id, city, starts, ends)
    )
    select distinct on (g.at) g.at, o.city, o.starts, o.ends
    from given g
    join (
      select id, person_id, hosting_city as city, starts, ends from mobilities
        where state <> 'cancelled' and mode <> 'virtual' and id not in (select id from given)
      union all select id, person_id, city, starts, ends from given
    ) o on o.person_id = g.person_id and o.id <> g.id and o.starts <= g.ends and o.ends >= g.starts
    order by g.at, o.starts`.execute(tx.db);
  return rows;
}

/** What rows of participants may refer to. */
export async function participantFacts(tx: Tx): Promise<ParticipantFacts> {
  const { rows } = await sql<{ lines: string[]; organisations: string[]; countries: string[] }>`
    select array(select id::text from activity_lines) as lines,
      array(select id::text from organisations) as organisations,
      -- Any partner's country: trainers of the coordinator travel towards the sending countries.
      array(select country from scheme_countries union select country from organisations) as countries`.execute(
    tx.db,
  );
  return {
    lineIds: new Set(rows[0]?.lines),
    organisationIds: new Set(rows[0]?.organisations),
    countries: new Set(rows[0]?.countries),
  };
}

/** A stay of the same person on one of these days, whoever may see it; cancelled ones do not count. */
export const overlappingStay = (
  tx: Tx,
  of: { personId: string; starts: string; ends: string; not?: string },
): Promise<Pick<Mobility, "reference" | "hostingCity" | "starts" | "ends"> | undefined> =>
  tx.db
    .selectFrom("mobilities")
    .where("person_id", "=", of.personId)
    .where("state", "!=", "cancelled")
    .where("mode", "!=", "virtual")
    .where("starts", "<=", of.ends)
    .where("ends", ">=", of.starts)
    .$if(of.not !== undefined, (q) => q.where("id", "!=", of.not ?? ""))
    .select(["reference", "hosting_city as hostingCity", "starts", "ends"])
    .orderBy("starts")
    .executeTakeFirst();

export const insertMobility = (tx: Tx, from: Mobility): Promise<void> =>
  insertMobilities(tx, [from]);

// One statement holds 65,535 parameters at most.
const SLICE = 1_000;

export async function insertMobilities(tx: Tx, stays: readonly Mobility[]): Promise<void> {
  for (let at = 0; at < stays.length; at += SLICE) {
    await tx.db
      .insertInto("mobilities")
      .values(
        stays.slice(at, at + SLICE).map((stay) => ({
          id: stay.id,
          scheme_id: tx.actor.schemeId!,
          line_id: stay.lineId,
          person_id: stay.personId,
          offer_id: stay.offerId,
          flow_id: stay.flowId,
          reference: stay.reference,
          sending_organisation_id: stay.sendingOrganisationId,
          hosting_organisation_id: stay.hostingOrganisationId,
          sending_country: stay.sendingCountry,
          hosting_country: stay.hostingCountry,
          hosting_city: stay.hostingCity,
          company_id: stay.companyId,
          starts: stay.starts,
          ends: stay.ends,
          actual_starts: stay.actualStarts,
          actual_ends: stay.actualEnds,
          mode: stay.mode,
          state: stay.state,
          state_since: tx.now,
          invented: stay.invented,
          created_at: tx.now,
        })),
      )
      .execute();
  }
}

/** @param more what is known besides the state at this moment: the company, a reason, lived days */
export async function changeMobility(
  tx: Tx,
  id: string,
  state: MobilityState,
  more: {
    readonly companyId?: string | null;
    readonly reason?: string | null;
    readonly actualStarts?: string;
    readonly actualEnds?: string;
  } = {},
): Promise<void> {
  await tx.db
    .updateTable("mobilities")
    .set({
      state,
      state_since: tx.now,
      state_reason: more.reason ?? null,
      ...(more.companyId === undefined ? {} : { company_id: more.companyId }),
      ...(more.actualStarts === undefined ? {} : { actual_starts: more.actualStarts }),
      ...(more.actualEnds === undefined ? {} : { actual_ends: more.actualEnds }),
    })
    .where("id", "=", id)
    .execute();
}

export const moveDays = async (
  tx: Tx,
  id: string,
  to: { readonly starts: string; readonly ends: string },
): Promise<unknown> =>
  tx.db
    .updateTable("mobilities")
    .set({ starts: to.starts, ends: to.ends })
    .where("id", "=", id)
    .execute();

/** What a repeated import may correct of a stay that it wrote. */
export async function correctMobility(
  tx: Tx,
  id: string,
  to: Pick<
    Mobility,
    | "sendingOrganisationId"
    | "hostingOrganisationId"
    | "hostingCountry"
    | "hostingCity"
    | "starts"
    | "ends"
    | "mode"
    | "state"
    | "actualStarts"
    | "actualEnds"
  >,
): Promise<void> {
  await tx.db
    .updateTable("mobilities")
    .set({
      sending_organisation_id: to.sendingOrganisationId,
      hosting_organisation_id: to.hostingOrganisationId,
      hosting_country: to.hostingCountry,
      hosting_city: to.hostingCity,
      starts: to.starts,
      ends: to.ends,
      mode: to.mode,
      state: to.state,
      actual_starts: to.actualStarts,
      actual_ends: to.actualEnds,
      state_since: sql`case when state = ${to.state} then state_since else ${tx.now} end`,
    })
    .where("id", "=", id)
    .execute();
}
