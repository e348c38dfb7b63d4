/** What a parent does before the journey, by the link of the consent; and what the school does. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { pdf } from "../../../tests/support/hostile.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { learnerVisitor, signInAs, testServer } from "../../../tests/support/server.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { routes as preparation } from "../../console/preparation/index.ts";
import { routes as school } from "../../console/school/index.ts";
import { openUploads } from "../../platform/files/upload.ts";
import { newId } from "../../platform/random.ts";
import { makeGuardianLink } from "../../stages/consents/guardian-link.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import { matchMobility } from "../../stages/mobilities/match-mobility.ts";
import { prepareMobility } from "../../stages/mobilities/prepare-mobility.ts";
import { addOrganisation } from "../../stages/organisations/add-organisation.ts";
import { makeTasks } from "../../stages/preparation/make-tasks.ts";
import { routes as place } from "../place/index.ts";
import { routes as guardian } from "./guardian.page.ts";
import { routes as task } from "./task.page.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-guardian-"));
openUploads({ home, clamd: null });
afterAll(() => rmSync(home, { recursive: true, force: true }));
const { db, call } = await closedCallDatabase();
const { database } = db;
const { slug } = call.scheme;
const server = await testServer(db, [...guardian, ...task, ...place, ...school, ...preparation], {
  clock: call.clock,
  publicUrl: "https://kalfa.example",
});
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
await db.sql("update persons set birth_date = '2010-12-31', given_names = 'Arta'");
await publishAndOffer(db, await computedRun(db, call), [coordinator, partner]);
const offers = await db.sql<{ id: string; application: string; school: string }>(
  `select o.id, o.application_id as application, a.organisation_id as school from offers o
   join applications a on a.id = o.application_id where a.sending_country = 'AL' order by o.id limit 2`,
);
const system = { kind: "system", schemeId: call.scheme.id } as const;
const companyId = await database.withTx(coordinator.actor, async (tx) =>
  need(
    await addOrganisation(tx, {
      name: "Company",
      kind: "company",
      roles: ["company"],
      city: "Sevilla",
      country: "ES",
      hostingPartnerId: call.host,
      invented: true,
    }),
  ),
);
const UNSAVED = "What you sent was not saved. It is no longer on your list";
const text = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

/** Asked, agreed by a parent, matched, and the list made. */
async function prepared({ id, application }: (typeof offers)[number]) {
  const learner = {
    kind: "learner",
    schemeId: call.scheme.id,
    applicationId: application,
  } as const;
  need(await database.withTx(learner, (tx) => acceptOffer(tx, id)));
  const { secret } = need(
    await database.withTx(coordinator.actor, (tx) =>
      makeGuardianLink(tx, { applicationId: application, guardian: 1, locale: "en" }),
    ),
  );
  const url = `/en/${slug}/guardian/${secret}`;
  expect(text((await server.get(url)).body)).not.toContain("What you do before the journey");
  const yes = { do: "answer", consent: ["taking-part", "data"], guardianName: "Besa Hoxha" };
  expect((await server.post(url, yes)).statusCode).toBe(303);
  const [stay] = await db.sql<{ id: string }>("select id from mobilities where offer_id = $1", [
    id,
  ]);
  await database.withTx(system, async (tx) => {
    need(await matchMobility(tx, stay!.id, companyId));
    await prepareMobility(tx, stay!.id);
    need(await makeTasks(tx, stay!.id));
  });
  return { url, stay: stay!.id, application };
}
const one = await prepared(offers[0]!);
const officer = await signInAs(db, call.scheme, {
  role: "school-officer",
  organisationId: offers[0]!.school,
});
const stateOf = async (code: string) =>
  (
    await db.sql<{ state: string }>(
      "select state from stay_tasks where mobility_id = $1 and code = $2",
      [one.stay, code],
    )
  )[0]?.state;

