/** What a host's yes holds while the office settles it, and how long its link tells names. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import { day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import {
  acceptRequest,
  acceptWithChange,
  asRequested,
  type RequestVisit,
  readRequested,
} from "./answer-request.ts";
import { askHost } from "./ask-hosts.ts";
import { hostSecret } from "./host-link.ts";
import { moveStay } from "./move-stay.ts";
import { setCapacities } from "./set-capacity.ts";
import { settleRequest } from "./settle-request.ts";

const scene = await hostingScene(4);
const { db, actor, clock, companies, stays } = scene;
const [company] = companies;
const anonymous = { kind: "anonymous", schemeId: scene.scheme.id } as const;
const ask = (people: readonly string[]) =>
  db.database
    .withTx(actor, (tx) =>
      askHost(tx, {
        organisationId: company,
        flowId: scene.flows["AL-2"],
        mobilityIds: people,
        publicUrl: PUBLIC,
      }),
    )
    .then(need);
const answer = <T>(requestId: string, work: (visit: RequestVisit) => Promise<T>): Promise<T> =>
  db.database.withTx(anonymous, async (tx) => {
    const visit = await asRequested(tx, hostSecret("request", requestId));
    if (!visit) throw new Error("no such link");
    return work(visit);
  });
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));
const row = {
  trade: null,
  starts: "2027-06-01",
  ends: "2027-08-31",
  places: 3,
  minimumAge: null,
  language: null,
  level: null,
  accessible: false,
  tasks: "",
};

test("of a host that takes two of three the office may choose which two, and no place is lost", async () => {
  need(await db.database.withTx(actor, (tx) => setCapacities(tx, company, [row])));
  const [first, second, third, other] = [...stays].sort() as [string, string, string, string];
  const requestId = await ask([first, second, third]);
  const change = { places: "2", starts: "2027-07-01", ends: "2027-07-28", tasks: "" };
  need(await answer(requestId, (visit) => acceptWithChange(visit, change)));
  // The place that became free is given away.
  const another = await ask([other]);
  need(await answer(another, (visit) => acceptRequest(visit, PUBLIC)));
  const settled = await db.database.withTx(actor, (tx) =>
    settleRequest(tx, requestId, [second, third], PUBLIC),
  );
  expect(codes(settled)).toEqual([]);
  const there = await db.sql("select 1 from mobilities where company_id = $1", [company]);
  expect(there).toHaveLength(3);
});

test("days are not moved to where a company has no place, nor out of what it offered", async () => {
  const [{ id = "" } = {}] = await db.sql<{ id: string }>(
    "select id from mobilities where company_id = $1 order by id limit 1",
    [company],
  );
  const move = (starts: string, ends: string) =>
    db.database.withTx(actor, (tx) => moveStay(tx, id, { starts: day(starts), ends: day(ends) }));
  expect(codes(await move("2027-08-20", "2027-09-20"))).toEqual(["host-full"]);
  // Everything at once: what the person's other days say as well.
  expect(codes(await move("2027-09-20", "2027-09-01"))).toContain("ends-before-it-begins");
  need(await move("2027-08-01", "2027-08-28"));
  const less = { ...row, places: 2, ends: "2027-07-31" };
  const rows = [less, { ...row, places: 1, starts: "2027-08-01" }];
  need(await db.database.withTx(actor, (tx) => setCapacities(tx, company, rows)));
  // Two are there in July, and two places.
  expect(codes(await move("2027-07-01", "2027-07-28"))).toEqual(["host-full"]);
  const [stay] = await db.sql("select starts from mobilities where id = $1", [id]);
  expect(stay).toEqual({ starts: "2027-08-01" });
});

test("a link tells names while they are needed, and not years after everybody went home", async () => {
  const [{ id: requestId = "" } = {}] = await db.sql<{ id: string }>(
    "select id from host_requests where state = 'accepted' order by places desc limit 1",
  );
  const names = () => answer(requestId, readRequested).then((people) => people.length);
  expect(await names()).toBe(2);
  clock.moveTo("2027-08-20T08:00:00Z");
  expect(await names()).toBe(2);
  clock.moveTo("2027-11-20T08:00:00Z");
  expect(await names()).toBe(0);
});
