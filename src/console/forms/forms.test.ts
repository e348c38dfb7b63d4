import { expect, test } from "vitest";
import { testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { WRITTEN } from "../../platform/i18n/catalogues.ts";
import { routes as calls } from "../calls/index.ts";
import { routes } from "./index.ts";

const clock = clockAt("2027-01-11T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...routes, ...calls], { clock });
const ada = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });
const url = "/console/riverside/forms";

/** A text of the form in every language it has to be in. */
const inAll = (name: string, text: string): Record<string, string> =>
  Object.fromEntries(
    WRITTEN.map((locale) => [
      locale === "en" ? name : `${name}-${locale}`,
      locale === "en" ? text : `${text} ${locale}`,
    ]),
  );
const versions = () =>
  db.sql<{ id: string; version: number; state: string; audience: string; definition: unknown }>(
    "select id, version, state, audience, definition from form_versions order by audience, version",
  );
const events = async () =>
  (
    await db.sql<{ name: string }>(
      "select name from event_log where name like 'form.%' order by id",
    )
  ).map((row) => row.name);
const sent = async (at: string, fields: Record<string, string | string[]> = {}) => {
  const reply = await server.post(at, fields, ada);
  expect([at, reply.statusCode, reply.statusCode === 303 ? "" : reply.body]).toEqual([at, 303, ""]);
  return String(reply.headers.location);
};
let form = "";

test("a programme without forms takes over the standard ones; the list takes as many round trips for more", async () => {
  expect((await server.get(url, ada)).body).toContain("There is no form here yet.");
  await sent(url);
  // begin with session and role, the versions with their calls, commit
  expect(await queriesDuring(() => server.get(url, ada))).toBe(3);
  const [learners] = await versions();
  const shown = (await server.get(url, ada)).body;
  expect(shown).toContain("For learners");
  expect(shown).toContain("For staff of schools");
  expect(shown).toContain("No call yet");
  // An open call is not given another form; this one is older than the forms.
  await db.sql("alter table calls disable trigger user");
  await db.sql("update calls set form_version_id = $1", [learners?.id]);
  await db.sql("alter table calls enable trigger user");
  expect((await server.get(url, ada)).body).toMatch(
    /href="\/console\/riverside\/calls\/[0-9a-f-]+"/,
  );
  const made = await sent(`${url}/${learners?.id}/copy`);
  form = made.split("?")[0] ?? "";
  expect(await queriesDuring(() => server.get(url, ada))).toBe(3);
  expect((await versions()).map((row) => [row.audience, row.version, row.state])).toEqual([
    ["learners", 1, "frozen"],
    ["learners", 2, "draft"],
    ["staff", 1, "frozen"],
  ]);
  const again = await server.post(`${url}/${learners?.id}/copy`, {}, ada);
  expect([again.statusCode, again.body.includes("is begun already")]).toEqual([422, true]);
});

