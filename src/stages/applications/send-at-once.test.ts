import { expect, test } from "vitest";
import { readyDrafts } from "../../../tests/support/apply.ts";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { clockAt } from "../../platform/clock.ts";
import type { Actor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { day } from "../../shared/day.ts";
import { registerApplicant } from "./register-applicant.ts";
import { submitApplication } from "./submit-application.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db);
const { callId } = call;
const schemeId = call.scheme.id;

/** Runs two acts at once: the second begins before the first is committed, and waits for it. */
async function atOnce<A, B>(
  first: { actor: Actor; work: (tx: Tx) => Promise<A> },
  second: { actor: Actor; work: (tx: Tx) => Promise<B> },
): Promise<readonly [A, B]> {
  const done = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const one = db.database.withTx(
    first.actor,
    async (tx) => {
      const value = await first.work(tx);
      done.resolve();
      await goOn.promise;
      return value;
    },
    { purpose: "own-answers" },
  );
  one.catch(() => done.resolve());
  await done.promise;
  const other = db.database.withTx(second.actor, second.work, { purpose: "own-answers" });
  other.catch(() => {});
  for (let waiting = 0; waiting === 0; ) {
    const rows = await db.sql<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    waiting = rows[0]?.n ?? 0;
  }
  goOn.resolve();
  return Promise.all([one, other]);
}

/** Drafts of one and the same person, whom the scheme knows already. */
async function draftsOfOne(name: string, count: number): Promise<readonly string[]> {
  const drafts = await readyDrafts(db, call, { count, secret: "-", now: clock.now(), name });
  const ids = drafts.map((draft) => draft.draftId);
  await db.sql(
    `update application_drafts d set answers = first.answers from application_drafts first
     where first.id = $1 and d.id = any($2::uuid[])`,
    [ids[0], ids],
  );
  await db.sql(
    `insert into persons (id, scheme_id, given_names, family_name, birth_date, email, country, created_at)
     select gen_random_uuid(), scheme_id, answers->'name'->>'givenNames', answers->'name'->>'familyName',
       (answers->>'birth')::date, answers->'contact'->>'email', 'AL', now()
     from application_drafts where id = $1`,
    [ids[0]],
  );
  return ids;
}

const send = (draftId: string) => ({
  actor: { kind: "applicant", schemeId, draftId } as const,
  work: (tx: Tx) => submitApplication(tx, draftId),
});

test("two forms of a person known here, sent in one instant, are both kept, as one sent later is", async () => {
  const [a, b, later] = await draftsOfOne("Instant", 3);
  const [first, second] = await atOnce(send(a!), send(b!));
  const third = send(later!);
  const after = await db.database.withTx(third.actor, third.work, { purpose: "own-answers" });
  const ids = [need(first), need(second), need(after)].map((sent) => sent.applicationId);
  expect(new Set(ids).size).toBe(3);
  // Who takes part is nobody's business: a person of the office looks at the three rows.
  const rows = await db.sql<{ persons: number; wishes: number; answers: number; told: number }>(
    `select count(distinct a.person_id)::int as persons,
       (select count(*)::int from wishes w where w.application_id = any($1::uuid[])) as wishes,
       (select count(distinct application_id)::int from application_answers x
         where x.application_id = any($1::uuid[])) as answers,
       (select count(*)::int from event_log e where e.name = 'application.submitted'
         and e.subject_id = any($1::uuid[])) as told
     from applications a where a.id = any($1::uuid[])`,
    [ids],
  );
  expect(rows).toEqual([{ persons: 3, wishes: 6, answers: 3, told: 3 }]);
  const [all] = await db.sql<{ letters: number; events: number; sent: number }>(
    `select (select count(*)::int from mail_messages) as letters,
       (select count(*)::int from event_log where name = 'application.submitted') as events,
       (select count(*)::int from application_drafts where state = 'sent') as sent`,
  );
  expect(all).toEqual({ letters: 3, events: 3, sent: 3 });
});

test("who enters somebody in the instant in which another hand does is told that they are here", async () => {
  const entry = testEntry(call, {
    person: {
      givenNames: "Mirjeta",
      familyName: "Instant",
      birthDate: day("2009-03-12"),
      email: "mirjeta@example.org",
    },
  });
  await db.sql(
    `insert into persons (id, scheme_id, given_names, family_name, birth_date, email, country, created_at)
     values (gen_random_uuid(), $1, 'Mirjeta', 'Instant', '2009-03-12', 'mirjeta@example.org', 'AL', now())`,
    [schemeId],
  );
  const enter = {
    actor: call.actor,
    work: (tx: Tx) => registerApplicant(tx, { callId, ...entry }),
  };
  const [first, second] = await atOnce(enter, enter);
  expect(first.ok).toBe(true);
  const later = await db.database.withTx(enter.actor, enter.work);
  expect(later).toMatchObject({
    ok: false,
    problems: [{ code: "already-applied", field: "familyName" }],
  });
  expect(second).toEqual(later);
});
