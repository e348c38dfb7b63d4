/** What a learner sends about a place, what a head teacher answers, and what the office does for them. */
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendPlaceForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme, db } = site;
  const { partner, learner } = cookies;
  const root = `/console/${scheme.slug}`;
  const place = `/en/${scheme.slug}/place`;

  // The learner's own forms, and the answer to the request made before.
  await send("POST /:lang/:scheme/place/answer", `${place}/answer`, learner, {
    offer: things.offerId,
    answer: "yes",
  });
  await send(
    "POST /console/:scheme/check-requests/:id/answer",
    `${root}/check-requests/${things.check}/answer`,
    partner,
    { answer: "We looked at each criterion again; the points are right." },
  );
  await send("POST /:lang/:scheme/place/check-request", `${place}/check-request`, learner, {
    message: "Thank you. One more question about my languages.",
  });

  // Somebody who takes an application back, and a head teacher who agrees.
  await send(
    "POST /:lang/:scheme/head-confirmation/:secret",
    `/en/${scheme.slug}/head-confirmation/${site.headSecret}`,
    {},
    { answer: "yes" },
  );
  await send("POST /:lang/:scheme/place/withdrawal", `${place}/withdrawal`, site.sender, {});

  // The office's acts for a person.
  const [held] = await db.sql<{ offer: string; place: string; application: string }>(
    `select o.id as offer, o.place_id as place, o.application_id as application
     from offers o join applications a on a.id = o.application_id join mobilities m on m.offer_id = o.id
     where a.sending_country = 'AL' and o.state = 'accepted' and m.state = 'planned'
       and exists (select from run_applicants r join allocation_runs x on x.id = r.run_id
         where x.state = 'published' and r.place_id is null) limit 1`,
  );
  await send(
    "POST /console/:scheme/offers/:offerId/answer",
    `${root}/offers/${held!.offer}/answer`,
    partner,
    { act: "withdraw", reason: "The family moves away this summer." },
  );
  const another = await oneValue(
    site,
    `select id as value from mobilities where sending_country = 'AL' and state = 'planned'
     and offer_id is null and starts > now() order by starts, id limit 1`,
  );
  const stay = `${root}/stays/${another}`;
  const planned = await oneValue(
    site,
    "select to_char(ends - 1, 'YYYY-FMMM-FMDD') as value from mobilities where id = $1",
    another,
  );
  const first = await oneValue(
    site,
    "select to_char(starts, 'YYYY-FMMM-FMDD') as value from mobilities where id = $1",
    another,
  );
  await send("POST /console/:scheme/stays/:mobilityId/days", `${stay}/days`, partner, {
    ...boxes("starts", first),
    ...boxes("ends", planned),
  });
  await send("POST /console/:scheme/stays/:mobilityId/moves", `${stay}/moves`, partner, {
    act: "cancel",
    reason: "The school needs the week.",
  });
  const freed = await oneValue(
    site,
    `select place_id as value from offers o join applications a on a.id = o.application_id
     where a.sending_country = 'AL' and o.id = $1`,
    held!.offer,
  );
  await send(
    "POST /console/:scheme/places/:placeId/reserve-offers",
    `${root}/places/${freed}/reserve-offers`,
    partner,
    {},
  );
  await sendShorterStay(site, send);
}

const boxes = (name: string, iso: string) => {
  const [year = "", month = "", date = ""] = iso.split("-");
  return { [`${name}-year`]: year, [`${name}-month`]: month, [`${name}-day`]: date };
};

/**
 * Not long enough for its line but for a reason: written down, opened, deleted, and written again. Of
 * nobody whose agreement is sent later in the walk: it would say other days.
 */
async function sendShorterStay(site: SecuritySite, send: Send): Promise<void> {
  const { cookies, scheme } = site;
  const [stay] = await site.db.sql<{ id: string; first: string; fifth: string }>(
    `select m.id, to_char(m.starts, 'YYYY-FMMM-FMDD') as first,
       to_char(m.starts + 4, 'YYYY-FMMM-FMDD') as fifth
     from mobilities m join activity_lines l on l.id = m.line_id
     where m.sending_country = 'AL' and m.state = 'planned' and m.company_id is null and m.starts > now()
       and m.reference not like 'host-test%' and m.reference <> 'agreement-test-1' and m.scheme_id = $1
       and l.audience = 'learners' and l.maximum_days < 90 and l.minimum_days > 5
     order by m.starts desc, m.id limit 1`,
    [scheme.id],
  );
  if (!stay) throw new Error("no short stay of a learner of Albania");
  const url = `/console/${scheme.slug}/stays/${stay.id}`;
  const of = "POST /console/:scheme/stays/:mobilityId";
  const days = { ...boxes("starts", stay.first), ...boxes("ends", stay.fifth) };
  const shorter = { ...days, shorter: "Needed at home." };
  await send(`${of}/days`, `${url}/days`, cookies.partner, shorter);
  await send(`${of}/shorter`, `${url}/shorter`, cookies.partner, {}, [], 200);
  await send(`${of}/shorter/removal`, `${url}/shorter/removal`, cookies.partner, {});
  await send(`${of}/days`, `${url}/days`, cookies.partner, shorter);
}
