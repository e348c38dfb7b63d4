/** A learner of Albania whose company said yes, and every form of what is to do before the journey. */
import { matchMobility } from "../../src/stages/mobilities/match-mobility.ts";
import { prepareMobility } from "../../src/stages/mobilities/prepare-mobility.ts";
import { makeTasks } from "../../src/stages/preparation/make-tasks.ts";
import { must } from "../support/small-scheme.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendPreparationForms(site: SecuritySite, send: Send): Promise<void> {
  const { cookies, scheme, db } = site;
  const { partner, coordinator } = cookies;
  const [stay] = await db.sql<{ id: string; application: string }>(
    `select m.id, o.application_id as application from mobilities m join offers o on o.id = m.offer_id
     where m.sending_country = 'AL' and m.state = 'planned' and m.starts > now() and m.scheme_id = $1
     order by m.starts, m.id limit 1`,
    [scheme.id],
  );
  const companyId = await oneValue(
    site,
    "select id as value from organisations where roles @> array['company'] and scheme_id = $1 limit 1",
    scheme.id,
  );
  const system = { kind: "system", schemeId: scheme.id } as const;
  await db.database.withTx(system, async (tx) => {
    must(await matchMobility(tx, stay!.id, companyId));
    await prepareMobility(tx, stay!.id);
    must(await makeTasks(tx, stay!.id));
  });
  const taskOf = (code: string) =>
    oneValue(
      site,
      `select id as value from stay_tasks where mobility_id = $1 and code = '${code}'`,
      stay!.id,
    );
  const learner = site.learnerOf(stay!.application);
  const place = `/en/${scheme.slug}/place`;
  const course = await taskOf("language-course");
  await send("POST /:lang/:scheme/place/tasks/:task", `${place}/tasks/language-course`, learner, {
    note: "Certificate of the school, in May",
  });
  await send("POST /:lang/:scheme/place/medical-card", `${place}/medical-card`, learner, {
    diet: "no pork",
    allergies: "",
    medicines: "",
    conditions: "",
  });

  const root = `/console/${scheme.slug}`;
  await send("POST /console/:scheme/preparation/checks", `${root}/preparation/checks`, partner, {
    tasks: course,
    act: "confirm",
  });
  const of = "POST /console/:scheme/stays/:mobilityId/preparation";
  const own = `${root}/stays/${stay!.id}/preparation`;
  await send(`${of}/tasks`, `${own}/tasks`, partner, {
    task: await taskOf("lodging"),
    act: "waive",
    reason: "With relatives",
  });
  await send(`${of}/medical-card`, `${own}/medical-card`, partner, { reason: "food" }, [], 200);
  // What is left is settled without forms, so that the last button can be pressed.
  await db.sql(
    "update stay_tasks set state = 'not-needed' where mobility_id = $1 and state <> 'done'",
    [stay!.id],
  );
  await send(`${of}/readiness`, `${own}/readiness`, coordinator, { act: "ready" });
}
