/** A consortium's own wording, as it is in use now. */
import type { Tx } from "../../platform/db/index.ts";
import { listOwnTemplates, readOwnTemplateFile } from "../agreements/own-template-read.ts";
import type { KitRooms } from "./kit.forms.ts";
import { digestOf } from "./pack-kit.ts";

/** @param files gets the Word files */
export async function papersOf(tx: Tx, files: Map<string, Buffer>): Promise<KitRooms["papers"]> {
  const found: KitRooms["papers"] = [];
  const seen = new Set<string>();
  // The newest version of a kind, year and language stands first.
  for (const template of await listOwnTemplates(tx)) {
    const { kind, year, language, fileName, endedAt } = template;
    const of = `${kind} ${year} ${language}`;
    if (endedAt !== null || seen.has(of)) continue;
    seen.add(of);
    const bytes = await readOwnTemplateFile(tx, template);
    const file = `files/${digestOf(bytes)}.docx`;
    files.set(file, bytes);
    found.push({ kind, year, language, fileName, file });
  }
  return found;
}
