/** The eyes of the race of the forms: a form that works twice, or beside its key, is seen. */
import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { Tx } from "../../src/platform/db/index.ts";
import { record } from "../../src/platform/events/record.ts";
import { page, redirect } from "../../src/platform/web/answer.ts";
import type { StaffRoute } from "../../src/platform/web/route.ts";
import { html } from "../../src/ui/html.ts";
import { testDatabase } from "../support/database.ts";
import { signInAs, testScheme, testServer } from "../support/server.ts";
import { faultsOf, race } from "./race.ts";
import { watchWriters } from "./writers.ts";

// Every client can hold a connection, and whoever works beside the form's transaction one more.
const CLIENTS = 6;
const db = await testDatabase({ max: 2 * CLIENTS });
const scheme = await testScheme(db);
const { actor, cookies } = await signInAs(db, scheme, { role: "coordinator" });

const happen = (tx: Tx) => record(tx, "planted.happened", { type: "scheme", id: scheme.id });
const planted = (name: string, more: Pick<StaffRoute, "answer" | "repeatable">): StaffRoute => ({
  method: "POST",
  path: `/console/:scheme/${name}`,
  access: "staff",
  allow: () => true,
  ...more,
});
const done = redirect("/done");

const { app } = await testServer(db, [
  planted("sound", {
    async answer({ tx }) {
      await happen(tx);
      return done;
    },
  }),
  planted("shown-once", {
    async answer({ tx }) {
      await happen(tx);
      return page(html`<p>A secret</p>`);
    },
  }),
  planted("unclaimed", {
    repeatable: true,
    async answer({ tx }) {
      await happen(tx);
      return done;
    },
  }),
  planted("beside", {
    async answer({ tx }) {
      await happen(tx);
      await db.database.withTx(actor, happen);
      return done;
    },
  }),
  planted("before", {
    repeatable: true,
    async answer() {
      await db.database.withTx(actor, happen);
      return done;
    },
  }),
  planted("elsewhere", {
    repeatable: true,
    answer: async () => redirect(`/done/${randomUUID()}`),
  }),
  planted("broken", {
    async answer() {
      throw new Error("planted");
    },
  }),
]);
const writers = await watchWriters(db);
await app.listen({ host: "127.0.0.1", port: 0 });
const { port } = app.server.address() as AddressInfo;

async function faults(name: string, shownOnce?: string): Promise<string[]> {
  await writers.look();
  const raced = await race(
    {
      port,
      path: `/console/${scheme.slug}/${name}`,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
        cookie: Object.entries(cookies)
          .map((each) => each.join("="))
          .join("; "),
      },
      body: Buffer.from(`_key=${randomUUID()}&words=${"x".repeat(200)}`),
    },
    { clients: CLIENTS, seed: "the same every time", form: name },
  );
  expect(raced.replies).toHaveLength(CLIENTS);
  expect(raced.requests).toBe(CLIENTS + raced.lost);
  return faultsOf(raced.replies, await writers.look(), shownOnce);
}

test("a form that works once under its key has no fault, also where it shows something once", async () => {
  expect(await faults("sound")).toEqual([]);
  expect(await faults("shown-once", `/console/${scheme.slug}/shown-once`)).toEqual([]);
});

test("a key that nobody claims, and a work in a transaction of its own, are found", async () => {
  const [often, ...keyless] = await faults("unclaimed");
  expect(often).toMatch(/^done \d+ times: public\.event_log/);
  expect(keyless).toEqual(["without its key: public.event_log"]);
  expect((await faults("beside")).join()).toMatch(/^done 2 times.*without its key/s);
  expect((await faults("before")).join()).toMatch(/^done \d+ times.*without its key/s);
});

test("clients who are led to different places, and a form that never works, are found", async () => {
  expect((await faults("elsewhere")).join()).toContain("and not to /done/");
  const broken = await faults("broken");
  expect(broken.join()).toContain("answered 500");
  expect(broken).toContain("nothing was done");
});
