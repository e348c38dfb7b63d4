import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { need, testCall, testEntry } from "../../../tests/support/call.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { clockAt } from "../../platform/clock.ts";
import { openGateway } from "../../platform/sms/gateway.ts";
import { registerApplicants } from "../../stages/applications/register-applicants.ts";
import { scheduleSending } from "../../stages/messages/schedule-sending.ts";
import { sendMessages } from "../../worker/send-messages.ts";
import { sendSms } from "../../worker/send-sms.ts";
import { routes } from "./index.ts";

const clock = clockAt("2027-02-01T09:00:00Z");
const db = await testDatabase({ clock });
const call = await testCall(db, "riverside");
const server = await testServer(db, routes, { clock });
const root = "/console/riverside";
const as = (role: "coordinator" | "country-partner" | "auditor", country?: string) =>
  signInAs(db, call.scheme, { role, name: "Ada", ...(country ? { country } : {}) });
const [ada, auditor] = [await as("coordinator"), await as("auditor")];
const [albania, serbia] = [await as("country-partner", "AL"), await as("country-partner", "RS")];
const people = [
  { familyName: "Ćosić-Hoxha", email: "a@example.org", phone: null },
  { familyName: "Krasniqi", email: null, phone: "+355 69 123 4567" },
  { familyName: "Dushku", email: null, phone: "069 12" },
  { givenNames: "Мила", familyName: "Ђурић", country: "RS" as const, email: "m@example.org" },
];
await db.database.withTx(
  call.actor,
  async (tx) =>
    need(
      await registerApplicants(
        tx,
        call.callId,
        people.map((person) => testEntry(call, { person })),
      ),
    ),
  { purpose: "import" },
);
const TEXTS = {
  name: "Before the close",
  "subject-sq": "{call} mbyllet",
  "body-sq": "{given-names} {family-name}, thirrja {call} mbyllet: {closes}.\n{result-page}",
  "subject-sr-Cyrl": "{call}: крај",
  "body-sr-Cyrl": "{given-names} {family-name}, позив се затвара {closes}.",
};
const idIn = (text: string, part: string): string =>
  new RegExp(`${part}/([0-9a-f-]{36})`).exec(text)?.[1] ?? "";

test("a template is checked in every language at once and what was typed stays", async () => {
  const refused = await server.post(
    `${root}/messages/templates`,
    {
      name: "",
      "subject-en": "Hello {nobody}",
      "body-en": "",
      "body-sq": "{school",
      "subject-sq": "x",
    },
    ada,
  );
  expect(refused.statusCode).toBe(422);
  for (const field of ["name", "subject-en", "body-en", "body-sq"]) {
    expect(refused.body).toContain(`href="#${field}"`);
  }
  expect(refused.body).toContain("{nobody} is not known");
  expect(refused.body).toContain('value="Hello {nobody}"');
  expect((await server.post(`${root}/messages/templates`, { name: "Empty" }, ada)).body).toContain(
    "in at least one language",
  );
  expect((await server.post(`${root}/messages/templates`, TEXTS, ada)).statusCode).toBe(303);
  const twice = await server.post(`${root}/messages/templates`, TEXTS, ada);
  expect(twice.body).toContain("This name is taken");
  expect((await server.post(`${root}/messages/templates`, TEXTS, auditor)).statusCode).toBe(404);
});

const template = async () =>
  idIn((await server.get(`${root}/messages`, ada)).body, "messages/templates");

test("views are one's own unless shared, and narrow by themselves to what the reader may see", async () => {
  const keep = (name: string, list: string, as = ada, shared = true) =>
    server.post(
      `${root}/applicants/views`,
      { name, list, ...(shared ? { shared: "yes" } : {}) },
      as,
    );
  expect((await keep("Everybody", "")).statusCode).toBe(303);
  expect((await keep("everybody", "")).body).toContain("This name is taken");
  expect((await keep("", "country=RS")).statusCode).toBe(422);
  expect((await keep("Mine", "country=AL&age-from=16", ada, false)).statusCode).toBe(303);
  expect((await server.get(`${root}/applicants/views`, ada)).body).toContain(
    "applicants?country=AL&amp;age-from=16",
  );
  const seen = (await server.get(`${root}/applicants/views`, serbia)).body;
  expect(seen).toContain("Everybody");
  expect(seen).not.toContain("Mine");
  expect(seen).not.toContain("/removal");
});

