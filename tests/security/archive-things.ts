/** An archive of the whole scheme that lies ready, and the form that asks for one. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { keepLong, openLongFiles } from "../../src/platform/files/long-file.ts";
import { beginExport, finishExport, readExport } from "../../src/stages/archive/begin-export.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

/** Written here, so that the job of it finds it done. */
export async function preparedArchive(
  db: TestDatabase,
  coordinator: StaffActor,
): Promise<{ exportId: string }> {
  openLongFiles(mkdtempSync(join(tmpdir(), "kalfa-security-archive-")));
  const { schemeId } = coordinator;
  return db.database.withTx(coordinator, async (tx) => {
    const exportId = must(await beginExport(tx, { level: "public", sure: false }));
    const one = await readExport(tx, exportId);
    if (!one) throw new Error("an archive that was asked for is not there");
    async function* bytes() {
      yield Buffer.from("PK");
    }
    const kept = await keepLong({ schemeId, id: exportId }, bytes());
    const counts = { tables: 0, rows: 0, documents: 0, missing: 0, pages: 0 };
    await finishExport(tx, one, { ...kept, counts });
    return { exportId };
  });
}

export async function sendArchiveForms(site: SecuritySite, send: Send): Promise<void> {
  const { cookies, scheme } = site;
  await send(
    "POST /console/:scheme/settings/archive",
    `/console/${scheme.slug}/settings/archive`,
    cookies.coordinator,
    { level: "public" },
  );
}
