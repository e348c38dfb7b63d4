import { readXlsx, writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { matchedColumns } from "../../../tests/support/columns.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { type SignedIn, signInAs, testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { clockAt } from "../../platform/clock.ts";
import { openCall } from "../../stages/calls/open-call.ts";
import { listFlows } from "../../stages/calls/read-flows.ts";
import { uploadImport } from "../../stages/imports/upload-import.ts";
import { routes as list } from "../flows/flows.page.ts";
import { routes as one } from "./import.page.ts";
import { routes as all } from "./imports.page.ts";

const db = await testDatabase({ clock: clockAt("2026-12-02T10:00:00Z") });
const server = await testServer(db, [...list, ...all, ...one], {
  clock: clockAt("2026-12-02T10:00:00Z"),
});
let schemes = 0;

type Cells = (string | number | null)[];
const at = (rows: Cells[], heading: string): number => {
  const found = rows[0]!.indexOf(heading);
  if (found < 0) throw new Error(`no column ${heading} in ${rows[0]!.join(", ")}`);
  return found;
};

async function office() {
  schemes += 1;
  const s = await smallScheme(db.database, `flows-${schemes}`);
  const scheme = { id: s.schemeId, slug: s.slug };
  const base = `/console/${s.slug}`;
  const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna" });
  const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
  const flows = () => db.database.withTx(s.coordinator, (tx) => listFlows(tx, s.callId));
  const download = async (): Promise<Cells[]> => {
    const reply = await server.get(`${base}/flows.xlsx?sort=code`, anna);
    return (await readXlsx(reply.rawPayload)).sheets[0]!.rows as Cells[];
  };
  const upload = async (rows: Cells[], who: SignedIn) => {
    const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: "list", rows }] }));
    const from = { kind: "flow-changes", callId: "", lineId: "", fileName: "flows.xlsx", bytes };
    return db.database.withTx(who.actor, (tx) => uploadImport(tx, from));
  };
  /** Brings edited rows back, takes the columns as matched, gives the page that was shown then. */
  const bringBack = async (rows: Cells[]) => {
    const url = `${base}/imports/${must(await upload(rows, anna))}`;
    const page = await server.get(url, anna);
    const fields = matchedColumns(page.body);
    expect((await server.post(`${url}/columns`, fields, anna)).statusCode).toBe(303);
    return { url, page: (await server.get(url, anna)).body };
  };
  const row = (rows: Cells[], code: string) => rows.find((each) => each.includes(code))!;
  return { s, anna, partner, flows, download, upload, bringBack, row };
}

test("the flows of a draft come back edited; untouched, they change nothing", async () => {
  const { s, anna, flows, download, bringBack, row } = await office();
  const before = await flows();
  const rows = await download();
  expect((await bringBack(rows)).page).toContain("There is nothing to write");
  const [first, second] = before.filter((flow) => flow.places.length === 1);
  const edited = row(rows, first!.code);
  edited[at(rows, "City")] = "Rimini";
  edited[at(rows, "First day")] = "2027-07-05";
  edited[at(rows, "Seats")] = 9;
  row(rows, second!.code)[at(rows, "Leader")] = "Ada Prifti";
  const { url, page } = await bringBack(rows);
  expect(page).toContain("4 values would be another.");
  expect(page).toContain("<ins>5 Jul 2027</ins>");
  expect(await flows()).toEqual(before);
  expect((await server.post(`${url}/confirmation`, {}, anna)).statusCode).toBe(303);
  const after = await flows();
  expect(after.find((flow) => flow.id === first!.id)).toMatchObject({
    city: "Rimini",
    starts: "2027-07-05",
    ends: first!.ends,
    places: [{ seats: 9, trade: first!.places[0]!.trade, reserved: first!.places[0]!.reserved }],
  });
  expect(after.find((flow) => flow.id === second!.id)).toMatchObject({ leader: "Ada Prifti" });
  expect((await server.get(url, anna)).body).toContain(`href="/console/${s.slug}/flows"`);
});

test("what cannot be is said at the flow and the column, all at once", async () => {
  const { flows, download, bringBack, row } = await office();
  const before = await flows();
  const rows = await download();
  const [first, second] = before;
  row(rows, first!.code)[at(rows, "Last day")] = "2027-07-02";
  row(rows, first!.code)[at(rows, "Hosting organisation")] = "Nobody";
  row(rows, second!.code)[at(rows, "Minimum")] = 400;
  const { page } = await bringBack(rows);
  expect(page).toContain("2 rows have problems");
  expect(page).toContain("Nobody");
  expect(page).toContain("There is nothing to write");
  expect(await flows()).toEqual(before);
});

test("a call that is open keeps its flows, and a country partner brings none back", async () => {
  const { s, partner, flows, download, bringBack, upload, row } = await office();
  const rows = await download();
  await db.database.withTx(s.coordinator, async (tx) => must(await openCall(tx, s.callId)));
  const before = await flows();
  row(rows, before[0]!.code)[at(rows, "City")] = "Rimini";
  const { page } = await bringBack(rows);
  expect(page).toContain("1 row has a problem");
  expect(page).toContain("There is nothing to write");
  expect(await flows()).toEqual(before);
  const refused = await upload(rows, partner);
  expect(refused.ok ? [] : refused.problems.map(({ code }) => code)).toEqual(["not-found"]);
});