const view = async () => {
  const rows = await db.sql<{ id: string }>("select id from saved_views where name = 'Everybody'");
  return rows[0]!.id;
};
const chosen = async () => ({ template: await template(), view: await view(), channel: "mail" });
const look = async (as = ada) =>
  (await server.get(`${root}/messages/new?${new URLSearchParams(await chosen())}`, as)).body;

test("before it goes one sees who gets it, in whose words, and who is not reached", async () => {
  const body = await look();
  expect(body).toContain("2 people get this message, of 4 in the view. 2 have no address");
  expect(body).toContain("Мила Ђурић, позив се затвара");
  expect(body).toContain('<div class="app-phone" lang="sr-Cyrl"');
  expect(body).toMatch(/As a text message: \d+ signs \(UCS-2\), \d parts?\./);
  const own = await look(serbia);
  expect(own).toContain("1 person gets this message, of 1 in the view");
  expect(own).not.toContain("Hoxha");
});

test("a language that the template lacks is asked for, not silently replaced", async () => {
  await db.sql("update applications set locale = 'mk' where locale = 'sr-Cyrl'");
  const fields = {
    ...(await chosen()),
    when: "later",
    "at-day": "1",
    "at-month": "",
    "at-year": "",
  };
  const refused = await server.post(`${root}/messages/sendings`, { ...fields, time: "8" }, ada);
  expect(refused.statusCode).toBe(422);
  for (const field of ["fallback-mk", "at-day", "time"]) {
    expect(refused.body).toContain(`href="#${field}"`);
  }
  const named = await server.post(
    `${root}/messages/sendings`,
    { ...(await chosen()), when: "now", "fallback-mk": "en" },
    ada,
  );
  expect(named.body).toContain("Choose the language that 1 person reads instead");
  await db.sql("update applications set locale = 'sr-Latn' where locale = 'mk'");
  // Serbian in Latin letters is read from the Cyrillic text; the name stays as in the passport.
  expect(await look()).toContain("Мила Ђурић, poziv se zatvara");
  const past = {
    ...(await chosen()),
    when: "later",
    "at-day": "1",
    "at-month": "1",
    "at-year": "2027",
    time: "9:00",
  };
  expect((await server.post(`${root}/messages/sendings`, past, ada)).body).toContain(
    "Choose a time that is still to come",
  );
});

const work = (name: "send-messages" | "send-sms", payload: Record<string, string>) => {
  const context = {
    database: db.database,
    actor: call.actor,
    clock,
    log: { info() {}, error() {} } as never,
    attempt: 1,
    lastAttempt: false,
  };
  return name === "send-messages"
    ? sendMessages(payload as never, context)
    : sendSms(null)(payload as never, context);
};
const states = async (id: string) =>
  (
    await db.sql<{ state: string; count: number }>(
      "select state, count(*)::int as count from mail_messages where batch_id = $1 group by 1 order by 1",
      [id],
    )
  ).map(({ state, count }) => `${count} ${state}`);

