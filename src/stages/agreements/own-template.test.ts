/** A template from its upload to the paper of a stay and the archive of a flow. */
import { afterAll, describe, expect, test } from "vitest";
import { hostingScene } from "../../../tests/support/hosting.ts";
import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { zipWithinBounds } from "../../platform/files/zip-bounds.ts";
import { createLog } from "../../platform/log.ts";
import { checkDocx } from "../../platform/word/check-docx.ts";
import { docxOf } from "../../platform/word/docx.ts";
import { docxParagraphs } from "../../platform/word/docx-text.ts";
import { wordFiller } from "../../platform/word/fill-apart.ts";
import type { Result } from "../../shared/result.ts";
import { fillOwnPapers } from "../../worker/fill-own-papers.ts";
import { beginBundle, KEPT_HOURS, readArchive, readBundle, sweepBundles } from "./own-bundle.ts";
import { beginOwnPaper, fillOwnPaper, readOwnPapers } from "./own-paper.ts";
import { choosePapers, readChosenPapers } from "./own-template-choose.ts";
import { addOwnTemplate, endTemplate } from "./own-template-keep.ts";
import { listOwnTemplates, previewTemplate } from "./own-template-read.ts";

const scene = await hostingScene(3);
const { db, clock } = scene;
const filler = wordFiller();
afterAll(() => filler.end());
const staff = (
  role: StaffActor["memberships"][number]["role"],
  country: string | null,
  schemeId: string = scene.actor.schemeId,
): StaffActor => ({
  kind: "staff",
  userId: `${role}-${country}`,
  userName: role,
  schemeId,
  scheme: { slug: "test", name: { en: "Test" }, settings: {}, invented: true },
  memberships: [{ role, organisationId: null, country }],
});
const coordinator = staff("coordinator", null);
const partner = staff("country-partner", "AL");
const neighbour = staff("country-partner", "RS");
const auditor = staff("auditor", null);

const as = <T>(actor: StaffActor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.database.withTx(actor, work);
function must<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.value;
}
const codes = (done: Result<unknown>) => (done.ok ? [] : done.problems.map(({ code }) => code));
const word = (...texts: string[]) =>
  docxOf(
    "en",
    texts.map((text) => ({ style: "text", text })),
  );
const said = (bytes: Buffer) => {
  const docx = checkDocx(bytes);
  return docx.ok ? docxParagraphs(docx.value).map(({ text }) => text) : [];
};
const add = (bytes: Buffer, more: Readonly<Record<string, string>> = {}) =>
  as(coordinator, (tx) =>
    addOwnTemplate(
      tx,
      {
        kind: "learning-agreement",
        year: "2026",
        language: "en",
        fileName: "C:\\office\\Agreement.docx",
        bytes,
        ...more,
      },
      filler,
    ),
  );
const stay = scene.stays[0]!;
const kind = "learning-agreement";
/** A learner's whole agreement as the office wrote it, names as wild as names are. */
const content = {
  "participant.name": 'Ђорђе <b>& "Ćamila"</b> {mentor.name} =HYPERLINK("x")',
  "mentor.name": "Ñ".repeat(400),
  "outcomes.outcomes": ["Brakes: changes pads", "Faults: reads the memory"],
  "programme.tasks": ["Wheels", "Oil & <brakes>"],
  "mobility.from": "2027-07-01",
  "recognition.documents": ["europass-mobility"],
};
const agree = (mobilityId: string) =>
  db.sql(
    `insert into agreements (id, scheme_id, mobility_id, kind, template_year, template_version, state,
       state_since, code, languages, content, created_by, created_at)
     values (gen_random_uuid(), $1, $2::uuid, 'learning-agreement', 2026, 1, 'draft', now(),
       'KLA-' || upper(substr(md5($2::uuid::text), 1, 4)) || '-0001', '{en}', $3, 'test', now())`,
    [coordinator.schemeId, mobilityId, JSON.stringify(content)],
  );
for (const each of scene.stays) await agree(each);

const TEXT = ["{participant.name}", "{mentor.name}", "{mobility.from}, {stay.hostingCountry}"];
const LISTS = [
  "{#learningOutcomes}{title} > {description};{/learningOutcomes}",
  "{#tasks}{text}|{/}",
];
const first = word("first", ...TEXT, ...LISTS);