test("a parent sees what is the parent's and nothing else, and reads the rules with one press", async () => {
  const shown = text((await server.get(one.url)).body);
  for (const said of ["What you do before the journey", "Rules abroad", "Form for the border"]) {
    expect(shown).toContain(said);
  }
  expect(shown).not.toContain("Language course");
  const rules = `${one.url}/tasks/rules-read`;
  expect(text((await server.get(rules)).body)).toContain("112");
  expect(await stateOf("rules-read")).toBe("open");
  const key = newId();
  for (let tap = 0; tap < 2; tap += 1) {
    expect((await server.post(rules, { _key: key })).statusCode).toBe(303);
  }
  expect(await stateOf("rules-read")).toBe("done");
  // What is not the parent's leads back, and cannot be done from there.
  const other = await server.get(`${one.url}/tasks/language-course`);
  expect([other.statusCode, other.headers.location]).toEqual([303, `${one.url}#tasks`]);
  expect(text((await server.get(one.url)).body)).not.toContain(UNSAVED);
  const tried = await server.post(`${one.url}/tasks/language-course`, { note: "B1" });
  expect([tried.statusCode, tried.headers.location]).toEqual([303, `${one.url}?unsaved`]);
  expect(await stateOf("language-course")).not.toBe("done");
  const wrong = `/en/${slug}/guardian/${"0".repeat(32)}/tasks/rules-read`;
  expect((await server.get(wrong)).statusCode).toBe(404);
});

test("a parent writes the card of a child, the child reads it, and a grown-up's stays the grown-up's", async () => {
  const card = `${one.url}/tasks/medical-card`;
  const said = { diet: "", allergies: "walnuts", medicines: "", conditions: "" };
  expect(text((await server.get(card)).body)).toContain("What your child does not eat");
  const long = await server.post(card, { ...said, diet: "x".repeat(501) });
  expect(long.statusCode).toBe(422);
  expect(long.body).toContain("walnuts");
  expect((await server.post(card, said)).statusCode).toBe(303);
  const [kept] = await db.sql<{ by: string }>("select written_by as by from medical_cards");
  expect(kept?.by).toBe("guardian");
  const me = learnerVisitor(call.scheme, one.application, call.clock.now());
  expect((await server.get(`/en/${slug}/place/medical-card`, me)).body).toContain("walnuts");
  // Whoever else has the link, the school and the office among them, reads nothing by it.
  const closed = await server.get(card);
  expect(closed.body).not.toContain("walnuts");
  expect(text(closed.body)).toContain("The card was written on");
  expect((await server.post(card, { ...said, allergies: "", diet: "no pork" })).statusCode).toBe(
    303,
  );
  const whole = (await server.get(`/en/${slug}/place/medical-card`, me)).body;
  expect([whole.includes("walnuts"), whole.includes("no pork")]).toEqual([true, true]);
  await db.sql("update persons set birth_date = '2000-01-01'");
  expect((await server.get(card)).statusCode).toBe(303);
  const standing = () => db.sql("select field, sealed from medical_card_fields order by field");
  const before = await standing();
  const late = await server.post(card, { ...said, medicines: "insulin" });
  expect([late.statusCode, late.headers.location]).toEqual([303, `${one.url}?unsaved`]);
  expect(text((await server.get(`${one.url}?unsaved`)).body)).toContain(UNSAVED);
  expect(await standing()).toEqual(before);
  await db.sql("update persons set birth_date = '2010-12-31'");
});

test("a parent sends the signed form as a file; only the office says that it was seen", async () => {
  const border = `${one.url}/tasks/exit-authorisation`;
  const send = (bytes: Buffer) =>
    server.app.inject({
      method: "POST",
      url: border,
      ...uploadOf("scan", [{ name: "leje.pdf", type: "application/pdf", bytes }], newId()),
    });
  expect((await send(Buffer.from("no picture at all"))).statusCode).toBe(422);
  expect((await send(pdf())).statusCode).toBe(303);
  expect((await server.get(border)).body).toContain("leje.pdf");
  const [exit] = await db.sql("select 1 from exit_authorisations where state = 'seen'");
  expect(exit).toBeUndefined();
  const [scan] = await db.sql<{ kind: string }>(
    "select u.by_kind as kind from exit_scans s join uploads u on u.id = s.upload_id",
  );
  expect(scan?.kind).toBe("guardian");
});

