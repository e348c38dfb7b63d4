import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { askHost } from "../hosting/ask-hosts.ts";
import { makeTasks } from "../preparation/make-tasks.ts";
import { readDepartureDuties } from "./departure-duties.ts";

const scene = await hostingScene(1);
const { db, scheme, stays } = scene;
const coordinator = await signInAs(db, scheme, { role: "coordinator" });
const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const neighbour = await signInAs(db, scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, scheme, { role: "auditor" });
const read = (who: typeof coordinator) => db.database.withTx(who.actor, readDepartureDuties);

test("a host's change, a task handed in and a question wait for the office of their country", async () => {
  const none = { hostChanges: 0, toCheck: 0, questions: 0 };
  expect(await read(coordinator)).toEqual(none);
  await db.database.withTx(coordinator.actor, async (tx) => {
    need(
      await askHost(tx, {
        organisationId: scene.companies[0],
        flowId: scene.flows["AL-2"],
        mobilityIds: stays,
        publicUrl: PUBLIC,
      }),
    );
  });
  await db.sql("update mobilities set state = 'matched'");
  await db.database.withTx(coordinator.actor, (tx) => makeTasks(tx, stays[0] as never));
  expect(await read(coordinator)).toEqual(none);
  await db.sql("update host_requests set state = 'accepted-with-change', changed_places = 1");
  await db.sql(
    "update stay_tasks set state = 'being-checked', note = 'B1' where code = 'language-course'",
  );
  const all = { hostChanges: 1, toCheck: 1, questions: 0 };
  expect(await read(coordinator)).toEqual(all);
  expect(await read(partner)).toEqual(all);
  expect(await read(neighbour)).toEqual(none);
  expect(await read(auditor)).toEqual(none);
});
