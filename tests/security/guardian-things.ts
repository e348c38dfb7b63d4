/**
 * A guardian's link, a photographed sheet that waits, and one whose square could not be read; the
 * signed form for the border as a file, and a file that the scanner has not let through.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { SystemActor } from "../../src/platform/db/actor.ts";
import { openUploads, readUploadFacts } from "../../src/platform/files/upload.ts";
import { newId } from "../../src/platform/random.ts";
import { keepExitScan } from "../../src/stages/consents/exit-scan.ts";
import { makeGuardianLink } from "../../src/stages/consents/guardian-link.ts";
import { squareText } from "../../src/stages/consents/sheet-square.ts";
import { takePapers } from "../../src/stages/consents/take-papers.ts";
import type { TestDatabase } from "../support/database.ts";
import { pdf } from "../support/hostile.ts";
import { must } from "../support/small-scheme.ts";

export type GuardianThings = {
  readonly secret: string;
  readonly paperId: string;
  readonly unreadPaperId: string;
  readonly uploadId: string;
  readonly apartId: string;
};

/** A folder of files for the tests of a file, gone afterwards. */
function openTestUploads(): void {
  const home = mkdtempSync(join(tmpdir(), "kalfa-files-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  openUploads({ home, clamd: null });
}

export async function preparedGuardians(
  db: TestDatabase,
  actor: SystemActor,
  applicationId: string,
): Promise<GuardianThings> {
  openTestUploads();
  const square = squareText({
    applicationId,
    guardian: 1,
    wording: { locale: "sq", hash: "0".repeat(64) },
  });
  return db.database.withTx(actor, async (tx) => {
    const { secret } = must(
      await makeGuardianLink(tx, { applicationId, guardian: 1, locale: "sq" }),
    );
    // What the pictures show is beside the point here: their bytes stand in for a photograph.
    must(
      await takePapers(
        tx,
        ["a.jpg", "b.jpg"].map((name) => ({ name, bytes: Buffer.from(name) })),
        async (bytes) => ({
          ok: true,
          jpeg: bytes,
          width: 1,
          height: 1,
          codes: bytes.includes("a.jpg") ? [square] : [],
        }),
      ),
    );
    const rows = await tx.db
      .selectFrom("consent_papers")
      .select(["id", "application_id"])
      .orderBy("file_name")
      .execute();
    const scan = { name: "form.pdf", bytes: pdf() };
    const uploadId = must(await keepExitScan(tx, applicationId, scan));
    const { at, ...kept } = (await readUploadFacts(tx, uploadId))!;
    const apartId = newId();
    await tx.db
      .insertInto("uploads")
      .values({
        ...kept,
        id: apartId,
        scheme_id: actor.schemeId,
        by: "somebody",
        by_kind: "staff",
        at,
        state: "quarantined",
        reason: "upload-scanner-found",
        finding: "Test-Signature",
      })
      .execute();
    const [paper, unread] = rows;
    return { secret, paperId: paper!.id, unreadPaperId: unread!.id, uploadId, apartId };
  });
}
