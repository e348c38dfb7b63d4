import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import {
  keepUpload,
  type ReadUpload,
  readUpload,
  type UploadKind,
} from "../../platform/files/upload.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { readPublished } from "../library/read-library.ts";
import { linkFrom } from "./event.rules.ts";
import { heldEvent } from "./keep-event.ts";
import { dropMaterial, insertMaterial, materialsOf, oneSession } from "./session.store.ts";

const KINDS: readonly UploadKind[] = ["picture", "pdf"];

export type TypedMaterial = {
  readonly title: string;
  /** Where it is; the page of a text in our own library is kept as that text. */
  readonly link: string;
  readonly file: { readonly name: string; readonly bytes: Buffer } | undefined;
};

/** The text of our library that an address is the page of; null for any other address. */
const resourceOf = (link: string, publicUrl: string): string | null =>
  (link.startsWith(`${publicUrl}/`) && /\/library\/([0-9a-f-]{36})$/.exec(link)?.[1]) || null;

/** Something to read or see beside a session: an address, a text of the library, or a file. */
export async function addMaterial(
  tx: Tx,
  eventId: string,
  sessionId: string,
  typed: TypedMaterial,
  publicUrl: string,
): Promise<Result<string>> {
  const event = await heldEvent(tx, eventId);
  if (!event || !(await oneSession(tx, eventId, sessionId))) return notFound;
  const problems: Problem[] = [];
  const title = typed.title.trim();
  if (title === "") problems.push({ code: "required", field: "title" });
  else if (title.length > 200)
    problems.push({ code: "too-long", params: { max: 200 }, field: "title" });
  const resourceId = resourceOf(typed.link.trim(), publicUrl);
  // The page of our own library may be one without https: a house tries the program out on its own machine.
  const link = resourceId
    ? null
    : linkFrom(typed.link, (field, code, params) =>
        problems.push(params ? { code, params, field } : { code, field }),
      );
  if (resourceId && !(await readPublished(tx, resourceId))) {
    problems.push({ code: "not-in-library", field: "link" });
  }
  // A browser sends an empty part for a field in which nothing was chosen.
  const file = typed.file && typed.file.bytes.length > 0 ? typed.file : undefined;
  const given = [link, resourceId, file ?? null].filter((one) => one !== null);
  if (given.length !== 1) problems.push({ code: "one-material", field: "link" });
  if (problems.length > 0) return refuse(...problems);
  let uploadId: string | null = null;
  if (file) {
    const kept = await keepUpload(tx, { ...file, kinds: KINDS, field: "file" });
    if (!kept.ok) return kept;
    uploadId = kept.value;
  }
  const id = newId();
  await insertMaterial(tx, { id, sessionId, title, link, resourceId, uploadId });
  await record(tx, "event-material.added", { type: "event", id: eventId }, { materialId: id });
  return ok(id);
}

export async function removeMaterial(tx: Tx, eventId: string, id: string): Promise<Result<null>> {
  const event = await heldEvent(tx, eventId);
  const own = event && (await materialsOf(tx, eventId)).some((each) => each.id === id);
  if (!own) return notFound;
  await dropMaterial(tx, id);
  await record(tx, "event-material.removed", { type: "event", id: eventId }, { materialId: id });
  return ok(null);
}

/** The file of a session, for whoever the caller has let in; undefined also while it lies apart. */
export async function readMaterialFile(
  tx: Tx,
  eventId: string,
  materialId: string,
): Promise<ReadUpload | undefined> {
  const found = (await materialsOf(tx, eventId)).find(({ id }) => id === materialId);
  return found?.uploadId ? readUpload(tx, found.uploadId) : undefined;
}
