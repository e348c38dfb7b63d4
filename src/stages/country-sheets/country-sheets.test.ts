import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { LOCALES } from "../../platform/i18n/index.ts";
import { setRule } from "../consents/set-rule.ts";
import { readCountry } from "../reporting/read-country.ts";
import { addLine, changeLine, checkLine, removeLine, setAge } from "./keep-line.ts";
import { countToCheck, readLine, readSheet, readSheets } from "./read-sheets.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const clock = { now: () => moment };
const db = await testDatabase({ clock });
const s = await smallScheme(db.database);
const other = await smallScheme(db.database, "other");
const as = <T>(
  actor: typeof s.coordinator,
  work: Parameters<typeof db.database.withTx<T, typeof s.coordinator>>[1],
) => db.database.withTx(actor, work);
const serbian = {
  ...s.partner,
  memberships: [{ role: "country-partner" as const, organisationId: s.senders.RS, country: "RS" }],
};
const typed = {
  topic: "school-calendar",
  words: { en: "Lessons begin on 7 September 2026.", sq: "Mësimi fillon më 7.9.2026." },
  source: "Ministry of Education",
  link: "https://arsimi.gov.al/kalendari",
  checkedOn: "2026-12-01",
};

test("a scheme reads the researched lines of the countries it meets, each with source and day", async () => {
  const sheets = await as(s.coordinator, readSheets);
  expect(sheets.map(({ country, sends, hosts }) => [country, sends, hosts])).toEqual([
    ["AL", true, false],
    ["IT", false, true],
    ["RS", true, false],
    ["SI", false, true],
  ]);
  const lines = sheets.flatMap((sheet) => sheet.lines);
  expect(lines.length).toBeGreaterThan(15);
  for (const line of lines) {
    expect(line.link).toMatch(/^https?:\/\//);
    expect(line.checkedBy).toBeNull();
    expect(line.standing).not.toBe("checked");
  }
  const written = LOCALES.filter((locale) => locale !== "sr-Latn");
  expect(lines.filter((line) => written.some((locale) => !line.words[locale]))).toEqual([]);
  // France is met by nobody here: its sheet is not shown, though something is known.
  expect(await as(s.coordinator, (tx) => readSheet(tx, "FR"))).toBeNull();
});

test("a line is written by the partner of the country, and by no other", async () => {
  expect(await as(serbian, (tx) => addLine(tx, "AL", typed))).toMatchObject({ ok: false });
  expect(await as(s.auditor, (tx) => addLine(tx, "AL", typed))).toMatchObject({ ok: false });
  expect(await as(s.partner, (tx) => addLine(tx, "IT", typed))).toMatchObject({ ok: false });
  expect(await as(s.coordinator, (tx) => addLine(tx, "FR", typed))).toMatchObject({ ok: false });
  const id = must(await as(s.partner, (tx) => addLine(tx, "AL", typed)));
  const sheet = await as(s.auditor, (tx) => readSheet(tx, "AL"));
  expect(sheet?.lines.find((line) => line.id === id)).toMatchObject({
    words: typed.words,
    checkedBy: s.partner.userName,
    standing: "checked",
    version: 1,
  });
  expect(
    (await as(other.coordinator, (tx) => readSheet(tx, "AL")))?.lines.map((l) => l.id),
  ).not.toContain(id);
});

test("a researched line is confirmed, corrected and taken out, and everything it said stays", async () => {
  const sheet = await as(s.coordinator, (tx) => readSheet(tx, "SI"));
  const first = sheet!.lines.find((line) => line.topic === "emergency")!;
  expect(first).toMatchObject({ version: 0, standing: "not-ours" });
  must(await as(s.coordinator, (tx) => checkLine(tx, first.id, 0)));
  // Somebody who still has the page from before is told, and nothing is lost.
  const late = await as(s.coordinator, (tx) => changeLine(tx, first.id, 0, typed));
  expect(late).toMatchObject({ ok: false, problems: [{ code: "changed-meanwhile" }] });
  must(
    await as(s.coordinator, (tx) =>
      changeLine(tx, first.id, 1, { ...typed, topic: "emergency", words: { en: "112." } }),
    ),
  );
  must(await as(s.coordinator, (tx) => removeLine(tx, first.id, 2)));
  const after = await as(s.coordinator, (tx) => readSheet(tx, "SI"));
  expect(after!.lines.map(({ id }) => id)).not.toContain(first.id);
  expect(after!.removed.map(({ id }) => id)).toEqual([first.id]);
  expect(await as(s.coordinator, (tx) => checkLine(tx, first.id, 3))).toMatchObject({ ok: false });
  const file = await as(s.coordinator, (tx) => readLine(tx, first.id));
  expect(
    file!.versions.map(({ version, shown, again, words }) => [version, shown, again, words.en]),
  ).toEqual([
    [3, false, false, "112."],
    [2, true, false, "112."],
    [1, true, true, first.words.en],
    [0, true, false, first.words.en],
  ]);
  // It comes back by being written again; the other scheme never noticed.
  must(
    await as(s.coordinator, (tx) => changeLine(tx, first.id, 3, { ...typed, topic: "emergency" })),
  );
  expect((await as(s.coordinator, (tx) => readSheet(tx, "SI")))!.removed).toEqual([]);
  const others = await as(other.coordinator, (tx) => readSheet(tx, "SI"));
  expect(others!.lines.find((line) => line.id === first.id)).toMatchObject({ version: 0 });
});

test("a line that is older than the age is listed for whoever keeps it", async () => {
  // What came with the program and is old is listed, and nobody of the scheme owes it.
  const old = async () =>
    (await as(s.partner, (tx) => readSheet(tx, "AL")))!.lines.filter(
      (line) => line.standing === "check-again",
    ).length;
  const before = await old();
  expect(before).toBeGreaterThan(0);
  expect(await as(s.partner, countToCheck)).toBe(0);
  moment = new Date("2027-12-02T10:00:00Z");
  // Everything of Albania is older than a year now, the line of the partner among it.
  expect(await old()).toBe((await as(s.partner, (tx) => readSheet(tx, "AL")))!.lines.length);
  expect(await as(s.partner, countToCheck)).toBe(1);
  expect(await as(s.coordinator, countToCheck)).toBe(2);
  expect(await as(serbian, countToCheck)).toBe(0);
  expect(await as(s.auditor, countToCheck)).toBe(0);
  expect(await as(s.partner, (tx) => setAge(tx, 730))).toMatchObject({ ok: false });
  must(await as(s.coordinator, (tx) => setAge(tx, 1095)));
  expect(await as(s.coordinator, countToCheck)).toBe(0);
  moment = new Date("2026-12-02T10:00:00Z");
});

test("what consents, travel and offices know is told from there", async () => {
  const unsaid = await as(s.coordinator, (tx) => readCountry(tx, "AL"));
  expect(unsaid).toMatchObject({ exit: null, sends: true });
  expect(unsaid!.offices.map(({ name }) => name)).toEqual(["Ura"]);
  expect(unsaid!.missing).toEqual([]);
  expect(unsaid!.visas).toMatchObject([
    { from: "AL", to: ["IT", "SI"], entry: { regime: "visa-free" }, long: { aboveDays: 90 } },
  ]);
  must(
    await as(s.coordinator, (tx) =>
      setRule(tx, {
        country: "AL",
        guardians: "2",
        exitNeeded: "yes",
        exitSigners: "both",
        exitCertified: "notary",
      }),
    ),
  );
  const said = await as(s.coordinator, (tx) => readCountry(tx, "AL"));
  expect(said!.exit).toMatchObject({ exitSigners: "both", exitCertified: "notary" });
  const calendar = (await as(s.coordinator, (tx) => readSheet(tx, "IT")))!.lines.find(
    (line) => line.topic === "school-calendar",
  )!;
  must(await as(s.coordinator, (tx) => removeLine(tx, calendar.id, 0)));
  const host = await as(s.coordinator, (tx) => readCountry(tx, "IT"));
  expect(host!.exit).toBeNull();
  expect(host!.missing).toEqual(["school-calendar"]);
  expect(host!.visas.map(({ from, to }) => [from, to])).toEqual([
    ["AL", ["IT"]],
    ["RS", ["IT"]],
  ]);
});
