import { expect, test } from "vitest";
import { readyDrafts } from "../../../tests/support/apply.ts";
import { testCall } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import {
  learnerVisitor,
  type Reply,
  TEST_SECRET,
  testServer,
  type Visitor,
} from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { changeApplication } from "../../stages/applications/change-application.ts";
import { routes } from "../index.ts";

const OPEN = "2027-03-01T09:00:00Z";
const clock = clockAt(OPEN);
const db = await testDatabase({ clock });
const call = await testCall(db);
const server = await testServer(db, routes, { clock });
const root = `/en/${call.scheme.slug}`;
const visitorOf = (reply: Reply): Visitor => ({
  cookies: Object.fromEntries(reply.cookies.map((cookie) => [cookie.name, cookie.value])),
});

/** Somebody who sent an application and opens its page by code and birth date. */
async function sender(name: string): Promise<{ as: Visitor; code: string; applicationId: string }> {
  const [draft] = await readyDrafts(db, call, {
    count: 1,
    secret: TEST_SECRET,
    now: clock.now(),
    name,
  });
  const [cookie = "", value = ""] = draft!.cookie.split("=");
  const sent = await server.post(
    `${root}/apply/submission`,
    { after: "0" },
    { cookies: { [cookie]: value } },
  );
  expect(sent.statusCode, sent.body).toBe(303);
  const opened = await server.post(`${root}/place`, {
    code: draft!.code,
    "birth-day": "10",
    "birth-month": "1",
    "birth-year": "2010",
  });
  expect(opened.headers.location, opened.body).toBe(`${root}/place/result`);
  const [row] = await db.sql<{ id: string }>("select id from applications where code = $1", [
    draft!.code,
  ]);
  return { as: visitorOf(opened), code: draft!.code, applicationId: row!.id };
}

test("the page of a code says which stage it is, what comes next and until when it can be changed", async () => {
  const { as, applicationId } = await sender("Status");
  const page = await server.get(`${root}/place/result`, as);
  for (const text of [
    "Stage 1 of 5",
    "Sent (done)",
    "Points are given (later)",
    "The call closes: Wednesday, 10 March 2027, 20:00",
    "Correct my answers",
    "Take my application back",
  ]) {
    expect(page.body).toContain(text);
  }
  clock.moveTo("2027-03-10T19:00:01Z");
  const late = learnerVisitor(call.scheme, applicationId, clock.now());
  const shown = await server.get(`${root}/place/result`, late);
  expect(shown.body).not.toContain("Correct my answers");
  expect((await server.get(`${root}/place/withdrawal`, late)).statusCode).toBe(303);
  expect((await server.post(`${root}/place/withdrawal`, {}, late)).statusCode).toBe(422);
  expect((await server.post(`${root}/place/correction`, {}, late)).statusCode).toBe(422);
  clock.moveTo(OPEN);
});

test("a correction replaces what was sent, keeps what it said before, and stands only once it is sent", async () => {
  const { as, code, applicationId } = await sender("Correct");
  const [before] = await db.sql<{ person: string; receipt: string }>(
    "select person_id as person, receipt from applications where code = $1",
    [code],
  );
  const begun = await server.post(`${root}/place/correction`, {}, as);
  expect(begun.headers.location).toBe(`${root}/apply/check`);
  const writing = visitorOf(begun);
  expect((await server.get(`${root}/apply/check`, writing)).body).toContain("You are correcting");
  await server.post(
    `${root}/apply/question/name`,
    { "name-given": "Right", "name-family": "Correct" },
    writing,
  );
  await server.post(
    `${root}/apply/question/cities`,
    { "cities-1": call.flows["AL-2"], "cities-2": call.flows["AL-1"] },
    writing,
  );
  const wishes = async () =>
    (
      await db.sql<{ code: string }>(
        "select f.code from wishes w join flows f on f.id = w.flow_id where w.application_id = $1 order by rank",
        [applicationId],
      )
    ).map((row) => row.code);
  expect(await wishes()).toEqual(["AL-1", "AL-2"]);
  // The page that sent it the first time, arriving late, sends nothing anew.
  await server.post(`${root}/apply/submission`, { after: "0" }, writing);
  expect(await wishes()).toEqual(["AL-1", "AL-2"]);
  const sent = await server.post(`${root}/apply/submission`, { after: "1" }, writing);
  expect(sent.headers.location).toBe(`${root}/apply/sent`);
  expect(await wishes()).toEqual(["AL-2", "AL-1"]);
  const [after] = await db.sql(
    `select a.code, a.person_id as person, a.receipt, a.revision, a.submitted_at, p.given_names as name
     from applications a join persons p on p.id = a.person_id where a.code = $1`,
    [code],
  );
  expect(after).toMatchObject({
    ...before,
    revision: 2,
    name: "Right",
    submitted_at: new Date(OPEN),
  });
  const names = await db.sql(
    "select revision, answer from application_answers where application_id = $1 and field = 'name' order by revision",
    [applicationId],
  );
  expect(names).toEqual([
    { revision: 1, answer: "Person 0 Correct" },
    { revision: 2, answer: "Right Correct" },
  ]);
  expect(
    (
      await db.sql("select name from event_log where subject_id = $1 order by id", [applicationId])
    ).map((row) => row.name),
  ).toEqual(["application.submitted", "application.corrected"]);
});

