import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Day } from "../../shared/day.ts";
import type { Adult } from "./adult.rules.ts";
import type { AdultRole } from "./group.ts";
import { countriesOf } from "./preparation.policy.ts";

/** An adult of the list, with the certificate and the groups to come. */
export type ListedAdult = Adult & {
  readonly id: string;
  readonly country: string;
  readonly seenByName: string | null;
  readonly seenOn: Day | null;
  readonly validUntil: Day | null;
  /** Codes of the flows with which somebody goes or is away. */
  readonly flows: readonly string[];
};

/** Adults of the countries that the caller sees, by name. */
export async function listedAdults(tx: Tx, today: Day, country?: string): Promise<ListedAdult[]> {
  const seen = country === undefined ? countriesOf(tx.actor) : [country];
  const { rows } = await sql<ListedAdult>`
    select u.id, u.country, u.name, u.organisation, u.email, u.phone, u.birth_date as "birthDate",
      u.seen_by_name as "seenByName", u.seen_on as "seenOn", u.valid_until as "validUntil",
      array(select f.code from flow_adults a join flows f on f.id = a.flow_id
        where a.adult_id = u.id and a.ended_at is null and f.ends >= ${today} order by f.starts, f.code) as flows
    from adults u where u.ended_at is null
      and ${seen === null ? sql`true` : sql`u.country = any(${[...seen]}::text[])`}
    order by ref.fold(u.name), u.id`.execute(tx.db);
  return rows;
}

/** Countries that send, as far as the caller sees them. */
export async function sendingCountries(tx: Tx): Promise<string[]> {
  const seen = countriesOf(tx.actor);
  const rows = await tx.db
    .selectFrom("scheme_countries")
    .$if(seen !== null, (q) => q.where("country", "in", [...(seen ?? []), ""]))
    .select("country")
    .orderBy("country")
    .execute();
  return rows.map((row) => row.country);
}

const columns = (adult: Adult) => ({
  name: adult.name,
  organisation: adult.organisation,
  email: adult.email,
  phone: adult.phone,
  birth_date: adult.birthDate,
});
const by = (tx: Tx) => ({ added_by: actorId(tx.actor) ?? "", added_at: tx.now });

export async function insertAdult(tx: Tx, country: string, adult: Adult): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("adults")
    .values({ id, scheme_id: tx.actor.schemeId!, country, ...columns(adult), ...by(tx) })
    .execute();
  return id;
}

export async function updateAdult(tx: Tx, id: string, adult: Adult): Promise<void> {
  await tx.db.updateTable("adults").set(columns(adult)).where("id", "=", id).execute();
}

export async function takeOffList(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable("adults").set({ ended_at: tx.now }).where("id", "=", id).execute();
}

export async function insertFlowAdult(
  tx: Tx,
  flowId: string,
  adultId: string,
  role: AdultRole,
): Promise<void> {
  await tx.db
    .insertInto("flow_adults")
    .values({
      id: newId(),
      scheme_id: tx.actor.schemeId!,
      flow_id: flowId,
      adult_id: adultId,
      role,
      ...by(tx),
    })
    .execute();
}
