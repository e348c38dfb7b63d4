/** The two texts derived from the migrated schema: `db/schema.sql` and the row types for Kysely. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { dumpSchema } from "../../src/platform/db/dump-schema.ts";

const ROOT = join(import.meta.dirname, "../..");
export const SCHEMA_FILE = join(ROOT, "db/schema.sql");
export const TYPES_FILE = join(ROOT, "src/platform/db/schema.gen.ts");

export async function printSchema(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await dumpSchema(client);
  } finally {
    await client.end();
  }
}

export async function printTypes(adminUrl: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "kalfa-types-"));
  const file = join(folder, "schema.ts");
  try {
    await promisify(execFile)(process.execPath, [
      join(ROOT, "node_modules/kysely-codegen/dist/cli/bin.js"),
      "--dialect=postgres",
      `--url=${adminUrl}`,
      `--out-file=${file}`,
      "--log-level=error",
      // As src/platform/db/index.ts reads them: days stay text, whole numbers are numbers.
      "--date-parser=string",
      '--type-mapping={"int8":"number"}',
      "--exclude-pattern=graphile_worker.*",
    ]);
    return readFileSync(file, "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
