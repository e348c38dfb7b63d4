import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { reserveProblems } from "./call.rules.ts";
import { reservesOf } from "./call.store.ts";
import type { NewReserve } from "./call.ts";
import { draftOf } from "./change-draft.ts";
import { deleteReserve, lockDraft, updateReserve } from "./draft.store.ts";

/** Says anew for whom seats of a draft are kept. */
export async function changeReserve(
  tx: Tx,
  from: { readonly callId: string; readonly code: string },
  to: Pick<NewReserve, "name" | "ground">,
): Promise<Result<null>> {
  const draft = await draftOf(tx, from.callId);
  if (!draft.ok) return draft;
  const reserve = (await reservesOf(tx, draft.value.id)).find((r) => r.code === from.code);
  if (!reserve) return notFound;
  const problems = reserveProblems({ ...from, ...to });
  if (problems.length > 0) return refuse(...problems);
  if (!(await lockDraft(tx, draft.value.id))) return refuse({ code: "changed-meanwhile" });
  await updateReserve(tx, reserve.id, { ...from, ...to });
  await record(tx, "reserve.changed", { type: "call", id: draft.value.id }, { code: from.code });
  return ok(null);
}

/** Keeps no seats for this group any more; the seats stay and are open to everybody. */
export async function removeReserve(
  tx: Tx,
  from: { readonly callId: string; readonly code: string },
): Promise<Result<null>> {
  const draft = await draftOf(tx, from.callId);
  if (!draft.ok) return draft;
  const reserve = (await reservesOf(tx, draft.value.id)).find((r) => r.code === from.code);
  if (!reserve) return notFound;
  if (!(await lockDraft(tx, draft.value.id))) return refuse({ code: "changed-meanwhile" });
  await deleteReserve(tx, reserve.id);
  await record(tx, "reserve.removed", { type: "call", id: draft.value.id }, { code: from.code });
  return ok(null);
}
