import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Direction } from "../schemes/scheme.ts";
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
  "m.interrupted_on as interruptedOn",
  "m.interruption_days as interruptionDays",
  "m.mode",
  "m.state",
  "m.state_reason as reason",
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

/** Any number that no other lock of the program uses; references share so many locks between them. */
const REFERENCE_LOCKS = 4_712;
const BUCKETS = 1_024;

/** A file that is brought twice at the same moment: the second reads what the first has added. */
export async function lockReferences(tx: Tx, references: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(${REFERENCE_LOCKS}::int, b.bucket) from (
    select distinct (abs(hashtext(reference)::bigint) % ${BUCKETS}::bigint)::int as bucket
    from unnest(${[...references]}::text[]) as reference order by 1) b`.execute(tx.db);
}

/**
 * Stays already here under these references, whoever may see them: a reference is unique.
 * @param hold keeps them from others until the transaction ends
 */
export async function mobilitiesByReference(
  tx: Tx,
  references: readonly string[],
  hold = false,
): Promise<Map<string, Mobility>> {
  if (references.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("mobilities as m")
    .where(sql<boolean>`m.reference = any(${[...references]}::text[])`)
    .select(facts)
    .$if(hold, (q) => q.forUpdate())
    .$castTo<Mobility>()
    .execute();
  return new Map(rows.map((row) => [row.reference, row]));
}

/** What rows of participants may refer to. */
export async function participantFacts(tx: Tx): Promise<ParticipantFacts> {
  const { rows } = await sql<{
    lines: [string, Direction][];
    organisations: string[];
    countries: string[];
    sending: string[];
  }>`
    select coalesce((select jsonb_agg(jsonb_build_array(id, direction)) from activity_lines), '[]') as lines,
      array(select id::text from organisations) as organisations,
      -- Any partner's country: trainers of the coordinator travel towards the sending countries.
      array(select country from scheme_countries union select country from organisations) as countries,
      array(select country from scheme_countries) as sending`.execute(tx.db);
  const [found] = rows;
  return {
    lines: new Map(found?.lines),
    organisationIds: new Set(found?.organisations),
    countries: new Set(found?.countries),
    sendingCountries: new Set(found?.sending),
  };
}

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
          interrupted_on: stay.interruptedOn,
          interruption_days: stay.interruptionDays,
          mode: stay.mode,
          state: stay.state,
          state_since: tx.now,
          state_reason: stay.reason,
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
    /** The first day of a break that begins. */
    readonly interruptedOn?: string;
    readonly interruptionDays?: number;
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
      // A break lasts as long as the state does.
      ...(state === "interrupted"
        ? more.interruptedOn
          ? { interrupted_on: more.interruptedOn }
          : {}
        : { interrupted_on: null }),
      ...(more.interruptionDays === undefined ? {} : { interruption_days: more.interruptionDays }),
    })
    .where("id", "=", id)
    .execute();
}

/** @param to.state another one where the days make the stay longer while it is lived */
export const moveDays = async (
  tx: Tx,
  id: string,
  to: { readonly starts: string; readonly ends: string; readonly state?: MobilityState },
): Promise<unknown> =>
  tx.db
    .updateTable("mobilities")
    .set({
      starts: to.starts,
      ends: to.ends,
      ...(to.state ? { state: to.state, state_since: tx.now, state_reason: null } : {}),
    })
    .where("id", "=", id)
    .execute();

/** What a repeated import may correct of a stay that it wrote; its days are moved as on its page. */
export async function correctMobility(
  tx: Tx,
  id: string,
  to: Pick<
    Mobility,
    | "sendingOrganisationId"
    | "hostingOrganisationId"
    | "hostingCountry"
    | "hostingCity"
    | "mode"
    | "state"
    | "actualStarts"
    | "actualEnds"
    | "interruptionDays"
  >,
): Promise<void> {
  await tx.db
    .updateTable("mobilities")
    .set({
      sending_organisation_id: to.sendingOrganisationId,
      hosting_organisation_id: to.hostingOrganisationId,
      hosting_country: to.hostingCountry,
      hosting_city: to.hostingCity,
      mode: to.mode,
      state: to.state,
      actual_starts: to.actualStarts,
      actual_ends: to.actualEnds,
      interruption_days: to.interruptionDays,
      interrupted_on: sql`case when ${to.state} = 'interrupted' then interrupted_on end`,
      state_since: sql`case when state = ${to.state} then state_since else ${tx.now} end`,
    })
    .where("id", "=", id)
    .execute();
}
