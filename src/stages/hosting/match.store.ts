import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { seal, unseal } from "../../platform/vault.ts";
import type { MatchPin } from "./matching.rules.ts";

export type MatchRunLine = {
  readonly id: string;
  readonly flowId: string;
  readonly number: number;
  readonly problemHash: string;
  readonly verified: boolean;
  readonly people: number;
  readonly placed: number;
  readonly madeAt: Date;
  readonly keptAt: Date | null;
};

const facts = [
  "id",
  "flow_id as flowId",
  "number",
  "problem_hash as problemHash",
  "verified",
  "people",
  "placed",
  "made_at as madeAt",
  "kept_at as keptAt",
] as const;
const belongsTo = (id: string) => `match-run/${id}`;

export const runsOf = (tx: Tx, flowId: string): Promise<MatchRunLine[]> =>
  tx.db
    .selectFrom("match_runs")
    .where("flow_id", "=", flowId)
    .select(facts)
    .orderBy("number", "desc")
    .execute();

/** The run with what is sealed in it, as text; locked when it is to be kept. */
export async function oneRun(
  tx: Tx,
  id: string,
  lock = false,
): Promise<(MatchRunLine & { readonly content: string }) | undefined> {
  const row = await tx.db
    .selectFrom("match_runs")
    .where("id", "=", id)
    .select([...facts, "sealed"])
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst();
  if (!row) return undefined;
  const { sealed, ...line } = row;
  return { ...line, content: unseal(sealed, belongsTo(id)) };
}

export async function insertRun(
  tx: Tx,
  from: Omit<MatchRunLine, "number" | "madeAt" | "keptAt"> & {
    readonly objective: number;
    readonly gap: number;
    readonly content: string;
  },
): Promise<void> {
  const before = await runsOf(tx, from.flowId);
  await tx.db
    .insertInto("match_runs")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      flow_id: from.flowId,
      number: (before[0]?.number ?? 0) + 1,
      problem_hash: from.problemHash,
      verified: from.verified,
      people: from.people,
      placed: from.placed,
      objective: from.objective,
      gap: from.gap,
      sealed: seal(from.content, belongsTo(from.id)),
      made_at: tx.now,
      made_by: actorId(tx.actor) ?? "",
    })
    .execute();
}

/** One run of a flow after another: numbers do not meet. */
export async function lockFlow(tx: Tx, flowId: string): Promise<void> {
  await tx.db.selectFrom("flows").where("id", "=", flowId).select("id").forNoKeyUpdate().execute();
}

export async function markKept(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("match_runs")
    .set({ kept_at: tx.now, kept_by: actorId(tx.actor) ?? "" })
    .where("id", "=", id)
    .execute();
}

export type KeptPin = MatchPin & { readonly id: string; readonly company: string };

export const pinsOf = (tx: Tx, flowId: string): Promise<KeptPin[]> =>
  tx.db
    .selectFrom("match_pins as p")
    .innerJoin("organisations as o", "o.id", "p.organisation_id")
    .where("p.flow_id", "=", flowId)
    .where("p.ended_at", "is", null)
    .select([
      "p.id",
      "p.mobility_id as mobilityId",
      "p.organisation_id as organisationId",
      "o.name as company",
      "p.reason",
    ])
    .orderBy("p.made_at")
    .orderBy("p.id")
    .execute();

/** False when this learner has one. */
export async function insertPin(
  tx: Tx,
  from: MatchPin & { readonly id: string; readonly flowId: string },
): Promise<boolean> {
  const rows = await tx.db
    .insertInto("match_pins")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      flow_id: from.flowId,
      mobility_id: from.mobilityId,
      organisation_id: from.organisationId,
      reason: from.reason,
      made_at: tx.now,
      made_by: actorId(tx.actor) ?? "",
    })
    .onConflict((c) => c.column("mobility_id").where("ended_at", "is", null).doNothing())
    .returning("id")
    .execute();
  return rows.length === 1;
}

/** False when somebody took it off before. */
export async function endPin(tx: Tx, flowId: string, id: string): Promise<boolean> {
  const rows = await tx.db
    .updateTable("match_pins")
    .set({ ended_at: tx.now })
    .where("id", "=", id)
    .where("flow_id", "=", flowId)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return rows.length === 1;
}