test("pages and questions are added, put in order and taken out by buttons", async () => {
  const shown = (await server.get(form, ada)).body;
  expect(await queriesDuring(() => server.get(form, ada))).toBe(3);
  expect(shown).toContain("9 of at most 9");
  expect(shown).toContain("12 of at most 12");
  expect(shown).toMatch(/\d+ of at most 420/);
  expect(shown).not.toContain("too many");
  const page = (await sent(`${form}/pages/new`, { title: "" })).split("?")[0] ?? "";
  expect(page).toBe(`${form}/pages/page-1`);
  const empty = await server.post(`${page}/new`, { kind: "choice", label: "" }, ada);
  expect(empty.statusCode).toBe(422);
  for (const field of ["label", "option-0"]) expect(empty.body).toContain(`href="#${field}"`);
  const kept = await server.post(
    `${page}/new`,
    {
      kind: "choice",
      label: "",
      "label-sq": "Ku banon?",
      "option-0": "In a town",
      "option-5": "x",
    },
    ada,
  );
  expect(kept.body).toContain("Ku banon?");
  expect(kept.body).toContain("In a town");
  await sent(`${page}/new`, {
    kind: "choice",
    label: "Where do you live?",
    "option-0": "In a town",
    "option-1": "In a village",
    "option-2": "",
    required: "yes",
  });
  await sent(`${page}/new`, { kind: "text", label: "What is it called?", max: "80" });
  const over = (await server.get(form, ada)).body;
  expect(over).toContain("11 of at most 9");
  expect(over).toContain("2 questions too many.");
  expect(over).toContain("1 page too many.");
  // The second question before the first, then onto the page before.
  const moves = `${form}/moves`;
  await sent(moves, { page: "page-1", field: "own-2", to: "up" });
  await sent(moves, { page: "page-1", field: "own-2", to: "up" });
  await sent(moves, { page: "page-1", to: "up" });
  const now = (await versions()).find((row) => row.state === "draft")?.definition as {
    sections: { pages: { code: string; fields: { code: string }[] }[] }[];
  };
  expect(
    now.sections.flatMap((section) =>
      section.pages.map((each) => [each.code, ...each.fields.map((field) => field.code)].join(" ")),
    ),
  ).toEqual([
    "name name",
    "birth birth",
    "school school",
    "trade trade",
    "contact contact",
    "cities cities",
    "why why",
    "guardian guardian",
    "page-1 own-1",
    "needs needs own-2",
  ]);
  expect(await queriesDuring(() => server.get(page, ada))).toBe(3);
  expect(await queriesDuring(() => server.get(`${page}/own-1`, ada))).toBe(3);
  // A standard question goes and comes back with its words; its own words are nobody's to change.
  await sent(moves, { page: "needs", field: "needs", to: "out" });
  expect((await server.get(page, ada)).body).toContain('name="standard" value="needs"');
  await sent(`${page}/new`, { standard: "needs" });
  expect((await server.get(`${page}/needs`, ada)).statusCode).toBe(404);
});

test("a page is asked only of some, by age or by an earlier answer", async () => {
  const page = `${form}/pages/needs`;
  const wrong = await server.post(
    page,
    { title: "", ageFrom: "18", ageBelow: "16", answer: "nothing:yes" },
    ada,
  );
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain("Nobody has this age");
  expect(wrong.body).toContain("not given on a page before");
  expect(wrong.body).toContain('value="16"');
  await sent(page, { title: "", ageBelow: "20", answer: "own-1:answer-2" });
  const shown = (await server.get(form, ada)).body;
  expect(shown).toContain("younger than 20 years");
  expect(shown).toContain("“Where do you live?” was answered: In a village");
});

test("seen on a phone in every language", async () => {
  const at = `${form}/preview/page-1`;
  expect(await queriesDuring(() => server.get(at, ada))).toBe(3);
  for (const locale of ["bs", "cnr", "en", "hr", "mk", "sq", "sr-Cyrl", "sr-Latn"]) {
    const shown = await server.get(`${at}?lang=${locale}`, ada);
    expect([locale, shown.statusCode]).toEqual([locale, 200]);
    expect(shown.body).toContain('class="app-phone"');
  }
  for (const code of ["name", "school", "cities"]) {
    expect((await server.get(`${form}/preview/${code}`, ada)).statusCode).toBe(200);
  }
  expect((await server.get(`${form}/preview/nothing`, ada)).statusCode).toBe(404);
});

