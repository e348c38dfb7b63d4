import { expect, test } from "vitest";
import { need } from "../../tests/support/call.ts";
import { closedCallDatabase } from "../../tests/support/run.ts";
import { learnerVisitor, signInAs, testServer } from "../../tests/support/server.ts";
import { routes as settings } from "../console/settings/texts.page.ts";
import { wordsHash } from "../platform/i18n/words-hash.ts";
import { shownTexts, TEXT_GROUPS } from "../stages/schemes/text-review.rules.ts";
import { approveTexts, readReviewStandings, textHash } from "../stages/schemes/text-review.ts";
import { routes as check } from "./check/check.page.ts";
import { routes as place } from "./place/index.ts";

const { db, call } = await closedCallDatabase();
const server = await testServer(db, [...place, ...settings, ...check], { clock: call.clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const me = learnerVisitor(call.scheme, call.people[0]!, call.clock.now());
const result = (lang: string) => server.get(`/${lang}/${call.scheme.slug}/place/result`, me);
const approve = (locale: "sq" | "sr-Cyrl" | "en", hash: string = textHash("result", locale)) =>
  db.database.withTx(coordinator.actor, (tx) =>
    approveTexts(tx, { group: "result", locale, hash, reviewer: "Drita Lleshi" }),
  );

test("what a page does in a language is a table", () => {
  const shown = (locale: string, approved: string[], invented = false) =>
    shownTexts({ locale, approved, invented });
  expect(shown("sq", ["sq"])).toEqual({ kind: "show", marked: false });
  expect(shown("sq", [], true)).toEqual({ kind: "show", marked: true });
  expect(shown("en", [])).toEqual({ kind: "show", marked: true });
  expect(shown("sq", [])).toEqual({ kind: "choose", from: ["en"] });
  // Once somebody stands by a language, the source needs a name too.
  expect(shown("en", ["sq"])).toEqual({ kind: "choose", from: ["sq"] });
  expect(shown("mk", ["sq", "en"])).toEqual({ kind: "choose", from: ["sq", "en"] });
});

test("the demo shows every language, marked; a running scheme only what somebody stands by", async () => {
  const marked = "Askush ende nuk i ka miratuar këto fjalë";
  expect((await result("sq")).body).toContain(marked);
  await db.sql("update schemes set invented = false where id = $1", [call.scheme.id]);
  const choice = await result("sq");
  expect(choice.statusCode).toBe(200);
  expect(choice.body).toContain(`/en/${call.scheme.slug}/place/result`);
  expect(choice.body).not.toContain("Ende nuk ka vendim");
  expect((await result("en")).body).toContain("There is no decision yet");

  need(await approve("sq"));
  const read = await result("sq");
  expect(read.body).toContain("Ende nuk ka vendim");
  expect(read.body).not.toContain(marked);
  expect((await result("en")).body).not.toContain("There is no decision yet");

  // Serbian in Latin letters follows letter by letter.
  need(await approve("sr-Cyrl"));
  expect((await result("sr-Latn")).body).toContain("Odluke još nema");
});

test("a changed word ends the approval, and a page that was read before it changed approves nothing", async () => {
  expect(await approve("en", wordsHash("en", ["site"]))).toMatchObject({
    problems: [{ code: "texts-changed" }],
  });
  await db.sql("update text_reviews set words_hash = repeat('0', 64) where locale = 'sq'");
  const standings = await db.database.withTx(coordinator.actor, readReviewStandings);
  const sq = standings.find((one) => one.group === "result" && one.locale === "sq");
  expect(sq).toMatchObject({ state: "changed", review: { reviewer: "Drita Lleshi" } });
  expect((await result("sq")).body).not.toContain("Ende nuk ka vendim");
});

test("a coordinator reads every line and gives a name; nobody else does", async () => {
  // Of two approvals the later one counts.
  call.clock.moveTo("2027-03-11T08:05:00Z");
  const path = `/console/${call.scheme.slug}/settings/languages/result/sq`;
  const page = await server.get(path, coordinator);
  expect(page.body).toContain("Ende nuk ka vendim");
  expect(page.body).toContain("There is no decision yet");
  expect((await server.get(path, partner)).statusCode).toBe(404);
  expect((await server.get(path.replace("sq", "sr-Latn"), coordinator)).statusCode).toBe(404);
  expect((await server.get(path.replace("result", "site"), coordinator)).statusCode).toBe(404);
  const hash = textHash("result", "sq");
  expect((await server.post(path, { hash, reviewer: " " }, coordinator)).statusCode).toBe(422);
  expect((await server.post(path, { hash, reviewer: "A. B." }, partner)).statusCode).toBe(404);
  expect((await server.post(path, { hash, reviewer: "Drita L." }, coordinator)).statusCode).toBe(
    303,
  );
  expect((await result("sq")).body).toContain("Ende nuk ka vendim");
});

test("every group names rooms that are there", () => {
  for (const rooms of Object.values(TEXT_GROUPS)) {
    for (const room of rooms) expect(wordsHash("en", [room])).not.toBe(wordsHash("en", ["none"]));
  }
});

test("the check in front of every programme shows what somebody of one of them stands by", async () => {
  const at = (lang: string, query = "") => server.get(`/${lang}/check${query}`);
  const said = /class="govuk-list govuk-list--bullet"/;
  await db.sql("delete from text_reviews where text_group = 'safety'");
  await db.sql("update schemes set invented = false, listed = true where id = $1", [
    call.scheme.id,
  ]);
  const choice = await at("sq");
  expect(choice.body).toContain('href="/en/check"');
  expect(choice.body).not.toMatch(said);
  expect((await at("en")).body).toMatch(said);
  // What was asked stays asked in the language that is chosen.
  expect((await at("sq", "?code=K23456")).body).toContain('href="/en/check?code=K23456"');
  const hash = textHash("safety", "sq");
  need(
    await db.database.withTx(coordinator.actor, (tx) =>
      approveTexts(tx, { group: "safety", locale: "sq", hash, reviewer: "Drita Lleshi" }),
    ),
  );
  const read = await at("sq");
  expect(read.body).toMatch(said);
  expect(read.body).not.toContain("app-unreviewed");
  expect((await at("en")).body).not.toMatch(said);
  // A programme that nobody is shown speaks for nobody; the demo shows everything, marked.
  await db.sql("update schemes set listed = false where id = $1", [call.scheme.id]);
  expect((await at("sq")).body).not.toMatch(said);
  await db.sql("update schemes set listed = true, invented = true where id = $1", [call.scheme.id]);
  expect((await at("mk")).body).toContain("app-unreviewed");
});
