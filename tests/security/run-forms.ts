/** The call of this season: a flow less, a run, a pin put and taken away, two hands, published. */
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendRunForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme, db } = site;
  const { coordinator, partner } = cookies;
  const root = `/console/${scheme.slug}`;
  const flow = (country: string) =>
    oneValue(
      site,
      "select id as value from flows where call_id = $1 and sending_country = $2 and state = 'open' order by code limit 1",
      things.callId,
      country,
    );
  const [from, into] = await db.sql<{ id: string }>(
    "select id from flows where call_id = $1 and sending_country = 'MK' order by code limit 2",
    [things.callId],
  );
  await send(
    "POST /console/:scheme/flows/:flowId/merger",
    `${root}/flows/${from!.id}/merger`,
    coordinator,
    { into: into!.id, reason: "Too few of this country chose this city." },
  );
  await send(
    "POST /console/:scheme/flows/:flowId/cancellation",
    `${root}/flows/${await flow("RS")}/cancellation`,
    coordinator,
    { reason: "The host withdrew its offer in writing." },
  );
  const leaves = await oneValue(
    site,
    "select id as value from applications where call_id = $1 and sending_country = 'AL' and state = 'submitted' and id not in (select application_id from pins) order by points limit 1",
    things.callId,
  );
  await send(
    "POST /console/:scheme/applications/:applicationId/changes",
    `${root}/applications/${leaves}/changes`,
    partner,
    { reason: site.changeReason },
  );
  await send(
    "POST /console/:scheme/applications/:applicationId/needs",
    `${root}/applications/${leaves}/needs`,
    partner,
    { reason: "travel" },
    [],
    200,
  );
  const runs = `${root}/calls/${things.callId}/runs`;
  const made = await send("POST /console/:scheme/calls/:callId/runs", runs, coordinator, {});
  const run = made.split("/").at(-1)!;
  const pinned = await oneValue(
    site,
    `select r.application_id || ' ' || p.place_id as value from run_applicants r
       join applications a on a.id = r.application_id
       join wishes w on w.application_id = a.id and w.rank = 1
       join places l on l.flow_id = w.flow_id and (l.trade is null or l.trade = a.trade)
       join run_places p on p.run_id = r.run_id and p.place_id = l.id
     where r.run_id = $1 and r.removed = '[]' and r.application_id not in (select application_id from pins where removed_at is null) limit 1`,
    run,
  );
  const [application, place] = pinned.split(" ");
  await send(
    "POST /console/:scheme/calls/:callId/pins",
    `${root}/calls/${things.callId}/pins`,
    coordinator,
    {
      application: application!,
      place: place!,
      run,
      reason: "Travels with a brother; the school asked for it.",
    },
  );
  const pin = await oneValue(
    site,
    "select id as value from pins where application_id = $1 and removed_at is null",
    application,
  );
  await send(
    "POST /console/:scheme/pins/:pinId/removal",
    `${root}/pins/${pin}/removal`,
    coordinator,
    { call: things.callId, back: `${root}/runs/${run}` },
  );
  const flagged = await oneValue(
    site,
    "select id as value from run_flags where run_id = $1 limit 1",
    run,
  );
  await send(
    "POST /console/:scheme/runs/:runId/cases/:caseId",
    `${root}/runs/${run}/cases/${flagged}`,
    coordinator,
    {},
  );
  const signatures = `${root}/runs/${run}/signatures`;
  await send("POST /console/:scheme/runs/:runId/signatures", signatures, coordinator, {});
  await send("POST /console/:scheme/runs/:runId/signatures", signatures, partner, {});
  await send(
    "POST /console/:scheme/runs/:runId/publication",
    `${root}/runs/${run}/publication`,
    coordinator,
    {},
  );
}
