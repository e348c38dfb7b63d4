import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { unsaidRule } from "./consent.rules.ts";
import type { ConsentRule, Purpose } from "./consent.ts";
import { solesOf } from "./sole-guardian.store.ts";

const facts = [
  "country",
  "guardians",
  "exit_needed as exitNeeded",
  "exit_signers as exitSigners",
  "exit_certified as exitCertified",
  "set_at as setAt",
] as const;

export const saidRules = (tx: Tx): Promise<ConsentRule[]> =>
  tx.db.selectFrom("consent_rules").select(facts).$castTo<ConsentRule>().execute();

/** @param applicationId whose rule it is, for what was said of one family; absent for the country */
export async function ruleOf(
  tx: Tx,
  country: string,
  applicationId?: string,
): Promise<ConsentRule> {
  const rule =
    (await tx.db
      .selectFrom("consent_rules")
      .where("country", "=", country)
      .select(facts)
      .$castTo<ConsentRule>()
      .executeTakeFirst()) ?? unsaidRule(country);
  if (rule.guardians === 1 || applicationId === undefined) return rule;
  const sole = (await solesOf(tx, [applicationId])).get(applicationId);
  // Nobody else is there who could sign for the border either.
  return sole ? { ...rule, guardians: 1, exitSigners: "one", sole } : rule;
}

/** What the programme says about how long a consent counts; nothing where it says nothing. */
export async function saidDaysAfter(tx: Tx): Promise<Partial<Record<Purpose, number>>> {
  const row = await tx.db
    .selectFrom("schemes")
    .where("id", "=", tx.actor.schemeId ?? "")
    .select(sql<Partial<Record<Purpose, number>> | null>`settings -> 'consentDays'`.as("days"))
    .executeTakeFirst();
  return row?.days ?? {};
}

export async function keepRule(
  tx: Tx,
  rule: Omit<ConsentRule, "setAt" | "sole">,
  by: string,
): Promise<void> {
  const said = {
    guardians: rule.guardians,
    exit_needed: rule.exitNeeded,
    exit_signers: rule.exitSigners,
    exit_certified: rule.exitCertified,
    set_by: by,
    set_at: tx.now,
  };
  await tx.db
    .insertInto("consent_rules")
    .values({ scheme_id: tx.actor.schemeId!, country: rule.country, ...said })
    .onConflict((c) => c.columns(["scheme_id", "country"]).doUpdateSet(said))
    .execute();
}

/** Countries that the scheme sends from, in the order of their codes. */
export const sendingCountries = async (tx: Tx): Promise<string[]> =>
  (await tx.db.selectFrom("scheme_countries").select("country").orderBy("country").execute()).map(
    (row) => row.country,
  );
