import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { record } from "../../platform/events/record.ts";
import { standingOf } from "../../platform/signing/key-rules.ts";
import { closeCall } from "../../stages/calls/close-call.ts";
import { openCall } from "../../stages/calls/open-call.ts";
import { routes } from "../index.ts";
import { hasWaiting } from "./has-waiting.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const clock = { now: () => moment };
const db = await testDatabase({ clock });
let sealEnds: Date | "broken" | null = null;
const server = await testServer(db, routes, {
  clock,
  site: {
    sealStanding: (now) =>
      sealEnds === "broken"
        ? { state: "broken", until: null }
        : standingOf(sealEnds ? { until: sealEnds } : undefined, now),
  },
});
const s = await smallScheme(db.database);
const scheme = { id: s.schemeId, slug: s.slug };
const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna" });
const mirela = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const root = `/console/${s.slug}`;
const waiting = (who: typeof anna, role: "coordinator" | "country-partner") =>
  db.database.withTx(s.system, (tx) =>
    hasWaiting(tx, {
      role,
      userId: who.userId,
      name: "x",
      country: role === "country-partner" ? "AL" : null,
      organisationId: null,
    }),
  );

test("a day with nothing to do says so, and a coordinator without a call what to begin with", async () => {
  const page = await server.get(root, anna);
  expect(page.body).toContain("No call is open yet. This comes first:");
  for (const door of ["settings/people", "calls", "imports/new"]) {
    expect(page.body).toContain(`<li><a class="govuk-link" href="${root}/${door}">`);
  }
  expect((await server.get(root, mirela)).body).toContain("Nothing needs you.");
  expect(page.body).toContain("What needs you");
  const auditor = await signInAs(db, scheme, { role: "auditor" });
  expect((await server.get(root, auditor)).body).toContain("What the office has to do");
  expect(page.body).toContain("No deadline and no departure.");
  expect(await waiting(anna, "coordinator")).toBe(false);
});

test("whatever the page lists waits also when asked from outside: a story, for one", async () => {
  const nothing = { anna: false, mirela: false };
  const asked = async () => ({
    anna: await waiting(anna, "coordinator"),
    mirela: await waiting(mirela, "country-partner"),
  });
  expect(await asked()).toEqual(nothing);
  await db.sql(
    `insert into stories (id, scheme_id, state, state_since, sending_country, trade, city, country,
       shown_name, language, parts, guardian_needed, content_hash, created_at, created_by)
     values ($1, $2, 'submitted', now(), 'AL', 'cook', 'Bologna', 'IT', 'Arta', 'sq',
       array['a', 'b', 'c'], false, repeat('a', 64), now(), 'x')`,
    [randomUUID(), s.schemeId],
  );
  for (const who of [anna, mirela]) {
    const shown = (await server.get(root, who)).body.includes("/stories?state=submitted");
    expect(await waiting(who, who === anna ? "coordinator" : "country-partner")).toBe(shown);
  }
  expect((await asked()).anna).toBe(true);
  await db.sql("delete from stories");
  expect(await asked()).toEqual(nothing);
});

test("who leads the office reads two months before that the seal's certificate ends", async () => {
  for (const [ends, said] of [
    ["2027-02-15", null],
    ["2027-01-30", "The certificate of the seal on papers ends on 30 Jan 2027."],
    ["2026-12-01", "ended on 1 Dec 2026, and no agreement can be sealed."],
  ] as const) {
    sealEnds = new Date(`${ends}T12:00:00Z`);
    const { body } = await server.get(root, anna);
    if (said === null) expect(body).not.toContain("seal-key");
    else expect(body).toContain(said);
    expect((await server.get(root, mirela)).body).not.toContain("seal-key");
  }
  sealEnds = "broken";
  expect((await server.get(root, anna)).body).toContain("The keys of the seal on papers cannot be");
  sealEnds = null;
});

test("a closed call says how many wait for how many seats, by when, and where to begin", async () => {
  await db.database.withTx(anna.actor, async (tx) => must(await openCall(tx, s.callId)));
  moment = new Date("2027-02-20T10:00:00Z");
  await db.database.withTx(anna.actor, async (tx) => must(await closeCall(tx, s.callId)));
  const page = await server.get(root, anna);
  expect(page.body).toContain("0 applicants wait for 7 seats. Decide by Monday, 1 March 2027.");
  expect(page.body).toContain(`href="${root}/calls/${s.callId}/allocation"`);
  expect(page.body).toContain("Run the allocation");
  expect(page.body).toContain("places decided: Monday, 1 March 2027</a> · in 9 days");
  expect(page.body).toContain("Call closed");
  expect([await waiting(anna, "coordinator"), await waiting(mirela, "country-partner")]).toEqual([
    true,
    false,
  ]);
});

test("a computed run waits for two signatures, then to be published", async () => {
  const run = randomUUID();
  await db.sql(
    `insert into allocation_runs (id, scheme_id, call_id, number, state, seed, rule, code_version,
       problem_hash, frozen_at, frozen_by)
     values ($1, $2, $3, 1, 'computed', 'aa', 'stable', '1', 'hash', now(), 'x')`,
    [run, s.schemeId, s.callId],
  );
  await db.sql(
    `insert into run_flags (id, scheme_id, run_id, flow_id, about)
     values ($1, $2, $3, $4, '')`,
    [randomUUID(), s.schemeId, run, s.flows.rsBologna],
  );
  expect((await server.get(root, anna)).body).toContain("Look at 1 flagged case");
  const partners = (await server.get(root, mirela)).body;
  expect(partners).toContain("Look at run 1 and sign it");
  // The flagged flow is Serbian: not the Albanian partner's case.
  expect(partners).toContain("No case to look at, of 0 flagged by rule.");
  const sign = (who: typeof anna, role: string) =>
    db.sql(
      `insert into run_signatures (scheme_id, run_id, user_id, role, person_name, problem_hash,
         result_hash, signed_at) values ($1, $2, $3, $4, 'x', 'hash', 'hash', now())`,
      [s.schemeId, run, who.userId, role],
    );
  await sign(anna, "coordinator");
  expect((await server.get(root, anna)).body).not.toContain("and sign it");
  await sign(mirela, "country-partner");
  const ready = (await server.get(root, anna)).body;
  expect(ready).toContain("Publish run 1: two people have signed");
  expect(ready).toContain(`href="${root}/runs/${run}/publication"`);
  expect(await waiting(mirela, "country-partner")).toBe(false);
  expect(server.errors).toEqual([]);
});

test("who did something is said as it is: somebody at the public page is no applicant", async () => {
  const asked = { country: "AL", name: "Shkolla e Re", city: "Vlorë" };
  await db.database.withTx({ kind: "anonymous", schemeId: s.schemeId }, (tx) =>
    record(tx, "school.asked-for", { type: "school-request", id: randomUUID() }, asked),
  );
  const line = /<li>(?:(?!<li>).)*A teacher asked for a school(?:(?!<\/li>).)*<\/li>/s;
  const [shown] = line.exec((await server.get(root, anna)).body) ?? [];
  expect(shown).toContain("Public page");
  expect(shown).not.toContain("Applicant");
});
