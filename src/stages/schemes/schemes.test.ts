import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { SystemActor } from "../../platform/db/actor.ts";
import { newId } from "../../platform/random.ts";
import type { Result } from "../../shared/result.ts";
import { addCountry } from "./add-country.ts";
import { addLine } from "./add-line.ts";
import { createScheme } from "./create-scheme.ts";
import { listSchemes, readReportedTotals, readScheme } from "./read-scheme.ts";
import { reportTotal } from "./report-total.ts";
import type { NewLine } from "./scheme.ts";

const db = await testDatabase();
const s = await smallScheme(db.database);
const codes = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map((p) => `${p.field ?? ""} ${p.code}`.trim());
const line: NewLine = { code: "extra", name: { en: "Extra" }, audience: "staff", target: 5 };

test("a scheme is read with its lines in order and the partner of each country", async () => {
  const scheme = await db.database.withTx(s.coordinator, readScheme);
  expect(scheme?.lines.map((each) => [each.code, each.counted, each.target])).toEqual([
    ["one-month", "participants", 10],
    ["meetings", "meetings", 2],
  ]);
  expect(scheme?.countries).toEqual([
    { country: "AL", sendingPartnerId: s.senders.AL, sendingPartner: "Ura" },
    { country: "RS", sendingPartnerId: s.senders.RS, sendingPartner: "Spona" },
  ]);
});

test("nobody makes a scheme from inside another, and a short name is given once", async () => {
  const fresh = { slug: "fresh", name: { en: "Fresh" }, kind: "running" } as const;
  const from = (actor: SystemActor | typeof s.coordinator, id?: string) =>
    db.database.withTx(actor, (tx) => createScheme(tx, id ? { ...fresh, id } : fresh));
  expect(codes(await from(s.coordinator))).toEqual(["forbidden"]);
  expect(codes(await from({ kind: "system", schemeId: newId() }, s.schemeId))).toEqual([
    "forbidden",
  ]);
  expect((await from({ kind: "system", schemeId: newId() })).ok).toBe(true);
  expect(codes(await from({ kind: "system", schemeId: newId() }))).toEqual(["slug already-there"]);
  const nameless = await db.database.withTx({ kind: "system", schemeId: newId() }, (tx) =>
    createScheme(tx, { slug: "Not short", name: { sq: "Pa emër" }, kind: "running" }),
  );
  expect(codes(nameless)).toEqual(["name required", "slug not-a-short-name"]);
  // `/en/check` is a page of the whole installation.
  const hidden = await db.database.withTx({ kind: "system", schemeId: newId() }, (tx) =>
    createScheme(tx, { slug: "check", name: { en: "Check" }, kind: "running" }),
  );
  expect(codes(hidden)).toEqual(["slug not-a-short-name"]);
});

test("lines are added by the coordinator alone, with all problems at once", async () => {
  for (const actor of [s.partner, s.auditor]) {
    const refused = await db.database.withTx(actor, (tx) => addLine(tx, line));
    expect(codes(refused)).toEqual(["forbidden"]);
  }
  const wrong = await db.database.withTx(s.coordinator, (tx) =>
    addLine(tx, { ...line, code: "Ex tra", name: {}, target: -1, minimumDays: 9, maximumDays: 3 }),
  );
  expect(codes(wrong)).toEqual([
    "name required",
    "code not-a-short-name",
    "target too-small",
    "maximumDays too-small",
  ]);
  must(await db.database.withTx(s.coordinator, (tx) => addLine(tx, line)));
  const twice = await db.database.withTx(s.coordinator, (tx) => addLine(tx, line));
  expect(codes(twice)).toEqual(["code already-there"]);
});

test("a country's partner must be one that sends, of this scheme", async () => {
  const other = await smallScheme(db.database, "other");
  const name = (sendingPartnerId: string, country = "ME") =>
    db.database.withTx(s.coordinator, (tx) => addCountry(tx, { country, sendingPartnerId }));
  expect(codes(await name(s.hosts.bologna))).toEqual(["sendingPartnerId not-a-sending-partner"]);
  expect(codes(await name(other.senders.AL))).toEqual(["sendingPartnerId not-found"]);
  expect(codes(await name("garbage"))).toEqual(["sendingPartnerId not-found"]);
  expect(codes(await name(s.senders.AL, "Montenegro"))).toEqual(["country not-a-country"]);
  must(await name(s.senders.AL));
  must(await name(s.senders.RS));
  const scheme = await db.database.withTx(s.coordinator, readScheme);
  expect(scheme?.countries.at(-1)).toMatchObject({ country: "ME", sendingPartner: "Spona" });
});

test("a published total needs a source, also where no figure was found", async () => {
  const total = {
    lineId: s.oneMonth,
    realised: null,
    sourceTitle: "Final publication",
    sourceUrl: "https://example.org",
  };
  const report = (changes: object) =>
    db.database.withTx(s.coordinator, (tx) => reportTotal(tx, { ...total, ...changes }));
  expect(
    codes(await report({ realised: -3, sourceTitle: " ", sourceUrl: "javascript:x" })),
  ).toEqual(["realised too-small", "sourceTitle required", "sourceUrl not-a-website"]);
  expect(codes(await report({ lineId: newId() }))).toEqual(["lineId not-found"]);
  must(await report({}));
  must(await report({ realised: 7, inferred: true }));
  expect(await db.database.withTx(s.coordinator, readReportedTotals)).toEqual([
    { ...total, realised: 7, inferred: true },
  ]);
});

test("anybody may know the listed schemes, and of an unlisted one nothing", async () => {
  const schemeId = newId();
  await db.database.withTx({ kind: "system", schemeId }, async (tx) =>
    must(await createScheme(tx, { slug: "hidden", name: { en: "Hidden" }, kind: "running" })),
  );
  const seen = await db.database.withTx({ kind: "anonymous", schemeId: null }, listSchemes);
  expect(seen.map((each) => each.slug)).toEqual(["other", "small"]);
  const stranger = await db.database.withTx({ kind: "anonymous", schemeId: null }, readScheme);
  expect(stranger).toBeNull();
});
