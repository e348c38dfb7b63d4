import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { NewVisaRule, VisaRule } from "./travel.ts";

/** The table of the scheme, in the order in which it is read. */
export const selectVisaRules = (tx: Tx): Promise<VisaRule[]> =>
  tx.db
    .selectFrom("visa_rules")
    .select([
      "id",
      "nationality",
      "passport",
      "issuer",
      "host",
      "entry_from as entryFrom",
      "entry_until as entryUntil",
      "regime",
      "above_days as aboveDays",
      "lead_weeks as leadWeeks",
      "unsure",
      "source",
      "link",
      "set_by_name as setBy",
      "set_at as setAt",
    ])
    .orderBy("nationality")
    .orderBy("host", "desc")
    .orderBy(sql`entry_from nulls first`)
    .orderBy("passport")
    .orderBy("regime")
    .orderBy("id")
    .$castTo<VisaRule>()
    .execute();

/** Whoever holds this is alone with the table until the transaction ends. */
export async function lockVisaRules(tx: Tx): Promise<VisaRule[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('visa_rules' || ref.current_scheme()::text, 0))`.execute(
    tx.db,
  );
  return selectVisaRules(tx);
}

type By = { readonly id: string; readonly name: string };

const columnsOf = (tx: Tx, rule: NewVisaRule, by: By) => ({
  nationality: rule.nationality,
  passport: rule.passport,
  issuer: rule.issuer,
  host: rule.host,
  entry_from: rule.entryFrom,
  entry_until: rule.entryUntil,
  regime: rule.regime,
  above_days: rule.aboveDays,
  lead_weeks: rule.leadWeeks,
  unsure: rule.unsure,
  source: rule.source,
  link: rule.link,
  set_by: by.id,
  set_by_name: by.name,
  set_at: tx.now,
});

export async function insertVisaRule(tx: Tx, rule: NewVisaRule, by: By): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("visa_rules")
    .values({ id, scheme_id: tx.actor.schemeId!, ...columnsOf(tx, rule, by) })
    .execute();
  return id;
}

export async function updateVisaRule(tx: Tx, id: string, rule: NewVisaRule, by: By): Promise<void> {
  await tx.db
    .updateTable("visa_rules")
    .set(columnsOf(tx, rule, by))
    .where("id", "=", id)
    .execute();
}

export async function deleteVisaRule(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom("visa_rules").where("id", "=", id).execute();
}

/** The table as it came with the program. */
export async function restoreVisaRules(tx: Tx): Promise<void> {
  await tx.db.deleteFrom("visa_rules").execute();
  await sql`insert into visa_rules (id, scheme_id, nationality, passport, issuer, host, entry_from,
      entry_until, regime, above_days, lead_weeks, unsure, source, link, set_at)
    select gen_random_uuid(), ref.current_scheme(), nationality, passport, issuer, host, entry_from,
      entry_until, regime, above_days, lead_weeks, unsure, source, link, ${tx.now}
    from ref.visa_rules`.execute(tx.db);
}

export type VisaEvent = {
  readonly name: string;
  readonly at: Date;
  readonly kind: string;
  readonly who: string | null;
  /** The row as it was meant then. */
  readonly row: Partial<NewVisaRule>;
};

/** Who changed what in the table, the newest first. */
export async function selectVisaEvents(tx: Tx, limit: number): Promise<VisaEvent[]> {
  const { rows } = await sql<VisaEvent>`
    select e.name, e.at, e.actor_kind as kind, e.data as row, (select m.person_name from memberships m
      where e.actor_kind = 'staff' and m.user_id = e.actor_id
      order by m.created_at desc limit 1) as who
    from event_log e where e.subject_id = ref.current_scheme() and e.name like 'visa-rule.%'
    order by e.id desc limit ${limit}`.execute(tx.db);
  return rows;
}
