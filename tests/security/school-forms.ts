/** The forms of a school and of whoever lets schools in, in the order in which they are sent. */
import { randomUUID } from "node:crypto";
import { applyAs } from "../support/pupil.ts";
import { testRequest } from "./school-things.ts";
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendSchoolForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme, db, staff } = site;
  const console = `/console/${scheme.slug}`;
  const root = `${console}/school`;
  const organisationId = staff.officer.actor.memberships[0]?.organisationId ?? "";
  const school = `POST /console/:scheme/school`;
  const row = async <T>(text: string, ...values: unknown[]): Promise<T> => {
    const [found] = await db.sql<Record<string, unknown>>(text, values);
    if (!found) throw new Error(`nothing found: ${text}`);
    return found as T;
  };

  await send(`${school}/classes`, `${root}/classes`, cookies.officer, {
    callId: things.openCall,
    organisationId,
    className: "12-C",
    trade: "hospitality",
    teacherName: "Besa Gashi",
    pupils: "",
  });
  await send(
    `${school}/classes/:classId/withdrawal`,
    `${root}/classes/${things.classId}/withdrawal`,
    cookies.officer,
    {},
  );

  const [flow] = await db.sql<{ id: string }>(
    "select id from flows where call_id = $1 and sending_country = 'AL' limit 1",
    [things.openCall],
  );
  const { applicationId } = await applyAs(db.database, {
    schemeId: scheme.id,
    callId: things.openCall,
    givenNames: "Drita",
    familyName: "Security",
    birth: `${new Date().getUTCFullYear() - 18}-12-14`,
    school: organisationId,
    ofClass: null,
    trade: "hospitality",
    wishes: [flow!.id],
    why: "I want to learn how a kitchen for two hundred people is run.",
    minor: true,
  });
  await send(
    `${school}/calls/:callId/facts`,
    `${root}/calls/${things.openCall}/facts`,
    cookies.officer,
    {
      act: "confirm",
      [`school-record-${applicationId}`]: "24",
      [`attendance-${applicationId}`]: "97",
      [`enrolled-${applicationId}`]: "yes",
    },
  );

  const year = String(new Date().getUTCFullYear() + 1);
  await send(`${school}/hand-over`, `${root}/hand-over`, cookies.officer, {
    organisationId,
    name: "Ana Leka",
    email: "ana@school.example",
    "starts-day": "2",
    "starts-month": "1",
    "starts-year": year,
    "ends-day": "5",
    "ends-month": "1",
    "ends-year": year,
  });
  await send(
    `${school}/hand-over/:handOverId/ending`,
    `${root}/hand-over/${things.handOverId}/ending`,
    cookies.officer,
    {},
  );

  const { locale: _, ...another } = testRequest("Tomorri");
  await send(
    "POST /:lang/:scheme/for-schools/access",
    `/en/${scheme.slug}/for-schools/access`,
    {},
    another,
  );
  await send(
    "POST /console/:scheme/school-requests/:requestId/verification",
    `${console}/school-requests/${things.requestId}/verification`,
    cookies.partner,
    {},
  );
  const { id: asked } = await row<{ id: string }>(
    "select id from school_requests where scheme_id = $1 and state = 'open' and country = 'AL'",
    scheme.id,
  );
  await send(
    "POST /console/:scheme/school-requests/:requestId/refusal",
    `${console}/school-requests/${asked}/refusal`,
    cookies.partner,
    { reason: "not-reached" },
  );
  await db.sql("update organisations set verified_at = null where id = $1", [
    things.organisationId,
  ]);
  await send(
    "POST /console/:scheme/organisations/:organisationId/verification",
    `${console}/organisations/${things.organisationId}/verification`,
    cookies.partner,
    {},
  );

  // The rule of a pre-selection is laid down before a call opens; its people come afterwards.
  await db.sql(
    `insert into preselections (id, scheme_id, application_id, put_forward, reason, decided_by, decided_at)
     values ($1, $2, $3, false, 'To be looked at once more.', 'x', now())`,
    [randomUUID(), scheme.id, applicationId],
  );
  const { until } = await row<{ until: string }>(
    "select to_char(decide_by, 'YYYY-MM-DD') as until from calls where id = $1",
    things.preparing.callId,
  );
  const [untilYear, month, day] = until.split("-");
  await send(
    "POST /console/:scheme/calls/:callId/pre-selection",
    `${console}/calls/${things.preparing.callId}/pre-selection`,
    cookies.coordinator,
    {
      act: "rule",
      atMost: "9",
      "until-year": untilYear!,
      "until-month": month!,
      "until-day": day!,
    },
  );
}