test("a correction begun and left leaves everything as it was sent", async () => {
  const { as, code } = await sender("Left");
  const writing = visitorOf(await server.post(`${root}/place/correction`, {}, as));
  await server.post(`${root}/apply/question/why`, { why: "Another reason" }, writing);
  expect((await server.get(`${root}/apply/leave`, writing)).body).toContain(
    "Or leave it as you sent it",
  );
  await server.post(`${root}/apply/leave`, { discard: "yes" }, writing);
  const [row] = await db.sql(
    `select d.state, a.revision from application_drafts d join applications a on a.id = d.application_id where d.code = $1`,
    [code],
  );
  expect(row).toEqual({ state: "sent", revision: 1 });
  expect((await server.get(`${root}/apply/check`, writing)).headers.location).toBe(
    `${root}/apply/sent`,
  );
});

test("a correction of somebody known from elsewhere leaves that other life alone", async () => {
  const { as, applicationId } = await sender("Elsewhere");
  const [person] = await db.sql<{ id: string }>(
    "select person_id as id from applications where id = $1",
    [applicationId],
  );
  await db.sql(
    `insert into mobilities (id, scheme_id, line_id, person_id, reference, sending_organisation_id, sending_country,
       hosting_country, hosting_city, starts, ends, mode, state, created_at)
     values (gen_random_uuid(), $1, $2, $3, 'earlier', $4, 'AL', 'IT', 'Bologna', '2025-01-01', '2025-02-01', 'physical', 'finished', now())`,
    [call.scheme.id, call.lineId, person!.id, call.schools.AL],
  );
  const writing = visitorOf(await server.post(`${root}/place/correction`, {}, as));
  await server.post(
    `${root}/apply/question/name`,
    { "name-given": "New", "name-family": "Elsewhere" },
    writing,
  );
  await server.post(`${root}/apply/submission`, { after: "1" }, writing);
  const [now] = await db.sql(
    `select p.given_names as here, (select given_names from persons where id = $2) as there
     from applications a join persons p on p.id = a.person_id where a.id = $1`,
    [applicationId, person!.id],
  );
  expect(now).toEqual({ here: "New", there: "Person 0" });
});

test("taken back by its owner, with an event; the page says so", async () => {
  const { as, applicationId } = await sender("Back");
  expect((await server.get(`${root}/place/withdrawal`, as)).body).toContain("Yes, take it back");
  const done = await server.post(`${root}/place/withdrawal`, {}, as);
  expect(done.headers.location).toBe(`${root}/place/result`);
  expect((await server.get(`${root}/place/result`, as)).body).toContain("was taken back");
  expect(
    await db.sql(
      "select actor_kind from event_log where subject_id = $1 and name = 'application.withdrawn'",
      [applicationId],
    ),
  ).toEqual([{ actor_kind: "learner" }]);
  expect((await server.post(`${root}/place/correction`, {}, as)).statusCode).toBe(422);
  const back = await db.database.withTx(call.actor, (tx) =>
    changeApplication(tx, applicationId, "reinstate", "person-asked"),
  );
  expect(back.ok).toBe(true);
});

test("one that came from a file has no form to take up again", async () => {
  const { as, applicationId } = await sender("File");
  await db.sql(
    "update application_drafts set application_id = null, state = 'discarded', answers = '{}' where application_id = $1",
    [applicationId],
  );
  const page = await server.get(`${root}/place/result`, as);
  expect(page.body).not.toContain("Correct my answers");
  expect(page.body).toContain("Take my application back");
  expect((await server.post(`${root}/place/correction`, {}, as)).body).toContain(
    "written down for you",
  );
});
