import type { Tx } from "../../platform/db/index.ts";
import type { Problem } from "../../shared/result.ts";
import { organisationProblems, partnerProblems } from "./organisation.rules.ts";
import { partnerExists } from "./organisation.store.ts";
import type { NewOrganisation } from "./organisation.ts";
import { readOwnSenders } from "./read-organisations.ts";

const PARTNERS = [
  ["sendingPartnerId", "sending"],
  ["hostingPartnerId", "hosting"],
] as const;

/** What is wrong in itself, what is not this actor's to say, and what the scheme does not know. */
export async function allProblems(tx: Tx, from: NewOrganisation): Promise<Problem[]> {
  const problems = organisationProblems(from);
  const own = await readOwnSenders(tx);
  if (own) problems.push(...partnerProblems(from, own));
  for (const [field, role] of PARTNERS) {
    const id = from[field];
    if (id && !(await partnerExists(tx, id, role))) problems.push({ code: "not-found", field });
  }
  return problems;
}
