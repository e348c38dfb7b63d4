import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { ASSESSED, type SelectionCall, selectionCall } from "../../../tests/support/selection.ts";
import { learnerVisitor, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { newId } from "../../platform/random.ts";
import { routes as portalRoutes } from "../../portal/index.ts";
import { routes } from "./index.ts";

const clock = clockAt("2027-03-01T08:00:00Z");
const db = await testDatabase({ clock });
const criteria = ASSESSED.filter((one) => one.kind === "entered" || one.kind === "assessed");
const few = { criteria, assessors: 2, shared: 1 };
const call = await selectionCall(db, clock, few);
const small = await selectionCall(db, clock, { ...few, count: 1, slug: "one" });
const server = await testServer(db, [...routes, ...portalRoutes], { clock });

/** Everybody saves 3 and 3 for every case they have. */
async function scoreAll(of: SelectionCall): Promise<void> {
  for (const one of of.assessors) {
    for (;;) {
      const [row] = await db.sql<{ id: string }>(
        `select t.id from assessments t join assessors r on r.id = t.assessor_id
         where r.user_id = $1 and t.state in ('waiting', 'skipped') order by t.shared desc limit 1`,
        [one.userId],
      );
      if (!row) break;
      const path = `/console/${of.scheme.slug}/assessment/cases/${row.id}/scores`;
      await server.post(path, { motivation: "3", plan: "3" }, one);
    }
  }
}

test("from minutes to a public list and an objection from one's own page", async () => {
  await scoreAll(call);
  const part = (name: string) => `/console/${call.scheme.slug}/selection/${call.callId}/${name}`;
  const early = await server.post(part("lists/provisional"), {}, call.coordinator);
  expect(early.statusCode).toBe(422);
  const minutes = await server.post(
    part("decisions"),
    {
      "heldOn-day": "10",
      "heldOn-month": "3",
      "heldOn-year": "2027",
      members: "Anna Ferri, chair\nSecond Member",
      minutes: "The committee looked at every case and takes the order as it was computed.",
    },
    call.coordinator,
  );
  expect(minutes.statusCode).toBe(303);
  expect((await server.post(part("lists/provisional"), {}, call.coordinator)).statusCode).toBe(303);
  const lists = await server.get(part("lists"), call.coordinator);
  const listId = /\/lists\/([0-9a-f-]{36})"/.exec(lists.body)?.[1] ?? "";
  const open = await server.get(`/en/${call.scheme.slug}/lists/${listId}`);
  expect(open.statusCode).toBe(200);
  expect(open.body).not.toMatch(/Qorraj|Zamira|Assessor \d/);
  expect([...open.body.matchAll(/<code[^>]*>[2-9A-Z]{4}-[2-9A-Z]{4}<\/code>/g)]).toHaveLength(12);
  const file = await server.get(`/en/${call.scheme.slug}/lists/${listId}/files/list.csv`);
  expect(file.headers["content-disposition"]).toContain("list.csv");

  const learner = learnerVisitor(call.scheme, call.people[3]!, clock.now());
  const own = await server.get(`/en/${call.scheme.slug}/place/result`, learner);
  expect(own.body).toContain("Your line on the provisional list");
  expect(own.body).toContain("scores: 3 and 3");
  const short = await server.post(
    `/en/${call.scheme.slug}/place/objection`,
    { message: "no" },
    learner,
  );
  expect(short.statusCode).toBe(422);
  const key = newId();
  for (const _ of [1, 2]) {
    const sent = await server.post(
      `/en/${call.scheme.slug}/place/objection`,
      { _key: key, message: "My second certificate was not counted." },
      learner,
    );
    expect(sent.statusCode).toBe(303);
  }
  expect(await db.sql("select count(*)::int as n from objections")).toEqual([{ n: 1 }]);
  const objections = await server.get(part("objections"), call.coordinator);
  const objection = /selection\/objections\/([0-9a-f-]{36})/.exec(objections.body)?.[1];
  const answered = await server.post(
    `/console/${call.scheme.slug}/selection/objections/${objection}`,
    {
      verdict: "reject",
      answer: "The certificate was not among the papers sent in time.",
      criterion: "",
    },
    call.coordinator,
  );
  expect(answered.statusCode).toBe(303);
  const read = await server.get(`/en/${call.scheme.slug}/place/result`, learner);
  expect(read.body).toContain("not among the papers");

  const letters = await server.post(part("letters"), {}, call.coordinator);
  expect(letters.statusCode).toBe(303);
  const preview = await server.get(part("letters"), call.coordinator);
  expect(preview.body).toContain("lista paraprake");
  expect(
    await db.sql("select distinct state from mail_messages where batch_id = $1", [listId]),
  ).toEqual([{ state: "held" }]);
  expect((await server.post(part("letters-release"), {}, call.coordinator)).statusCode).toBe(303);
  expect(
    await db.sql("select distinct state from mail_messages where batch_id = $1", [listId]),
  ).toEqual([{ state: "queued" }]);
  expect(server.errors).toEqual([]);
});

test("a list of fewer than ten people shows no line and no file to the public", async () => {
  await scoreAll(small);
  const part = (name: string) => `/console/${small.scheme.slug}/selection/${small.callId}/${name}`;
  await server.post(
    part("decisions"),
    {
      "heldOn-day": "10",
      "heldOn-month": "3",
      "heldOn-year": "2027",
      members: "Anna Ferri, chair\nSecond Member",
      minutes: "The committee looked at the one case and takes the order as computed.",
    },
    small.coordinator,
  );
  expect((await server.post(part("lists/provisional"), {}, small.coordinator)).statusCode).toBe(
    303,
  );
  const [list] = await db.sql<{ id: string }>("select id from selection_lists where call_id = $1", [
    small.callId,
  ]);
  const open = await server.get(`/en/${small.scheme.slug}/lists/${list!.id}`);
  expect(open.statusCode).toBe(200);
  expect(open.body).toContain("Of so few people");
  expect(open.body).not.toMatch(/<code[^>]*>[2-9A-Z]{4}-[2-9A-Z]{4}<\/code>/);
  const file = await server.get(`/en/${small.scheme.slug}/lists/${list!.id}/files/scores.csv`);
  expect(file.statusCode).toBe(404);
});
