import { type SqlBool, sql } from "kysely";
import { type Actor, visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { type CutOff, FLAG_CODES, type FlagCode, type Params } from "./allocation-run.ts";
import type { Removed } from "./run-people.store.ts";
import { belongsTo, openValue } from "./sealed-run.ts";

/** Null: every country. A country partner meets its own people only, in lists and one by one. */
const countriesOf = (actor: Actor): readonly string[] | null =>
  actor.kind === "staff" ? visibleCountries(actor) : null;

export type RunPerson = {
  readonly applicationId: string;
  readonly personId: string;
  readonly code: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly school: string;
  readonly country: string;
  readonly trade: string;
  readonly points: number;
  readonly placeId: string | null;
  readonly city: string | null;
  readonly flowCode: string | null;
  /** As the core gave it; see `readExplanation`. */
  readonly explanation: unknown;
  readonly removed: readonly Removed[];
};

const people = (tx: Tx, runId: string) => {
  const countries = countriesOf(tx.actor);
  return tx.db
    .selectFrom("run_applicants as r")
    .innerJoin("applications as a", "a.id", "r.application_id")
    .innerJoin("persons as p", "p.id", "a.person_id")
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .leftJoin("places as s", "s.id", "r.place_id")
    .leftJoin("flows as f", "f.id", "s.flow_id")
    .select([
      "r.application_id as applicationId",
      "a.person_id as personId",
      "a.code",
      "p.given_names as givenNames",
      "p.family_name as familyName",
      "o.name as school",
      "a.sending_country as country",
      "a.trade",
      "a.points",
      "r.place_id as placeId",
      "f.city",
      "f.code as flowCode",
      "r.explanation",
      "r.removed",
    ])
    .where("r.run_id", "=", runId)
    .$if(countries !== null, (q) => q.where("a.sending_country", "in", [...countries!, ""]));
};

type Row = Awaited<ReturnType<ReturnType<typeof people>["execute"]>>[number];
const toPerson = (runId: string, row: Row): RunPerson => ({
  ...row,
  explanation: openValue(row.explanation, belongsTo.explanation(runId, row.applicationId)),
  removed: row.removed as unknown as Removed[],
});

export type PeopleFilter = {
  readonly show: "all" | "placed" | "unplaced" | "flagged";
  readonly country?: string;
  readonly search?: string;
  readonly limit: number;
  readonly offset: number;
};

/** One page of a run's people, best points first, and how many there are in all. */
export async function searchPeople(
  tx: Tx,
  runId: string,
  filter: PeopleFilter,
): Promise<{ people: RunPerson[]; total: number }> {
  const rows = await people(tx, runId)
    .select(sql<number>`count(*) over ()`.as("total"))
    .$if(filter.show === "placed", (q) => q.where("r.place_id", "is not", null))
    .$if(filter.show === "unplaced", (q) => q.where("r.place_id", "is", null))
    .$if(filter.show === "flagged", (q) =>
      q.where(
        sql<SqlBool>`exists (select from run_flags g where g.run_id = r.run_id and g.application_id = r.application_id)`,
      ),
    )
    .$if(!!filter.country, (q) => q.where("a.sending_country", "=", filter.country!))
    .$if(!!filter.search, (q) =>
      q.where(
        sql<SqlBool>`(p.folded like '%' || ref.fold(${filter.search!}) || '%' or a.code = upper(${filter.search!}))`,
      ),
    )
    .orderBy("a.points", "desc")
    .orderBy("r.ref")
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return { people: rows.map((row) => toPerson(runId, row)), total: rows[0]?.total ?? 0 };
}

export async function onePerson(
  tx: Tx,
  runId: string,
  applicationId: string,
): Promise<RunPerson | null> {
  const row = await people(tx, runId)
    .where("r.application_id", "=", applicationId)
    .executeTakeFirst();
  return row ? toPerson(runId, row) : null;
}

export type RunFlag = {
  readonly id: string;
  readonly code: FlagCode;
  readonly params: Params;
  readonly applicationId: string | null;
  readonly flowId: string | null;
  /** Code of the flow for a flag about a flow. */
  readonly flowCode: string | null;
  readonly city: string | null;
  /** When somebody looked at it, and who. */
  readonly lookedAt: Date | null;
  readonly lookedBy: string | null;
};

export async function flagsOf(tx: Tx, runId: string): Promise<RunFlag[]> {
  const countries = countriesOf(tx.actor);
  const rows = await tx.db
    .selectFrom("run_flags as g")
    .leftJoin("applications as a", "a.id", "g.application_id")
    .leftJoin("flows as f", "f.id", "g.flow_id")
    .select([
      "g.id",
      "g.about",
      "g.application_id as applicationId",
      "g.flow_id as flowId",
      "f.code as flowCode",
      "f.city",
      "g.looked_at as lookedAt",
      "g.looked_by as lookedBy",
    ])
    .where("g.run_id", "=", runId)
    .$if(countries !== null, (q) =>
      q.where((eb) =>
        eb(eb.fn.coalesce("a.sending_country", "f.sending_country"), "in", [...countries!, ""]),
      ),
    )
    .orderBy("f.code")
    .orderBy("a.points", "desc")
    .orderBy("g.id")
    .execute();
  return rows
    .map(({ about, ...row }) => ({
      ...row,
      ...openValue<{ code: FlagCode; params: Params }>(about, belongsTo.flag(row.id))!,
    }))
    .sort((x, y) => FLAG_CODES.indexOf(x.code) - FLAG_CODES.indexOf(y.code));
}

export type RunPlace = {
  readonly placeId: string;
  readonly flowId: string;
  readonly ref: string;
  readonly flowCode: string;
  readonly trade: string | null;
  readonly city: string;
  readonly country: string;
  readonly sendingCountry: string;
  readonly hostingOrganisation: string;
  readonly seats: number;
  readonly taken: number | null;
  readonly minimum: number;
  readonly cutOff: CutOff | null;
};

/** All places of a run: what they were and the last place is public, so nothing is filtered. */
export async function placesOfRun(tx: Tx, runId: string): Promise<RunPlace[]> {
  const rows = await tx.db
    .selectFrom("run_places as r")
    .innerJoin("places as p", "p.id", "r.place_id")
    .innerJoin("flows as f", "f.id", "p.flow_id")
    .innerJoin("organisations as o", "o.id", "f.hosting_organisation_id")
    .select([
      "r.place_id as placeId",
      "f.id as flowId",
      "r.ref",
      "f.code as flowCode",
      "p.trade",
      "f.city",
      "f.country",
      "f.sending_country as sendingCountry",
      "o.name as hostingOrganisation",
      "r.seats",
      "r.taken",
      "f.minimum",
      "r.cut_off as cutOff",
    ])
    .where("r.run_id", "=", runId)
    .orderBy("f.code")
    .orderBy("r.ref")
    .execute();
  return rows.map((row) => ({
    ...row,
    cutOff: openValue<CutOff>(row.cutOff, belongsTo.cutOff(runId, row.placeId)),
  }));
}

/** Who has another place in `after` than in `before`, and which. */
export async function movesBetween(tx: Tx, before: string, after: string) {
  const countries = countriesOf(tx.actor);
  return tx.db
    .selectFrom("run_applicants as x")
    .innerJoin("run_applicants as y", (join) =>
      join.onRef("y.application_id", "=", "x.application_id").on("y.run_id", "=", after),
    )
    .innerJoin("applications as a", "a.id", "x.application_id")
    .leftJoin("run_places as px", (join) =>
      join.onRef("px.run_id", "=", "x.run_id").onRef("px.place_id", "=", "x.place_id"),
    )
    .leftJoin("run_places as py", (join) =>
      join.onRef("py.run_id", "=", "y.run_id").onRef("py.place_id", "=", "y.place_id"),
    )
    .select(["a.id as applicationId", "a.code", "px.ref as from", "py.ref as to"])
    .where("x.run_id", "=", before)
    .where(sql<SqlBool>`x.place_id is distinct from y.place_id`)
    .$if(countries !== null, (q) => q.where("a.sending_country", "in", [...countries!, ""]))
    .orderBy("a.code")
    .execute();
}

/** Names for ids of staff in history rows; somebody who left keeps the name. */
export async function staffNames(
  tx: Tx,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("memberships")
    .select(["user_id as userId", "person_name as name"])
    .where("user_id", "in", [...userIds])
    .execute();
  return new Map(rows.map((row) => [row.userId, row.name]));
}
