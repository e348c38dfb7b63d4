import { sql } from "kysely";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import type { Policy } from "./insurance.rules.ts";

/** Policies of a flow that count, in the order of their days. */
export async function policiesOf(tx: Tx, flowId: string): Promise<Policy[]> {
  const { rows } = await sql<Policy>`
    select i.id, i.insurer, i.number, i.kinds, i.starts, i.ends, i.phone, i.everybody,
      array(select s.mobility_id::text from insured_stays s where s.policy_id = i.id order by 1) as "mobilityIds"
    from insurance_policies i where i.flow_id = ${flowId} and i.ended_at is null
    order by i.starts, i.insurer, i.id`.execute(tx.db);
  return rows;
}

const columns = (tx: Tx, policy: Omit<Policy, "id">) => ({
  insurer: policy.insurer,
  number: policy.number,
  kinds: [...policy.kinds],
  starts: policy.starts,
  ends: policy.ends,
  phone: policy.phone,
  everybody: policy.everybody,
  set_by: actorId(tx.actor) ?? "",
  set_at: tx.now,
});

async function insertPeople(tx: Tx, policyId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .insertInto("insured_stays")
    .values(
      ids.map((id) => ({ policy_id: policyId, mobility_id: id, scheme_id: tx.actor.schemeId! })),
    )
    .execute();
}

export async function insertPolicy(
  tx: Tx,
  flowId: string,
  policy: Omit<Policy, "id">,
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto("insurance_policies")
    .values({ id, scheme_id: tx.actor.schemeId!, flow_id: flowId, ...columns(tx, policy) })
    .execute();
  await insertPeople(tx, id, policy.mobilityIds);
  return id;
}

export async function updatePolicy(tx: Tx, id: string, policy: Omit<Policy, "id">): Promise<void> {
  await tx.db
    .updateTable("insurance_policies")
    .set(columns(tx, policy))
    .where("id", "=", id)
    .execute();
  await tx.db.deleteFrom("insured_stays").where("policy_id", "=", id).execute();
  await insertPeople(tx, id, policy.mobilityIds);
}

export async function endPolicyRow(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable("insurance_policies")
    .set({ ended_at: tx.now })
    .where("id", "=", id)
    .execute();
}
