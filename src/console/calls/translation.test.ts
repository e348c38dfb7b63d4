import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { type SignedIn, signInAs, testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { changeDraft } from "../../stages/calls/change-draft.ts";
import { openCall } from "../../stages/calls/open-call.ts";
import { readCall } from "../../stages/calls/read-calls.ts";
import { routes } from "../index.ts";

const clock = { now: () => new Date("2026-12-02T10:00:00Z") };
const db = await testDatabase({ clock });
const server = await testServer(db, routes, { clock });
let schemes = 0;

/** A scheme with a draft that says everything in English and one thing in two other languages. */
async function office() {
  schemes += 1;
  const s = await smallScheme(db.database, `words-${schemes}`);
  const scheme = { id: s.schemeId, slug: s.slug };
  await db.database.withTx(s.coordinator, async (tx) => {
    must(
      await changeDraft(tx, s.callId, {
        title: { en: "A month abroad", sq: "Një muaj", "sr-Cyrl": "Месец" },
        about: { en: "What it is like" },
        paid: [
          { paid: true, text: { en: "Travel" } },
          { paid: false, text: { en: "Pocket money" } },
        ],
      }),
    );
  });
  const as = (country: string) =>
    signInAs(db, scheme, { role: "country-partner", country, name: `Partner ${country}` });
  const at = (locale: string) => `/console/${s.slug}/calls/${s.callId}/words/${locale}`;
  const callNow = () => db.database.withTx(s.coordinator, (tx) => readCall(tx, s.callId));
  const hashFor = async (locale: string, who: SignedIn) =>
    /name="hash" value="([^"]+)"/.exec((await server.get(at(locale), who)).body)?.[1] ?? "";
  const anna = await signInAs(db, scheme, { role: "coordinator", name: "Anna" });
  return { s, as, at, callNow, hashFor, anna };
}

test("a country partner writes the words of its own language, and nothing else changes", async () => {
  const { s, as, at, callNow, hashFor, anna } = await office();
  const mirela = await as("AL");
  const before = (await callNow())!;
  const page = (await server.get(at("sq"), mirela)).body;
  for (const shown of ["Translation: Shqip", "Pocket money", `value="Një muaj"`]) {
    expect(page, shown).toContain(shown);
  }
  const callPage = `/console/${s.slug}/calls/${s.callId}`;
  const linked = (await server.get(callPage, mirela)).body;
  expect(linked).toContain(`href="${at("sq")}"`);
  expect(linked).not.toContain(`href="${at("sr-Cyrl")}"`);

  const sent = await server.post(
    at("sq"),
    {
      hash: await hashFor("sq", mirela),
      title: "Një muaj jashtë",
      about: "Si është atje",
      "paid-1": "Para xhepi",
      // Not on the page: these are the office's to say.
      lineId: s.meetings,
      "is-1": "yes",
      "title-sr-Cyrl": "Украдено",
      "title-en": "Stolen",
    },
    mirela,
  );
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `${callPage}?saved=words`]);
  const after = (await callNow())!;
  expect(after).toEqual({
    ...before,
    title: { en: "A month abroad", sq: "Një muaj jashtë", "sr-Cyrl": "Месец" },
    about: { en: "What it is like", sq: "Si është atje" },
    paid: [
      { paid: true, text: { en: "Travel" } },
      { paid: false, text: { en: "Pocket money", sq: "Para xhepi" } },
    ],
  });
  expect(
    await db.sql("select data from event_log where name = 'call.translated' and subject_id = $1", [
      s.callId,
    ]),
  ).toEqual([{ data: { locale: "sq", texts: 3 } }]);
  expect((await server.get(callPage, anna)).body).toContain("Call translated");
});

test("criteria, their lines and groups are translated too, and an emptied text is English again", async () => {
  const { s, at, callNow, hashFor, anna } = await office();
  const call = (await callNow())!;
  const [first] = call.criteria;
  const name = `name-${first!.code}`;
  await server.post(
    at("mk"),
    {
      hash: await hashFor("mk", anna),
      [name]: "Успех",
      "group-reserve_1": "Помалку можности",
    },
    anna,
  );
  expect((await callNow())?.criteria[0]).toEqual({
    ...first,
    name: { ...first!.name, mk: "Успех" },
  });
  expect(
    await db.sql("select name->>'mk' as mk from reserves where call_id = $1", [s.callId]),
  ).toEqual([{ mk: "Помалку можности" }]);
  await server.post(at("mk"), { hash: await hashFor("mk", anna), [name]: "" }, anna);
  expect((await callNow())?.criteria[0]).toEqual(first);
});

test("another country's languages, English and a made-up one are not there for a partner", async () => {
  const { as, at, callNow, hashFor, anna } = await office();
  const before = await callNow();
  const mirela = await as("AL");
  const bosnia = await as("BA");
  for (const [who, locale, status] of [
    [mirela, "sr-Cyrl", 404],
    [mirela, "sr-Latn", 404],
    [mirela, "en", 404],
    [mirela, "xx", 404],
    [bosnia, "bs", 200],
    [bosnia, "hr", 200],
    [bosnia, "sr-Cyrl", 200],
    [bosnia, "mk", 404],
    [anna, "en", 404],
    [anna, "cnr", 200],
  ] as const) {
    expect((await server.get(at(locale), who)).statusCode, locale).toBe(status);
    if (status === 200) continue;
    const hash = await hashFor("sq", anna);
    const sent = await server.post(at(locale), { hash, title: "No" }, who);
    expect(sent.statusCode, locale).toBe(404);
  }
  expect(await callNow()).toEqual(before);
});

test("a translation of texts that changed meanwhile is refused and kept on the page", async () => {
  const { s, as, at, callNow, hashFor } = await office();
  const mirela = await as("AL");
  const hash = await hashFor("sq", mirela);
  await db.database.withTx(s.coordinator, async (tx) =>
    must(
      await changeDraft(tx, s.callId, { paid: [{ paid: false, text: { en: "Pocket money" } }] }),
    ),
  );
  const refused = await server.post(at("sq"), { hash, "paid-0": "Udhëtimi" }, mirela);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("changed while you were translating");
  expect(refused.body).toContain('value="Udhëtimi"');
  expect((await callNow())?.paid).toEqual([{ paid: false, text: { en: "Pocket money" } }]);
});

test("what is too long is said at its field, all at once, and an open call says nothing else", async () => {
  const { s, as, at, hashFor } = await office();
  const mirela = await as("AL");
  const hash = await hashFor("sq", mirela);
  const long = { hash, title: "ë".repeat(121), "paid-0": "ë".repeat(201), about: "ë".repeat(3001) };
  const refused = await server.post(at("sq"), long, mirela);
  expect(refused.statusCode).toBe(422);
  for (const field of ["title", "paid-0", "about"]) {
    expect(refused.body).toContain(`href="#${field}"`);
  }
  await db.database.withTx(s.coordinator, async (tx) => must(await openCall(tx, s.callId)));
  expect((await server.get(at("sq"), mirela)).statusCode).toBe(303);
  const late = await server.post(at("sq"), { hash, title: "Vonë" }, mirela);
  expect(late.statusCode).toBe(422);
  expect(
    (await db.sql("select title->>'sq' as sq from calls where id = $1", [s.callId]))[0],
  ).toEqual({
    sq: "Një muaj",
  });
});
