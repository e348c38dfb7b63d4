import type { Tx } from "../../platform/db/index.ts";
import type { Result } from "../../shared/result.ts";
import type { Verdict } from "../applications/duplicate.ts";
import { moveRegistrationsOfPerson } from "../events/decide-registrations.ts";
import { decidePair } from "../mobilities/decide-pair.ts";
import { moveWords } from "./word-owner.store.ts";

/**
 * The whole of what a human's word on two rows does: applications, stays and journeys move, and
 * with them every note of a call, every letter and every registration for an event, so that nothing points at the row left behind.
 */
export async function putTogether(
  tx: Tx,
  ids: readonly [string, string],
  said: Parameters<typeof decidePair>[2],
): Promise<Result<Verdict>> {
  const done = await decidePair(tx, ids, said);
  const gone = ids.find((id) => id !== said.keep);
  if (done.ok && done.value === "same" && gone) {
    await moveWords(tx, gone, said.keep);
    await moveRegistrationsOfPerson(tx, gone, said.keep);
  }
  return done;
}
