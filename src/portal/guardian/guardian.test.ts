import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import {
  closedCall,
  closedCallDatabase,
  computedRun,
  publishAndOffer,
} from "../../../tests/support/run.ts";
import { learnerVisitor, signInAs, testServer } from "../../../tests/support/server.ts";
import { makeGuardianLink } from "../../stages/consents/guardian-link.ts";
import { writePaperConsents } from "../../stages/consents/write-paper-consents.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import { routes as place } from "../place/index.ts";
import { routes as guardian } from "./guardian.page.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const { slug } = call.scheme;
const server = await testServer(db, [...guardian, ...place], {
  clock: call.clock,
  publicUrl: "https://kalfa.example",
});
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
await db.sql("update persons set birth_date = '2010-12-31', given_names = 'Arta'");
const runId = await computedRun(db, call);
await publishAndOffer(db, runId, [coordinator, partner]);
const me = (at: number) => learnerVisitor(call.scheme, call.people[at]!, call.clock.now());
const wish = async (at: number) => {
  const [offer] = await db.sql<{ id: string }>("select id from offers where application_id = $1", [
    call.people[at],
  ]);
  const learner = {
    kind: "learner",
    schemeId: call.scheme.id,
    applicationId: call.people[at]!,
  } as const;
  need(await database.withTx(learner, (tx) => acceptOffer(tx, offer!.id)));
};
const linkOf = async (at: number, guardianNumber = 1) =>
  need(
    await database.withTx(coordinator.actor, (tx) =>
      makeGuardianLink(tx, {
        applicationId: call.people[at]!,
        guardian: guardianNumber,
        locale: "sq",
      }),
    ),
  ).secret;
const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");
/** Everything that is kept about links, consents, offers and what happened, in one line. */
const kept = async () =>
  JSON.stringify(
    await db.sql(
      `select md5(string_agg(t, '' order by t)) as all from (
         select g::text as t from guardian_links g union all select c::text from consents c
         union all select o::text from offers o union all select e::text from event_log e
         union all select k::text from idempotency_keys k) x`,
    ),
  );

test("a learner makes the message for a parent: a link in the parent's language, to copy again", async () => {
  await wish(0);
  const path = `/sq/${slug}/place/guardian-link`;
  const result = await server.get(`/sq/${slug}/place/result`, me(0));
  expect(result.body).toContain(path);
  const made = await server.post(path, { guardian: "1", language: "sr-Cyrl" }, me(0));
  expect([made.statusCode, made.headers.location]).toEqual([303, path]);
  for (let again = 0; again < 2; again += 1) {
    const shown = await server.get(path, me(0));
    expect(text(shown.body)).toMatch(
      /Arta жели на боравак[^<]*https:\/\/kalfa\.example\/sr-Cyrl\/[\w-]+\/guardian\/[0-9a-f]{32}/,
    );
    expect(shown.body).toContain("viber://forward?text=");
  }
  expect((await server.get(path, me(1))).body).not.toContain("/guardian/");
});

test("programs that scan messages change nothing: HEAD and GET, as often as they like", async () => {
  const secret = await linkOf(1);
  const url = `/sq/${slug}/guardian/${secret}`;
  const before = await kept();
  for (const lang of ["sq", "sr-Cyrl", "en"]) {
    const page = await server.get(`/${lang}/${slug}/guardian/${secret}`);
    expect(page.statusCode).toBe(200);
    expect(page.headers["cache-control"]).toBe("no-store");
    expect(page.body).toContain("noindex");
  }
  expect((await server.app.inject({ method: "HEAD", url })).statusCode).toBe(200);
  expect((await server.get(`${url}/copy`)).statusCode).toBe(200);
  expect(await kept()).toBe(before);
});

test("one page says where, when, who goes along, what is kept and whom to call", async () => {
  const secret = await linkOf(1);
  const page = text((await server.get(`/en/${slug}/guardian/${secret}`)).body);
  for (const said of ["Sevilla", "Uniser", "Not named yet", "Test Owner", "+355 4 000 0000"]) {
    expect(page).toContain(said);
  }
  // Nothing is ticked for them, and nobody else is named.
  expect((await server.get(`/en/${slug}/guardian/${secret}`)).body).not.toContain(" checked");
  expect(page).not.toContain("Person02");
});

test("sent empty, each problem stands at its field and nothing is kept", async () => {
  const secret = await linkOf(2);
  const url = `/sq/${slug}/guardian/${secret}`;
  const before = await kept();
  const refused = await server.post(url, { do: "answer", guardianName: "", consent: "data" });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('href="#guardianName"');
  expect(refused.body).toMatch(/value="data" checked/);
  const none = await server.post(url, { do: "answer", guardianName: "Besa Hoxha" });
  expect(none.body).toContain('href="#consent"');
  expect(none.body).toContain('value="Besa Hoxha"');
  expect((await server.post(url, { do: "something" })).statusCode).toBe(404);
  expect(await kept()).toBe(before);
});

