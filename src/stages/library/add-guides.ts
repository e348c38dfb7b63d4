import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { insertGuides, type PublishedGuide } from "./guide.store.ts";
import { GUIDE_LANGUAGES, GUIDES, readGuide, readGuideKits } from "./guides.ts";
import { kitGuidesHere } from "./kit.store.ts";
import { can } from "./resource.policy.ts";
import { bytesOf } from "./resource.rules.ts";
import { guidesHere } from "./resource.store.ts";
import type { ResourceText } from "./resource.ts";
import { saveKit } from "./save-kit.ts";

/** Named as their author on every page of theirs; a programme that changes one names itself. */
const CREDIT = "Kalfa";

/** Guides that come with the program and are not here yet, each with the work it belongs to. */
async function missingGuides(tx: Tx): Promise<readonly PublishedGuide[]> {
  const here = await guidesHere(tx);
  return GUIDES.flatMap(({ code, kind, minutes, readers }) => {
    const own = here.filter(({ guide }) => guide === code);
    const workId = own[0]?.workId ?? newId();
    return GUIDE_LANGUAGES.flatMap((language): PublishedGuide[] => {
      const written = own.some((one) => one.language === language)
        ? undefined
        : readGuide(code, language);
      if (!written) return [];
      const text: ResourceText = {
        ...written,
        kind,
        minutes,
        readers,
        licence: "cc-by-sa",
        credit: CREDIT,
        link: null,
        linkKilobytes: null,
        uploadId: null,
        transcript: "",
        // No speaker of the language has stood by them yet; each page says so until somebody does.
        translation: language === "en" ? "original" : "machine",
      };
      return [{ code, workId, language, text, bytes: bytesOf(text, 0) ?? 0 }];
    });
  });
}

/** How many of the guides that come with the program are not in the library yet. */
export async function countMissingGuides(tx: Tx): Promise<number> {
  return can.addGuides(tx.actor) ? (await missingGuides(tx)).length : 0;
}

/** Puts the guides and kits that come with the program into the library; those that are there stay. */
export async function addGuides(tx: Tx): Promise<Result<number>> {
  if (!can.addGuides(tx.actor)) return notFound;
  const added = await insertGuides(tx, await missingGuides(tx));
  await recordAll(
    tx,
    "resource.published",
    "resource",
    added.map(({ id, language }) => ({ id, data: { language, version: 1 } })),
  );
  const works = new Map((await guidesHere(tx)).map(({ guide, workId }) => [guide, workId]));
  const known = await kitGuidesHere(tx);
  for (const { code, ...kit } of readGuideKits()) {
    if (known.has(code)) continue;
    const saved = await saveKit(
      tx,
      null,
      { ...kit, works: kit.works.flatMap((guide) => works.get(guide) ?? []) },
      code,
    );
    if (!saved.ok) return saved;
  }
  return ok(added.length);
}
