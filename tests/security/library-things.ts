/** A published text with a file, one that waits to be looked at, a kit, and the forms about them. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { keepUpload } from "../../src/platform/files/upload.ts";
import { readWritten } from "../../src/stages/library/read-library.ts";
import type { ResourceText } from "../../src/stages/library/resource.ts";
import { publishResource, submitResource } from "../../src/stages/library/review-resource.ts";
import { saveKit } from "../../src/stages/library/save-kit.ts";
import { draftResource } from "../../src/stages/library/write-resource.ts";
import type { TestDatabase } from "../support/database.ts";
import { pdf } from "../support/hostile.ts";
import { must } from "../support/small-scheme.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

const TEXT: ResourceText = {
  title: "What to ask on the first day",
  summary: "Ten questions.",
  body: "Where is the first-aid box?",
  kind: "checklist",
  minutes: 3,
  readers: ["learner"],
  licence: "cc-by",
  credit: "Test Author",
  link: null,
  linkKilobytes: null,
  uploadId: null,
  transcript: "",
  translation: "original",
};

/** The partner wrote it, the coordinator published it; after `preparedGuardians`, which opens uploads. */
export async function preparedLibrary(
  db: TestDatabase,
  staff: { readonly coordinator: StaffActor; readonly partner: StaffActor },
): Promise<{ resourceId: string; versionId: string; kitId: string }> {
  const resourceId = await db.database.withTx(staff.partner, async (tx) => {
    const uploadId = must(
      await keepUpload(tx, { bytes: pdf(), name: "questions.pdf", kinds: ["pdf"] }),
    );
    const id = must(await draftResource(tx, { language: "en", text: { ...TEXT, uploadId } }));
    must(await submitResource(tx, id));
    return id;
  });
  return db.database.withTx(staff.coordinator, async (tx) => {
    must(await publishResource(tx, resourceId));
    const written = (await readWritten(tx, resourceId))!;
    const kitId = must(
      await saveKit(tx, null, {
        title: { en: "First day" },
        about: { en: "For the first day." },
        readers: ["learner"],
        works: [written.resource.workId],
      }),
    );
    return { resourceId, versionId: written.versions[0]!.id, kitId };
  });
}

/** The forms of the library, in the order in which an office sends them. */
export async function sendLibraryForms(site: SecuritySite, send: Send): Promise<void> {
  const { coordinator, partner } = site.cookies;
  const { things, scheme } = site;
  const library = `/console/${scheme.slug}/library`;
  const all = "POST /console/:scheme/library";
  const typed = {
    title: "Written",
    summary: "In one sentence.",
    body: "A text.",
    kind: "guide",
    minutes: "4",
    readers: "host",
    licence: "cc-by-sa",
    credit: "Test Author",
    translation: "original",
  };
  const written = await send(all, library, partner, { ...typed, language: "sq" });
  await send(`${all}/:resourceId/change`, `${written}/change`, partner, {
    ...typed,
    body: "Another text.",
  });
  await send(`${all}/:resourceId/steps`, `${written}/steps`, partner, { act: "submit" });
  await send(`${all}/:resourceId/steps`, `${written}/steps`, coordinator, { act: "publish" });
  await send(`${all}/guides`, `${library}/guides`, coordinator, {});
  const works = await oneValue(
    site,
    "select work_id::text as value from resources where id = $1",
    things.resourceId,
  );
  const kit = { "title-en": "A kit", "about-en": "For a job.", readers: "host", works };
  await send(`${all}/kits`, `${library}/kits`, coordinator, kit);
  await send(`${all}/kits/:kitId`, `${library}/kits/${things.kitId}`, coordinator, kit);
  const removal = `${library}/kits/${things.kitId}/removal`;
  await send(`${all}/kits/:kitId/removal`, removal, coordinator, {});
}
