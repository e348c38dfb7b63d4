/** Days that are moved while a question is open: no yes places anybody on days they do not come. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { routes as console_ } from "../../console/hosting/index.ts";
import { HOST_LOCALES } from "../../platform/i18n/index.ts";
import { routes as portal } from "../../portal/host/index.ts";
import { askHost } from "./ask-hosts.ts";
import { hostSecret } from "./host-link.ts";
import { hearYes } from "./kept-request.ts";
import { movedAway } from "./request.rules.ts";
import { setCapacities } from "./set-capacity.ts";
import { settleRequest } from "./settle-request.ts";

const scene = await hostingScene(2);
const { db, companies, stays, scheme, clock } = scene;
const server = await testServer(db, [...portal, ...console_], { clock, publicUrl: PUBLIC });
const coordinator = await signInAs(db, scheme, { role: "coordinator" });
const TABLE = {
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
const heard = { how: "telephone", on: "2027-03-01", from: "Lucía" };
const move = (id: string, starts: string, ends: string) =>
  db.sql("update mobilities set starts = $2, ends = $3 where id = $1", [id, starts, ends]);
const told = () => db.sql("select 1 from mail_messages where template = 'hosting.mail-days-moved'");
const matched = () => db.sql("select 1 from mobilities where company_id is not null");

test.each([
  [0, "a host without a table"],
  [1, "a host with one that would take the new days"],
] as const)("company %i, %s: a yes to other days places nobody", async (at, _) => {
  if (at === 1) {
    need(
      await db.database.withTx(coordinator.actor, (tx) => setCapacities(tx, companies[1], [TABLE])),
    );
  }
  const stay = stays[at]!;
  const lettersBefore = (await told()).length;
  const placedBefore = (await matched()).length;
  const id = need(
    await db.database.withTx(coordinator.actor, (tx) =>
      askHost(tx, {
        organisationId: companies[at],
        flowId: scene.flows["AL-2"],
        mobilityIds: [stay],
        publicUrl: PUBLIC,
      }),
    ),
  );
  const page = `/console/${scheme.slug}/hosting/requests/${id}`;
  expect((await server.get(page, coordinator)).body).not.toContain("were moved after");
  await move(stay, "2027-07-10", "2027-08-06");
  // Seen by the office before anybody answers.
  expect((await server.get(page, coordinator)).body).toContain(
    "were moved after the host was asked: Ana Secret",
  );
  for (const language of HOST_LOCALES) {
    const link = `/host/${language}/${scheme.slug}/${hostSecret("request", id)}`;
    const refused = await server.post(link, { do: "yes" });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).not.toMatch(/Secret0|2027-07-10|host-days-moved/);
    expect(refused.body).toContain("govuk-error-summary__title");
  }
  // However often it was pressed: one letter, and one line in the history of the host.
  expect((await told()).length - lettersBefore).toBe(1);
  const lines = await db.sql(
    "select actor_kind as kind from event_log where name = 'host-request.days-moved' and subject_id = $1",
    [companies[at]],
  );
  expect(lines).toEqual([{ kind: "host" }]);
  const yes = await db.database.withTx(coordinator.actor, (tx) => hearYes(tx, id, heard, PUBLIC));
  expect(yes).toMatchObject({
    problems: [{ code: "host-other-days", params: { names: expect.stringContaining("Secret") } }],
  });
  expect(await matched()).toHaveLength(placedBefore);
  // The office moves the days back, and the same link takes the yes.
  await move(stay, "2027-07-01", "2027-07-28");
  const link = `/host/en/${scheme.slug}/${hostSecret("request", id)}`;
  expect((await server.post(link, { do: "yes" })).statusCode).toBe(303);
  expect(await matched()).toHaveLength(placedBefore + 1);
  expect(
    (await db.database.withTx(coordinator.actor, (tx) => settleRequest(tx, id, [], PUBLIC))).ok,
  ).toBe(false);
});

test("the days a host offered instead are what counts, and only of whoever still waits", () => {
  const request = {
    starts: "2027-07-01",
    ends: "2027-07-28",
    changedStarts: null,
    changedEnds: null,
  };
  const waits = {
    state: "planned",
    companyId: null,
    starts: "2027-07-01",
    ends: "2027-07-28",
  } as const;
  expect(movedAway(request, [waits])).toEqual([]);
  expect(movedAway({ ...request, changedEnds: "2027-07-20" }, [waits])).toEqual([waits]);
  const early = { ...waits, starts: "2027-06-30" };
  const gone = { ...early, state: "cancelled" } as const;
  expect(movedAway(request, [early, gone, { ...early, companyId: "another" }])).toEqual([early]);
});
