import { createHash } from "node:crypto";
import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { ReadPicture } from "../../platform/files/picture.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./consent.policy.ts";
import { nextPaper } from "./consent.rules.ts";
import { subjectOf } from "./consent.store.ts";
import { isGuardianNumber } from "./consent.ts";
import {
  insertPaper,
  lockPaper,
  type Paper,
  paperAlreadySent,
  paperById,
  pictureOf,
  settlePaper,
  waitingPapers,
} from "./paper.store.ts";
import { sheetOf } from "./sheet-square.ts";

export type { Paper } from "./paper.store.ts";

export type SentFile = { readonly name: string; readonly bytes: Buffer };
export type TakenPapers = {
  readonly matched: number;
  readonly unread: number;
  readonly refused: number;
};

/** As many as somebody photographs in a row; the form says ten. */
export const MOST_PAPERS = 12;

/**
 * Takes photographs of signed sheets in. Each attaches itself to the learner whose square it shows;
 * what could not be read or opened is listed with what to do. Nothing counts as a consent before a
 * person has read name and day from the picture. Picture and row are one commit, on disk before the
 * school is told.
 */
export async function takePapers(
  tx: Tx,
  files: readonly SentFile[],
  read: ReadPicture,
): Promise<Result<TakenPapers>> {
  if (!can.handlePapers(tx.actor)) return notFound;
  // A browser sends an empty part for a field in which nothing was chosen.
  const sent = files.filter((file) => file.name !== "" || file.bytes.length > 0);
  if (sent.length === 0) return refuse({ code: "no-file", field: "papers" });
  const counts = { matched: 0, unread: 0, refused: 0 };
  const by = actorId(tx.actor) ?? "";
  for (const { name, bytes } of sent) {
    const digest = createHash("sha256").update(name).update("\n").update(bytes).digest("hex");
    if (await paperAlreadySent(tx, by, digest)) continue;
    const paper = await readPaper(tx, bytes, read);
    const id = newId();
    await insertPaper(tx, { ...paper, id, fileName: name.slice(-100), digest, by });
    counts[paper.state] += 1;
    await record(
      tx,
      "paper.taken",
      paper.applicationId
        ? { type: "application", id: paper.applicationId }
        : { type: "paper", id },
      { paperId: id, state: paper.state, ...(paper.problem ? { problem: paper.problem } : {}) },
    );
  }
  return ok(counts);
}

async function readPaper(tx: Tx, bytes: Buffer, read: ReadPicture) {
  const nobody = { applicationId: null, guardian: null, textLocale: null, textHash: null };
  const taken = await read(bytes);
  if (!taken.ok) {
    return { ...nobody, state: "refused", problem: taken.problem, picture: null } as const;
  }
  const picture = { jpeg: taken.jpeg, width: taken.width, height: taken.height };
  const sheets = taken.codes.flatMap((code) => sheetOf(code) ?? []);
  const whose = new Set(sheets.map((one) => `${one.applicationId} ${one.guardian}`));
  const [sheet] = sheets;
  const unread = (problem: string) => ({ ...nobody, state: "unread", problem, picture }) as const;
  if (!sheet) return unread("paper-no-square");
  if (whose.size > 1) return unread("paper-two-sheets");
  const subject = await subjectOf(tx, sheet.applicationId);
  // Somebody else's learner is told like a square that says nothing.
  if (!subject || !can.recordConsent(tx.actor, subject)) return unread("paper-no-square");
  return {
    state: "matched",
    problem: null,
    picture,
    applicationId: subject.applicationId,
    guardian: sheet.guardian,
    textLocale: sheet.wording.locale,
    textHash: sheet.wording.hash,
  } as const;
}

export const readPapers = async (tx: Tx): Promise<Paper[]> =>
  can.handlePapers(tx.actor) ? waitingPapers(tx) : [];

export const readPaperById = async (tx: Tx, id: string): Promise<Paper | undefined> =>
  can.handlePapers(tx.actor) ? paperById(tx, id) : undefined;

/** The photograph, for whoever may see the paper. */
export async function readPicture(tx: Tx, id: string): Promise<Buffer | undefined> {
  const paper = await readPaperById(tx, id);
  return paper && pictureOf(tx, paper.id);
}

/** A person says whose sheet it is, because its square could not be read. */
export async function matchPaper(
  tx: Tx,
  id: string,
  to: { readonly applicationId: string; readonly guardian: number },
): Promise<Result<null>> {
  const paper = can.handlePapers(tx.actor) ? await lockPaper(tx, id) : undefined;
  if (!paper) return notFound;
  const subject = await subjectOf(tx, to.applicationId);
  if (!subject || !can.recordConsent(tx.actor, subject) || !isGuardianNumber(to.guardian)) {
    return refuse({ code: "choose-one", field: "applicationId" });
  }
  const after = nextPaper(paper.state, "match");
  if (!after.ok) return after;
  const match = { applicationId: subject.applicationId, guardian: to.guardian };
  await settlePaper(tx, paper.id, { state: after.value, by: actorId(tx.actor) ?? "", match });
  await record(
    tx,
    "paper.matched",
    { type: "application", id: subject.applicationId },
    { paperId: paper.id },
  );
  return ok(null);
}

/** Lets a photograph go that is no signed sheet, or that was taken again. */
export async function removePaper(tx: Tx, id: string): Promise<Result<null>> {
  const paper = can.handlePapers(tx.actor) ? await lockPaper(tx, id) : undefined;
  if (!paper) return notFound;
  const after = nextPaper(paper.state, "remove");
  if (!after.ok) return after;
  await settlePaper(tx, paper.id, { state: after.value, by: actorId(tx.actor) ?? "" });
  await record(tx, "paper.removed", { type: "paper", id: paper.id });
  return ok(null);
}
