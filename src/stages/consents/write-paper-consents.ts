import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { day } from "../../shared/day.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "./consent.policy.ts";
import { givenOnProblems, nameProblems, nextPaper } from "./consent.rules.ts";
import { insertConsents, subjectOf } from "./consent.store.ts";
import { isGuardianNumber, PURPOSES, type Purpose } from "./consent.ts";
import { readEnds } from "./consent-ends.ts";
import { lockPaper, settlePaper } from "./paper.store.ts";

export type PaperConsent = {
  readonly applicationId: string;
  readonly guardianName: string;
  /** The day written on the paper. */
  readonly givenOn: string;
  /** What is ticked on it; only the permission to take part when left out. */
  readonly purposes?: readonly string[] | undefined;
  readonly guardian?: number | undefined;
  /** Its photograph, when there is one. */
  readonly paperId?: string | undefined;
};

export type WrittenConsent = { readonly consentId: string; readonly purposes: readonly Purpose[] };

/** Writes down a signed paper, as somebody who holds it or looks at its photograph reads it. */
export async function writePaperConsents(
  tx: Tx,
  from: PaperConsent,
): Promise<Result<WrittenConsent>> {
  const subject = await subjectOf(tx, from.applicationId);
  const guardian = from.guardian ?? 1;
  if (!subject || !isGuardianNumber(guardian) || !can.recordConsent(tx.actor, subject)) {
    return notFound;
  }
  const paper = from.paperId ? await lockPaper(tx, from.paperId) : undefined;
  if (from.paperId && paper?.applicationId !== subject.applicationId) return notFound;
  const purposes = PURPOSES.filter((known) => (from.purposes ?? ["taking-part"]).includes(known));
  const today = wallTimeOf(tx.now).day;
  const problems: Problem[] = [
    ...(purposes.length === 0 ? [{ code: "consent-none-ticked", field: "purposes" }] : []),
    ...nameProblems(from.guardianName),
    ...givenOnProblems(from.givenOn, today),
  ];
  if (problems.length > 0) return refuse(...problems);

  const by = actorId(tx.actor) ?? "";
  const ends = await readEnds(tx, day(subject.lastDay));
  const rows = purposes.map((purpose) => ({
    id: newId(),
    applicationId: subject.applicationId,
    purpose,
    guardian,
    guardianName: from.guardianName.trim(),
    medium: "paper" as const,
    givenOn: from.givenOn,
    endsOn: ends[purpose],
    wording:
      paper?.textLocale && paper.textHash
        ? { locale: paper.textLocale, hash: paper.textHash }
        : null,
    ...(paper ? { paperId: paper.id } : {}),
    by,
  }));
  const written = await insertConsents(tx, rows);
  // A photograph of a paper whose consents came another way is still the evidence it is.
  if (written.length === 0 && !paper) {
    return refuse({ code: "consent-already-there", field: "guardianName" });
  }
  if (paper) {
    const after = nextPaper(paper.state, "confirm");
    if (!after.ok) return after;
    await settlePaper(tx, paper.id, { state: after.value, by });
  }
  const consentId = rows.find((row) => written.includes(row.purpose))?.id ?? rows[0]?.id ?? "";
  await record(
    tx,
    "consent.recorded",
    { type: "application", id: subject.applicationId },
    { consentId, medium: "paper", purposes: written, guardian },
  );
  return ok({ consentId, purposes: written });
}
