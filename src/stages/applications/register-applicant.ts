import type { Tx } from "../../platform/db/index.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Entry, Registered } from "./application.ts";
import { registerApplicants } from "./register-applicants.ts";

/** One applicant of a call, with points, wishes and stays. Grounds need a transaction's purpose. */
export async function registerApplicant(
  tx: Tx,
  given: Entry & { readonly callId: string },
  isOtherPerson = false,
): Promise<Result<Registered>> {
  const { callId, ...entry } = given;
  const result = await registerApplicants(tx, callId, [entry], isOtherPerson);
  if (result.ok) return ok(result.value[0]!);
  return {
    ok: false,
    problems: result.problems.map((problem) =>
      problem.field === undefined ? problem : { ...problem, field: problem.field.slice(2) },
    ),
  };
}
