import { expect, test } from "vitest";
import { at, parties, party, signature, template } from "../../../tests/support/signature.ts";
import {
  AGREEMENT_ACTIONS,
  AGREEMENT_STATES,
  changesBetween,
  drawingFrom,
  isComplete,
  next,
  nextReminder,
  standings,
  whoseTurn,
} from "./agreement.rules.ts";
import type { Content, Named, Signature } from "./agreement.ts";
import { contentFrom, outcomeOf, supportOf } from "./fields.rules.ts";
import { digestOf, fingerprints } from "./fingerprints.ts";
import { allTemplates } from "./template.ts";

const expected: Readonly<Record<string, string>> = {
  "draft send": "sent",
  "draft withdraw": "withdrawn",
  "sent complete": "signed",
  "sent correct": "sent",
  "sent withdraw": "withdrawn",
  "signed correct": "amended",
  "signed withdraw": "withdrawn",
  "amended complete": "signed",
  "amended correct": "amended",
  "amended withdraw": "withdrawn",
};
for (const state of AGREEMENT_STATES) {
  for (const action of AGREEMENT_ACTIONS) {
    const after = expected[`${state} ${action}`];
    test(`an agreement that is ${state}: ${action} ${after ?? "is refused"}`, () => {
      expect(next(state, action)).toEqual(
        after
          ? { ok: true, value: after }
          : { ok: false, problems: [{ code: `agreement-${state}`, params: { action } }] },
      );
    });
  }
}

test("a template that was used is never changed: its fields, parties and rules have one fingerprint", () => {
  expect(
    allTemplates().map((one) => [one.kind, one.year, digestOf(Buffer.from(JSON.stringify(one)))]),
  ).toMatchInlineSnapshot(`
    [
      [
        "learning-agreement",
        2026,
        "c791f3c98d5fdac742d0750b58ea5630e93d27419dda77b26ffaaecff982f81d",
      ],
      [
        "grant-agreement",
        2026,
        "f0bb22a8b502eb9ecd296ee424748646cc1866e35069a39f997bfff0b9bca2ae",
      ],
      [
        "host-agreement",
        2026,
        "a7ac119bdb2363f60ff3da53cdb74f4fb5c3e2fcecc23f7ce67d35dc0603f2f4",
      ],
      [
        "staff-agreement",
        2026,
        "223e7d0332280475af602cd6e35ed9857efb42f363f7c3f5f6ab1b801a690f53",
      ],
    ]
  `);
});

const words: Content = { "mobility.from": "2027-06-20", "monitoring.frequency": "weekly" };
const first = fingerprints(template, words);

test("a change of how often they talk asks the school and the host again, and nobody else", () => {
  const all = parties.map(({ role }, minute) => signature(role, first, minute));
  const changed = fingerprints(template, { ...words, "monitoring.frequency": "daily" });
  const now = standings(template, parties, all, { hashes: changed, named: null });
  expect(now.filter(({ valid }) => valid === null).map((one) => one.party.role)).toEqual([
    "sending",
    "hosting",
  ]);
  expect(now.find(({ party: { role } }) => role === "sending")?.fallen?.sections).toEqual([
    "monitoring",
  ]);
  // Back to what was signed: nobody signs twice.
  expect(isComplete(standings(template, parties, all, { hashes: first, named: null }))).toBe(true);
});

test("another mentor than the named one is signed by everybody who signed at first", () => {
  const naming = fingerprints(template, { ...words, "mentor.name": "Ana" });
  const named: Named = {
    content: { "mentor.name": "Ana" },
    before: { mentor: first.mentor ?? "" },
    after: { mentor: naming.mentor ?? "" },
    signatureId: "s",
  };
  const all = parties.map(({ role }, minute) =>
    signature(role, role === "hosting" ? naming : first, minute),
  );
  expect(isComplete(standings(template, parties, all, { hashes: first, named }))).toBe(true);
  const other = fingerprints(template, { ...words, "mentor.name": "Zoran" });
  const after = standings(template, parties, all, { hashes: other, named: null });
  expect(after.every(({ valid }) => valid === null)).toBe(true);
});

test("those of a lower turn sign first; a line that was replaced asks nobody", () => {
  const ended = { ...party("sending", 2), id: "old", endedAt: at(0) };
  const turn = (signatures: Signature[]) =>
    whoseTurn(
      standings(template, [...parties, ended], signatures, { hashes: first, named: null }),
    ).map((one) => one.party.id);
  expect(turn([])).toEqual(["participant", "guardian"]);
  const two = [signature("participant", first, 1), signature("guardian", first, 2)];
  expect(turn(two)).toEqual(["sending", "intermediary"]);
  expect(turn([signature("hosting", first, 3)])).toEqual(["participant", "guardian"]);
});

test("reminders come after 3, 7 and 14 days, and then no more", () => {
  const asked = (reminders: number) =>
    nextReminder({ askedAt: at(0), reminders })
      ?.toISOString()
      .slice(0, 10) ?? null;
  expect([0, 1, 2, 3].map(asked)).toEqual(["2027-01-04", "2027-01-08", "2027-01-15", null]);
  expect(nextReminder({ askedAt: null, reminders: 0 })).toBe(null);
});

test("a drawing is strokes and nothing else", () => {
  expect(drawingFrom("600x160|M1 2L3 4")).toEqual({ width: 600, height: 160, path: "M1 2L3 4" });
  for (const bad of [
    "",
    "600x160|",
    "600x160|<script>",
    "600x160|L1 2",
    '600x160|M1 2" onload="x',
    "0x160|M1 2",
    "9000x160|M1 2",
    `600x160|M${"1 ".repeat(12_000)}`,
  ]) {
    expect(drawingFrom(bad)).toBe(undefined);
  }
});

test("fields are read by their kind, all problems at once, and nothing outside the template is taken", () => {
  const typed: Readonly<Record<string, string>> = {
    "mobility.from": "soon",
    "programme.weekly-hours": "many",
    "mobility.activity": "holiday",
    "outcomes.outcomes": "Only a title",
    "mobility.field": "x".repeat(201),
    state: "signed",
    "programme.tasks": "One\r\n\n  Two  ",
  };
  const { content, problems } = contentFrom(
    template,
    (path) => (typed[path] === undefined ? undefined : [typed[path]]),
    { "mobility.to": "2027-07-20" },
  );
  expect(problems.map(({ code, field }) => `${field} ${code}`)).toEqual([
    "mobility.activity choose-one",
    "mobility.field too-long",
    "mobility.from not-a-day",
    "outcomes.outcomes agreement-outcome",
    "programme.weekly-hours agreement-number",
  ]);
  expect(content["programme.tasks"]).toEqual(["One", "Two"]);
  expect(content["mobility.to"]).toBe("2027-07-20");
  expect(content.state).toBe(undefined);
  expect(outcomeOf("Turns: makes a shaft")).toEqual({
    title: "Turns",
    description: "makes a shaft",
  });
  expect(supportOf("travel: 275,50: in-kind")).toEqual({
    kind: "travel",
    cents: 27_550,
    provision: "in-kind",
  });
  expect([supportOf("bribe: 1: paid"), supportOf("travel: -1: paid")]).toEqual([
    undefined,
    undefined,
  ]);
  expect(changesBetween(template, { a: "1" }, { "mobility.to": "2" })).toEqual([
    { section: "mobility", field: "to", before: "", after: "2" },
  ]);
});
