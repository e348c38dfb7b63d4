/** A Word file of the scheme's own, a paper and an archive made with it, and the forms about them. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { beginBundle } from "../../src/stages/agreements/own-bundle.ts";
import { beginOwnPaper } from "../../src/stages/agreements/own-paper.ts";
import { sampleDocx } from "../../src/stages/agreements/own-template-sample.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import type { AgreementThings } from "./agreement-things.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

const kind = "learning-agreement";

/** The archive is filled by the job once the program runs. */
export async function preparedOwnTemplates(
  db: TestDatabase,
  partner: StaffActor,
  agreements: AgreementThings,
): Promise<{ ownPaperId: string; ownBundleId: string }> {
  return db.database.withTx(partner, async (tx) => ({
    ownPaperId: must(await beginOwnPaper(tx, { mobilityId: agreements.stays[0]!, kind })),
    ownBundleId: must(await beginBundle(tx, { flowId: agreements.flowId, kind })),
  }));
}

export async function sendOwnTemplateForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme } = site;
  const { coordinator, partner } = cookies;
  const root = `/console/${scheme.slug}`;
  const all = `${root}/own-templates`;
  const of = "POST /console/:scheme/own-templates";
  const { agreements } = things;
  await send(of, all, coordinator, { kind, year: "2026", language: "sq" }, [
    { field: "file", name: "Yni.docx", bytes: sampleDocx(kind, "sq") },
  ]);
  await send(`${of}/choice`, `${all}/choice`, coordinator, { own: kind });
  await send(
    "POST /console/:scheme/mobilities/:mobilityId/own-papers",
    `${root}/mobilities/${agreements.stays[1]}/own-papers`,
    partner,
    { kind },
  );
  await send(`${of}/archives`, `${all}/archives`, partner, {
    flow: agreements.flowId,
    "bundle-kind": kind,
  });
  const ending = `${all}/${things.ownTemplateId}/ending`;
  await send(`${of}/:ownTemplateId/ending`, ending, coordinator, {});
}
