import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { HOST_LOCALES } from "../../platform/i18n/index.ts";
import { askHost } from "../../stages/hosting/ask-hosts.ts";
import { hostSecret, makeHostLink } from "../../stages/hosting/host-link.ts";
import { routes } from "./index.ts";

const scene = await hostingScene(8);
const { db, companies, stays, scheme, clock } = scene;
const server = await testServer(db, routes, { clock, publicUrl: PUBLIC });
const coordinator = await signInAs(db, scheme, { role: "coordinator" });

async function asked(...people: readonly string[]): Promise<string> {
  const id = need(
    await db.database.withTx(coordinator.actor, (tx) =>
      askHost(tx, {
        organisationId: companies[0],
        flowId: scene.flows["AL-2"],
        mobilityIds: people,
        publicUrl: PUBLIC,
      }),
    ),
  );
  return `/host/it/${scheme.slug}/${hostSecret("request", id)}`;
}
const text = (html: string) =>
  html
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gs, " ")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");
const kept = async () =>
  JSON.stringify(
    await db.sql(
      `select md5(string_agg(t, '' order by t)) from (
         select r::text as t from host_requests r union all select p::text from host_request_people p
         union all select c::text from host_contacts c union all select k::text from host_capacities k
         union all select m::text from mobilities m union all select e::text from event_log e
         union all select l::text from mail_messages l union all select i::text from idempotency_keys i) x`,
    ),
  );
/** Names, addresses and anything else by which a learner could be found. */
const PRIVATE = /Secret|secret\d|Ana\b|S-\d|example\.org|2010/;

test("before the yes nobody is named, in no language and on no page of the link", async () => {
  const path = await asked(stays[0]!, stays[1]!);
  for (const language of HOST_LOCALES) {
    const here = path.replace("/host/it/", `/host/${language}/`);
    // Days name people: there is no such file yet.
    expect((await server.get(`${here}/dates.ics`)).statusCode).toBe(404);
    for (const page of ["", "/change", "/decline", "/other"]) {
      const reply = await server.get(`${here}${page}`);
      expect(reply.statusCode).toBe(200);
      expect(reply.headers["cache-control"]).toBe("no-store");
      expect(reply.body).toContain("noindex");
      expect(reply.body).toContain(`lang="${language}"`);
      expect(text(reply.body)).not.toMatch(PRIVATE);
    }
  }
  expect(text((await server.get(path)).body)).toMatch(/Potete accogliere 2 allievi.*Età: 17/);
  expect((await server.get(path.replace("/it/", "/sq/"))).statusCode).toBe(404);
});

