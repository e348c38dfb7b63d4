/** Forms about what came of a stay of staff: the question, the answers, the certificate. */
import { reflectionSecret } from "../../src/stages/recognition/reflection-link.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

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
