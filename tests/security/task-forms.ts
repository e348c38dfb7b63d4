/** Forms about tasks before a journey: what an activity asks for, a parent's, a school's, who was told. */
import { makeGuardianLink } from "../../src/stages/consents/guardian-link.ts";
import { must } from "../support/small-scheme.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendTaskForms(
  site: SecuritySite,
  send: Send,
  stay: { readonly id: string; readonly application: string },
): Promise<void> {
  const { cookies, scheme, db, staff } = site;
  const root = `/console/${scheme.slug}`;
  const system = { kind: "system", schemeId: scheme.id } as const;
  const lineId = await oneValue(
    site,
    "select line_id as value from mobilities where id = $1",
    stay.id,
  );
  // Due at once, and so to be told at once: of a parent no address is kept.
  await send(
    "POST /console/:scheme/preparation/lines/:lineId",
    `${root}/preparation/lines/${lineId}`,
    cookies.coordinator,
    {
      act: "save",
      "name-new": "A letter for the host family",
      "who-new": "guardian",
      "days-new": "365",
      "remind-new": "-7",
      "only-new": "everybody",
    },
  );
  await send(
    "POST /console/:scheme/preparation/tell",
    `${root}/preparation/tell`,
    cookies.partner,
    {
      stay: stay.id,
      who: "guardian",
    },
  );
  const { secret } = await db.database.withTx(system, async (tx) =>
    must(
      await makeGuardianLink(tx, { applicationId: stay.application, guardian: 1, locale: "en" }),
    ),
  );
  await send(
    "POST /:lang/:scheme/guardian/:secret/tasks/:task",
    `/en/${scheme.slug}/guardian/${secret}/tasks/own-1`,
    {},
    {},
  );

  // The stay is one of the officer's school, and its course the school's to write down.
  const school = staff.officer.actor.memberships[0]?.organisationId ?? "";
  await db.sql("update mobilities set sending_organisation_id = $1 where id = $2", [
    school,
    stay.id,
  ]);
  await db.sql(
    "update stay_tasks set who = 'school' where mobility_id = $1 and code = 'intercultural-course'",
    [stay.id],
  );
  const course = await oneValue(
    site,
    "select id as value from stay_tasks where mobility_id = $1 and code = 'intercultural-course'",
    stay.id,
  );
  await send(
    "POST /console/:scheme/school/preparation",
    `${root}/school/preparation`,
    cookies.officer,
    { act: "finish", tasks: course },
  );
}
