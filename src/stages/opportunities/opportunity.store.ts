import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { DAYS_WITHOUT_DEADLINE, endsOnOf, hasEnded } from "./opportunity.rules.ts";
import type { NewOpportunity, Opportunity, OpportunityState } from "./opportunity.ts";

const columns = [
  "id",
  "title",
  "about",
  "organiser",
  "countries",
  "audience",
  "line_code as lineCode",
  "deadline",
  "source",
  "link",
  "checked_on as checkedOn",
  "state",
  "state_since as stateSince",
  "reason",
  "proposed_by as proposedBy",
  "proposed_by_name as proposedByName",
  "proposed_at as proposedAt",
  "changed_at as changedAt",
] as const;

const withEnd = (tx: Tx, row: Omit<Opportunity, "endsOn" | "ended">): Opportunity => ({
  ...row,
  endsOn: endsOnOf(row),
  ended: hasEnded(row, wallTimeOf(tx.now).day),
});

const MOST = 500;

/**
 * Those in one of these states: what one may still join first, the soonest deadline before others. What
 * ended is never deleted, so it stands last: however much of it there is, nothing that is open falls off.
 */
export async function selectOpportunities(
  tx: Tx,
  states: readonly OpportunityState[],
): Promise<Opportunity[]> {
  const rows = await tx.db
    .selectFrom("opportunities")
    .where("state", "in", [...states])
    .select(columns)
    .orderBy(
      sql`coalesce(deadline, checked_on + ${DAYS_WITHOUT_DEADLINE}::int) < ${wallTimeOf(tx.now).day}::date`,
    )
    .orderBy(sql`deadline nulls last`)
    .orderBy("proposed_at")
    .orderBy("id")
    .limit(MOST)
    .$castTo<Omit<Opportunity, "endsOn" | "ended">>()
    .execute();
  return rows.map((row) => withEnd(tx, row));
}

export async function oneOpportunity(
  tx: Tx,
  id: string,
  lock = false,
): Promise<Opportunity | undefined> {
  const row = await tx.db
    .selectFrom("opportunities")
    .where("id", "=", id)
    .select(columns)
    .$if(lock, (query) => query.forUpdate())
    .$castTo<Omit<Opportunity, "endsOn" | "ended">>()
    .executeTakeFirst();
  return row && withEnd(tx, row);
}

const factsOf = (of: NewOpportunity) => ({
  title: JSON.stringify(of.title),
  about: JSON.stringify(of.about),
  organiser: of.organiser,
  countries: [...of.countries],
  audience: [...of.audience],
  line_code: of.lineCode,
  deadline: of.deadline,
  source: of.source,
  link: of.link,
  checked_on: of.checkedOn,
});

export async function insertOpportunity(
  tx: Tx,
  id: string,
  of: NewOpportunity,
  state: OpportunityState,
  by: { readonly id: string; readonly name: string; readonly language: string | null },
): Promise<void> {
  await tx.db
    .insertInto("opportunities")
    .values({
      id,
      scheme_id: tx.actor.schemeId!,
      ...factsOf(of),
      state,
      state_since: tx.now,
      proposed_by: by.id,
      proposed_by_name: by.name,
      proposed_at: tx.now,
      proposed_in: by.language,
      changed_at: tx.now,
    })
    .execute();
}

export async function updateOpportunity(tx: Tx, id: string, of: NewOpportunity): Promise<void> {
  await tx.db
    .updateTable("opportunities")
    .set({ ...factsOf(of), changed_at: tx.now })
    .where("id", "=", id)
    .execute();
}

export async function updateState(
  tx: Tx,
  id: string,
  state: OpportunityState,
  reason: string | null,
): Promise<void> {
  await tx.db
    .updateTable("opportunities")
    .set({ state, state_since: tx.now, reason, changed_at: tx.now })
    .where("id", "=", id)
    .execute();
}

export async function updateChecked(tx: Tx, id: string, checkedOn: Day): Promise<void> {
  await tx.db
    .updateTable("opportunities")
    .set({ checked_on: checkedOn, changed_at: tx.now })
    .where("id", "=", id)
    .execute();
}

/** How many wait for a decision. */
export async function countProposed(tx: Tx): Promise<number> {
  const row = await tx.db
    .selectFrom("opportunities")
    .where("state", "=", "proposed")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirst();
  return row?.count ?? 0;
}
