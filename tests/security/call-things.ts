/** A call that is being prepared, and somebody of the open call with more time. */
import { randomUUID } from "node:crypto";
import type { StaffActor } from "../../src/platform/db/actor.ts";
import type { Tx } from "../../src/platform/db/index.ts";
import { addFlow } from "../../src/stages/calls/add-flow.ts";
import type { CallSheet } from "../../src/stages/calls/call-sheet.ts";
import { copyCall } from "../../src/stages/calls/copy-call.ts";
import { createCall } from "../../src/stages/calls/create-call.ts";
import { extendCall } from "../../src/stages/calls/extend-call.ts";
import { openCall } from "../../src/stages/calls/open-call.ts";
import { readCallSheet } from "../../src/stages/calls/read-call-sheet.ts";
import { setOwners } from "../../src/stages/calls/set-owners.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";

/** An application begun in a call, with nothing answered yet. */
export async function begunDraft(
  db: TestDatabase,
  of: { readonly schemeId: string; readonly callId: string; readonly code: string },
): Promise<void> {
  await db.sql(
    `insert into application_drafts (id, scheme_id, call_id, form_version_id, code, start_key, locale,
       state, started_at, saved_at)
     select $1, $2, $3, v.id, $4, $5, 'en', 'open', now(), now() from form_versions v
     where v.scheme_id = $2 and v.audience = 'learners' limit 1`,
    [randomUUID(), of.schemeId, of.callId, of.code, randomUUID()],
  );
}

/** What stands in the addresses of the office's pages for calls. */
export async function preparedCalls(db: TestDatabase, anna: StaffActor, from: string) {
  const [open] = await db.sql<{ id: string; until: Date }>(
    `select id, (decide_by::timestamp - interval '2 days') as until from calls
     where number = 4 and scheme_id = $1`,
    [anna.schemeId],
  );
  if (!open) throw new Error("no call is open");
  await begunDraft(db, { schemeId: anna.schemeId, callId: open.id, code: "KLF-XTM-2RE" });
  return db.database.withTx(anna, async (tx) => {
    const callId = must(await copyCall(tx, from));
    const sheet = await readCallSheet(tx, callId);
    const flow = sheet?.flows.find((each) => each.sendingCountry === "AL");
    if (!sheet || !flow) throw new Error("the copy has no flow of Albania");
    const extension = must(
      await extendCall(tx, {
        callId: open.id,
        code: "KLF-XTM-2RE",
        until: open.until,
        reason: "connection",
      }),
    );
    return {
      preparing: { callId },
      openCall: open.id,
      flow: flow.id,
      criterion: "motivation",
      reserve: "reserve_1",
      extensionId: extension.id,
      endedCall: await endedCall(tx, sheet),
    };
  });
}

/** A call whose last moment has passed and that nobody has closed yet. */
async function endedCall(tx: Tx<StaffActor>, like: CallSheet): Promise<string> {
  const [flow] = like.flows;
  if (!flow) throw new Error("the copy has no flow");
  const ago = (days: number) => new Date(tx.now.getTime() - days * 86_400_000);
  const callId = must(
    await createCall(tx, {
      ...like,
      id: randomUUID(),
      number: 90,
      publicCode: "K9ENDX",
      needsList: false,
      opensAt: ago(40),
      closesAt: ago(1),
    }),
  );
  must(await setOwners(tx, callId, like.owners));
  const host = await tx.db
    .selectFrom("flows")
    .select("hosting_organisation_id as id")
    .where("id", "=", flow.id)
    .executeTakeFirstOrThrow();
  const places = [{ seats: 1 }];
  const { code, sendingCountry, city, country, starts, ends } = flow;
  const about = { code, sendingCountry, city, country, starts, ends, places };
  must(await addFlow(tx, { ...about, callId, hostingOrganisationId: host.id }));
  must(await openCall(tx, callId));
  return callId;
}