test("sent twice it is given once; then each consent is taken back with one press", async () => {
  await wish(1);
  const secret = await linkOf(1);
  const url = `/sq/${slug}/guardian/${secret}`;
  const yes = {
    do: "answer",
    consent: ["taking-part", "data"],
    guardianName: "Besa <Hoxha>",
    _key: randomUUID(),
  };
  for (let tap = 0; tap < 2; tap += 1) {
    const sent = await server.post(url, yes);
    expect([sent.statusCode, sent.headers.location]).toEqual([303, url]);
  }
  const consents = () =>
    db.sql("select purpose, guardian_name, withdrawn_by from consents where application_id = $1", [
      call.people[1],
    ]);
  expect(await consents()).toHaveLength(2);
  const done = await server.get(url);
  expect(text(done.body)).toContain("Faleminderit");
  expect(done.body).toContain("Besa &lt;Hoxha&gt;");
  expect(text((await server.get(`/sq/${slug}/place/result`, me(1))).body)).toContain(
    "Vendi në Sevilla është i yti",
  );
  // Pictures are asked afterwards and apart, with the name that was typed before.
  await server.post(url, { do: "give", purpose: "pictures" });
  expect(await consents()).toHaveLength(3);
  const copy = await server.get(`${url}/copy`);
  expect(copy.headers["content-disposition"]).toContain("attachment");
  expect(copy.body).toContain("Sevilla");
  await server.post(url, { do: "withdraw", purpose: "taking-part" });
  expect(text((await server.get(url)).body)).toContain("Qëndrimi u ndal");
  expect(text((await server.get(`/sq/${slug}/place/result`, me(1))).body)).toContain(
    "Prindi ose kujdestari e ktheu pëlqimin",
  );
  const again = await server.post(url, { do: "withdraw", purpose: "taking-part" });
  expect(again.statusCode).toBe(422);
});

test("a consent whose time ended is given again with one press, and the old one stays as it was", async () => {
  const secret = await linkOf(4);
  const url = `/en/${slug}/guardian/${secret}`;
  const yes = { do: "answer", consent: ["taking-part", "data"], guardianName: "Besa Hoxha" };
  expect((await server.post(url, yes)).statusCode).toBe(303);
  // The stay was put off after the last day that the permission was given for.
  await db.sql(
    "update consents set ends_on = '2027-03-01' where application_id = $1 and purpose = 'taking-part'",
    [call.people[4]],
  );
  const ended = text((await server.get(url)).body);
  expect(ended).toContain("Counted until Monday, 1 March 2027.");
  expect(ended).toContain("Please say below whether you agree again.");
  expect(ended).not.toContain("The place is accepted.");
  for (let tap = 0; tap < 2; tap += 1) {
    expect((await server.post(url, { do: "give", purpose: "taking-part" })).statusCode).toBe(303);
  }
  const rows = () =>
    db.sql(
      `select ends_on > '2027-03-01' as lasts, withdrawn_at is not null as back from consents
       where application_id = $1 and purpose = 'taking-part' order by recorded_at, ends_on`,
      [call.people[4]],
    );
  expect(await rows()).toEqual([
    { lasts: false, back: false },
    { lasts: true, back: false },
  ]);
  // A paper says nothing new while that one stands.
  const paper = await database.withTx(partner.actor, (tx) =>
    writePaperConsents(tx, {
      applicationId: call.people[4]!,
      guardianName: "Besa Hoxha",
      givenOn: "2027-03-10",
    }),
  );
  expect(paper).toMatchObject({ problems: [{ code: "consent-already-there" }] });
  expect((await server.post(url, { do: "refuse" })).statusCode).toBe(303);
  expect(await rows()).toEqual([
    { lasts: false, back: false },
    { lasts: true, back: true },
  ]);
});

test("no is an answer: nothing stands, the office reads it, and the mind may be changed", async () => {
  const secret = await linkOf(3);
  const url = `/en/${slug}/guardian/${secret}`;
  expect((await server.post(url, { do: "refuse" })).statusCode).toBe(303);
  expect(text((await server.get(url)).body)).toContain("You did not agree");
  const [event] = await db.sql(
    "select actor_kind, data from event_log where name = 'consent.refused' and subject_id = $1",
    [call.people[3]],
  );
  expect(event).toMatchObject({ actor_kind: "guardian" });
});

test("a wrong link, one of another scheme and an old one say so in words and change nothing", async () => {
  const secret = await linkOf(2);
  const other = await closedCall(db, call.clock, { slug: "elsewhere" });
  call.clock.moveTo("2027-03-12T08:00:00Z");
  const before = await kept();
  for (const url of [
    `/en/${other.scheme.slug}/guardian/${secret}`,
    `/en/${slug}/guardian/${"0".repeat(32)}`,
    `/en/${slug}/guardian/%00`,
  ]) {
    const reply = await server.get(url);
    expect([url, reply.statusCode]).toEqual([url, 404]);
    const sent = await server.post(url, { do: "answer", consent: "data", guardianName: "Nobody" });
    expect([url, sent.statusCode]).toEqual([url, 404]);
  }
  expect(text((await server.get(`/en/${slug}/guardian/${"0".repeat(32)}`)).body)).toContain(
    "does not open anything any more",
  );
  expect(text((await server.get(`/bs/${slug}/guardian/${"0".repeat(32)}`)).body)).not.toMatch(
    /Pitaj |Pozovi /,
  );
  expect(await kept()).toBe(before);
});

test("the secret of a link is nowhere in the database", async () => {
  const secret = await linkOf(2);
  const url = `/sq/${slug}/guardian/${secret}`;
  await server.post(url, { do: "answer", consent: "data", guardianName: "Besa Hoxha" });
  const tables = await db.sql<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'",
  );
  for (const { name } of tables) {
    const rows = await db.sql(`select 1 from ${name} t where t::text like $1`, [`%${secret}%`]);
    expect([name, rows.length]).toEqual([name, 0]);
  }
});
