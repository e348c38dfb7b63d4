/** What of the library leaves a scheme with its kit, and how it comes into another. */
import type { Tx } from "../../platform/db/index.ts";
import { record, recordAll } from "../../platform/events/record.ts";
import { readUploadFacts } from "../../platform/files/upload.ts";
import { type AnyLocale, isHostLocale, isLocale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { insertGuides, type PublishedGuide } from "./guide.store.ts";
import { insertKit, kitsWithGuide } from "./kit.store.ts";
import { can } from "./resource.policy.ts";
import { bytesOf, resourceProblems } from "./resource.rules.ts";
import { publishedTexts } from "./resource.store.ts";
import type { Reader, ResourceText } from "./resource.ts";
import { kitTextProblems } from "./save-kit.ts";

export type PublishedText = {
  readonly workId: string;
  readonly language: string;
  readonly guide: string | null;
  readonly text: ResourceText;
};

/** Every published text, by its work. What an own licence keeps to its owner is not among them. */
export async function readPublishedTexts(tx: Tx): Promise<readonly PublishedText[]> {
  const rows = await publishedTexts(tx);
  return Promise.all(
    rows.map(async ({ workId, language, guide, bytes, ...text }) => {
      const own = Buffer.byteLength(text.body) + Buffer.byteLength(text.transcript);
      const file = text.uploadId ? ((await readUploadFacts(tx, text.uploadId))?.bytes ?? 0) : 0;
      const rest =
        bytes === null || text.link === null ? null : Math.round((bytes - own - file) / 1024);
      return {
        workId,
        language,
        guide,
        text: { ...text, linkKilobytes: rest === 0 ? null : rest },
      };
    }),
  );
}

export const readKitsWithGuide = kitsWithGuide;

type TakenText = Omit<PublishedText, "workId">;
export type TakenWork = { readonly code: string; readonly texts: readonly TakenText[] };
export type TakenKit = {
  readonly guide: string | null;
  readonly title: Readonly<Record<string, string>>;
  readonly about: Readonly<Record<string, string>>;
  readonly readers: readonly Reader[];
  /** Codes of works. */
  readonly works: readonly string[];
};

const isLanguage = (value: string): value is AnyLocale => isLocale(value) || isHostLocale(value);

function textProblems({ language, text }: TakenText): readonly Problem[] {
  return [
    ...(isLanguage(language) ? [] : [{ code: "choose-one", field: "language" }]),
    ...(text.licence === "own" ? [{ code: "resource-no-licence", field: "licence" }] : []),
    ...resourceProblems(text),
  ];
}

/** Publishes what a kit brings, in a library that is still empty. */
export async function takeWorks(
  tx: Tx,
  works: readonly TakenWork[],
  kits: readonly TakenKit[],
): Promise<Result<null>> {
  if (!can.addGuides(tx.actor)) return notFound;
  const ids = new Map(works.map(({ code }) => [code, newId()]));
  const problems = [
    ...works.flatMap(({ texts }) => texts.flatMap(textProblems)),
    ...kits.flatMap((kit) => [
      ...kitTextProblems(kit),
      ...(kit.works.every((code) => ids.has(code))
        ? []
        : [{ code: "not-a-choice", field: "works" }]),
    ]),
  ];
  if (problems.length > 0) return refuse(...problems);
  const rows: PublishedGuide[] = [];
  for (const { code, texts } of works) {
    for (const { language, guide, text } of texts) {
      if (!isLanguage(language)) continue;
      const file = text.uploadId ? ((await readUploadFacts(tx, text.uploadId))?.bytes ?? 0) : 0;
      rows.push({
        code: guide,
        workId: ids.get(code)!,
        language,
        text,
        bytes: bytesOf(text, file),
      });
    }
  }
  const added = await insertGuides(tx, rows);
  const events = added.map(({ id, language }) => ({ id, data: { language, version: 1 } }));
  await recordAll(tx, "resource.published", "resource", events);
  for (const { guide, ...kit } of kits) {
    const of = { ...kit, works: kit.works.flatMap((code) => ids.get(code) ?? []) };
    const id = await insertKit(tx, of, guide);
    await record(tx, "resource-kit.saved", { type: "resource-kit", id });
  }
  return ok(null);
}