test("everything that stands in the way is said at once; then it is finished for ever", async () => {
  const moves = `${form}/moves`;
  await sent(moves, { page: "name", to: "out" });
  await sent(moves, { page: "birth", to: "down" });
  await sent(`${form}/pages/new`, { title: "An empty page" });
  const refused = await server.post(`${form}/freeze`, {}, ada);
  expect(refused.statusCode).toBe(422);
  for (const said of [
    "What is your name? No page asks this",
    "Where do you live? The question is not written in: Bosanski, Crnogorski, Hrvatski, Македонски, Shqip, Српски",
    "Answer 2 is not written in",
    "An empty page: Nothing is asked on this page.",
    "The title is not written in",
  ]) {
    expect(refused.body).toContain(said);
  }
  await sent(moves, { page: "page-2", to: "out" });
  await sent(`${form}/pages/new`, { title: "" });
  await sent(`${form}/pages/page-2/new`, { standard: "name" });
  const late = await server.post(`${form}/freeze`, {}, ada);
  expect(late.body).toContain("The first page has to ask for the name");
  for (let step = 0; step < 9; step += 1) await sent(moves, { page: "page-2", to: "up" });
  await sent(moves, { page: "birth", to: "up" });
  await sent(`${form}/pages/page-1/own-1`, {
    ...inAll("label", "Where do you live?"),
    ...inAll("option-0", "In a town"),
    ...inAll("option-1", "In a village"),
    required: "yes",
  });
  const fields = inAll("label", "What is it called?");
  await sent(`${form}/pages/needs/own-2`, { ...fields, ...inAll("hint", "Its name"), max: "80" });
  await sent(`${form}/freeze`);
  const done = await server.get(form, ada);
  expect(done.body).toContain("It stays as it is for ever");
  expect(done.body).not.toContain("Move up");
  // Nothing of it changes any more, by whichever address.
  const before = JSON.stringify(await versions());
  for (const at of [`${form}/pages/needs`, `${form}/pages/page-1/own-1`]) {
    expect((await server.get(at, ada)).statusCode).toBe(404);
    expect((await server.post(at, { title: "", label: "Another" }, ada)).statusCode).toBe(404);
  }
  for (const act of ["freeze", "removal", "moves"]) {
    const reply = await server.post(`${form}/${act}`, { page: "needs", to: "out" }, ada);
    expect([reply.statusCode, reply.body.includes("does not change any more")]).toEqual([
      422,
      true,
    ]);
  }
  expect(JSON.stringify(await versions())).toBe(before);
  expect((await events()).filter((name) => name !== "form.changed")).toEqual([
    "form.copied",
    "form.frozen",
  ]);
});

test("a version nobody was asked is thrown away; a form sent twice does its work once", async () => {
  const key = { _key: "0b5d7e0c-4c7e-4a63-9d0e-6a8f0a1b2c3d" };
  const made = await sent(`${form}/copy`, key);
  expect(await sent(`${form}/copy`, key)).toBe(made);
  const draft = made.split("?")[0] ?? "";
  expect(await sent(`${draft}/removal`)).toBe(`${url}?thrown`);
  expect((await server.get(draft, ada)).statusCode).toBe(404);
  expect((await versions()).filter((row) => row.state === "draft")).toEqual([]);
});

test("only the coordinator, and only of the own programme", async () => {
  const roles = [
    { role: "country-partner", country: "AL" },
    { role: "auditor" },
    { role: "assessor" },
    { role: "school-officer", organisationId: call.schools.AL },
  ] as const;
  for (const position of roles) {
    const other = await signInAs(db, call.scheme, position);
    for (const at of [url, form, `${form}/preview/needs`]) {
      expect((await server.get(at, other)).statusCode).toBe(404);
    }
    for (const act of ["copy", "freeze", "removal", "moves", "pages/new", "pages/needs/new"]) {
      expect((await server.post(`${form}/${act}`, {}, other)).statusCode).toBe(404);
    }
  }
  for (const locale of ["sq", "sr-Cyrl", "sr-Latn", "mk"] as const) {
    const reader = await signInAs(db, call.scheme, { role: "coordinator", locale });
    for (const at of [url, form, `${form}/preview/why`]) {
      expect((await server.get(at, reader)).statusCode).toBe(200);
    }
  }
  expect(server.errors).toEqual([]);
});
