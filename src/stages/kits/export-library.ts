/** What anybody may read and hand on, with its licence and its translations. */
import type { Tx } from "../../platform/db/index.ts";
import { readUpload } from "../../platform/files/upload.ts";
import { canonical } from "../../shared/canonical.ts";
import { isAsItCame } from "../library/add-guides.ts";
import {
  type PublishedText,
  readKitsWithGuide,
  readPublishedTexts,
} from "../library/take-works.ts";
import type { KitRooms } from "./kit.forms.ts";
import { digestOf } from "./pack-kit.ts";

type Text = KitRooms["library"]["works"][number]["texts"][number];

/**
 * Undefined for a text that goes with a picture or with a file that nobody may have yet: pictures are
 * made anew by whoever takes them in, and would not be the same.
 */
async function textOf(
  tx: Tx,
  { language, guide, text }: PublishedText,
  files: Map<string, Buffer>,
): Promise<Text | undefined> {
  const { uploadId, ...words } = text;
  const own = { ...words, readers: [...words.readers], language, guide };
  if (uploadId === null) return { ...own, file: null };
  const upload = await readUpload(tx, uploadId);
  if (!upload || upload.kind === "picture") return undefined;
  const file = `files/${digestOf(upload.body)}.${upload.kind}`;
  files.set(file, upload.body);
  return { ...own, file: { name: upload.name, file } };
}

const first = (texts: readonly Text[]): string => canonical(texts);

/** @param files gets the files that go with texts */
export async function libraryOf(tx: Tx, files: Map<string, Buffer>): Promise<KitRooms["library"]> {
  const all = await readPublishedTexts(tx);
  const allKits = await readKitsWithGuide(tx);
  // The guides that come with every program are not carried about: an empty shelf gets them again.
  if (isAsItCame(all, allKits)) return { works: [], kits: [] };
  const byWork = new Map<string, Text[]>();
  for (const published of all) {
    const text = await textOf(tx, published, files);
    if (!text) continue;
    byWork.set(published.workId, [...(byWork.get(published.workId) ?? []), text]);
  }
  // A work is called by what it says: the same words have the same code in every scheme.
  const codes = new Map<string, string>();
  const works = [...byWork].map(([id, texts]) => {
    const code = `work-${digestOf(first(texts)).slice(0, 16)}`;
    codes.set(id, code);
    return { code, texts };
  });
  const kits = allKits.flatMap(({ guide, ...kit }) => {
    const inside = kit.works.flatMap((id) => codes.get(id) ?? []);
    if (inside.length === 0) return [];
    return [{ ...kit, readers: [...kit.readers], guide, works: inside }];
  });
  return {
    works: works.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    kits: kits.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1)),
  };
}
