import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { type SmallScheme, smallScheme } from "../../../tests/support/small-scheme.ts";
import { routes } from "../index.ts";

const db = await testDatabase();
const server = await testServer(db, routes);
const s = await smallScheme(db.database);
const scheme = { id: s.schemeId, slug: s.slug };
const anna = await signInAs(db, scheme, { role: "coordinator" });
const mirela = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const root = `/console/${s.slug}`;

/** Finished one-month stays of Albanian learners; the first has a name that is a formula. */
async function finished(scheme: SmallScheme, names: readonly string[]) {
  for (const name of names) {
    const person = randomUUID();
    await db.sql(
      `insert into persons (id, scheme_id, given_names, family_name, birth_date, country, created_at)
       values ($1, $2, 'Arta', $3, '2009-05-05', 'AL', now())`,
      [person, scheme.schemeId, name],
    );
    await db.sql(
      `insert into mobilities (id, scheme_id, line_id, person_id, reference,
         sending_organisation_id, sending_country, hosting_country, hosting_city, starts, ends,
         mode, state, created_at)
       values ($1, $2, $3, $4, $5, $6, 'AL', 'IT', 'Bologna', '2026-07-01', '2026-07-28',
         'physical', 'finished', now())`,
      [randomUUID(), scheme.schemeId, s.oneMonth, person, `P-${name}`, s.schools.AL],
    );
  }
}

beforeAll(() => finished(s, ["=1+1"]));

describe("from a figure to its evidence in three clicks", () => {
  test("the board, the line, the country, the stay with its proofs", async () => {
    const board = await server.get(`${root}/board`, anna);
    expect(board.statusCode).toBe(200);
    expect(board.body).toContain(`href="${root}/board/one-month"`);
    const line = await server.get(`${root}/board/one-month`, anna);
    expect(line.body).toContain(`href="${root}/board/one-month/AL?standing=finished"`);
    const people = await server.get(`${root}/board/one-month/AL?standing=finished`, anna);
    expect(people.body).toContain("=1+1, Arta</a>");
    expect(people.body).toMatch(new RegExp(`href="${root}/stays/[0-9a-f-]{36}"`));
    expect(server.errors).toEqual([]);
  });

  test("a country partner is not told whether another country has people", async () => {
    // Targets are everybody's: one country is not drawn as short of them.
    for (const path of ["/board", "/board/one-month"]) {
      expect((await server.get(root + path, anna)).body).toContain("<svg role=");
      expect((await server.get(root + path, mirela)).body).not.toContain("<svg role=");
    }
    const own = await server.get(`${root}/board/one-month/AL`, mirela);
    expect(own.statusCode).toBe(200);
    const abroad = await server.get(`${root}/board/one-month/RS`, mirela);
    const nowhere = await server.get(`${root}/board/one-month/ZZ`, mirela);
    expect([abroad.statusCode, abroad.body]).toEqual([404, nowhere.body]);
    expect((await server.get(`${root}/board/no-such-line`, mirela)).statusCode).toBe(404);
  });

  test("somebody without a session is sent to sign in", async () => {
    const reply = await server.get(`${root}/board`);
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      `/sign-in?to=${encodeURIComponent(`${root}/board`)}`,
    ]);
  });
});

test("every list goes out as a file whose cells cannot run", async () => {
  const targets = await server.get(`${root}/board/targets.csv`, anna);
  expect(targets.headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(targets.body.split("\r\n")[1]).toBe("One month,people,10,0,0,0,0,1");
  const countries = await server.get(`${root}/board/one-month/countries.csv`, anna);
  expect(countries.body.split("\r\n").slice(1, 3)).toEqual([
    "Albania,0,0,0,0,1",
    "Serbia,0,0,0,0,0",
  ]);
  const people = await server.get(`${root}/board/one-month/AL/people.csv`, anna);
  expect(people.body.split("\r\n")[1]).toBe(
    "'=1+1,Arta,Done,Shkolla Drini,Bologna,Italy,2026-07-01,2026-07-28,P-=1+1",
  );
});

test("the number of queries does not grow with the rows", async () => {
  const pages = [
    `${root}`,
    `${root}/board`,
    `${root}/board/one-month`,
    `${root}/board/one-month/AL`,
    `${root}/organisations`,
    `${root}/flows`,
  ];
  const counts = async () => {
    const found: number[] = [];
    for (const path of pages) found.push(await queriesDuring(() => server.get(path, anna)));
    return found;
  };
  await counts();
  const withOne = await counts();
  await finished(s, ["Berisha", "Çela"]);
  expect(await counts()).toEqual(withOne);
  expect(withOne).toEqual([11, 3, 4, 5, 4, 6]);
});

test("the board speaks Albanian and both Serbian scripts", async () => {
  for (const [locale, title] of [
    ["sq", "Veprimtaritë ndaj objektivave"],
    ["sr-Cyrl", "Активности према циљевима"],
    ["sr-Latn", "Aktivnosti prema ciljevima"],
  ] as const) {
    const cookies = { ...anna.cookies, "kalfa.locale": locale };
    expect((await server.get(`${root}/board`, { cookies })).body).toContain(title);
  }
});
