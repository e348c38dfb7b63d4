import type { AnonymousActor, LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { applicationByCode, countTry, forgetTries } from "./attempt.store.ts";
import { MOST_TRIES } from "./result-code.rules.ts";

export type Opened =
  | { readonly kind: "open"; readonly learner: LearnerActor }
  | { readonly kind: "wrong"; readonly triesLeft: number }
  | { readonly kind: "too-many" };

/**
 * Who holds this code and birth date. A code that does not exist, a wrong birth date and a code of
 * another scheme are answered alike, with the same statements, and counted alike: a code and a
 * client together, so that a rival who guesses locks out nobody but himself. Not a refusal as a
 * value: the count must be kept, and a refusal would roll it back.
 */
export async function openResult(
  tx: Tx<AnonymousActor>,
  from: { readonly code: string; readonly birthDate: Day; readonly client: string },
): Promise<Opened> {
  // Counted before anything is compared: tries sent at the same moment wait for each other here.
  const tried = await countTry(tx, from);
  const found = await applicationByCode(tx, from.code);
  if (tried > MOST_TRIES) return { kind: "too-many" };
  if (!found || found.birthDate !== from.birthDate || !tx.actor.schemeId) {
    const triesLeft = MOST_TRIES - tried;
    return triesLeft > 0 ? { kind: "wrong", triesLeft } : { kind: "too-many" };
  }
  await forgetTries(tx, from);
  return {
    kind: "open",
    learner: { kind: "learner", schemeId: tx.actor.schemeId, applicationId: found.id },
  };
}
