import { expect, test } from "vitest";
import { testCall } from "../../../tests/support/call.ts";
import { matchedColumns } from "../../../tests/support/columns.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt, elapsed, pause } from "../../platform/clock.ts";
import type { JobContext } from "../../platform/jobs/jobs.ts";
import { checkImport } from "../../worker/check-import.ts";
import { writeImport } from "../../worker/write-import.ts";
import { routes as one } from "./import.page.ts";
import { routes as all } from "./imports.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, [...all, ...one], { clock });
const base = "/console/riverside/imports";
const coordinator = await signInAs(db, call.scheme, { role: "coordinator", name: "Ada" });

const HEAD = "Emri;Mbiemri;Datëlindja;Vendi;Shkolla;Profesioni;Dëshirat;Motivimi;Notat;Email\n";
/** People of two years are born on some seven hundred days; who is alike is looked for among those of a day. */
const born = (n: number) => `${1 + (n % 28)}.${1 + (n % 12)}.${2008 + (n % 2)}`;
const row = (name: string, birth: string, more = "") =>
  `${name};Hoxha;${birth};Shqipëri;Shkolla Profesionale;Kuzhinë;AL-1 AL-2;30;41;${more}\n`;

/** Sends a table as somebody; gives back the address of its import. */
async function bring(text: string, fields: Record<string, string> = {}, as = coordinator) {
  const reply = await server.post(
    base,
    { kind: "applicants", callId: call.callId, paste: text, ...fields },
    as,
  );
  return { reply, at: reply.headers.location ?? "" };
}
const idOf = (at: string) => at.split("/").at(-1) ?? "";

/** Takes the columns as they were matched. */
async function check(at: string, as = coordinator) {
  const page = await server.get(at, as);
  const fields = matchedColumns(page.body);
  return server.post(`${at}/columns`, fields, as);
}
const count = async (tableName: string) =>
  Number((await db.sql<{ n: string }>(`select count(*) as n from ${tableName}`))[0]?.n);

test("5,000 rows are checked and written as jobs, told on the way, and a job done twice writes once", {
  timeout: 120_000,
}, async () => {
  const text =
    HEAD +
    Array.from({ length: 5_000 }, (_, n) => row(`Person ${n}`, born(n * 7))).join("") +
    row("Bad", "12.3.2009", "x@");
  const { at } = await bring(text);
  const took = elapsed();
  await check(at);
  const waiting = await server.get(at, coordinator);
  expect(waiting.body).toContain("The rows are being checked");
  expect(waiting.headers.refresh).toBe("2");
  const context = {
    database: db.database,
    clock,
    actor: call.actor,
    attempt: 1,
    lastAttempt: false,
  } as unknown as JobContext;
  const job = { importId: idOf(at) };
  await checkImport(job, context);
  expect((await server.get(at, coordinator)).body).toContain("5,000 rows would be added");
  await server.post(`${at}/confirmation`, { "leave-out": "yes" }, coordinator);
  const before = await count("applications");
  const running = writeImport(job, context);
  const seen = new Set<number>();
  let ended = false;
  running.finally(() => {
    ended = true;
  });
  while (!ended) {
    const [progress] = await db.sql<{ done: number }>(
      "select done from job_progress where id = (select progress_id from imports where id = $1)",
      [job.importId],
    );
    seen.add(progress?.done ?? 0);
    // Half of it is never there.
    if (!ended) expect([before, before + 5_000]).toContain(await count("applications"));
    await pause(20);
  }
  await running;
  expect(seen.size).toBeGreaterThan(2);
  expect(await count("applications")).toBe(before + 5_000);
  await writeImport(job, context);
  expect(await count("applications")).toBe(before + 5_000);
  // A few seconds on a quiet machine; what grows with the square of the rows would take minutes.
  expect(took()).toBeLessThan(90_000);
  expect((await server.get(at, coordinator)).body).toContain("1 row left out");
});
