/** Everything of a scheme as one archive that needs no Kalfa to be read. */
import type { Tx } from "../../platform/db/index.ts";
import type { ZipEntry, ZipStream } from "../../platform/files/zip-stream.ts";
import type {
  AddFile,
  Drawn,
  ExportCounts,
  ExportOrder,
  PageAnswer,
  TableLeft,
  TableWritten,
} from "./archive.ts";
import { linesWithFigures, staysOfLine } from "./records.store.ts";
import { ROOMS } from "./tables/index.ts";
import { tellReadings } from "./tell-readings.ts";
import { plainName, writeDocuments } from "./write-documents.ts";
import { writeSite } from "./write-site.ts";
import { writeTables } from "./write-tables.ts";

export const FORMAT = "kalfa-export/1";

export type ExportMeans = {
  readonly order: ExportOrder;
  /** Whoever asked, for the histories of people whose confidence is opened. */
  readonly asker: { readonly id: string; readonly name: string };
  /** A transaction that sees one moment, with the purpose of an archive where it needs one. */
  readonly moment: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly ask: (path: string) => Promise<PageAnswer>;
  readonly publicUrl: string;
  readonly drawn: Drawn;
  readonly zip: ZipStream;
  readonly onProgress?: (done: number, total: number) => Promise<void>;
};

type FromDatabase = {
  readonly tables: readonly TableWritten[];
  readonly left: readonly TableLeft[];
  readonly documents: number;
  readonly missing: number;
};

/** Writes it from top to bottom; whoever calls takes the bytes meanwhile. */
export async function writeExport(means: ExportMeans): Promise<ExportCounts> {
  const { order, drawn, zip } = means;
  const files: ZipEntry[] = [];
  const add: AddFile = async (name, content) => {
    const entry = await zip.add(name, content);
    files.push(entry);
    return entry;
  };
  const tables = ROOMS.reduce((sum, room) => sum + room.tables.length, 0);
  let done = 0;
  const found = await means.moment((tx) =>
    fromDatabase(tx, means, add, async () => {
      done += 1;
      await means.onProgress?.(done, 2 * tables);
    }),
  );
  const pages = await writeSite({
    order,
    drawn,
    ask: means.ask,
    publicUrl: means.publicUrl,
    add,
    onPage: async (at, known) => means.onProgress?.(tables + at, tables + known),
  });
  const counts: ExportCounts = {
    tables: found.tables.length,
    rows: found.tables.reduce((sum, table) => sum + table.rows, 0),
    documents: found.documents,
    missing: found.missing,
    pages,
  };
  const { tables: written, left } = found;
  await add("README.html", drawn.readme({ ...order, counts, tables: written, left }));
  const { level, scheme, at, by, program, languages } = order;
  const manifest = {
    format: FORMAT,
    program,
    scheme,
    level,
    at: at.toISOString(),
    by,
    languages,
    counts,
    tables: written,
    left,
    files,
  };
  await zip.add("manifest.json", `${JSON.stringify(manifest, null, 1)}\n`);
  zip.finish();
  return counts;
}

async function fromDatabase(
  tx: Tx,
  means: ExportMeans,
  add: AddFile,
  onTable: () => Promise<void>,
): Promise<FromDatabase> {
  const { level } = means.order;
  if (level === "whole") await tellReadings(tx, means.asker);
  const { tables, left } = await writeTables(tx, level, add, onTable);
  const papers = await writeDocuments(tx, level, add);
  if (level !== "public") await writeRecords(tx, means, add);
  return { tables, left, ...papers };
}

const PAGE = ".html";

/** Who went where for how long, by line and in every language, for readers without a database. */
async function writeRecords(tx: Tx, { order, drawn }: ExportMeans, add: AddFile): Promise<void> {
  const lines = await linesWithFigures(tx);
  const fileOf = (line: { readonly code: string }) => `${plainName(line.code)}${PAGE}`;
  for (const locale of order.languages) {
    await add(`records/${locale}/index${PAGE}`, drawn.records(locale, lines, fileOf));
    for (const line of lines) {
      const page = drawn.line(locale, line, staysOfLine(tx, line.id));
      await add(`records/${locale}/${fileOf(line)}`, page);
    }
  }
}
