import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import {
  keepUpload,
  type ReadUpload,
  readUpload,
  takeBackUpload,
  type UploadKind,
} from "../../platform/files/upload.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { can } from "./growth.policy.ts";
import {
  answerOf,
  fileBoundBy,
  LONGEST_REASON,
  nextAnswer,
  type TypedAnswer,
} from "./growth.rules.ts";
import {
  answersNow,
  answersOf,
  decide,
  dropFile,
  heldAnswers,
  heldWithFile,
  holdOrganisation,
  insertAnswer,
  supersede,
} from "./growth.store.ts";
import type { AnswerAction } from "./growth.ts";
import { type Standard, standardOf } from "./standards.ts";

/** What may show that a standard is kept. */
export const SHOWN_BY: readonly UploadKind[] = ["pdf", "docx", "picture"];

export type SaidStandard = Omit<TypedAnswer, "hasFile"> & {
  readonly file?: { readonly name: string; readonly bytes: Buffer } | undefined;
  /** The file of the answer before stays with this one; a new file takes its place. */
  readonly keepsFile?: boolean;
};

/** What an organisation says of a standard; it takes the place of what it said before. */
export async function sayStandard(
  tx: Tx,
  of: { readonly organisationId: string; readonly standard: string },
  typed: SaidStandard,
): Promise<Result<null>> {
  const standard = standardOf(of.standard);
  const found = isUuid(of.organisationId) && (await holdOrganisation(tx, of.organisationId));
  if (!standard || !found || !can.answerFor(tx.actor, found)) return notFound;
  // A browser sends an empty part for a field in which nothing was chosen.
  const sent = typed.file && typed.file.bytes.length > 0 ? typed.file : null;
  const before = typed.keepsFile && !sent ? await fileNow(tx, found.id, standard) : null;
  const answer = answerOf({ ...typed, hasFile: sent !== null || before !== null });
  if (!answer.ok) return answer;
  // Kept last: whatever else is refused, no file is.
  const kept = sent && (await keepUpload(tx, { ...sent, kinds: SHOWN_BY, field: "file" }));
  if (kept && !kept.ok) return kept;
  const uploadId = kept ? kept.value : before;
  const organisationId = found.id;
  await supersede(tx, organisationId, standard);
  await insertAnswer(tx, newId(), { organisationId, standard, answer: answer.value, uploadId });
  await note(tx, "growth.said", found.id, { standard, level: answer.value.level });
  return ok(null);
}

/** Believes answers of an organisation, or gives them back with what is missing; all or none. */
export async function decideAnswers(
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
  with_: { readonly action: string; readonly reason: string },
): Promise<Result<null>> {
  if (!can.decide(tx.actor)) return refuse({ code: "forbidden" });
  const action = (["confirm", "return"] as const).find((known) => known === with_.action);
  const reason = with_.reason.trim();
  const problems: Problem[] = [];
  if (!action) problems.push({ code: "choose-one", field: "action" });
  if (ids.length === 0) problems.push({ code: "choose-one", field: "answers" });
  if (action === "return" && reason === "") problems.push({ code: "required", field: "reason" });
  if (reason.length > LONGEST_REASON) {
    problems.push({ code: "too-long", params: { max: LONGEST_REASON }, field: "reason" });
  }
  if (!action || problems.length > 0) return { ok: false, problems };
  if (![organisationId, ...ids].every(isUuid)) return notFound;
  const held = await heldAnswers(tx, organisationId, ids);
  if (held.length !== new Set(ids).size) return refuse({ code: "changed-meanwhile" });
  for (const answer of held) {
    const state = nextAnswer(answer.state, action);
    if (!state.ok) return state;
    if (!can.confirm(tx.actor, answer)) {
      return refuse({ code: "growth-own-words", field: "answers" });
    }
    await decide(tx, answer.id, state.value, action === "return" ? reason : null);
    await note(tx, EVENTS[action], organisationId, { standard: answer.standard });
  }
  return ok(null);
}

const fileNow = async (tx: Tx, id: string, standard: Standard): Promise<string | null> =>
  (await answersNow(tx, id)).find((one) => one.standard === standard)?.uploadId ?? null;

const answerWithFile = async (
  tx: Tx,
  of: { readonly organisationId: string; readonly standard: string; readonly answerId: string },
): Promise<string | null> => {
  const standard = standardOf(of.standard);
  if (!standard || !isUuid(of.organisationId)) return null;
  const said = await answersOf(tx, of.organisationId, standard);
  return said.find(({ id }) => id === of.answerId)?.uploadId ?? null;
};

/** The file of one answer, for the offices; undefined also while it lies apart. */
export async function readAnswerFile(
  tx: Tx,
  of: { readonly organisationId: string; readonly standard: string; readonly answerId: string },
): Promise<ReadUpload | undefined> {
  const uploadId = can.seeGrowth(tx.actor) ? await answerWithFile(tx, of) : null;
  return uploadId === null ? undefined : readUpload(tx, uploadId);
}

/** Takes a file away from every answer that it goes with; that there was one stays in the history. */
export async function removeAnswerFile(
  tx: Tx,
  of: { readonly organisationId: string; readonly standard: string; readonly answerId: string },
): Promise<Result<null>> {
  const found = isUuid(of.organisationId) && (await holdOrganisation(tx, of.organisationId));
  if (!found || !can.answerFor(tx.actor, found)) return notFound;
  const uploadId = await answerWithFile(tx, of);
  const standard = standardOf(of.standard);
  if (uploadId === null || !standard) return notFound;
  const bound = fileBoundBy(await heldWithFile(tx, found.id, uploadId));
  if (bound) return refuse(bound);
  await dropFile(tx, uploadId);
  await note(tx, "growth.file-removed", found.id, { standard });
  return takeBackUpload(tx, uploadId);
}

const EVENTS = { confirm: "growth.confirmed", return: "growth.returned" } as const satisfies Record<
  AnswerAction,
  string
>;

const note = (
  tx: Tx,
  name: "growth.said" | "growth.confirmed" | "growth.returned" | "growth.file-removed",
  id: string,
  data: { readonly standard: Standard; readonly level?: string },
) => record(tx, name, { type: "organisation", id }, data);
