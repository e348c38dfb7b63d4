import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./call.policy.ts";
import { heldCall, oneCall } from "./call.store.ts";
import type { Extension } from "./call.ts";
import { type AskedExtension, extensionProblems } from "./extension.rules.ts";
import {
  endExtension,
  extensionById,
  extensionsOf,
  insertExtension,
  isBegun,
  isDecided,
  lastMoreTime,
  liveExtension,
} from "./extension.store.ts";

/** The code as kept, from what a person typed: any case, with or without hyphens. */
const asCode = (typed: string): string => {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  return /^KLF[0-9A-Z]{6}$/.test(letters)
    ? `KLF-${letters.slice(3, 6)}-${letters.slice(6)}`
    : typed.trim();
};

/**
 * More time for one begun application. It is seen by everybody of the office, dated, named and can
 * be taken back; the call's own deadline stays as published.
 */
export async function extendCall(tx: Tx, asked: AskedExtension): Promise<Result<{ id: string }>> {
  const call = isUuid(asked.callId) ? await heldCall(tx, asked.callId) : undefined;
  if (!call || !can.seeCall(tx.actor, call.state)) return notFound;
  if (!can.extendCall(tx.actor)) return refuse({ code: "forbidden" });
  const code = asCode(asked.code);
  const problems = extensionProblems(call, asked, tx.now);
  if (!(await isBegun(tx, call.id, code))) {
    problems.unshift({ code: "draft-not-found", field: "code" });
  }
  if (await isDecided(tx, call.id)) problems.push({ code: "extension-after-lists" });
  if (problems.length > 0) return refuse(...problems);
  const id = newId();
  const by = actorId(tx.actor) ?? "system";
  if (!(await insertExtension(tx, id, { ...asked, code, by }))) {
    return refuse({ code: "already-extended", field: "code" });
  }
  await record(
    tx,
    "call.extended",
    { type: "call", id: call.id },
    { extensionId: id, reason: asked.reason, until: asked.until.toISOString() },
  );
  return ok({ id });
}

/** Takes more time back; what was sent meanwhile stays sent. */
export async function revokeExtension(tx: Tx, id: string): Promise<Result<{ callId: string }>> {
  const extension = await extensionById(tx, id);
  const call = extension && (await oneCall(tx, extension.callId));
  if (!extension || !call || !can.seeCall(tx.actor, call.state)) return notFound;
  if (!can.extendCall(tx.actor)) return refuse({ code: "forbidden" });
  if (!(await endExtension(tx, id, actorId(tx.actor) ?? "system"))) {
    return refuse({ code: "extension-already-ended" });
  }
  await record(tx, "call.extension-ended", { type: "call", id: call.id }, { extensionId: id });
  return ok({ callId: call.id });
}

/** More time that was given in a call, ended ones included, oldest first. */
export const listExtensions = (tx: Tx, callId: string): Promise<Extension[]> =>
  extensionsOf(tx, callId);

/** Until when somebody may still send what was begun, after everybody else's deadline. */
export const moreTimeUntil = (tx: Tx, callId: string): Promise<Date | null> =>
  lastMoreTime(tx, callId);

export const readExtension = (tx: Tx, id: string): Promise<Extension | undefined> =>
  extensionById(tx, id);

/** The live extension of one code in a call, or null: what `mayApply` asks for. */
export const extensionOf = async (
  tx: Tx,
  callId: string,
  code: string,
): Promise<Extension | null> => (await liveExtension(tx, callId, code)) ?? null;
