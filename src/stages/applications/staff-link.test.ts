/** That a member of staff works for the school that sends: by the head's yes or read off a contract. */
import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { AnonymousActor } from "../../platform/db/actor.ts";
import { day } from "../../shared/day.ts";
import { answerAsHead } from "./ask-head.ts";
import { endStaffLink, keepStaffLink, readStaffPost } from "./keep-staff-link.ts";
import { registerApplicant } from "./register-applicant.ts";

const db = await testDatabase({ clock: { now: () => new Date("2027-02-01T09:00:00Z") } });
const call = await testCall(db);
await db.sql(
  "update activity_lines set audience = 'staff', activity = 'job-shadowing' where id = $1",
  [call.lineId],
);
const { actor: partner } = await signInAs(db, call.scheme, {
  role: "country-partner",
  country: "AL",
});
const { actor: neighbour } = await signInAs(db, call.scheme, {
  role: "country-partner",
  country: "RS",
});
const { applicationId, personId } = await db.database.withTx(call.actor, async (tx) =>
  need(await registerApplicant(tx, { callId: call.callId, ...testEntry(call) })),
);
const postOf = () => db.database.withTx(partner, (tx) => readStaffPost(tx, personId));
const CONTRACT = {
  organisationId: call.schools.AL,
  employment: "fixed-term",
  post: "Teacher of cooking",
  since: day("2020-09-01"),
  until: day("2027-05-31"),
  paper: "Contract 12/2020",
};
const keep = (more: Partial<typeof CONTRACT> = {}, as = partner) =>
  db.database.withTx(as, (tx) => keepStaffLink(tx, personId, { ...CONTRACT, ...more }));

test("a head's yes documents the post, and a later no takes that back", async () => {
  await db.sql(
    `insert into head_confirmations (id, scheme_id, application_id, sent_to, secret_hash, asked_at)
     values ($1, $2, $3, 'head@school.example', $4, now())`,
    [
      randomUUID(),
      call.scheme.id,
      applicationId,
      createHash("sha256").update("head:secret").digest("hex"),
    ],
  );
  const anonymous: AnonymousActor = { kind: "anonymous", schemeId: call.scheme.id };
  const answer = (text: string) =>
    db.database.withTx(anonymous, (tx) => answerAsHead(tx, "secret", text));
  need(await answer("yes"));
  need(await answer("yes"));
  expect((await postOf()).links).toMatchObject([
    { basis: "head", post: "Cooking", organisationId: call.schools.AL, until: null },
  ]);
  need(await answer("no"));
  expect((await postOf()).links).toEqual([]);
});

test("what a contract says is written down with where it lies; every problem is told at once", async () => {
  const wrong = await keep({
    organisationId: call.host,
    employment: "volunteer",
    post: " ",
    until: day("2019-01-01"),
    paper: "",
  });
  expect(wrong.ok ? [] : wrong.problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
    "organisation choose-one",
    "employment choose-one",
    "post required",
    "until days-reversed",
    "paper required",
  ]);
  expect((await keep({}, neighbour)).ok).toBe(false);
  need(await keep());
  need(await keep({ until: day("2027-08-31") }));
  const { isStaff, links } = await postOf();
  expect(isStaff).toBe(true);
  expect(links).toMatchObject([{ basis: "contract", until: "2027-08-31" }]);
  const id = links[0]!.id;
  expect((await db.database.withTx(neighbour, (tx) => endStaffLink(tx, personId, id))).ok).toBe(
    false,
  );
  need(await db.database.withTx(partner, (tx) => endStaffLink(tx, personId, id)));
  expect((await postOf()).links).toEqual([]);
});