test("a school sees who lacks what, does its own part for several, and tells whom nothing reaches", async () => {
  await db.sql("update mobilities set sending_organisation_id = $1 where id = $2", [
    offers[0]!.school,
    one.stay,
  ]);
  const path = `/console/${slug}/school/preparation`;
  const alone = await queriesDuring(() => server.get(path, officer));
  const two = await prepared(offers[1]!);
  await db.sql("update mobilities set sending_organisation_id = $1 where id = $2", [
    offers[0]!.school,
    two.stay,
  ]);
  expect(await queriesDuring(() => server.get(path, officer))).toBe(alone);
  await db.sql("update stay_tasks set who = 'school' where code = 'intercultural-course'");
  const page = await server.get(path, officer);
  expect(text(page.body)).toContain("What the school does");
  expect(text(page.body)).toContain("Passport the learner");
  const ids = [...page.body.matchAll(/name="tasks" type="checkbox" value="([0-9a-f-]+)"/g)].map(
    ([, id]) => id!,
  );
  expect(ids).toHaveLength(2);
  const none = await server.post(path, { act: "finish" }, officer);
  expect([none.statusCode, none.body.includes('href="#tasks-finish"')]).toEqual([422, true]);
  expect((await server.post(path, { act: "finish", tasks: ids }, officer)).statusCode).toBe(303);
  expect(await stateOf("intercultural-course")).toBe("done");
  // What is the office's or the learner's is not the school's to finish.
  const [lodging] = await db.sql<{ id: string }>(
    "select id from stay_tasks where code = 'lodging' and mobility_id = $1",
    [one.stay],
  );
  const tried = await server.post(path, { act: "finish", tasks: lodging!.id }, officer);
  expect(tried.statusCode).toBe(404);

  call.clock.moveTo("2027-06-20T08:00:00Z");
  const tell = `/console/${slug}/preparation/tell`;
  const list = await server.get(tell, officer);
  expect(list.statusCode).toBe(200);
  expect(list.body).toContain(one.url.replace("/en/", "https://kalfa.example/en/"));
  expect(list.body).toContain("before the journey of Arta");
  const told = await server.post(tell, { stay: one.stay, who: "guardian" }, officer);
  expect(told.statusCode).toBe(303);
  const again = await server.post(tell, { stay: one.stay, who: "guardian" }, officer);
  expect(again.statusCode).toBe(422);
  expect((await server.get(tell, coordinator)).statusCode).toBe(200);
});

test("an office sets what an activity asks for: every wrong box at once, a preview, then it counts", async () => {
  const base = `/console/${slug}/preparation/lines`;
  expect((await server.get(base, coordinator)).body).toContain(`${base}/${call.lineId}`);
  expect((await server.get(base, partner)).statusCode).toBe(404);
  const path = `${base}/${call.lineId}`;
  const page = await server.get(path, coordinator);
  const fields = Object.fromEntries(
    [
      ...page.body.matchAll(/<input[^>]*name="((?:days|remind)-[a-z0-9-]+)"[^>]*value="([^"]*)"/g),
    ].map(([, name, value]) => [name!, value!]),
  );
  for (const [, name] of page.body.matchAll(
    /name="((?:on|blocking)-[a-z0-9-]+)" type="checkbox"/g,
  )) {
    fields[name!] = "yes";
  }
  for (const [, name, body] of page.body.matchAll(/<select[^>]*name="([^"]+)">(.*?)<\/select>/gs)) {
    fields[name!] = /value="([^"]*)" selected/.exec(body!)?.[1] ?? "";
  }
  expect(Object.keys(fields).length).toBeGreaterThan(60);
  const wrong = { ...fields, "days-lodging": "soon", "remind-lodging": "x", act: "preview" };
  const refused = await server.post(path, wrong, coordinator);
  expect(refused.statusCode).toBe(422);
  for (const box of ["days-lodging", "remind-lodging"]) {
    expect(refused.body).toContain(`href="#${box}"`);
  }
  const { "on-lodging": _, ...without } = fields;
  const preview = await server.post(path, { ...without, act: "preview" }, coordinator);
  expect(preview.statusCode).toBe(200);
  expect(text(preview.body)).toContain(
    "People who have not left: 2. Tasks added: 0. Tasks removed: 2.",
  );
  expect(await stateOf("lodging")).toBe("open");
  const saved = await server.post(path, { ...without, act: "save" }, coordinator);
  expect(saved.statusCode).toBe(303);
  expect(await stateOf("lodging")).toBeUndefined();
});