test("scheduled, held, called off; scheduled again, exactly one message a person, once", async () => {
  const later = {
    ...(await chosen()),
    when: "later",
    "at-day": "2",
    "at-month": "2",
    "at-year": "2027",
    time: "10:00",
  };
  const first = await server.post(`${root}/messages/sendings`, later, ada);
  expect(first.statusCode).toBe(303);
  const cancelled = idIn(String(first.headers.location), "sendings");
  expect(await states(cancelled)).toEqual(["2 held"]);
  await work("send-messages", { sendingId: cancelled });
  expect(await states(cancelled)).toEqual(["2 held"]);
  const off = `${root}/messages/sendings/${cancelled}/cancellation`;
  expect((await server.post(off, {}, albania)).statusCode).toBe(404);
  expect((await server.post(off, {}, ada)).statusCode).toBe(303);
  expect(await states(cancelled)).toEqual(["2 cancelled"]);
  expect((await server.post(off, {}, ada)).body).toContain("already called off");
  const key = "5f5f3bc1-3a3b-4a53-9d4d-000000000001";
  const again = { ...later, _key: key };
  const one = await server.post(`${root}/messages/sendings`, again, ada);
  const two = await server.post(`${root}/messages/sendings`, again, ada);
  expect(two.headers.location).toBe(one.headers.location);
  const id = idIn(String(one.headers.location), "sendings");
  clock.moveTo(new Date("2027-02-02T09:00:01Z"));
  await Promise.all([
    work("send-messages", { sendingId: id }),
    work("send-messages", { sendingId: id }),
  ]);
  await work("send-messages", { sendingId: cancelled });
  expect(await states(id)).toEqual(["2 queued"]);
  expect(await states(cancelled)).toEqual(["2 cancelled"]);
  const body = (await server.get(`${root}/messages/sendings/${id}`, ada)).body;
  expect(body).toContain("2 of 2 messages on their way");
  expect(body).toContain("2 people to be told by hand");
  expect(body).toContain("Arta Krasniqi, thirrja Vera mbyllet");
  expect(body).toContain("This text names a person");
  expect(
    (await server.post(`${root}/messages/sendings/${id}/cancellation`, {}, ada)).body,
  ).toContain("It was already sent.");
  // A partner sees what went to the own country alone, not what the whole scheme was written.
  expect((await server.get(`${root}/messages/sendings/${id}`, serbia)).statusCode).toBe(404);
  const contacts = await db.sql<{ person_id: string }>(
    "select person_id from sending_people where sending_id = $1 and message_id is not null",
    [id],
  );
  expect(
    (await server.get(`${root}/people/${contacts[0]!.person_id}/contacts`, ada)).body,
  ).toContain("E-mail sent by the office");
});

test("the lists take as many statements for three as for one", async () => {
  const before = await queriesDuring(() => server.get(`${root}/messages`, ada));
  await server.post(`${root}/messages/sendings`, { ...(await chosen()), when: "now" }, ada);
  await server.post(`${root}/messages/templates`, { ...TEXTS, name: "Another" }, ada);
  // begin with session and role, sendings, templates, commit
  expect(await queriesDuring(() => server.get(`${root}/messages`, ada))).toBe(before);
  expect(before).toBe(4);
});

test("text messages go to the gateway once each, only where one is set up", async () => {
  const taken: { body: string; token: string | undefined }[] = [];
  const fake = createServer((asked, answer) => {
    let body = "";
    asked.on("data", (part) => {
      body += part;
    });
    asked.on("end", () => {
      taken.push({ body, token: asked.headers.authorization });
      answer.statusCode = taken.length === 1 ? 503 : 200;
      answer.end("ok");
    });
  });
  await new Promise<void>((listening) => fake.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(fake.address() as AddressInfo).port}/send`;
  const from = {
    templateId: await template(),
    viewId: await view(),
    channel: "sms",
    fallbacks: {},
    at: null,
  };
  const refused = await db.database.withTx(ada.actor, (tx) =>
    scheduleSending(tx, from, { publicUrl: "http://localhost:4000", gateway: false }),
  );
  expect(refused).toEqual({ ok: false, problems: [{ code: "not-a-choice", field: "channel" }] });
  const id = await db.database.withTx(ada.actor, async (tx) =>
    need(await scheduleSending(tx, from, { publicUrl: "http://localhost:4000", gateway: true })),
  );
  await work("send-messages", { sendingId: id });
  const [text] = await db.sql<{ id: string; to_address: string }>(
    "select id, to_address from mail_messages where batch_id = $1 and channel = 'sms'",
    [id],
  );
  expect(text!.to_address).toBe("+355691234567");
  const send = () =>
    sendSms(openGateway(url, "secret"))(
      { messageId: text!.id },
      {
        database: db.database,
        actor: call.actor,
        clock,
        log: { info() {}, error() {} } as never,
        attempt: 1,
        lastAttempt: false,
      },
    );
  try {
    await expect(send()).rejects.toThrow("SMS 503");
    await send();
    await send();
  } finally {
    await new Promise((closed) => fake.close(closed));
  }
  expect(taken).toHaveLength(2);
  expect(taken[1]!.token).toBe("Bearer secret");
  expect(new URLSearchParams(taken[1]!.body).get("to")).toBe("+355691234567");
  expect(new URLSearchParams(taken[1]!.body).get("text")).toContain("Arta Krasniqi");
  expect(await states(id)).toEqual(["1 sent"]);
});