describe("adding", () => {
  test("everything that is wrong is said at once, and nothing is kept", async () => {
    const done = await add(word("{nobody}", "{#tasks}"), { year: "20", language: "xx" });
    expect(codes(done)).toEqual([
      "choose-one",
      "own-template-year",
      "own-template-unknown",
      "own-template-not-ended",
    ]);
    expect(codes(await add(Buffer.from("hello")))).toEqual(["word-broken"]);
    expect(codes(await add(Buffer.alloc(0)))).toEqual(["own-template-no-file"]);
    expect(await as(coordinator, listOwnTemplates)).toEqual([]);
  });

  test("only the coordinator adds and takes out of use; the office looks", async () => {
    for (const actor of [partner, auditor]) {
      const done = await as(actor, (tx) =>
        addOwnTemplate(tx, { kind, year: "2026", language: "en", fileName: "a", bytes: first }),
      );
      expect(codes(done)).toEqual(["not-found"]);
      expect(codes(await as(actor, (tx) => endTemplate(tx, stay)))).toEqual(["not-found"]);
      expect(codes(await as(actor, (tx) => choosePapers(tx, [])))).toEqual(["not-found"]);
    }
  });

  test("no template: the stay says so, and the kind cannot be chosen", async () => {
    const begun = await as(partner, (tx) => beginOwnPaper(tx, { mobilityId: stay, kind }));
    expect(codes(begun)).toEqual(["own-template-none-suits"]);
    expect(codes(await as(coordinator, (tx) => choosePapers(tx, [kind])))).toEqual([
      "own-template-none",
    ]);
  });

  test("versions are numbered for each kind, year and language; the same file is no new one", async () => {
    const id = must(await add(first));
    expect(codes(await add(first))).toEqual(["own-template-same"]);
    must(await add(first, { language: "sq", year: "2028" }));
    const all = await as(auditor, listOwnTemplates);
    expect(all.map(({ year, language, version }) => [year, language, version])).toEqual([
      [2028, "sq", 1],
      [2026, "en", 1],
    ]);
    const kept = all.find((one) => one.id === id)!;
    expect(kept.fileName).toBe("Agreement.docx");
    const preview = must(await as(auditor, (tx) => previewTemplate(tx, kept, "Kalfa")));
    expect(preview.lines.map(({ text }) => text).slice(0, 2)).toEqual([
      "first",
      "Đorđe Probanović",
    ]);
    expect(said(preview.bytes)).toEqual(preview.lines.map(({ text }) => text));
  });
});

describe("the paper of a stay", () => {
  let paperId = "";
  test("is filled with what is agreed, as text and nothing else", async () => {
    paperId = must(await as(partner, (tx) => beginOwnPaper(tx, { mobilityId: stay, kind })));
    const { name, bytes } = must(await as(auditor, (tx) => fillOwnPaper(tx, paperId, filler)));
    expect(name).toBe("Secret00 Ana, S-0, learning-agreement.docx");
    expect(said(bytes)).toEqual([
      "first",
      content["participant.name"],
      content["mentor.name"],
      "1 July 2027, Spain",
      "Brakes > changes pads;Faults > reads the memory;",
      "Wheels|Oil & <brakes>|",
    ]);
  });

  test("keeps its version until somebody takes another", async () => {
    must(await add(word("second", "{participant.name}")));
    const again = await as(partner, (tx) => beginOwnPaper(tx, { mobilityId: stay, kind }));
    expect(must(again)).toBe(paperId);
    expect(said(must(await as(partner, (tx) => fillOwnPaper(tx, paperId, filler))).bytes)[0]).toBe(
      "first",
    );
    const shown = await as(partner, (tx) => readOwnPapers(tx, stay));
    expect(shown?.papers[0]).toMatchObject({ template: { version: 1 }, newer: { version: 2 } });
    const other = must(
      await as(partner, (tx) => beginOwnPaper(tx, { mobilityId: stay, kind, newest: true })),
    );
    expect(said(must(await as(partner, (tx) => fillOwnPaper(tx, other, filler))).bytes)[0]).toBe(
      "second",
    );
    // What was printed with the first can be made again with the first.
    expect(said(must(await as(partner, (tx) => fillOwnPaper(tx, paperId, filler))).bytes)[0]).toBe(
      "first",
    );
    const events = await db.sql<{ name: string }>(
      "select name from event_log where subject_id = $1 and name like 'own-%' order by id",
      [stay],
    );
    expect(events.map(({ name }) => name)).toEqual(["own-paper.begun", "own-paper.begun"]);
  });

  test("of another country is not there, and another scheme sees nothing", async () => {
    expect(await as(neighbour, (tx) => readOwnPapers(tx, stay))).toBeUndefined();
    expect(codes(await as(neighbour, (tx) => fillOwnPaper(tx, paperId, filler)))).toEqual([
      "not-found",
    ]);
    const begun = await as(neighbour, (tx) => beginOwnPaper(tx, { mobilityId: stay, kind }));
    expect(codes(begun)).toEqual(["not-found"]);
    const outside = staff("coordinator", null, "00000000-0000-4000-8000-000000000000");
    expect(await as(outside, listOwnTemplates)).toEqual([]);
    expect(codes(await as(outside, (tx) => fillOwnPaper(tx, paperId, filler)))).toEqual([
      "not-found",
    ]);
  });

  test("two who begin it at once have one", async () => {
    const other = scene.stays[1]!;
    const both = await Promise.all(
      [1, 2].map(() => as(partner, (tx) => beginOwnPaper(tx, { mobilityId: other, kind }))),
    );
    expect(new Set(both.map(must)).size).toBe(1);
  });
});

