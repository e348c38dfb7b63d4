import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import { findResources, listWritten, readPublished, readWritten } from "./read-library.ts";
import type { LibraryFilter, ResourceText } from "./resource.ts";
import {
  publishResource,
  sendBack,
  submitResource,
  takeBack,
  withdrawResource,
} from "./review-resource.ts";
import { changeResource, discardDraft, draftResource } from "./write-resource.ts";

const db = await testDatabase();
const scheme = await smallScheme(db.database);
const { coordinator, partner, auditor } = scheme;
const other: StaffActor = {
  ...partner,
  userId: "user-other-partner",
  userName: "Other partner",
  memberships: [{ role: "country-partner", organisationId: scheme.senders.RS, country: "RS" }],
};
const officer: StaffActor = {
  ...partner,
  userId: "user-officer",
  userName: "Officer",
  memberships: [{ role: "school-officer", organisationId: scheme.schools.AL, country: null }],
};
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

test("nothing is read before somebody else has looked at it, and what was handed in is frozen", async () => {
  const id = await draft({ title: "Waiting" });
  expect((await found({ q: "waiting" })).total).toBe(0);
  await as(partner, async (tx) => must(await submitResource(tx, id)));
  // The partner who wrote it does not publish it alone; another one does.
  expect(await as(partner, (tx) => publishResource(tx, id))).toEqual({
    ok: false,
    problems: [{ code: "resource-own" }],
  });
  expect(await as(partner, (tx) => changeResource(tx, id, TEXT))).toEqual({
    ok: false,
    problems: [{ code: "resource-in-review" }],
  });
  await expect(
    db.sql("update resource_versions set body = 'another' where resource_id = $1", [id]),
  ).rejects.toThrow("left its draft");
  await as(other, async (tx) => must(await publishResource(tx, id)));
  expect((await found({ q: "waiting" })).total).toBe(1);
  await expect(
    db.sql("update resource_versions set title = 'another' where resource_id = $1", [id]),
  ).rejects.toThrow("left its draft");
});

test("sent back with a reason, taken back, changed and handed in again", async () => {
  const id = await draft({ title: "Round trip" });
  await as(partner, async (tx) => must(await submitResource(tx, id)));
  expect(await as(coordinator, (tx) => sendBack(tx, id, "  "))).toEqual({
    ok: false,
    problems: [{ code: "resource-no-reason", field: "reason" }],
  });
  await as(coordinator, async (tx) => must(await sendBack(tx, id, "Say how heavy the bag is.")));
  const after = await as(partner, (tx) => readWritten(tx, id));
  expect(after?.versions[0]).toMatchObject({ state: "draft", reason: "Say how heavy the bag is." });
  await as(partner, async (tx) => {
    must(await changeResource(tx, id, { ...TEXT, title: "Round trip, heavier" }));
    must(await submitResource(tx, id));
    must(await takeBack(tx, id));
    must(await submitResource(tx, id));
  });
  expect((await as(partner, (tx) => readWritten(tx, id)))?.versions[0]?.reason).toBeNull();
});

test("a change of what is published is the next version; the first stays as it was read", async () => {
  const id = await draft({ title: "First wording" });
  await publish(id);
  await as(partner, async (tx) =>
    must(await changeResource(tx, id, { ...TEXT, title: "Second wording" })),
  );
  expect((await as(anybody, (tx) => readPublished(tx, id)))?.version.title).toBe("First wording");
  await publish(id);
  const written = await as(coordinator, (tx) => readWritten(tx, id));
  expect(written?.versions.map(({ number, state, title }) => [number, state, title])).toEqual([
    [2, "published", "Second wording"],
    [1, "replaced", "First wording"],
  ]);
  await as(coordinator, async (tx) => must(await withdrawResource(tx, id, "Out of date.")));
  expect(await as(anybody, (tx) => readPublished(tx, id))).toBeUndefined();
  expect((await found({ q: "wording" })).total).toBe(0);
  expect((await as(coordinator, (tx) => withdrawResource(tx, id, "Again"))).ok).toBe(false);
});

test("what is missing is named, everything at once: licence, text version, readers", async () => {
  const refused = await as(partner, (tx) =>
    draftResource(tx, {
      language: "xx",
      text: {
        ...TEXT,
        kind: "video",
        licence: "" as "own",
        readers: [],
        minutes: 0,
        link: "http://example.org/film",
        transcript: "See the film.",
      },
    }),
  );
  expect(refused.ok).toBe(false);
  expect(!refused.ok && refused.problems.map(({ code, field }) => `${field} ${code}`)).toEqual([
    "language choose-one",
    "readers resource-no-readers",
    "minutes too-small",
    "licence resource-no-licence",
    "link resource-link",
    "transcript resource-no-transcript",
  ]);
  const empty = await as(partner, (tx) =>
    draftResource(tx, { language: "en", text: { ...TEXT, body: "  " } }),
  );
  expect(!empty.ok && empty.problems).toEqual([{ code: "resource-empty", field: "body" }]);
});

