/** Forms about what came of a stay of staff: the question, the answers, the certificate. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { day } from "../../src/shared/day.ts";
import { keepStaffLink, readStaffPost } from "../../src/stages/applications/keep-staff-link.ts";
import { reflectionSecret } from "../../src/stages/recognition/reflection-link.ts";
import type { TestDatabase } from "../support/database.ts";
import { must } from "../support/small-scheme.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

/** Before the program runs: what is documented of somebody's post. */
export async function preparedRecognition(
  db: TestDatabase,
  partner: StaffActor,
  personId: string,
): Promise<{ readonly linkId: string }> {
  return db.database.withTx(partner, async (tx) => {
    const { organisations } = await readStaffPost(tx, personId);
    must(
      await keepStaffLink(tx, personId, {
        organisationId: organisations[0]?.id ?? "",
        employment: "permanent",
        post: "Workshop master",
        since: day("2015-09-01"),
        until: null,
        paper: "Contract 7/2015",
      }),
    );
    return { linkId: (await readStaffPost(tx, personId)).links[0]?.id ?? "" };
  });
}

export async function sendRecognitionForms(site: SecuritySite, send: Send): Promise<void> {
  const { cookies, scheme } = site;
  const root = `/console/${scheme.slug}`;
  const stay = await oneValue(
    site,
    `select m.id as value from mobilities m join activity_lines l on l.id = m.line_id
     where m.scheme_id = '${scheme.id}' and m.sending_country = 'AL' and l.code = 'job-shadowing'
       and m.state = 'finished' and not exists (select from reflections r where r.mobility_id = m.id)
       and not exists (select from stay_certificates c where c.mobility_id = m.id)
     order by m.starts, m.id limit 1`,
  );
  const person = await oneValue(
    site,
    "select person_id as value from mobilities where id = $1",
    stay,
  );
  const post = `${root}/people/${person}/post`;
  await send("POST /console/:scheme/people/:personId/post", post, cookies.partner, {
    organisation: await oneValue(
      site,
      "select sending_organisation_id as value from mobilities where id = $1",
      stay,
    ),
    employment: "permanent",
    post: "Teacher of carpentry",
    "since-day": "1",
    "since-month": "9",
    "since-year": "2015",
    paper: "Contract 12/2015",
  });
  const linkId = await oneValue(
    site,
    "select id as value from staff_links where person_id = $1 and ended_at is null",
    person,
  );
  await send(
    "POST /console/:scheme/people/:personId/post/:linkId/ending",
    `${post}/${linkId}/ending`,
    cookies.partner,
    {},
  );
  // The same person goes once more, to the same host, a year and a half after the first time.
  const line = await oneValue(site, "select line_id as value from mobilities where id = $1", stay);
  const host = await oneValue(
    site,
    "select hosting_organisation_id as value from mobilities where id = $1",
    stay,
  );
  const year = String(new Date().getUTCFullYear() + 1);
  const days = (name: string, from: string) => ({
    [`${name}-day`]: from,
    [`${name}-month`]: "11",
    [`${name}-year`]: year,
  });
  await send("POST /console/:scheme/stays/new", `${root}/stays/new`, cookies.partner, {
    personId: person,
    lineId: line,
    sendingOrganisationId: await oneValue(
      site,
      "select sending_organisation_id as value from mobilities where id = $1",
      stay,
    ),
    hostingOrganisationId: host,
    ...days("starts", "8"),
    ...days("ends", "12"),
    mode: "physical",
    employment: "permanent",
    post: "Teacher of carpentry",
    "since-day": "1",
    "since-month": "9",
    "since-year": "2015",
    paper: "Contract 12/2015",
  });
  await send(
    "POST /console/:scheme/stays/:mobilityId/reflection",
    `${root}/stays/${stay}/reflection`,
    cookies.partner,
    {},
  );
  const asked = await oneValue(
    site,
    "select id as value from reflections where mobility_id = $1",
    stay,
  );
  await send(
    "POST /:lang/:scheme/reflection/:secret",
    `/en/${scheme.slug}/reflection/${reflectionSecret(asked)}`,
    {},
    {
      seen: "Companies sit in the school's council.",
      changes: "From spring on we invite two companies.",
      advice: "Ask for the timetable before you travel.",
      share: "yes",
    },
  );
  await send(
    "POST /console/:scheme/stays/:mobilityId/reflection/library",
    `${root}/stays/${stay}/reflection/library`,
    cookies.partner,
    {},
  );
  await send(
    "POST /console/:scheme/stays/:mobilityId/certificate",
    `${root}/stays/${stay}/certificate`,
    cookies.partner,
    {},
  );
  await send(
    "POST /console/:scheme/stays/:mobilityId/certificate/withdrawal",
    `${root}/stays/${stay}/certificate/withdrawal`,
    cookies.partner,
    { reason: "The name was misspelt." },
  );
  await send(
    "POST /console/:scheme/settings/lines",
    `${root}/settings/lines`,
    cookies.coordinator,
    {
      "name-en": "Invited experts",
      code: "invited-experts",
      activity: "invited-expert",
      direction: "to-senders",
      counted: "participants",
      target: "4",
      online: "yes",
    },
  );
  const lineId = await oneValue(
    site,
    `select id as value from activity_lines where code = 'invited-experts' and scheme_id = '${scheme.id}'`,
  );
  await send(
    "POST /console/:scheme/settings/lines/:lineId",
    `${root}/settings/lines/${lineId}`,
    cookies.coordinator,
    { target: "5" },
  );
  await send(
    "POST /console/:scheme/outcomes/questions",
    `${root}/outcomes/questions`,
    cookies.coordinator,
    { line: "summer-school" },
  );
  await send(
    "POST /console/:scheme/outcomes/certificates",
    `${root}/outcomes/certificates`,
    cookies.coordinator,
    { line: "summer-school" },
  );
}
