import type { Tx } from "../../platform/db/index.ts";
import { asText, type CsvCell, csvPiece } from "../../platform/files/csv.ts";
import { taken } from "../../platform/files/shelf.ts";
import { unsealBytes } from "../../platform/vault.ts";
import { openText } from "../allocation-runs/sealed-run.ts";
import type { AddFile, Level } from "./archive.ts";
import {
  type DocumentRow,
  type DocumentSource,
  documentsOf,
  SOURCES,
  storedBytes,
} from "./documents.store.ts";

const ENDINGS: Readonly<Record<string, string>> = {
  "application/pdf": ".pdf",
  "image/jpeg": ".jpg",
  docx: ".docx",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
};

/** A name that every system can hold: letters of any script, figures, and nothing that leads elsewhere. */
export const plainName = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[.-]+|[.-]+$/g, "")
    .slice(0, 60) || "file";

/**
 * Every paper and upload, by readable names, and an index that says of each which row speaks of it.
 * A file that is gone from the disk stands in the index without bytes, and is counted.
 */
export async function writeDocuments(
  tx: Tx,
  level: Level,
  add: AddFile,
): Promise<{ readonly documents: number; readonly missing: number }> {
  const index: CsvCell[][] = [["file", "sha256", "bytes", "table", "id", "kind", "name"]];
  let documents = 0;
  let missing = 0;
  for (const source of SOURCES.filter(({ levels }) => levels.includes(level))) {
    for await (const rows of documentsOf(tx, source)) {
      for (const row of rows) {
        const facts = [source.table, row.id, row.kind, row.name].map(asText);
        const bytes = await bytesOf(tx, source, row);
        if (bytes) {
          const file = await add(fileName(source, row), bytes);
          index.push([file.name, file.sha256, file.bytes, ...facts]);
          documents += 1;
        } else {
          index.push(["", "", "", ...facts]);
          missing += 1;
        }
      }
    }
  }
  await add("documents/index.csv", csvPiece(index, true));
  return { documents, missing };
}

function fileName({ folder }: DocumentSource, { id, name, type }: DocumentRow): string {
  // A run's files keep the names of the command line; ids tell apart what people called alike.
  if (type === "text") return `documents/${folder}/${id}`;
  return `documents/${folder}/${plainName(name)}-${id.slice(0, 8)}${id.slice(-4)}${ENDINGS[type] ?? ""}`;
}

async function bytesOf(
  tx: Tx,
  source: DocumentSource,
  row: DocumentRow,
): Promise<Buffer | undefined> {
  if (row.hash !== null) {
    const place = { schemeId: tx.actor.schemeId ?? "", hash: row.hash };
    return taken(place).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
  }
  if (!source.bytes) return undefined;
  const stored = await storedBytes(tx, source.bytes, row.id);
  if (!stored || source.bytes.sealedFor === undefined) return stored;
  const where = `${source.bytes.sealedFor}/${row.id}`;
  return source.text ? Buffer.from(openText(stored, where)) : unsealBytes(stored, where);
}
