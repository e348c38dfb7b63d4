import type { Tx } from "../../platform/db/index.ts";
import { recordAll } from "../../platform/events/record.ts";
import { newId } from "../../platform/random.ts";
import { canonical } from "../../shared/canonical.ts";
import { notFound, ok, type Result } from "../../shared/result.ts";
import { insertGuides, type PublishedGuide } from "./guide.store.ts";
import { GUIDE_LANGUAGES, GUIDES, readGuide, readGuideKits } from "./guides.ts";
import { kitGuidesHere } from "./kit.store.ts";
import { can } from "./resource.policy.ts";
import { bytesOf } from "./resource.rules.ts";
import { guidesHere } from "./resource.store.ts";
import type { ResourceKit, ResourceText } from "./resource.ts";
import { saveKit } from "./save-kit.ts";

/** Named as their author on every page of theirs; a programme that changes one names itself. */
const CREDIT = "Kalfa";

type ProgramText = Pick<PublishedGuide, "language" | "text"> & { readonly code: string };

/** Every text of the guides that come with the program. */
const programTexts = (): readonly ProgramText[] =>
  GUIDES.flatMap(({ code, kind, minutes, readers }) =>
    GUIDE_LANGUAGES.flatMap((language): ProgramText[] => {
      const written = readGuide(code, language);
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
      return [{ code, language, text }];
    }),
  );

/** Guides that come with the program and are not here yet, each with the work it belongs to. */
async function missingGuides(tx: Tx): Promise<readonly PublishedGuide[]> {
  const here = await guidesHere(tx);
  const works = new Map(here.map(({ guide, workId }) => [guide, workId]));
  for (const { code } of GUIDES) if (!works.has(code)) works.set(code, newId());
  return programTexts()
    .filter(({ code, language }) =>
      here.every((one) => one.guide !== code || one.language !== language),
    )
    .map((one) => ({ ...one, workId: works.get(one.code)!, bytes: bytesOf(one.text, 0) ?? 0 }));
}

type KitAsWritten = Omit<ResourceKit, "id"> & { readonly guide: string | null };

/**
 * Whether a library holds the guides and kits of the program, all of them as they came, and nothing
 * else: then nothing of it is its own.
 */
export function isAsItCame(
  texts: readonly (Pick<ProgramText, "text"> & {
    readonly guide: string | null;
    readonly language: string;
    readonly workId: string;
  })[],
  kits: readonly KitAsWritten[],
): boolean {
  const guideOf = new Map(texts.map(({ workId, guide }) => [workId, guide]));
  const same = (own: readonly object[], came: readonly object[]) =>
    canonical(own.map(canonical).sort()) === canonical(came.map(canonical).sort());
  return (
    same(
      texts.map(({ guide, language, text }) => ({ code: guide, language, text })),
      programTexts(),
    ) &&
    same(
      kits.map(({ guide, works, ...kit }) => ({
        ...kit,
        code: guide,
        works: works.map((id) => guideOf.get(id) ?? null),
      })),
      readGuideKits(),
    )
  );
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
