/** An application written down on somebody's behalf, put right, and two rows that are one person. */
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendEntryForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme, staff } = site;
  const { partner, officer } = cookies;
  const root = `/console/${scheme.slug}`;
  const of = "POST /console/:scheme";
  const school = staff.officer.actor.memberships[0]?.organisationId ?? "";
  const city = await oneValue(
    site,
    "select id as value from flows where call_id = $1 and sending_country = 'AL' and state = 'open' limit 1",
    things.openCall,
  );
  const name = { "name-given": "Blerta", "name-family": "Paper" };
  const answers = {
    ...name,
    "birth-day": "14",
    "birth-month": "12",
    "birth-year": String(new Date().getUTCFullYear() - 18),
    school,
    "trade-trade": "hospitality",
    "trade-year": "2",
    "contact-phone": "+355 69 123 4599",
    "contact-way": "viber",
    "cities-1": city,
    why: "To learn to bake.",
    "guardian-name": "Drita Paper",
    "guardian-phone": "+355 69 765 4399",
    needs: "Eats no nuts.",
  };
  const begun = await send(`${of}/entries`, `${root}/entries`, partner, {
    ...name,
    call: things.openCall,
    how: "paper",
    language: "sq",
    school,
  });
  await send(`${of}/entries/:draftId`, begun, officer, { ...answers, act: "send" });
  const draft = begun.split("/").at(-1);
  const application = await oneValue(
    site,
    "select application_id as value from application_drafts where id = $1",
    draft,
  );
  await send(
    `${of}/applications/:applicationId/correction`,
    `${root}/applications/${application}/correction`,
    partner,
    { ...answers, why: "To learn to bake, and to lead a kitchen." },
  );
  const removal = `${root}/entries/${things.draftId}/removal`;
  await send(`${of}/entries/:draftId/removal`, removal, officer, {});

  const duplicate = (first: string, second: string, fields: Readonly<Record<string, string>>) =>
    send(
      `${of}/duplicates/:firstId/:secondId`,
      `${root}/duplicates/${first}/${second}`,
      partner,
      fields,
    );
  await duplicate(things.firstId, things.secondId, { verdict: "different", why: "relatives" });
  // Whoever wrote on paper had been in a call before, under a name spelt otherwise.
  const written = await oneValue(
    site,
    "select person_id as value from applications where id = $1",
    application,
  );
  const earlier = await oneValue(
    site,
    `select p.id as value from persons p where p.scheme_id = $1 and p.country = 'AL'
       and p.id not in ($2, $3)
       and exists (select from applications a where a.person_id = p.id)
       and not exists (select from applications a where a.person_id = p.id and a.call_id = $4)
     order by p.id limit 1`,
    scheme.id,
    things.firstId,
    things.secondId,
    things.openCall,
  );
  await duplicate(written, earlier, { verdict: "same", keep: earlier, why: "spelling" });
}
