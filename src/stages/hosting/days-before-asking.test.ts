/** The rules of travel have their word before a company is asked, while days are still easy to move. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import { checkStays } from "../travel/check-stays.ts";
import { askHost } from "./ask-hosts.ts";

const scene = await hostingScene(3);
const { db, stays } = scene;
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const as = <T>(work: (tx: Tx) => Promise<T>) => db.database.withTx(coordinator.actor, work);
const people = await db.sql<{ mobilityId: string; personId: string }>(
  `select id as "mobilityId", person_id as "personId" from mobilities order by reference`,
);
const ask = (mobilityIds: readonly string[]) =>
  as((tx) =>
    askHost(tx, {
      organisationId: scene.companies[0],
      flowId: scene.flows["AL-2"],
      mobilityIds,
      publicUrl: PUBLIC,
    }),
  );
const codesOf = async () => {
  const found = await as((tx) => checkStays(tx, people));
  return stays.map((id) => found.get(id)?.map(({ code }) => code));
};

test("one stay or three: as many statements, and a stay does not stand in its own way", async () => {
  expect(await codesOf()).toEqual([["papers-missing"], ["papers-missing"], ["papers-missing"]]);
  const counted = (some: typeof people) => queriesDuring(() => as((tx) => checkStays(tx, some)));
  expect(await counted(people)).toBe(await counted(people.slice(0, 1)));
});

test("days that are refused are asked for nowhere, and whose they are is said", async () => {
  const [first, second, third] = stays as [string, string, string];
  // Days that came by another way than the page: longer than the line allows.
  await db.sql("update mobilities set ends = '2027-12-20' where id = $1", [second]);
  await db.sql("update mobilities set mode = 'virtual' where id = $1", [third]);
  expect(await codesOf()).toEqual([
    ["papers-missing"],
    ["stay-too-long", "papers-missing", "visa-days", "long-and-visa-free"],
    undefined,
  ]);
  expect(await ask([first, second])).toEqual({
    ok: false,
    problems: [{ code: "travel-refused", params: { names: "Ana Secret01" }, field: "people" }],
  });
  need(await ask([first]));
});
