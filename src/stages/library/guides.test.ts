import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import { addGuides, countMissingGuides } from "./add-guides.ts";
import { GUIDE_LANGUAGES, GUIDES, readGuide, readGuideKits } from "./guides.ts";
import { findResources, readWritten } from "./read-library.ts";
import type { LibraryFilter, ResourceText } from "./resource.ts";
import { publishResource, submitResource, withdrawResource } from "./review-resource.ts";
import { listKits, readKitCards, removeKit, saveKit } from "./save-kit.ts";
import { draftResource } from "./write-resource.ts";

const db = await testDatabase();
const scheme = await smallScheme(db.database);
const { coordinator, partner, system } = scheme;
const anybody = { kind: "anonymous", schemeId: scheme.schemeId } as const;
const as = db.database.withTx;

const TEXT: ResourceText = {
  title: "Packing for four weeks",
  summary: "What fits into one bag.",
  body: "Shoes, a coat and a notebook.",
  kind: "guide",
  minutes: 5,
  readers: ["learner"],
  licence: "cc-by",
  credit: "Test Author",
  link: null,
  linkKilobytes: null,
  uploadId: null,
  transcript: "",
  translation: "original",
};
const NOTHING: LibraryFilter = {
  q: "",
  kind: "",
  language: "",
  reader: "",
  licence: "",
  minutes: "",
  light: false,
};
const found = (filter: Partial<LibraryFilter>, reader: "en" | "sq" | "sr-Latn" | "bs" = "en") =>
  as(anybody, (tx) => findResources(tx, { filter: { ...NOTHING, ...filter }, reader, page: 1 }));
const draft = (text: Partial<ResourceText>, language = "en", actor: StaffActor = partner) =>
  as(actor, async (tx) => must(await draftResource(tx, { language, text: { ...TEXT, ...text } })));
const publish = (id: string) =>
  as(coordinator, async (tx) => {
    must(await submitResource(tx, id));
    must(await publishResource(tx, id));
  });

test("kits keep their order and leave out what was withdrawn", async () => {
  const one = await draft({ title: "Kit one" });
  const two = await draft({ title: "Kit two" });
  await publish(one);
  await publish(two);
  const works = await as(coordinator, async (tx) =>
    Promise.all([two, one].map(async (id) => (await readWritten(tx, id))!.resource.workId)),
  );
  const kit = {
    title: { en: "First evening" },
    about: { en: "For the first evening." },
    readers: ["host" as const],
    works,
  };
  expect((await as(partner, (tx) => saveKit(tx, null, kit))).ok).toBe(false);
  const empty = await as(coordinator, (tx) =>
    saveKit(tx, null, { ...kit, title: { en: " " }, works: [] }),
  );
  expect(!empty.ok && empty.problems).toEqual([
    { code: "required", field: "title-en" },
    { code: "kit-empty", field: "works" },
  ]);
  const id = await as(coordinator, async (tx) => must(await saveKit(tx, null, kit)));
  const titles = () =>
    as(anybody, async (tx) => {
      const saved = (await listKits(tx)).find((each) => each.id === id);
      return saved ? (await readKitCards(tx, saved, "en")).map(({ title }) => title) : null;
    });
  expect(await titles()).toEqual(["Kit two", "Kit one"]);
  await as(coordinator, async (tx) => must(await withdrawResource(tx, two, "Wrong.")));
  expect(await titles()).toEqual(["Kit one"]);
  await as(coordinator, async (tx) => must(await removeKit(tx, id)));
  expect(await titles()).toBeNull();
});

test("the guides of the program come once, in every language, and are nobody else's twice", async () => {
  const missing = await as(coordinator, (tx) => countMissingGuides(tx));
  expect(missing).toBeGreaterThanOrEqual(GUIDES.length * 7);
  expect(await as(partner, (tx) => addGuides(tx))).toMatchObject({ ok: false });
  expect(await as(system, async (tx) => must(await addGuides(tx)))).toBe(missing);
  expect(await as(coordinator, async (tx) => must(await addGuides(tx)))).toBe(0);
  expect(await as(coordinator, (tx) => countMissingGuides(tx))).toBe(0);
  const [card] = (await found({ q: "pasoš", reader: "learner" }, "sr-Latn")).cards;
  expect(card).toMatchObject({ language: "sr-Cyrl", translation: "machine", licence: "cc-by-sa" });
  const kits = await as(anybody, (tx) => listKits(tx));
  expect(kits).toHaveLength(readGuideKits().length);
});

test("every guide is whole: title, summary, headings and a length that is read to its end", () => {
  for (const { code } of GUIDES) {
    for (const language of GUIDE_LANGUAGES) {
      const text = readGuide(code, language);
      // Those of hosts are read in the languages of hosts.
      if (!text) continue;
      const words = `${text.summary} ${text.body}`.split(/\s+/).length;
      expect([code, language, text.title !== "" && !text.title.startsWith("#")]).toEqual([
        code,
        language,
        true,
      ]);
      expect({ code, language, words: words >= 240 && words <= 420 }).toEqual({
        code,
        language,
        words: true,
      });
      const english = readGuide(code, "en")!;
      const heads = (body: string) => body.match(/^## /gm)?.length ?? 0;
      expect([code, language, heads(text.body)]).toEqual([code, language, heads(english.body)]);
    }
  }
});
