import { actorId, isOffice } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { type ReadUpload, readUpload, readUploadFacts } from "../../platform/files/upload.ts";
import type { AnyLocale } from "../../platform/i18n/index.ts";
import { isUuid } from "../../shared/id.ts";
import { choicesIn, findWorks, type StaffRow, staffRows } from "./find.store.ts";
import { kitsWith } from "./kit.store.ts";
import { can } from "./resource.policy.ts";
import {
  resourceById,
  type Translated,
  translationsOf,
  versionsOf,
  writtenOf,
} from "./resource.store.ts";
import type {
  LibraryFilter,
  LibraryPage,
  Resource,
  ResourceKit,
  ResourceVersion,
} from "./resource.ts";

export type { StaffRow } from "./find.store.ts";
export { PAGE } from "./find.store.ts";
export type { Translated } from "./resource.store.ts";

/** What fits, in the language of the reader where it is there; anybody may ask. */
export const findResources = (
  tx: Tx,
  from: { readonly filter: LibraryFilter; readonly reader: AnyLocale; readonly page: number },
): Promise<LibraryPage> => findWorks(tx, from);

/** Languages and kinds of which something is published. */
export const readChoices = choicesIn;

export type PublishedResource = {
  readonly resource: Resource;
  readonly version: ResourceVersion;
  readonly translations: readonly Translated[];
  readonly kits: readonly ResourceKit[];
  /** Of the file that goes with it; null without one. */
  readonly file: { readonly name: string; readonly bytes: number; readonly kind: string } | null;
};

/** What readers see of a resource; undefined unless a version is published. */
export async function readPublished(tx: Tx, id: string): Promise<PublishedResource | undefined> {
  const resource = await resourceById(tx, id);
  const version = resource && (await versionsOf(tx, id)).find(({ state }) => state === "published");
  if (!resource || !version) return undefined;
  const file = version.uploadId === null ? undefined : await readUploadFacts(tx, version.uploadId);
  return {
    resource,
    version,
    translations: (await translationsOf(tx, resource.workId)).filter((one) => one.id !== id),
    kits: await kitsWith(tx, resource.workId),
    file: file ? { name: file.name, bytes: file.bytes, kind: file.kind } : null,
  };
}

/** The file of what is published, to be saved. */
export async function readPublishedFile(tx: Tx, id: string): Promise<ReadUpload | undefined> {
  const found = await readPublished(tx, id);
  return found?.version.uploadId ? readUpload(tx, found.version.uploadId) : undefined;
}

export type WrittenResource = {
  readonly resource: Resource;
  /** Newest first. */
  readonly versions: readonly ResourceVersion[];
  readonly translations: Awaited<ReturnType<typeof writtenOf>>;
};

/** A resource with all its versions, for the staff who may see it. */
export async function readWritten(tx: Tx, id: string): Promise<WrittenResource | undefined> {
  const resource = await resourceById(tx, id);
  if (!resource) return undefined;
  const versions = await versionsOf(tx, id);
  const published = versions.some(({ state }) => state === "published");
  if (!can.see(tx.actor, resource, published)) return undefined;
  // A school reads what readers see, and the drafts of its own hand.
  const all = isOffice(tx.actor) || can.change(tx.actor, resource);
  return {
    resource,
    versions: all ? versions : versions.filter(({ state }) => state === "published"),
    translations: (await writtenOf(tx, resource.workId)).filter(
      (one) => one.id !== id && can.see(tx.actor, one, one.state === "published"),
    ),
  };
}

/** The file of one version, for the staff who may see that version. */
export async function readVersionFile(
  tx: Tx,
  id: string,
  versionId: string,
): Promise<ReadUpload | undefined> {
  if (!isUuid(versionId)) return undefined;
  const found = (await readWritten(tx, id))?.versions.find((one) => one.id === versionId);
  return found?.uploadId ? readUpload(tx, found.uploadId) : undefined;
}

/** The staff's list, those first that wait for somebody. */
export async function listWritten(
  tx: Tx,
  from: {
    readonly q: string;
    readonly state: string;
    readonly language: string;
    readonly page: number;
  },
): Promise<{ readonly total: number; readonly rows: readonly StaffRow[] }> {
  if (!can.seeLibrary(tx.actor)) return { total: 0, rows: [] };
  return staffRows(tx, { ...from, own: isOffice(tx.actor) ? null : actorId(tx.actor) });
}
