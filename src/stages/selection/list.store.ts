import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import type { RankingInput } from "./ranking/ranking.ts";
import type { Reason } from "./selection.ts";

export type Minutes = {
  readonly id: string;
  readonly number: number;
  readonly heldOn: string;
  readonly members: readonly { readonly name: string; readonly role: string }[];
  readonly minutes: string;
  readonly sha256: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
};

/** Oldest first. */
export const minutesOf = (tx: Tx, callId: string): Promise<Minutes[]> =>
  tx.db
    .selectFrom("committee_decisions")
    .where("call_id", "=", callId)
    .select([
      "id",
      "number",
      "held_on as heldOn",
      "members",
      "minutes",
      "sha256",
      "recorded_by as recordedBy",
      "recorded_at as recordedAt",
    ])
    .orderBy("number")
    .$castTo<Minutes>()
    .execute();

export async function insertMinutes(
  tx: Tx,
  from: Omit<Minutes, "number" | "recordedAt"> & { readonly callId: string },
): Promise<void> {
  await tx.db
    .insertInto("committee_decisions")
    .values({
      id: from.id,
      scheme_id: tx.actor.schemeId!,
      call_id: from.callId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from committee_decisions where call_id = ${from.callId})`,
      held_on: from.heldOn,
      members: JSON.stringify(from.members),
      minutes: from.minutes,
      sha256: from.sha256,
      recorded_by: from.recordedBy,
      recorded_at: tx.now,
    })
    .execute();
}

export type List = {
  readonly id: string;
  readonly callId: string;
  readonly kind: "provisional" | "final";
  readonly number: number;
  readonly decisionId: string;
  readonly rule: string;
  readonly sha256: string;
  readonly people: number;
  readonly madeAt: Date;
};
const columns = [
  "id",
  "call_id as callId",
  "kind",
  "number",
  "decision_id as decisionId",
  "rule",
  "sha256",
  "people",
  "made_at as madeAt",
] as const;

export const listsOf = (tx: Tx, callId: string): Promise<List[]> =>
  tx.db
    .selectFrom("selection_lists")
    .where("call_id", "=", callId)
    .select(columns)
    .orderBy("number", "desc")
    .$castTo<List>()
    .execute();

export const oneList = (tx: Tx, id: string): Promise<List | undefined> =>
  isUuid(id)
    ? tx.db
        .selectFrom("selection_lists")
        .where("id", "=", id)
        .select(columns)
        .$castTo<List>()
        .executeTakeFirst()
    : Promise.resolve(undefined);

export type ListLine = {
  readonly applicationId: string;
  readonly rank: number | null;
  readonly points: number;
  readonly byCriterion: Readonly<Record<string, number>>;
  readonly inputs: readonly RankingInput[];
  readonly decidedBy: string;
  readonly reasons: readonly Reason[];
};

const line = [
  "application_id as applicationId",
  "rank",
  "points",
  "by_criterion as byCriterion",
  "inputs",
  "decided_by as decidedBy",
  "reasons",
] as const;

export const linesOf = (tx: Tx, listId: string): Promise<ListLine[]> =>
  tx.db
    .selectFrom("selection_list_lines")
    .where("list_id", "=", listId)
    .select(line)
    .orderBy(sql`rank nulls last`)
    .orderBy("application_id")
    .$castTo<ListLine>()
    .execute();

export const lineOf = (
  tx: Tx,
  listId: string,
  applicationId: string,
): Promise<ListLine | undefined> =>
  tx.db
    .selectFrom("selection_list_lines")
    .where("list_id", "=", listId)
    .where("application_id", "=", applicationId)
    .select(line)
    .$castTo<ListLine>()
    .executeTakeFirst();

export async function insertList(
  tx: Tx,
  list: Omit<List, "madeAt"> & { readonly by: string },
  lines: readonly ListLine[],
): Promise<void> {
  await tx.db
    .insertInto("selection_lists")
    .values({
      id: list.id,
      scheme_id: tx.actor.schemeId!,
      call_id: list.callId,
      kind: list.kind,
      number: list.number,
      decision_id: list.decisionId,
      rule: list.rule,
      sha256: list.sha256,
      people: list.people,
      made_by: list.by,
      made_at: tx.now,
    })
    .execute();
  for (let at = 0; at < lines.length; at += 500) {
    await tx.db
      .insertInto("selection_list_lines")
      .values(
        lines.slice(at, at + 500).map((one) => ({
          scheme_id: tx.actor.schemeId!,
          list_id: list.id,
          application_id: one.applicationId,
          rank: one.rank,
          points: one.points,
          by_criterion: JSON.stringify(one.byCriterion),
          inputs: JSON.stringify(one.inputs),
          decided_by: one.decidedBy,
          reasons: JSON.stringify(one.reasons),
        })),
      )
      .execute();
  }
}

/** How much is still to be done: score sheets, cases given to too few people, interviews. */
export async function openWork(
  tx: Tx,
  callId: string,
): Promise<{ readonly waiting: number; readonly thin: number; readonly interviews: number }> {
  const { rows } = await sql<{ waiting: number; thin: number; interviews: number }>`
    select
      (select count(*)::int from assessments t join assessors r on r.id = t.assessor_id
        join applications a on a.id = t.application_id and a.state = 'submitted'
        where t.call_id = ${callId} and r.removed_at is null and t.state in ('waiting', 'skipped'))
        as waiting,
      (select count(*)::int from applications a, selections s
        where a.call_id = ${callId} and a.state = 'submitted' and s.call_id = a.call_id
          and (select count(*) from assessments t join assessors r on r.id = t.assessor_id
            where t.application_id = a.id and (t.state = 'scored'
              or (t.state in ('waiting', 'skipped') and r.removed_at is null)))
            < s.assessors_a_case) as thin,
      (select count(*)::int from interviews i join applications a on a.id = i.application_id
        where i.call_id = ${callId} and i.state = 'planned' and a.state = 'submitted') as interviews`.execute(
    tx.db,
  );
  return rows[0]!;
}

/** Places of the call that somebody on the list can get. */
export const seatsOf = async (tx: Tx, callId: string): Promise<number> => {
  const row = await tx.db
    .selectFrom("places as p")
    .innerJoin("flows as f", "f.id", "p.flow_id")
    .where("f.call_id", "=", callId)
    .where("f.state", "=", "open")
    .select((e) => e.fn.sum<string>("p.seats").as("seats"))
    .executeTakeFirst();
  return Number(row?.seats ?? 0);
};

export const rankedOn = async (tx: Tx, listId: string): Promise<number> => {
  const row = await tx.db
    .selectFrom("selection_list_lines")
    .where("list_id", "=", listId)
    .where("rank", "is not", null)
    .select((e) => e.fn.countAll<number>().as("count"))
    .executeTakeFirst();
  return row?.count ?? 0;
};

/** Who has no rank on the call's final list; nobody before there is one. */
export const withoutRank = async (tx: Tx, callId: string): Promise<ReadonlySet<string>> => {
  const rows = await tx.db
    .selectFrom("selection_list_lines as l")
    .innerJoin("selection_lists as s", "s.id", "l.list_id")
    .where("s.call_id", "=", callId)
    .where("s.kind", "=", "final")
    .where("l.rank", "is", null)
    .select("l.application_id as id")
    .execute();
  return new Set(rows.map((row) => row.id));
};

/** Applications in the order of the call's final list; null before there is one. */
export const finalRanks = async (
  tx: Tx,
  callId: string,
): Promise<ReadonlyMap<string, number> | null> => {
  const rows = await tx.db
    .selectFrom("selection_lists as s")
    .leftJoin("selection_list_lines as l", (join) =>
      join.onRef("l.list_id", "=", "s.id").on("l.rank", "is not", null),
    )
    .where("s.call_id", "=", callId)
    .where("s.kind", "=", "final")
    .select(["l.application_id as id", "l.rank"])
    .execute();
  if (rows.length === 0) return null;
  return new Map(rows.flatMap((row) => (row.id && row.rank ? [[row.id, row.rank]] : [])));
};

export type CountryWord = { readonly putForward: boolean; readonly putForwardReason: string };

/**
 * What countries said of a call's people where only those they put forward go on and no list says
 * who that is, because the points were brought; null of every other call.
 */
export const wordsWithoutList = async (
  tx: Tx,
  callId: string,
): Promise<ReadonlyMap<string, CountryWord> | null> => {
  const binding = await tx.db
    .selectFrom("preselection_rules as r")
    .innerJoin("calls as c", "c.id", "r.call_id")
    .where("c.id", "=", callId)
    .where("c.needs_list", "=", false)
    .where("r.only_those", "=", true)
    .select("c.id")
    .executeTakeFirst();
  if (!binding) return null;
  const rows = await tx.db
    .selectFrom("preselections as p")
    .innerJoin("applications as a", "a.id", "p.application_id")
    .where("a.call_id", "=", callId)
    .distinctOn("p.application_id")
    .select(["a.id", "p.put_forward as putForward", "p.reason as putForwardReason"])
    .orderBy("p.application_id")
    .orderBy("p.sequence", "desc")
    .execute();
  return new Map(rows.map(({ id, ...word }) => [id, word]));
};
