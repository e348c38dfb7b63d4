import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { LearnerActor } from "../../platform/db/actor.ts";
import { mergeFlow } from "../calls/merge-flow.ts";
import { readResult } from "./read-result.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const into = call.flows["RS-2"]!;
const SECOND = 7;
const ONLY_WISH = 8;
const FAR_WISH = 6;
const TOO_YOUNG = 10;

const result = (at: number) => {
  const learner: LearnerActor = {
    kind: "learner",
    schemeId: call.scheme.id,
    applicationId: call.people[at]!,
  };
  return database.withTx(learner, (tx) => readResult(tx));
};

// RS-0 was merged into RS-1 before; one person wished RS-0 only, so the chain has two steps.
await db.sql(
  `insert into flows select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(),
     'code', 'RS-0', 'state', 'merged', 'state_reason', 'too few people', 'merged_into', f.id))).*
   from flows f where f.id = $1`,
  [call.flows["RS-1"]],
);
await db.sql("delete from wishes where application_id = $1 and rank > 1", [call.people[FAR_WISH]]);
await db.sql(
  "update wishes set flow_id = (select id from flows where code = 'RS-0') where application_id = $1",
  [call.people[FAR_WISH]],
);
await db.sql(
  "update persons set birth_date = '2020-01-01' where id = (select person_id from applications where id = $1)",
  [call.people[TOO_YOUNG]],
);
need(
  await database.withTx(call.actor, (tx) =>
    mergeFlow(tx, { flowId: call.flows["RS-1"]!, into, reason: "Too few people wished for it" }),
  ),
);
const undecided = await result(ONLY_WISH);

const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const runId = await computedRun(db, call);
await publishAndOffer(db, runId, [coordinator, partner]);

test("a wish for a merged flow is answered with the place of the flow it was merged into", async () => {
  const read = await result(FAR_WISH);
  expect(read?.runPlaceId).not.toBeNull();
  expect(read?.wishes).toHaveLength(1);
  expect(read?.wishes[0]).toMatchObject({
    flowId: into,
    flowState: "open",
    rank: 1,
    city: read?.offer?.city,
    starts: read?.offer?.starts,
    place: { placeId: read?.runPlaceId },
    reason: { code: "got-it" },
  });
});

test("who wished both flows sees one wish, at the better rank", async () => {
  const wished = await db.sql("select rank from wishes where application_id = $1", [
    call.people[SECOND],
  ]);
  expect(wished).toHaveLength(2);
  const read = await result(SECOND);
  expect(read?.wishes.map((wish) => [wish.flowId, wish.rank])).toEqual([[into, 1]]);
});

test("who got no place is told so at the flow that stands, and has a number in its line", async () => {
  const read = await result(ONLY_WISH);
  expect(read?.runPlaceId).toBeNull();
  // 90 points and the kept seat fill the flow; 61 waits first and 60 second.
  expect(read?.wishes).toMatchObject([{ flowId: into, reason: { open: false }, waiting: 2 }]);
});

test("a wish closed by a rule gives the rule, though its flow was merged", async () => {
  const read = await result(TOO_YOUNG);
  expect(read?.wishes).toMatchObject([{ flowId: into, removed: { code: "age-below" } }]);
});

test("before the decision the wish already shows the flow that stands", () => {
  expect(undecided?.runId).toBeNull();
  expect(undecided?.wishes).toMatchObject([{ flowId: into, flowState: "open", rank: 1 }]);
});
