import type { AnonymousActor, ApplicantActor, LearnerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Day } from "../../shared/day.ts";
import { countTry, forgetTries, REAL_CODES, WRONG_CODES } from "./attempt.store.ts";
import { MOST_CODES, MOST_REAL_CODES, MOST_TRIES } from "./code.rules.ts";
import { holderOfCode } from "./code-holder.store.ts";
import { forgetTriesLater } from "./forget-old-tries.ts";

export type Opened =
  | { readonly kind: "open"; readonly holder: LearnerActor | ApplicantActor }
  | { readonly kind: "wrong"; readonly triesLeft: number }
  | { readonly kind: "too-many" }
  | { readonly kind: "too-many-codes" };

/**
 * Who holds this code and birth date: of an application that was sent, or of one still being
 * written, which may have been left before the question of the birth date. A code that does not exist, a wrong birth date and a code of
 * another scheme are answered alike, with the same statements, and counted alike: a code and a
 * client together, so that a rival who guesses locks out nobody but himself. Not a refusal as a
 * value: the count must be kept, and a refusal would roll it back.
 *
 * A client is a network, and a school or a mobile operator is one client. So after too many wrong
 * codes a right one still opens: guessing among all codes is hopeless anyway, and a rival on the
 * same network must not close the door for everybody. Only somebody who tries birth dates for many
 * codes that exist, which takes a list of them, is shut out altogether.
 */
export async function openByCode(
  tx: Tx<AnonymousActor>,
  from: { readonly code: string; readonly birthDate: Day; readonly client: string },
): Promise<Opened> {
  const wrongCodes = { code: WRONG_CODES, client: from.client };
  const realCodes = { code: REAL_CODES, client: from.client };
  // Held before anything is compared: tries sent at the same moment wait for each other here.
  await countTry(tx, wrongCodes, 0);
  const guessed = await countTry(tx, realCodes, 0);
  const tried = await countTry(tx, from);
  const found = await holderOfCode(tx, from.code);
  const { schemeId } = tx.actor;
  const fits =
    found !== undefined &&
    schemeId !== null &&
    (found.birthDate === null || found.birthDate === from.birthDate);
  if (fits && tried <= MOST_TRIES && guessed < MOST_REAL_CODES) {
    // Whoever gets it right after a slip was not guessing.
    if (tried > 1) {
      await countTry(tx, wrongCodes, -1);
      await countTry(tx, realCodes, -1);
    }
    await forgetTries(tx, from);
    return {
      kind: "open",
      holder:
        found.of === "application"
          ? { kind: "learner", schemeId, applicationId: found.id }
          : { kind: "applicant", schemeId, draftId: found.id },
    };
  }
  const isNew = tried === 1;
  const wrong = await countTry(tx, wrongCodes, isNew ? 1 : 0);
  await countTry(tx, realCodes, isNew && found ? 1 : 0);
  if (isNew) await forgetTriesLater(tx);
  if (wrong > MOST_CODES || guessed >= MOST_REAL_CODES) return { kind: "too-many-codes" };
  return tried < MOST_TRIES
    ? { kind: "wrong", triesLeft: MOST_TRIES - tried }
    : { kind: "too-many" };
}
