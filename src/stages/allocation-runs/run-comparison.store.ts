import { type RawBuilder, type SqlBool, sql } from "kysely";
import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { belongsTo, openValue } from "./sealed-run.ts";

export const CHANGES = ["gained", "lost", "elsewhere"] as const;
export type Change = (typeof CHANGES)[number];

/** Where one draft had a person: no place, or a place and which wish it was. */
export type Standing = {
  readonly inRun: boolean;
  readonly city: string | null;
  readonly flowCode: string | null;
  readonly rank: number | null;
};
export type Move = {
  readonly applicationId: string;
  readonly code: string;
  readonly school: string;
  readonly country: string;
  readonly points: number;
  readonly change: Change;
  readonly from: Standing;
  readonly to: Standing;
};

const KIND: RawBuilder<Change> = sql`case when x.place_id is null then 'gained'
  when y.place_id is null then 'lost' else 'elsewhere' end`;

/** Everybody whom either run knows: who withdrew in between lost a place as well. */
const moved = (tx: Tx, before: string, after: string) => {
  const countries = tx.actor.kind === "staff" ? visibleCountries(tx.actor) : null;
  return tx.db
    .selectFrom("applications as a")
    .leftJoin("run_applicants as x", (join) =>
      join.onRef("x.application_id", "=", "a.id").on("x.run_id", "=", before),
    )
    .leftJoin("run_applicants as y", (join) =>
      join.onRef("y.application_id", "=", "a.id").on("y.run_id", "=", after),
    )
    .where(sql<SqlBool>`x.place_id is distinct from y.place_id`)
    .$if(countries !== null, (q) => q.where("a.sending_country", "in", [...countries!, ""]));
};

export async function countMoves(
  tx: Tx,
  before: string,
  after: string,
): Promise<Readonly<Record<Change, number>>> {
  const rows = await moved(tx, before, after)
    .select([KIND.as("change"), sql<number>`count(*)::int`.as("people")])
    .groupBy(sql`1`)
    .execute();
  const of = (change: Change) => rows.find((row) => row.change === change)?.people ?? 0;
  return { gained: of("gained"), lost: of("lost"), elsewhere: of("elsewhere") };
}

/** One page of them, best points first. */
export async function findMoves(
  tx: Tx,
  before: string,
  after: string,
  { change, limit, offset }: { change: Change | null; limit?: number; offset?: number },
): Promise<Move[]> {
  const rows = await moved(tx, before, after)
    .innerJoin("organisations as o", "o.id", "a.organisation_id")
    .leftJoin("places as px", "px.id", "x.place_id")
    .leftJoin("flows as fx", "fx.id", "px.flow_id")
    .leftJoin("places as py", "py.id", "y.place_id")
    .leftJoin("flows as fy", "fy.id", "py.flow_id")
    .select([
      "a.id as applicationId",
      "a.code",
      "o.name as school",
      "a.sending_country as country",
      "a.points",
      KIND.as("change"),
      "x.run_id as inBefore",
      "y.run_id as inAfter",
      "fx.city as cityBefore",
      "fy.city as cityAfter",
      "fx.code as flowBefore",
      "fy.code as flowAfter",
      "x.explanation as whyBefore",
      "y.explanation as whyAfter",
    ])
    .$if(change !== null, (q) => q.where(sql<SqlBool>`${KIND} = ${change}`))
    .orderBy("a.points", "desc")
    .orderBy("a.code")
    .$if(limit !== undefined, (q) => q.limit(limit!).offset(offset ?? 0))
    .execute();
  const rankOf = (sealed: Buffer | null, runId: string, applicationId: string) =>
    openValue<{ rank?: number | null }>(sealed, belongsTo.explanation(runId, applicationId))
      ?.rank ?? null;
  return rows.map(({ applicationId, code, school, country, points, change, ...row }) => ({
    applicationId,
    code,
    school,
    country,
    points,
    change,
    from: {
      inRun: row.inBefore !== null,
      city: row.cityBefore,
      flowCode: row.flowBefore,
      rank: rankOf(row.whyBefore, before, applicationId),
    },
    to: {
      inRun: row.inAfter !== null,
      city: row.cityAfter,
      flowCode: row.flowAfter,
      rank: rankOf(row.whyAfter, after, applicationId),
    },
  }));
}
