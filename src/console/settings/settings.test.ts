import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testScheme, testServer } from "../../../tests/support/server.ts";
import { routes as languages } from "./languages.page.ts";
import { routes as programme } from "./programme.page.ts";
import { routes as readers } from "./readers.page.ts";

const db = await testDatabase();
const server = await testServer(db, [...languages, ...programme, ...readers]);

async function office() {
  const scheme = await testScheme(db);
  const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna Ferri" });
  return { scheme, anna, at: `/console/${scheme.slug}/settings` };
}
const settingsOf = async (id: string) =>
  (
    await db.sql<{ name: object; settings: Record<string, unknown> }>(
      "select name, settings from schemes where id = $1",
      [id],
    )
  )[0]!;
const changesOf = (id: string) =>
  db.sql(
    "select data from event_log where scheme_id = $1 and name = 'scheme.changed' order by at",
    [id],
  );

const SAID = {
  "name-en": "Next Mobility",
  "name-hr": "Sljedeća mobilnost",
  "name-sq": "",
  funding: "funded",
  shows: "emblem",
  "grant-number": "101000000",
  "granter-en": "the Tempus Foundation",
  "granter-sr-Cyrl": "Фондација Темпус",
  "line-sq": "Me mbështetjen e Bashkimit Evropian",
  contact: "Uniser office",
  phone: "+39 0543 000 000",
  email: "Office@uniser.example",
};

test("name, funding and contact are changed and written down; the same again changes nothing", async () => {
  const { scheme, anna, at } = await office();
  const before = await settingsOf(scheme.id);
  expect((await server.post(`${at}/programme`, SAID, anna)).statusCode).toBe(303);
  const after = await settingsOf(scheme.id);
  expect(after).toEqual({
    name: { en: "Next Mobility", hr: "Sljedeća mobilnost" },
    settings: {
      ...before.settings,
      funding: {
        line: "funded",
        emblem: true,
        disclaimer: false,
        programme: "2021-2027",
        grantNumber: "101000000",
        authority: { en: "the Tempus Foundation", "sr-Cyrl": "Фондација Темпус" },
        ownLine: { sq: "Me mbështetjen e Bashkimit Evropian" },
      },
      contact: { name: "Uniser office", phone: "+39 0543 000 000", email: "office@uniser.example" },
    },
  });
  expect((await server.post(`${at}/programme`, SAID, anna)).statusCode).toBe(303);
  expect(await changesOf(scheme.id)).toEqual([
    { data: { fields: ["name", "funding", "contact"] } },
  ]);
  const shown = await server.get(`${at}/programme?saved`, anna);
  expect(shown.body).toContain("Saved.");
  expect(shown.body).toContain('value="Sljedeća mobilnost"');
});

test("everything wrong with a programme is said at once, and what was typed stays", async () => {
  const { scheme, anna, at } = await office();
  const refused = await server.post(
    `${at}/programme`,
    {
      "name-en": " ",
      "name-mk": "М".repeat(121),
      funding: "ours",
      contact: "",
      phone: "call me",
      email: "x",
    },
    anna,
  );
  expect(refused.statusCode).toBe(422);
  const asked = ["name-en", "name-mk", "funding", "contact", "phone", "email"];
  for (const field of asked) {
    expect(refused.body).toContain(`href="#${field}"`);
  }
  expect(refused.body).toContain('value="call me"');
  const grant = await server.post(
    `${at}/programme`,
    {
      ...SAID,
      funder: "2028",
      "grant-number": "9".repeat(61),
      "granter-mk": "М".repeat(121),
      "views-en": "x".repeat(701),
    },
    anna,
  );
  for (const field of ["funder", "grant-number", "granter-mk", "views-en"]) {
    expect(grant.body).toContain(`href="#${field}"`);
  }
  expect(await changesOf(scheme.id)).toEqual([]);
});

test("each kind of reader and language reads what was chosen for it", async () => {
  const { scheme, anna, at } = await office();
  const empty = await server.get(`${at}/readers`, anna);
  // Each of the three choices of lines is a picture, for the public and for staff.
  expect(empty.body.match(/<svg[^>]*role="img"/g)?.length).toBeGreaterThanOrEqual(6);
  expect(empty.body).toContain("Country of the school: Kosovo*");
  expect(empty.body).toContain("Country of the school: Kosovo”");
  expect(empty.body).toContain("UNSCR 1244/1999");
  const chosen = {
    "public-territory": "plain",
    "public-map": "borders-dashed",
    "public-sr-Cyrl-territory": "footnote",
    "public-sr-Cyrl-map": "coast",
    "staff-territory": "footnote",
    "staff-map": "coast",
    "papers-territory": "footnote",
  };
  expect((await server.post(`${at}/readers`, chosen, anna)).statusCode).toBe(303);
  expect((await settingsOf(scheme.id)).settings.readers).toEqual({
    public: {
      territory: "plain",
      baseMap: "borders-dashed",
      languages: { "sr-Cyrl": { territory: "footnote", baseMap: "coast" } },
    },
    staff: { territory: "footnote", baseMap: "coast" },
    papers: { territory: "footnote" },
  });
  expect(await changesOf(scheme.id)).toEqual([{ data: { fields: ["readers"] } }]);
  const shown = await server.get(`${at}/readers`, anna);
  expect(shown.body).toMatch(/name="public-map" type="radio" value="borders-dashed" checked/);
  expect(shown.body).toMatch(/<details class="govuk-details" open>/);

  const wrong = { ...chosen, "staff-map": "rivers", "public-sq-territory": "perhaps" };
  const refused = await server.post(`${at}/readers`, wrong, anna);
  expect(refused.statusCode).toBe(422);
  for (const field of ["staff-map", "public-sq-territory"]) {
    expect(refused.body).toContain(`href="#${field}"`);
  }
});

test("nobody but the coordinator opens or changes them", async () => {
  const { scheme, at } = await office();
  for (const role of ["country-partner", "auditor"] as const) {
    const other = await signInAs(db, scheme, {
      role,
      name: role,
      ...(role === "country-partner" ? { country: "AL" } : {}),
    });
    for (const page of ["programme", "readers"]) {
      expect((await server.get(`${at}/${page}`, other)).statusCode).toBe(404);
      expect((await server.post(`${at}/${page}`, SAID, other)).statusCode).toBe(404);
    }
  }
  expect(await changesOf(scheme.id)).toEqual([]);
});