test("which wording goes out is a setting of the scheme", async () => {
  expect(must(await as(coordinator, (tx) => choosePapers(tx, [kind])))).toEqual(["ownPapers"]);
  expect(await as(coordinator, readChosenPapers)).toEqual([kind]);
  expect(must(await as(coordinator, (tx) => choosePapers(tx, [kind])))).toEqual([]);
  expect(codes(await as(coordinator, (tx) => choosePapers(tx, ["host-agreement"])))).toEqual([
    "own-template-none",
  ]);
});

test("a whole flow comes as one archive, sealed, for whoever asked and the coordinator", async () => {
  const flowId = scene.flows["AL-2"];
  const wrong = await as(partner, (tx) => beginBundle(tx, { flowId: "x", kind: "y" }));
  expect(codes(wrong)).toEqual(["choose-one", "choose-one"]);
  const none = await as(neighbour, (tx) => beginBundle(tx, { flowId, kind }));
  expect(codes(none)).toEqual(["own-template-no-stays"]);
  const bundleId = must(await as(partner, (tx) => beginBundle(tx, { flowId, kind })));
  const context = {
    database: db.database,
    actor: { kind: "system", schemeId: coordinator.schemeId },
    clock,
    log: createLog({ level: "fatal" }),
    attempt: 1,
    lastAttempt: true,
  } as const;
  expect(await as(partner, (tx) => readArchive(tx, bundleId))).toBeUndefined();
  for (const _ of [1, 2]) await fillOwnPapers({ bundleId }, context);
  const bundle = await as(coordinator, (tx) => readBundle(tx, bundleId));
  expect(bundle).toMatchObject({ papers: 3, leftOut: [] });
  const archive = zipWithinBounds((await as(partner, (tx) => readArchive(tx, bundleId)))!);
  expect(archive.ok && archive.value.names).toEqual(
    ["0", "1", "2"].map((at) => `Secret0${at} Ana, S-${at}, learning-agreement.docx`),
  );
  for (const actor of [neighbour, auditor]) {
    expect(await as(actor, (tx) => readBundle(tx, bundleId))).toBeUndefined();
    expect(await as(actor, (tx) => readArchive(tx, bundleId))).toBeUndefined();
  }
  const [row] = await db.sql<{ sealed: Buffer }>("select sealed from own_bundles");
  expect(row?.sealed.includes("Secret00")).toBe(false);
  // For a day, and an hour longer for whoever has its page open; then it goes at night.
  for (const [minutes, there] of [[59, true] as const, [61, false] as const]) {
    const madeAt = new Date(clock.now().getTime() - (KEPT_HOURS * 60 + minutes) * 60_000);
    await db.sql("update own_bundles set made_at = $1", [madeAt]);
    expect((await as(partner, (tx) => readBundle(tx, bundleId))) !== undefined).toBe(there);
    await db.database.withTx(context.actor, sweepBundles);
    expect(await db.sql("select 1 from own_bundles")).toHaveLength(there ? 1 : 0);
  }
  // A kind without a template leaves everybody out, and says so.
  const empty = must(
    await as(partner, (tx) => beginBundle(tx, { flowId, kind: "host-agreement" })),
  );
  await fillOwnPapers({ bundleId: empty }, context);
  expect(await as(partner, (tx) => readBundle(tx, empty))).toMatchObject({
    papers: 0,
    leftOut: scene.stays.map((mobilityId) => ({ mobilityId, code: "own-template-none-suits" })),
  });
});

test("taken out of use, a file begins no new paper; what was begun stays", async () => {
  const all = await as(coordinator, listOwnTemplates);
  for (const one of all.filter(({ language }) => language === "en")) {
    must(await as(coordinator, (tx) => endTemplate(tx, one.id)));
    expect(codes(await as(coordinator, (tx) => endTemplate(tx, one.id)))).toEqual(["not-found"]);
  }
  const shown = await as(partner, (tx) => readOwnPapers(tx, stay));
  // The Albanian one is for stays from 2028 on.
  expect(shown?.papers[0]).toMatchObject({ template: { version: 2 }, newer: null });
  // The same file may come back as a version of its own.
  const back = must(await add(first));
  const found = (await as(coordinator, listOwnTemplates)).find(({ id }) => id === back);
  expect(found?.version).toBe(3);
});

test("versions and papers cannot be rewritten by the program", async () => {
  for (const statement of [
    "update own_templates set bytes = ''",
    "delete from own_templates",
    "update own_papers set template_id = id",
    "delete from own_papers",
  ]) {
    const tried = as(coordinator, (tx) => tx.db.executeQuery({ sql: statement } as never));
    await expect(tried).rejects.toThrow();
  }
});
