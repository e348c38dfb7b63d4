/** Schools, a partner's office, who has which role, and what the programme says of itself. */
import type { Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";

export async function sendOrganisationForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme } = site;
  const { partner } = cookies;
  const root = `/console/${scheme.slug}`;

  // A school that was missing, and its name put right.
  const school = await send(
    "POST /console/:scheme/organisations",
    `${root}/organisations`,
    partner,
    { name: "Shkolla Vjosa", kind: "vet-school", city: "Vlorë", country: "AL", setting: "urban" },
  );
  await send(
    "POST /console/:scheme/organisations/:organisationId/change",
    `${school.split("?")[0]}/change`,
    partner,
    { name: "Shkolla Buna", kind: "vet-school", city: "Vlorë", country: "AL", setting: "urban" },
  );
  await send(
    "POST /console/:scheme/offices/:officeId",
    `${root}/offices/${things.officeId}`,
    partner,
    {
      street: "Rruga e Shembullit 4",
      postcode: "1001",
      landline: "+355 4 222 3344",
      firstDay: "1",
      lastDay: "5",
      opens: "9",
      closes: "15.30",
    },
  );
}

export async function sendRoleForms(site: SecuritySite, send: Send): Promise<void> {
  const { coordinator } = site.cookies;
  const people = `/console/${site.scheme.slug}/settings/people`;
  const added = await send("POST /console/:scheme/settings/people", people, coordinator, {
    email: "new@example.org",
    name: "New Auditor",
    role: "auditor",
    country: "",
  });
  const membership = new URL(added, "http://localhost").searchParams.get("added");
  await send(
    "POST /console/:scheme/settings/people/:membershipId/ending",
    `${people}/${membership}/ending`,
    coordinator,
    {},
  );
}

export async function sendSettingsForms(site: SecuritySite, send: Send): Promise<void> {
  const { coordinator } = site.cookies;
  const settings = `/console/${site.scheme.slug}/settings`;
  await send("POST /console/:scheme/settings/programme", `${settings}/programme`, coordinator, {
    "name-en": "A programme by another name",
    funding: "co-funded",
    shows: "emblem",
    funder: "2021-2027",
    "grant-number": "101000000",
    "granter-en": "the granting agency",
    contact: "The office",
    phone: "+39 0543 000 000",
    email: "office@example.org",
  });
  await send("POST /console/:scheme/settings/readers", `${settings}/readers`, coordinator, {
    "public-territory": "plain",
    "public-map": "coast",
    "staff-territory": "footnote",
    "staff-map": "borders",
    "papers-territory": "footnote",
    "papers-sq-territory": "plain",
  });
}