test("found by either script, without marks, by the beginning of a word and in any case of it", async () => {
  await publish(await draft({ title: "Виза за Љубљану", body: "Ђорђе пише о путу." }, "sr-Cyrl"));
  await publish(await draft({ title: "Viza për Spanjën", body: "Çfarë duhet." }, "sq"));
  for (const q of ["ljubljanu", "Љубљана", "Đorđe", "djordje", "ЂОРЂЕ", "viz ljub"]) {
    expect([q, (await found({ q })).cards.map(({ title }) => title)]).toEqual([
      q,
      ["Виза за Љубљану"],
    ]);
  }
  expect((await found({ q: "vizu" })).total).toBe(2);
  expect((await found({ q: "cfare" })).cards[0]?.title).toBe("Viza për Spanjën");
  for (const q of ["':*", "!!! & |", "a & !b", "\\", "%", "<script>", "\u0000"]) {
    expect((await found({ q })).total).toBeGreaterThanOrEqual(0);
  }
});

test("one work is one card, in the reader's language where it is there, others still shown", async () => {
  const original = await draft({ title: "Laundry abroad" });
  await publish(original);
  const translated = await as(partner, async (tx) =>
    must(
      await draftResource(tx, {
        language: "sq",
        text: { ...TEXT, title: "Rrobat jashtë", translation: "human" },
        translationOf: original,
      }),
    ),
  );
  await publish(translated);
  // Found by an English word, shown in Albanian to whoever reads Albanian.
  const [card] = (await found({ q: "laundry" }, "sq")).cards;
  expect(card).toMatchObject({ title: "Rrobat jashtë", language: "sq", languages: ["en"] });
  expect((await found({ q: "laundry", language: "en" }, "sq")).cards[0]?.language).toBe("en");
  const page = await as(anybody, (tx) => readPublished(tx, translated));
  expect(page?.translations.map(({ language, translation }) => [language, translation])).toEqual([
    ["en", "original"],
  ]);
  const again = await as(partner, (tx) =>
    draftResource(tx, { language: "sq", text: TEXT, translationOf: original }),
  );
  expect(again).toEqual({
    ok: false,
    problems: [{ code: "resource-language-there", field: "language" }],
  });
});

test("filters narrow, and the light ones are those that a cheap line carries", async () => {
  const film = {
    ...TEXT,
    title: "Film of a workshop",
    kind: "video" as const,
    link: "https://example.org/film",
    transcript: "A mentor shows how a joint is welded. ".repeat(4),
  };
  await publish(await draft(film));
  await publish(await draft({ ...film, title: "Film of known size", linkKilobytes: 4000 }));
  expect((await found({ kind: "video" })).total).toBe(2);
  const light = await found({ q: "film", light: true });
  expect(light.total).toBe(0);
  expect((await found({ q: "film" })).cards.map(({ bytes }) => bytes !== null).sort()).toEqual([
    false,
    true,
  ]);
  expect((await found({ minutes: "3" })).total).toBe(0);
  expect((await found({ reader: "host" })).total).toBe(0);
  expect((await found({ licence: "own" })).total).toBe(0);
});

test("a school sees its own drafts and what is published; an auditor changes nothing", async () => {
  const own = await draft({ title: "Officer's draft" }, "en", officer);
  const theirs = await draft({ title: "Partner's draft" });
  expect((await as(officer, (tx) => readWritten(tx, own)))?.versions).toHaveLength(1);
  expect(await as(officer, (tx) => readWritten(tx, theirs))).toBeUndefined();
  const rows = await as(officer, (tx) =>
    listWritten(tx, { q: "", state: "draft", language: "", page: 1 }),
  );
  expect(rows.rows.filter((row) => !row.isPublished).map(({ title }) => title)).toEqual([
    "Officer's draft",
  ]);
  expect((await as(officer, (tx) => changeResource(tx, theirs, TEXT))).ok).toBe(false);
  expect((await as(officer, (tx) => publishResource(tx, own))).ok).toBe(false);
  expect((await as(auditor, (tx) => draftResource(tx, { language: "en", text: TEXT }))).ok).toBe(
    false,
  );
  expect(await as(officer, async (tx) => must(await discardDraft(tx, own)))).toBe(false);
  expect(await as(officer, (tx) => readWritten(tx, own))).toBeUndefined();
});

test("a page of what was found takes one question, however many are found", async () => {
  const one = await queriesDuring(() => found({ q: "Waiting" }));
  const many = await queriesDuring(() => found({}));
  expect([one, many]).toEqual([one, one]);
});
