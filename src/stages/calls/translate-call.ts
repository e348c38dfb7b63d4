import { createHash } from "node:crypto";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { oneCall, reservesOf } from "./call.store.ts";
import type { Call } from "./call.ts";
import {
  type CallText,
  sourceOf,
  textsOf,
  translationProblems,
  withWords,
} from "./call-words.rules.ts";
import { lockDraft, updateDraft, updateReserve } from "./draft.store.ts";

export type CallWords = {
  readonly call: Call;
  readonly texts: readonly CallText[];
  /** Of the English texts; comes back with the translation. */
  readonly hash: string;
};

const hashOf = (texts: readonly CallText[]): string =>
  createHash("sha256").update(sourceOf(texts)).digest("hex").slice(0, 32);

/** A call's texts for whoever may write them in that language; null for everybody else. */
export async function readCallWords(
  tx: Tx,
  callId: string,
  locale: string,
): Promise<CallWords | null> {
  const call = isUuid(callId) ? await oneCall(tx, callId) : undefined;
  if (!call || !can.translateInto(tx.actor, locale)) return null;
  const texts = textsOf(call, await reservesOf(tx, call.id));
  return { call, texts, hash: hashOf(texts) };
}

/** Writes what a draft says in one language, and nothing else of it. */
export async function translateCall(
  tx: Tx,
  from: {
    readonly callId: string;
    readonly locale: string;
    /** Of the English texts that were translated. */
    readonly hash: string;
    readonly texts: ReadonlyMap<string, string>;
  },
): Promise<Result<null>> {
  const found = await readCallWords(tx, from.callId, from.locale);
  if (!found) return notFound;
  if (!(await lockDraft(tx, found.call.id))) {
    return refuse({ code: `call-is-${found.call.state}`, params: { action: "change" } });
  }
  // Read again under the lock: what the office wrote meanwhile is not written over.
  const call = await oneCall(tx, found.call.id);
  if (!call) return notFound;
  const reserves = await reservesOf(tx, call.id);
  const texts = textsOf(call, reserves);
  if (from.hash !== hashOf(texts)) return refuse({ code: "call-words-changed" });
  const problems = translationProblems(texts, from.texts);
  if (problems.length > 0) return refuse(...problems);
  const changed = texts.filter(({ field, text }) => {
    const words = from.texts.get(field);
    return words !== undefined && words !== (text[from.locale] ?? "");
  });
  if (changed.length === 0) return ok(null);
  const after = withWords(call, reserves, from.locale, from.texts);
  await updateDraft(tx, call.id, after.changes);
  for (const reserve of after.reserves) {
    if (!changed.some(({ field }) => field === `group-${reserve.code}`)) continue;
    await updateReserve(tx, reserve.id, { ...reserve, callId: call.id });
  }
  await record(
    tx,
    "call.translated",
    { type: "call", id: call.id },
    { locale: from.locale, texts: changed.length },
  );
  return ok(null);
}
