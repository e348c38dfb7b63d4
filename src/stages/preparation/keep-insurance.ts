import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { type Policy, readPolicy, type TypedPolicy } from "./insurance.rules.ts";
import { endPolicyRow, insertPolicy, policiesOf, updatePolicy } from "./insurance.store.ts";
import { type Group, readGroup } from "./keep-group.ts";
import { can } from "./preparation.policy.ts";

export type Insurance = { readonly group: Group; readonly policies: readonly Policy[] };

/** A flow's policies with its people; undefined for "not there" and "not yours". */
export async function readInsurance(tx: Tx, flowId: string): Promise<Insurance | undefined> {
  const group = await readGroup(tx, flowId);
  return group && { group, policies: await policiesOf(tx, group.flow.id) };
}

async function workedOn(tx: Tx, flowId: string): Promise<Insurance | undefined> {
  const read = await readInsurance(tx, flowId);
  return read && can.workFor(tx.actor, read.group.flow.sendingCountry) ? read : undefined;
}

const typedFor = ({ people, flow }: Group, typed: TypedPolicy): ReturnType<typeof readPolicy> =>
  readPolicy(
    typed,
    { starts: flow.starts, ends: flow.ends },
    people.map(({ mobilityId }) => mobilityId),
  );

/** Writes a policy down. Who is covered by it from door to door is counted on each stay's list. */
export async function addPolicy(
  tx: Tx,
  flowId: string,
  typed: TypedPolicy,
): Promise<Result<string>> {
  const of = await workedOn(tx, flowId);
  if (!of) return notFound;
  const { policy, problems } = typedFor(of.group, typed);
  if (!policy) return refuse(...problems);
  const same = of.policies.some(
    (one) => one.number === policy.number && one.insurer === policy.insurer,
  );
  if (same) return refuse({ code: "insurance-there", field: "number" });
  const id = await insertPolicy(tx, of.group.flow.id, policy);
  await record(tx, "insurance.added", { type: "flow", id: of.group.flow.id }, { policyId: id });
  return ok(id);
}

export async function changePolicy(
  tx: Tx,
  flowId: string,
  policyId: string,
  typed: TypedPolicy,
): Promise<Result<null>> {
  const of = await workedOn(tx, flowId);
  const before = of?.policies.find(({ id }) => id === policyId);
  if (!of || !before) return notFound;
  const { policy, problems } = typedFor(of.group, typed);
  if (!policy) return refuse(...problems);
  await updatePolicy(tx, before.id, policy);
  await record(tx, "insurance.changed", { type: "flow", id: of.group.flow.id }, { policyId });
  return ok(null);
}

/** A policy that was called off or written down by mistake covers nobody any more. */
export async function endPolicy(tx: Tx, flowId: string, policyId: string): Promise<Result<null>> {
  const of = await workedOn(tx, flowId);
  if (!of?.policies.some(({ id }) => id === policyId)) return notFound;
  await endPolicyRow(tx, policyId);
  await record(tx, "insurance.ended", { type: "flow", id: of.group.flow.id }, { policyId });
  return ok(null);
}
