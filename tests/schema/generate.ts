/** `npm run schema`: rewrites what is derived from the migrations. Run it after adding one. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";

import { join } from "node:path";
import { startEmbedded } from "../../src/platform/db/embedded.ts";
import { prepareDatabase } from "../../src/platform/db/prepare.ts";
import { testFolder } from "../support/folder.ts";
import { printSchema, printTypes, SCHEMA_FILE, TYPES_FILE } from "./print.ts";

const home = mkdtempSync(join(testFolder, "kalfa-schema-"));
const server = await startEmbedded({ home, settings: { fsync: "off" } });
try {
  const prepared = await prepareDatabase(server.adminUrl, "schema");
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  writeFileSync(SCHEMA_FILE, await printSchema(server.adminUrl));
  writeFileSync(TYPES_FILE, await printTypes(server.adminUrl));
} finally {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
