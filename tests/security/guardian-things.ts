/** A guardian's link, a photographed sheet that waits, and one whose square could not be read. */
import type { SystemActor } from "../../src/platform/db/actor.ts";
import { makeGuardianLink } from "../../src/stages/consents/guardian-link.ts";
import { squareText } from "../../src/stages/consents/sheet-square.ts";
import { takePapers } from "../../src/stages/consents/take-papers.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";

export type GuardianThings = {
  readonly secret: string;
  readonly paperId: string;
  readonly unreadPaperId: string;
};

export async function preparedGuardians(
  db: TestDatabase,
  actor: SystemActor,
  applicationId: string,
): Promise<GuardianThings> {
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
    return { secret, paperId: rows[0]!.id, unreadPaperId: rows[1]!.id };
  });
}
