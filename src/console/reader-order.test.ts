import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../tests/support/call.ts";
import { testDatabase } from "../../tests/support/database.ts";
import { signInAs, testServer } from "../../tests/support/server.ts";
import { clockAt } from "../platform/clock.ts";
import type { Locale } from "../platform/i18n/index.ts";
import { day } from "../shared/day.ts";
import { registerApplicants } from "../stages/applications/register-applicants.ts";
import { addOrganisation } from "../stages/organisations/add-organisation.ts";
import { routes as applicants } from "./applicants/applicants.page.ts";
import { routes as newFlow } from "./calls/flow.page.ts";
import { routes as flows } from "./flows/flows.page.ts";
import { routes as newOrganisation } from "./organisations/organisation-form.page.ts";
import { routes as organisations } from "./organisations/organisations.page.ts";
import { routes as people } from "./settings/people.page.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "order");
const server = await testServer(
  db,
  [...applicants, ...flows, ...newFlow, ...newOrganisation, ...organisations, ...people],
  { clock },
);

/** Neighbours that English, or the order of bytes, would put the other way round. */
const NAMES = {
  hr: "Cvita Čapljina Ćiril Dvor Džamonja Đakovo Lukavac Ljubuški Nova Njiva Sutla Šibenik Zadar Žepče",
  "sr-Latn":
    "Cvita Čapljina Ćiril Dvor Džamonja Đakovo Lukavac Ljubuški Nova Njiva Sutla Šibenik Zadar Žepče",
  sq: "Cakran Çorovoda Dumre Dhërmi Elbasan Ëndrra Gramsh Gjirokastra Sarandë Shëngjin",
} as const;
const EVERY = [...new Set(Object.values(NAMES).flatMap((names) => names.split(" ")))];

// Each name is a school, a partner and a host, a person who works here and one who applies.
await db.database.withTx(
  call.actor,
  async (tx) => {
    for (const [at, name] of EVERY.toReversed().entries()) {
      const { country, kind } = { country: "AL", kind: "vet-school" } as const;
      const school = need(
        await addOrganisation(tx, { name, kind, city: name, country, roles: ["school"] }),
      );
      for (const role of ["sending", "hosting"] as const) {
        need(
          await addOrganisation(tx, {
            name,
            kind: "ngo",
            city: `${name} ${role}`,
            country,
            roles: [role],
          }),
        );
      }
      const birthDate = day(`2009-03-${String(at + 1).padStart(2, "0")}`);
      const entry = testEntry(call, { person: { familyName: name, birthDate, email: null } });
      need(await registerApplicants(tx, call.callId, [{ ...entry, organisationId: school }]));
    }
  },
  { purpose: "import" },
);

const inSelect = (name: string) => (html: string) =>
  /<option/.test(html)
    ? [
        ...(
          new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, "s").exec(html)?.[1] ?? ""
        ).matchAll(/<option[^>]*>([^<,]*)/g),
      ].map(([, text]) => text!.trim())
    : [];
const links = (html: string) =>
  [...html.matchAll(/<a class="govuk-link" href="[^"]*">([^<,]+)/g)].map(([, text]) =>
    text!.trim(),
  );
const firstCells = (html: string) =>
  [...html.matchAll(/<th[^>]*scope="row"[^>]*>([^<]*)/g)].map(([, text]) => text!.trim());

const LISTS: Readonly<Record<string, (html: string) => string[]>> = {
  "applicants?sort=name": links,
  "applicants?": inSelect("school"),
  "organisations?role=school": links,
  "organisations?role=school&sort=city": links,
  "organisations/new": inSelect("sendingPartnerId"),
  "settings/people": inSelect("organisationId"),
  "settings/people?": firstCells,
};

test.each(Object.keys(NAMES) as Locale[])(
  "lists and choices stand in the order of a reader of %s",
  async (locale) => {
    const gold = NAMES[locale as keyof typeof NAMES].split(" ");
    const as = await signInAs(db, call.scheme, {
      role: "coordinator",
      name: `Ada ${locale}`,
      locale,
    });
    if (locale === "hr") {
      for (const name of EVERY.toReversed()) {
        await signInAs(db, call.scheme, { role: "assessor", name });
      }
    }
    const found: Record<string, readonly string[]> = {};
    for (const [path, namesIn] of Object.entries(LISTS)) {
      const reply = await server.get(`/console/${call.scheme.slug}/${path}`, as);
      expect(reply.statusCode, path).toBe(200);
      found[path] = namesIn(reply.body).filter((name) => gold.includes(name));
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(LISTS).map((path) => [path, gold])));
  },
);

test("countries and trades stand by what the reader calls them, not by their codes", async () => {
  const shown = async (locale: Locale, sort: string) => {
    const name = `Bea ${locale} ${sort}`;
    const as = await signInAs(db, call.scheme, { role: "coordinator", name, locale });
    const reply = await server.get(`/console/${call.scheme.slug}/${sort}`, as);
    expect(reply.statusCode).toBe(200);
    return reply.body;
  };
  // Mali i Zi and Црна Гора are Montenegro, Shqipëria and Албанија Albania.
  for (const [country, at] of [
    ["RS", "Q-RS"],
    ["ME", "Q-ME"],
    ["XK", "Q-XK"],
    ["AL", "Q-AL"],
  ] as const) {
    await db.database.withTx(call.actor, async (tx) =>
      need(
        await addOrganisation(tx, { name: at, kind: "ngo", city: at, country, roles: ["support"] }),
      ),
    );
  }
  const order = async (locale: Locale) => {
    const list = await shown(locale, "organisations?role=support&sort=country");
    // A row says it twice: as the name and as the city.
    return [...new Set([...list.matchAll(/>Q-(\w\w)</g)].map(([, code]) => code))];
  };
  expect(await order("en")).toEqual(["AL", "XK", "ME", "RS"]);
  expect(await order("sq")).toEqual(["XK", "ME", "RS", "AL"]);
  expect(await order("sr-Cyrl")).toEqual(["AL", "XK", "RS", "ME"]);
});
