import type { GuardianActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { day } from "../../shared/day.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { nameProblems, stands } from "./consent.rules.ts";
import { consentsOf, insertConsents, subjectOf } from "./consent.store.ts";
import type { ConsentEnds, Purpose, Wording } from "./consent.ts";
import { readEnds } from "./consent-ends.ts";
import { type Link, markAnswered } from "./link.store.ts";
import { withdrawConsent } from "./withdraw-consent.ts";

export type GuardianAnswer = {
  /** Each apart: one without another is an answer too. */
  readonly purposes: readonly Purpose[];
  readonly guardianName: string;
  readonly wording: Wording;
};

/**
 * A guardian says yes by the own link, to what is ticked and to nothing else. What already stands is
 * left as it is, so a second tap changes nothing.
 */
export async function giveConsents(
  tx: Tx<GuardianActor>,
  link: Link,
  from: GuardianAnswer,
): Promise<Result<readonly Purpose[]>> {
  const subject = await subjectOf(tx, link.applicationId);
  if (subject?.state !== "submitted") return notFound;
  const problems: Problem[] = [
    ...(from.purposes.length === 0 ? [{ code: "consent-none-ticked", field: "consent" }] : []),
    ...nameProblems(from.guardianName),
  ];
  if (problems.length > 0) return refuse(...problems);
  const ends = await readEnds(tx, day(subject.lastDay));
  const written = await insertConsents(
    tx,
    from.purposes.map((purpose) => ({
      id: newId(),
      applicationId: subject.applicationId,
      purpose,
      guardian: link.guardian,
      guardianName: from.guardianName.trim(),
      medium: "link",
      givenOn: wallTimeOf(tx.now).day,
      endsOn: ends[purpose],
      wording: from.wording,
      linkId: link.id,
      by: "guardian",
    })),
  );
  await markAnswered(tx, link.id, new Date(`${lastOf(ends)}T23:59:59Z`));
  for (const purpose of written) {
    await record(
      tx,
      "consent.given",
      { type: "application", id: subject.applicationId },
      { purpose, guardian: link.guardian },
    );
  }
  return ok(written);
}

/** A link opens as long as there is anything to take back by it. */
const lastOf = (ends: ConsentEnds): string => Object.values(ends).sort().at(-1) ?? "";

/**
 * A guardian says that they do not agree: nothing of theirs stands, and the office reads that it was
 * read. A page may have been open since before the other parent said yes by the same link.
 */
export async function refuseConsents(tx: Tx<GuardianActor>, link: Link): Promise<Result<null>> {
  const subject = await subjectOf(tx, link.applicationId);
  if (!subject) return notFound;
  const { applicationId, guardian } = link;
  const today = wallTimeOf(tx.now).day;
  const standing = (await consentsOf(tx, applicationId)).filter(
    (one) => one.guardian === guardian && stands(one, today),
  );
  for (const purpose of new Set(standing.map((one) => one.purpose))) {
    const ended = await withdrawConsent(tx, { applicationId, guardian, purpose });
    if (!ended.ok) return ended;
  }
  await markAnswered(tx, link.id, link.expiresAt);
  await record(
    tx,
    "consent.refused",
    { type: "application", id: subject.applicationId },
    { guardian: link.guardian },
  );
  return ok(null);
}
