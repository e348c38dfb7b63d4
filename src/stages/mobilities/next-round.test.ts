import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { signInAs } from "../../../tests/support/server.ts";
import { ensureStandardForms } from "../applications/standard-forms.ts";
import { nextRound } from "../calls/copy-call.ts";
import { openCall } from "../calls/open-call.ts";
import { readCallSheet } from "../calls/read-call-sheet.ts";
import { declineOffer } from "./decline-offer.ts";
import { offerNextReserve } from "./offer-next-reserve.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });

test("a seat that an opened round gives out is not offered from the old waiting list as well", async () => {
  const runId = await computedRun(db, call);
  await publishAndOffer(db, runId, [coordinator, partner]);
  const offers = await db.sql<{ id: string; place: string; application: string }>(
    `select o.id, o.place_id as place, o.application_id as application from offers o
     join places p on p.id = o.place_id where p.flow_id = $1 order by o.id`,
    [call.flows["RS-1"]],
  );
  expect(offers).toHaveLength(2);
  for (const offer of offers) {
    const learner = {
      kind: "learner",
      schemeId: call.scheme.id,
      applicationId: offer.application,
    } as const;
    need(await database.withTx(learner, (tx) => declineOffer(tx, offer.id, "")));
  }
  const place = offers[0]!.place;
  const offer = () => database.withTx(partner.actor, (tx) => offerNextReserve(tx, place));
  const second = await database.withTx(coordinator.actor, async (tx) => {
    await ensureStandardForms(tx);
    return need(await nextRound(tx, call.callId));
  });
  const sheet = await database.withTx(coordinator.actor, (tx) => readCallSheet(tx, second));
  expect(sheet?.flows.find((flow) => flow.code === "RS-1")?.places).toEqual([
    { trade: null, seats: 2, kept: 1 },
  ]);
  // Still being prepared: the waiting list goes on, and the round must give that seat up again.
  need(await offer());
  expect(await database.withTx(coordinator.actor, (tx) => openCall(tx, second))).toMatchObject({
    ok: false,
    problems: [{ code: "seats-taken-meanwhile", params: { flow: "RS-1" } }],
  });
  await db.sql(
    "update places set seats = 1 where carried_from = $1 and flow_id in (select id from flows where call_id = $2)",
    [place, second],
  );
  need(await database.withTx(coordinator.actor, (tx) => openCall(tx, second)));
  expect(await offer()).toMatchObject({ ok: false, problems: [{ code: "place-full" }] });
});
