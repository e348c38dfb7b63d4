import { expect, test } from "vitest";
import { classOf, openMoment, pupil, schoolCall } from "../../../tests/support/class.ts";
import { testDatabase } from "../../../tests/support/database.ts";
import { signInAs, testServer } from "../../../tests/support/server.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { openVault } from "../../platform/vault.ts";
import { routes as accessRoutes } from "../../portal/school-access/school-access.page.ts";
import { day } from "../../shared/day.ts";
import { layDownPreselection } from "../../stages/schools/preselect.ts";
import { listClasses } from "../../stages/schools/read-classes.ts";
import { routes as consoleRoutes } from "../index.ts";

openVault("a data key of the tests only");
const clock = openMoment();
const db = await testDatabase({ clock });
const s = await smallScheme(db.database);
// The request comes in at the public door and is answered in the console.
const server = await testServer(db, [...consoleRoutes, ...accessRoutes], { clock });
const scheme = { id: s.schemeId, slug: s.slug };
const officer = await signInAs(db, scheme, {
  role: "school-officer",
  organisationId: s.schools.AL,
  name: "Besa Gashi",
});
const partner = await signInAs(db, scheme, { role: "country-partner", country: "AL" });
const neighbour = await signInAs(db, scheme, { role: "country-partner", country: "RS" });
const coordinator = await signInAs(db, scheme, { role: "coordinator" });
const root = `/console/${s.slug}`;
const call = await schoolCall(db, s, {
  before: (callId) =>
    db.database.withTx(s.coordinator, async (tx) =>
      must(await layDownPreselection(tx, callId, { atMost: null, until: day("2027-01-10") })),
    ),
});
const made = await classOf(db, officer.actor, call.callId, s.schools.AL);
for (const name of ["Era Gashi", "Dion Hoxha", "Arta Leka"]) {
  await pupil(db, s, { ...call, classCode: made.code }, { name });
}
const text = (html: string) =>
  (html.split("<main")[1] ?? "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");
test("a teacher asks for a school; its partner lets it in, another country's does not see it", async () => {
  const door = `/en/${s.slug}/for-schools/access`;
  const nothing = await server.post(door, {});
  expect(nothing.statusCode).toBe(422);
  expect(text(nothing.body)).toContain("Name of the school: ");
  const asked = {
    country: "AL",
    schoolName: "Shkolla Vjosa",
    city: "Vlorë",
    landline: "+355 33 222 111",
    personName: "Teuta Prifti",
    email: "Teuta@vjosa.example",
  };
  for (let i = 0; i < 2; i += 1) expect((await server.post(door, asked)).statusCode).toBe(303);
  const list = `${root}/school-requests`;
  expect(text((await server.get(list, partner)).body)).toContain("Shkolla Vjosa");
  expect(text((await server.get(list, neighbour)).body)).not.toContain("Shkolla Vjosa");
  expect((await server.get(list, officer)).statusCode).toBe(404);
  const [request] = await db.sql<{ id: string }>("select id from school_requests");
  const verify = `${list}/${request?.id}/verification`;
  expect((await server.post(verify, {}, neighbour)).statusCode).toBe(404);
  expect((await server.post(`${list}/${request?.id}/refusal`, {}, partner)).statusCode).toBe(422);
  expect((await server.post(verify, {}, partner)).statusCode).toBe(303);
  expect((await server.post(verify, {}, partner)).statusCode).toBe(422);
  const [made] = await db.sql<{ id: string; user: string; verified: boolean }>(
    `select o.id, m.user_id as user, o.verified_at is not null as verified from organisations o
     join memberships m on m.organisation_id = o.id where o.name = 'Shkolla Vjosa'`,
  );
  expect(made?.verified).toBe(true);
  await db.sql(
    `insert into auth.session (id, "userId", token, "expiresAt", "updatedAt")
     values ('teuta', $1, 'teuta-token', '2100-01-01', '2100-01-01')`,
    [made?.user],
  );
  const own = await db.database.withStaff({ token: "teuta-token", scheme: s.slug }, listClasses);
  expect(own).toEqual([]);
  // What the coordinator adds waits until somebody has made sure of it.
  await db.sql("update organisations set verified_at = null where id = $1", [made?.id]);
  expect(text((await server.get(list, partner)).body)).toContain("Shkolla Vjosa Vlorë");
  const url = `${root}/organisations/${made?.id}/verification`;
  expect((await server.post(url, {}, neighbour)).statusCode).toBe(404);
  expect((await server.post(url, {}, partner)).statusCode).toBe(303);
  expect((await server.post(url, {}, partner)).statusCode).toBe(422);
});

test("many requests from one address of the network are stopped", async () => {
  const door = `/en/${s.slug}/for-schools/access`;
  const statuses: number[] = [];
  for (let at = 0; at < 12; at += 1) {
    const reply = await server.post(door, {
      country: "AL",
      schoolName: `School ${at}`,
      city: "Fier",
      landline: "+355 33 222 111",
      personName: "Somebody Else",
      email: `somebody${at}@example.org`,
    });
    statuses.push(reply.statusCode);
  }
  expect(statuses.filter((status) => status === 303).length).toBe(8);
  expect(statuses.at(-1)).toBe(429);
});

test("a partner puts people forward on one page; the rule is laid down while a call is a draft", async () => {
  const url = `${root}/calls/${call.callId}/pre-selection`;
  const page = await server.get(url, partner);
  expect(text(page.body)).toContain("You say who of your country is put forward");
  const names = [...page.body.matchAll(/name="(mark-[^"]+)"/g)].map(([, name = ""]) => name);
  expect(names).toHaveLength(3);
  const [first = ""] = names;
  const refused = await server.post(url, { act: "mark", [first]: "yes" }, partner);
  expect(refused.statusCode).toBe(422);
  const reason = first.replace("mark", "reason");
  const done = await server.post(
    url,
    { act: "mark", [first]: "yes", [reason]: "Writes clearly why, and for what." },
    partner,
  );
  expect(done.headers.location).toBe(`${url}?marked=1`);
  expect(text((await server.get(url, neighbour)).body)).toContain("Nobody of your country");
  expect((await server.get(url, officer)).statusCode).toBe(404);
  const draft = `${root}/calls/${s.callId}/pre-selection`;
  expect((await server.get(draft, partner)).statusCode).toBe(404);
  const wrong = await server.post(draft, { act: "rule", atMost: "0" }, coordinator);
  for (const box of ["#atMost", "#until-day"]) expect(wrong.body).toContain(`href="${box}"`);
  const kept = await db.sql("select 1 from preselection_rules where call_id = $1", [s.callId]);
  expect(kept).toEqual([]);
  const set = await server.post(
    draft,
    { act: "rule", atMost: "4", "until-day": "11", "until-month": "2", "until-year": "2027" },
    coordinator,
  );
  expect(set.statusCode, text(set.body)).toBe(303);
  expect(text((await server.get(draft, coordinator)).body)).toContain("At most 4 people.");
  expect(server.errors).toEqual([]);
});
