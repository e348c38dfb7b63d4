import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { readUploadFacts } from "../../platform/files/upload.ts";
import { type AnyLocale, isHostLocale, isLocale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { can } from "./resource.policy.ts";
import { bytesOf, resourceProblems } from "./resource.rules.ts";
import {
  deleteResource,
  deleteVersion,
  insertResource,
  insertVersion,
  lockResource,
  resourceById,
  updateVersion,
  versionsOf,
} from "./resource.store.ts";
import type { ResourceText } from "./resource.ts";

export type NewResource = {
  readonly language: string;
  readonly text: ResourceText;
  /** The resource that this is a translation of. */
  readonly translationOf?: string | null;
};

/** Whitespace at the ends of lines and of texts is nobody's meaning. */
const tidy = (text: ResourceText): ResourceText => ({
  ...text,
  title: text.title.replace(/\s+/g, " ").trim(),
  summary: text.summary.replace(/\s+/g, " ").trim(),
  body: text.body.replaceAll("\r\n", "\n").trim(),
  credit: text.credit.replace(/\s+/g, " ").trim(),
  transcript: text.transcript.replaceAll("\r\n", "\n").trim(),
  readers: [...new Set(text.readers)],
});

const isLanguage = (value: string): value is AnyLocale => isLocale(value) || isHostLocale(value);

/** Bytes of the file that goes with it; a file that lies apart or of another scheme is none. */
async function uploadBytes(tx: Tx, uploadId: string | null): Promise<number> {
  return uploadId === null ? 0 : ((await readUploadFacts(tx, uploadId))?.bytes ?? 0);
}

/** Begins a resource as a draft, or a translation of one that is there. */
export async function draftResource(tx: Tx, from: NewResource): Promise<Result<string>> {
  if (!can.write(tx.actor)) return notFound;
  const text = tidy(from.text);
  const original = from.translationOf ? await resourceById(tx, from.translationOf) : undefined;
  if (from.translationOf && !original) return notFound;
  const problems = [
    ...(isLanguage(from.language) ? [] : [{ code: "choose-one", field: "language" }]),
    ...resourceProblems(text),
  ];
  if (problems.length > 0 || !isLanguage(from.language)) return refuse(...problems);
  const { language } = from;
  const workId = original?.workId ?? newId();
  const id = await insertResource(tx, { workId, language, guide: null });
  if (id === null) return refuse({ code: "resource-language-there", field: "language" });
  const bytes = bytesOf(text, await uploadBytes(tx, text.uploadId));
  await insertVersion(tx, { resource: { id, workId, language }, number: 1, text, bytes });
  await record(tx, "resource.drafted", { type: "resource", id }, { language });
  return ok(id);
}

/** Writes the draft anew; where there is none, a change begins the next version. */
export async function changeResource(
  tx: Tx,
  id: string,
  from: ResourceText,
): Promise<Result<string>> {
  const resource = await lockResource(tx, id);
  if (!resource || !can.change(tx.actor, resource)) return notFound;
  const [newest] = await versionsOf(tx, id);
  if (!newest) return notFound;
  if (newest.state === "in-review") return refuse({ code: "resource-in-review" });
  const text = tidy(from);
  const problems = resourceProblems(text);
  if (problems.length > 0) return refuse(...problems);
  const bytes = bytesOf(text, await uploadBytes(tx, text.uploadId));
  if (newest.state === "draft") await updateVersion(tx, newest.id, text, bytes);
  else await insertVersion(tx, { resource, number: newest.number + 1, text, bytes });
  await record(tx, "resource.changed", { type: "resource", id });
  return ok(id);
}

/** Throws a draft away; what readers see stays. @returns false when nothing of the resource is left */
export async function discardDraft(tx: Tx, id: string): Promise<Result<boolean>> {
  const resource = await lockResource(tx, id);
  if (!resource || !can.change(tx.actor, resource)) return notFound;
  const versions = await versionsOf(tx, id);
  const [newest] = versions;
  if (!newest) return notFound;
  if (newest.state !== "draft") return refuse({ code: `resource-${newest.state}` });
  await deleteVersion(tx, newest.id);
  if (versions.length === 1) await deleteResource(tx, id);
  await record(tx, "resource.discarded", { type: "resource", id });
  return ok(versions.length > 1);
}
