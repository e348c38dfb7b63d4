import { sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";

export type ReservePlace = {
  readonly id: string;
  readonly callId: string;
  readonly callNumber: number;
  readonly flowId: string;
  readonly flowCode: string;
  readonly city: string;
  readonly country: string;
  readonly starts: string;
  readonly ends: string;
  readonly seats: number;
  readonly trade: string | null;
  readonly sendingCountry: string;
};

/** A place through the actor, nothing locked. */
export function reservePlace(tx: Tx, placeId: string): Promise<ReservePlace | undefined> {
  const seen = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("places as pl")
    .innerJoin("flows as f", "f.id", "pl.flow_id")
    .innerJoin("calls as c", "c.id", "f.call_id")
    .where("pl.id", "=", placeId)
    .$if(seen !== null, (q) => q.where("f.sending_country", "in", [...(seen ?? [])]))
    .select([
      "pl.id",
      "f.call_id as callId",
      "c.number as callNumber",
      "f.id as flowId",
      "f.code as flowCode",
      "f.city",
      "f.country",
      "f.starts",
      "f.ends",
      "pl.seats",
      "pl.trade",
      "f.sending_country as sendingCountry",
    ])
    .executeTakeFirst();
}

export type ReservePerson = {
  readonly applicationId: string;
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly phone: string | null;
  /** Points of the call's criterion of languages; null where it has none. */
  readonly languages: number | null;
  /** Rows of its table that were chosen, such as `host-b1`. */
  readonly rows: readonly string[];
};

export const reservePeople = async (
  tx: Tx,
  applicationIds: readonly string[],
): Promise<ReservePerson[]> => {
  if (applicationIds.length === 0) return [];
  const { rows } = await sql<ReservePerson>`
    select a.id as "applicationId", p.id as "personId", p.given_names as "givenNames",
      p.family_name as "familyName", p.phone,
      (select ap.points from application_points ap
        where ap.application_id = a.id and ap.criterion = 'languages') as languages,
      coalesce((select s.choices from scores s where s.application_id = a.id
        and s.criterion = 'languages' and s.source = 'table' order by s.version desc limit 1), '[]')
        as rows
    from applications a join persons p on p.id = a.person_id
    where a.id = any(${[...applicationIds]}::uuid[])`.execute(tx.db);
  return rows;
};
