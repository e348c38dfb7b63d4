import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { onServer } from "../../../tests/support/postgres.ts";
import { closedCallDatabase, computedRun, FREEZE } from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { MIGRATIONS } from "../../platform/db/migrate.ts";
import { publishRun } from "./publish-run.ts";
import { listPublicFiles, readPublicFile } from "./read-runs.ts";
import { belongsTo, openText, openValue, sealText, sealValue } from "./sealed-run.ts";
import { signRun } from "./sign-run.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });

type Cell = { readonly table: string; readonly column: string; readonly text: string };

/** Every value of every table as text; bytes are also read as the letters they may be. */
async function everyCell(): Promise<Cell[]> {
  const columns = await db.sql<{ schema: string; table: string; column: string; type: string }>(
    `select table_schema as schema, table_name as table, column_name as column, data_type as type
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const cells: Cell[] = [];
  for (const { schema, table, column, type } of columns) {
    const text = type === "bytea" ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const rows = await db.sql<{ text: string }>(
      `select ${text} as text from "${schema}"."${table}" where "${column}" is not null`,
    );
    cells.push(...rows.map((row) => ({ table, column, text: row.text })));
  }
  return cells;
}
const tablesWith = (cells: readonly Cell[], what: string | RegExp): string[] => [
  ...new Set(
    cells
      .filter(({ text }) => (typeof what === "string" ? text.includes(what) : what.test(text)))
      .map(({ table, column }) => `${table}.${column}`),
  ),
];

test("a copy of the database does not say who counted for a reserved seat", async () => {
  await computedRun(db, call);
  const runId = await computedRun(db, call);
  for (const who of [coordinator, partner]) {
    need(await database.withTx(who.actor, (tx) => signRun(tx, runId), FREEZE));
  }
  need(await database.withTx(coordinator.actor, (tx) => publishRun(tx, runId), FREEZE));
  const cells = await everyCell();
  const runTables = new Set(cells.filter((c) => /run/.test(c.table)).map((c) => c.table));
  for (const table of ["run_files", "run_applicants", "run_places", "run_flags"]) {
    expect(runTables).toContain(table);
  }

  // The code of the reserve stands with the call's rules and their history, beside nobody.
  expect(tablesWith(cells, "reserve_1").sort()).toEqual(["event_log.data", "reserves.code"]);
  const events = await db.sql(
    "select distinct name from event_log where data::text like '%reserve_1%'",
  );
  expect(events).toEqual([{ name: "reserve.added" }]);
  expect(tablesWith(cells, /reserve-(changed|gained|lost)|"member"/)).toEqual([]);
  expect(tablesWith(cells, /a-[0-9a-f]{16}/)).toEqual([]);

  // What anybody may download has ids that the database has nowhere.
  const anonymous = { kind: "anonymous", schemeId: call.scheme.id } as const;
  const applicants = await database.withTx(anonymous, async (tx) => {
    expect(await listPublicFiles(tx, runId)).toHaveLength(8);
    return (await readPublicFile(tx, runId, "problem/applicants.csv"))!;
  });
  const ids = applicants.match(/p-[0-9a-f]{16}/g)!;
  expect(new Set(ids).size).toBe(12);
  for (const id of ids) expect(tablesWith(cells, id.slice(2))).toEqual([]);

  // Neither that there is a row nor how long it is tells anything.
  const lengths = await db.sql<{ n: number; length: number }>(
    `select count(*)::int n, length(sealed) as length from application_grounds
     where application_id = any($1) group by 2`,
    [call.people],
  );
  expect(lengths).toEqual([{ n: 12, length: 32 }]);
  const readings = await db.sql<{ n: number }>(
    "select count(*)::int n from ground_readings group by application_id",
  );
  expect(new Set(readings.map((row) => row.n)).size).toBe(1);
  const explained = await db.sql<{ length: number }>(
    "select distinct length(explanation) as length from run_applicants where run_id = $1",
    [runId],
  );
  for (const { length } of explained) expect((length - 29) % 1024).toBe(0);
});

test("a value opens in its own row only, and what is from before sealing is read as it is", () => {
  const where = belongsTo.explanation("run", "one");
  const sealed = sealValue({ code: "placed", reserve: "reserve_1" }, where);
  expect(sealed.length).toBe(sealValue({ code: "placed", reserve: null }, where).length);
  expect(openValue(sealed, where)).toEqual({ code: "placed", reserve: "reserve_1" });
  expect(() => openValue(sealed, belongsTo.explanation("run", "two"))).toThrow();
  expect(openValue(null, where)).toBeNull();
  expect(openText(sealText("Ђурић\n", where), where)).toBe("Ђурић\n");
  expect(openText(Buffer.from("\0Ђурић\n"), where)).toBe("Ђурић\n");
  expect(() => openText(Buffer.from("Ђурић\n"), where)).toThrow();
});

test("the migration keeps what was there in clear, also of a published run", async () => {
  const sql = readFileSync(join(MIGRATIONS, "0009-sealed-runs.sql"), "utf8");
  const before = `
    create temp table run_files (content bytea);
    insert into run_files values ('applicant,reserve_1');
    create temp table run_applicants (ref text, public_ref text, explanation jsonb,
      constraint run_applicants_run_id_ref_key unique (ref),
      constraint run_applicants_run_id_public_ref_key unique (public_ref));
    insert into run_applicants values ('a-1', 'p-001', '{"code": "placed"}'), ('a-2', 'p-002', null);
    create temp table run_places (cut_off jsonb);
    insert into run_places values ('{"open": 70}');
    create temp table run_flags (code text, params jsonb not null default '{}');
    insert into run_flags values ('pinned', '{"kind": "pinned"}');
    create temp table application_grounds (scheme_id uuid);`;
  await onServer(db.adminUrl, async (client) => {
    await client.query(before);
    await client.query(sql);
    const { rows } = await client.query<Record<string, Buffer | null>>(
      `select f.content, a.ref, a.explanation, p.cut_off, g.about
       from run_files f, run_applicants a, run_places p, run_flags g order by a.ref`,
    );
    expect(openText(rows[0]!.content!, "")).toBe("applicant,reserve_1");
    expect(openText(rows[0]!.ref!, "")).toBe("a-1");
    expect(openValue(rows[0]!.explanation!, "")).toEqual({ code: "placed" });
    expect(openValue(rows[1]!.explanation!, "")).toBeNull();
    expect(openValue(rows[0]!.cut_off!, "")).toEqual({ open: 70 });
    expect(openValue(rows[0]!.about!, "")).toEqual({ code: "pinned", params: { kind: "pinned" } });
  });
});
