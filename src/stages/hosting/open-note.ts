import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./hosting.policy.ts";
import { type HostNote, NOTE_REASONS, type NoteReason } from "./hosting.ts";
import { type NoteWords, noteById, wordsOfNote } from "./note.store.ts";

export type ClosedNote = Pick<HostNote, "id" | "kind" | "happenedOn">;

/** A restricted note before it is opened; "not yours" and "nothing to open" are "not there". */
export async function readClosedNote(
  tx: Tx,
  organisationId: string,
  noteId: string,
): Promise<ClosedNote | null> {
  if (!isUuid(noteId) || !can.readIncidents(tx.actor)) return null;
  const note = await noteById(tx, noteId);
  return note?.restricted && note.organisationId === organisationId ? note : null;
}

/**
 * Opens the words of one restricted note. The reading stands in the host's history with its reason.
 * Needs a transaction with purpose `care`.
 */
export async function openNote(
  tx: Tx,
  organisationId: string,
  noteId: string,
  asked: string,
): Promise<Result<NoteWords & { readonly note: string; readonly reason: NoteReason }>> {
  const closed = await readClosedNote(tx, organisationId, noteId);
  if (!closed) return notFound;
  const reason = NOTE_REASONS.find((known) => known === asked);
  if (!reason) return refuse({ code: "needs-reason", field: "reason" });
  await record(
    tx,
    "host-note.opened",
    { type: "organisation", id: organisationId },
    { noteId, reason },
  );
  const words = await wordsOfNote(tx, noteId);
  if (!words) return notFound;
  return ok({ ...words, reason });
}