test("programs that scan letters change nothing; then one press is enough and asks for nothing", async () => {
  const path = await asked(stays[2]!);
  const before = await kept();
  for (const page of ["", "/change", "/decline", "/other", "?a=1"]) {
    await server.get(`${path}${page}`);
    expect((await server.app.inject({ method: "HEAD", url: `${path}${page}` })).statusCode).toBe(
      200,
    );
  }
  expect(await kept()).toBe(before);
  const page = (await server.get(path)).body;
  // The letter's link is the first click, this button the second; there is no field to fill in.
  const yes = /<form[^>]*>(?:(?!<\/form>).)*name="do" value="yes"(?:(?!<\/form>).)*<\/form>/s.exec(
    page,
  );
  expect(yes?.[0].match(/<(input|select|textarea)/g)).toEqual(["<input", "<input"]);
  expect(yes?.[0].match(/type="hidden"/g)).toHaveLength(2);
  const done = await server.post(path, { do: "yes" });
  expect([done.statusCode, done.headers.location]).toEqual([303, path]);
  const after = text((await server.get(path)).body);
  expect(after).toContain("Ana Secret02");
  expect(after).not.toMatch(/secret2@|2010|AL-/);
  expect(after).toContain("Metti questi giorni in un calendario");
  const dates = await server.get(`${path}/dates.ics`);
  expect(dates.headers["content-type"]).toContain("text/calendar");
  const unfolded = dates.body.replaceAll("\r\n ", "");
  expect(unfolded).toMatch(/SUMMARY:Ana Secret02/);
  expect(unfolded).toMatch(/DTSTART;VALUE=DATE:2027\d{4}\r\nDTEND;VALUE=DATE:2027/);
  expect(unfolded.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(unfolded).not.toMatch(/secret2@|2010|AL-|S-\d/);
  // Opened again by a scanner, nothing is written either.
  const then = await kept();
  await server.get(path);
  expect(await kept()).toBe(then);
  expect((await server.post(path, { do: "decline", reason: "other", again: "3" })).statusCode).toBe(
    422,
  );
});

test("yes with a change: what was typed comes back with each problem at its field", async () => {
  const path = await asked(stays[3]!);
  const refused = await server.post(path, {
    do: "change",
    places: "many",
    "starts-day": "soon",
    "starts-month": "7",
    "starts-year": "2027",
    "ends-day": "",
  });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('value="soon"');
  for (const field of ["places", "starts-day", "ends-day"])
    expect(refused.body).toContain(`href="#${field}"`);
  const done = await server.post(path, {
    do: "change",
    places: "1",
    "starts-day": "5",
    "starts-month": "7",
    "starts-year": "2027",
    "ends-day": "28",
    "ends-month": "07",
    "ends-year": "2027",
    tasks: "Freni",
  });
  expect(done.statusCode).toBe(303);
  expect(text((await server.get(path)).body)).toContain("Guardiamo la vostra modifica");
  expect(text((await server.get(path)).body)).not.toMatch(PRIVATE);
});

test("not the right person: two fields, and the old link says that it was sent on", async () => {
  const path = await asked(stays[4]!);
  expect((await server.post(path, { do: "other", name: "Pedro", email: "no" })).statusCode).toBe(
    422,
  );
  await server.post(path, { do: "other", name: "Pedro", email: "pedro@talleres.example" });
  expect(text((await server.get(path)).body)).toContain("Inviato");
  expect((await server.post(path, { do: "yes" })).statusCode).toBe(422);
});

test("the host's own table: pasted, looked at, kept; another host's cannot be reached", async () => {
  const { secret } = need(
    await db.database.withTx(coordinator.actor, (tx) => makeHostLink(tx, companies[1], "it")),
  );
  const path = `/host/it/${scheme.slug}/table/${secret}`;
  const before = await kept();
  expect(text((await server.get(path)).body)).toContain("Maderas Prueba");
  const bad = await server.post(path, {
    kind: "places",
    do: "check",
    rows: "Volare\t1.7.2027\tmai\t0",
  });
  expect(bad.statusCode).toBe(422);
  expect(text(bad.body)).toMatch(/1, Mestiere:.*1, Al:.*1, Posti:/);
  const rows = "Mestiere\tDal\tAl\tPosti\nOgni mestiere\t1.6.2027\t31.8.2027\t4";
  const looked = await server.post(path, { kind: "places", do: "check", rows });
  expect([looked.statusCode, text(looked.body).includes("Salva queste righe")]).toEqual([
    200,
    true,
  ]);
  expect((await kept()).length).toBe(before.length);
  const capacities = () => db.sql("select places from host_capacities where ended_at is null");
  expect(await capacities()).toEqual([]);
  expect((await server.post(path, { kind: "places", do: "save", rows })).statusCode).toBe(303);
  expect(await capacities()).toEqual([{ places: 4 }]);
  const beds = "Casa Verde\tVia Roma 1\t6\tdonne\tsì\t2027-07-01\t2027-07-28";
  expect((await server.post(path, { kind: "beds", do: "save", rows: beds })).statusCode).toBe(303);
  expect(text((await server.get(`${path}?kind=beds`)).body)).toContain("Casa Verde");
  expect((await server.get(path.replace(secret, "0".repeat(32)))).statusCode).toBe(404);
});

test("a link that said who comes says so no more when everybody is long home", async () => {
  const path = await asked(stays[5]!);
  await server.post(path, { do: "yes" });
  expect(text((await server.get(path)).body)).toContain("Ana Secret05");
  const now = clock.now();
  clock.moveTo("2027-12-01T08:00:00Z");
  const later = await server.get(path);
  clock.moveTo(now.toISOString());
  expect(later.statusCode).toBe(200);
  expect(text(later.body)).not.toMatch(PRIVATE);
  expect(text(later.body)).not.toContain("Chi arriva");
});
