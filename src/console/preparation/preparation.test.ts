import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { queriesDuring } from "../../../tests/support/queries.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { learnerVisitor, signInAs, testServer } from "../../../tests/support/server.ts";
import { readWorkbook } from "../../platform/files/workbook.ts";
import { routes as feed } from "../../portal/calendar/feed.page.ts";
import { routes as place } from "../../portal/place/index.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import { matchMobility } from "../../stages/mobilities/match-mobility.ts";
import { prepareMobility } from "../../stages/mobilities/prepare-mobility.ts";
import { addOrganisation } from "../../stages/organisations/add-organisation.ts";
import { addListed } from "../../stages/preparation/keep-adults.ts";
import { makeTasks } from "../../stages/preparation/make-tasks.ts";
import { routes as people } from "../people/person.page.ts";
import { routes as school } from "../school/index.ts";
import { routes } from "./index.ts";

const { db, call } = await closedCallDatabase();
const { database } = db;
const server = await testServer(db, [...routes, ...people, ...school, ...place, ...feed], {
  clock: call.clock,
});
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });
await publishAndOffer(db, await computedRun(db, call), [coordinator, partner]);
const { slug } = call.scheme;
const base = `/console/${slug}`;
const system = { kind: "system", schemeId: call.scheme.id } as const;

const learnerActor = (applicationId: string) => ({
  kind: "learner" as const,
  schemeId: call.scheme.id,
  applicationId,
});
const stays: { id: string; flow: string }[] = [];
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
/** Who got a place and is of age by then: the lot decides who of several. */
const offers = await db.sql<{ id: string; application: string }>(
  `select o.id, o.application_id as application from offers o
   join applications a on a.id = o.application_id join persons p on p.id = a.person_id
   join places x on x.id = o.place_id join flows f on f.id = x.flow_id
   where a.sending_country = 'AL' and p.birth_date <= f.starts - interval '18 years'
   order by p.family_name limit 2`,
);
for (const offer of offers) {
  need(await database.withTx(learnerActor(offer.application), (tx) => acceptOffer(tx, offer.id)));
  const [stay] = await db.sql<{ id: string; flow: string }>(
    "select id, flow_id as flow from mobilities where offer_id = $1",
    [offer.id],
  );
  stays.push(stay!);
  await database.withTx(system, async (tx) => {
    need(await matchMobility(tx, stay!.id, companyId));
    await prepareMobility(tx, stay!.id);
    need(await makeTasks(tx, stay!.id));
  });
}
const [stay] = stays as [{ id: string; flow: string }];
const learner = learnerVisitor(call.scheme, offers[0]!.application, call.clock.now());

test("a person's page counts what is open before the stay, names what is due first and leads there", async () => {
  const [{ person = "", city = "" } = {}] = await db.sql<{ person: string; city: string }>(
    "select person_id as person, hosting_city as city from mobilities where id = $1",
    [stays[0]?.id],
  );
  const { body } = await server.get(`${base}/people/${person}`, coordinator);
  expect(body).not.toContain("Nothing is waiting here");
  expect(body).toMatch(
    new RegExp(
      `/stays/${stays[0]?.id}/preparation">\\d+ tasks are open before the stay in ${city}`,
    ),
  );
  expect(body).toContain(`/stays/${stays[0]?.id}"`);
});

test("the list asks the database as often for two rows as for one", async () => {
  const all = await server.get(`${base}/preparation`, coordinator);
  expect(all.body).toContain(`${stays.length} stay`);
  expect(all.body).toMatch(/\d+ of \d+ done/);
  const many = await queriesDuring(() => server.get(`${base}/preparation`, coordinator));
  const one = await queriesDuring(() =>
    server.get(`${base}/preparation?flow=${stay.flow}`, coordinator),
  );
  expect(one).toBe(many);
  expect((await server.get(`${base}/preparation.csv`, coordinator)).body).toContain("KM-");
});

test("a learner reads what to do, hands one thing in, and the office confirms it", async () => {
  const root = `/en/${slug}/place`;
  const list = await server.get(`${root}/tasks`, learner);
  expect(list.statusCode).toBe(200);
  expect(list.body).toContain("Cannot start yet");
  expect(list.body).toContain("Done by: the sending partner");
  const empty = await server.post(`${root}/tasks/language-course`, { note: "" }, learner);
  expect(empty.statusCode).toBe(422);
  const sent = await server.post(
    `${root}/tasks/language-course`,
    { note: "Certificate of May" },
    learner,
  );
  expect(sent.statusCode).toBe(303);
  expect((await server.get(`${root}/tasks`, learner)).body).toContain("We are checking");
  // What others do is not the learner's to finish.
  const others = await server.post(`${root}/tasks/lodging`, {}, learner);
  expect(others.statusCode).toBe(404);
  const checks = await server.get(`${base}/preparation/checks`, partner);
  expect(checks.body).toContain("Certificate of May");
  expect((await server.get(`${base}/preparation/checks`, neighbour)).body).not.toContain("May");
  const [task] = await db.sql<{ id: string }>(
    "select id from stay_tasks where state = 'being-checked' and mobility_id = $1",
    [stay.id],
  );
  const id = task!.id;
  const back = await server.post(
    `${base}/preparation/checks`,
    { tasks: id, act: "send-back" },
    partner,
  );
  expect(back.statusCode).toBe(422);
  const done = await server.post(
    `${base}/preparation/checks`,
    { tasks: id, act: "confirm" },
    partner,
  );
  expect(done.statusCode).toBe(303);
});

test("ready is refused on the page with every reason, and no auditor may press", async () => {
  const path = `${base}/stays/${stay.id}/preparation`;
  const refused = await server.post(`${path}/readiness`, { act: "ready" }, partner);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain("Learning agreement signed by all: still open. Who: the office");
  expect(refused.body).toContain("Passport: still open. Who: the learner");
  expect((await server.get(path, auditor)).body).not.toContain("<form action=");
  expect((await server.post(`${path}/readiness`, { act: "ready" }, auditor)).statusCode).toBe(404);
  expect((await server.get(path, neighbour)).statusCode).toBe(404);
});

test("a medical card is sealed, opened with a reason, and its reader is shown to the person", async () => {
  const own = `/en/${slug}/place/medical-card`;
  const card = {
    diet: "no pork at all",
    allergies: "walnuts",
    medicines: "insulin",
    conditions: "",
  };
  expect((await server.post(own, card, learner)).statusCode).toBe(303);
  const rows = await db.sql<{ sealed: Buffer; size: number }>(
    "select sealed, length(sealed) as size from medical_card_fields",
  );
  // Row-level security shows none without a purpose; the owner of the table is bound as well.
  expect(JSON.stringify(rows)).not.toContain("insulin");
  const path = `${base}/stays/${stay.id}/preparation`;
  const page = await server.get(path, partner);
  expect(page.body).not.toContain("walnuts");
  expect((await server.post(`${path}/medical-card`, {}, partner)).statusCode).toBe(422);
  const open = await server.post(`${path}/medical-card`, { reason: "food" }, partner);
  expect(open.body).toContain("walnuts");
  for (const other of [auditor, neighbour]) {
    const tried = await server.post(`${path}/medical-card`, { reason: "food" }, other);
    expect(tried.statusCode).toBe(404);
  }
  const seen = await server.get(own, learner);
  expect(seen.body).toContain("to plan the food");
  expect(seen.body).toContain("no pork at all");
  const log = await db.sql("select data::text from event_log where name like 'medical-card.%'");
  expect(JSON.stringify(log)).not.toMatch(/pork|walnuts|insulin/);
});

test("the papers for the journey hold passports and food, never medicines, and say who opened them", async () => {
  const path = `${base}/flows/${stay.flow}/group`;
  const page = await server.get(path, partner);
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toContain("walnuts");
  const print = await server.post(`${path}/pack`, { as: "print" }, partner);
  expect(print.body).toContain("walnuts");
  expect(print.body).not.toContain("insulin");
  const book = await server.post(`${path}/pack`, { as: "workbook" }, partner);
  const read = await readWorkbook(book.rawPayload);
  expect(read.ok && read.value[0]?.length).toBe(7);
  const readings = await db.sql("select 1 from medical_card_readings where reason = 'food'");
  expect(readings.length).toBeGreaterThanOrEqual(3);
  expect((await server.post(`${path}/pack`, {}, auditor)).statusCode).toBe(404);
});

test("boards are read by everybody of the office; a calendar holds figures and no names", async () => {
  for (const page of ["boards", "arrivals"]) {
    const reply = await server.get(`${base}/preparation/${page}`, auditor);
    expect(reply.statusCode).toBe(200);
  }
  const made = await server.post(`${base}/preparation/calendar`, {}, partner);
  expect(made.statusCode).toBe(303);
  const address = /calendar\/([0-9a-f]{32})\/dates\.ics/;
  const shown = async () =>
    address.exec((await server.get(`${base}/preparation/boards`, partner)).body)?.[1] ?? "";
  const secret = await shown();
  const file = await server.get(`/en/${slug}/calendar/${secret}/dates.ics`);
  expect(file.headers["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(file.body).toContain("BEGIN:VEVENT");
  expect(file.body).not.toContain("Person");
  await server.post(`${base}/preparation/calendar`, {}, partner);
  expect((await server.get(`/en/${slug}/calendar/${secret}/dates.ics`)).statusCode).toBe(404);
  expect((await server.get(`/en/${slug}/calendar/${await shown()}/dates.ics`)).statusCode).toBe(
    200,
  );
  await db.sql("update memberships set ended_at = now() where user_id = $1", [partner.userId]);
  const gone = await shown();
  expect(gone).toBe("");
});

test("a learner takes the own dates into a calendar; a school reads those of its own learners", async () => {
  const own = await server.get(`/en/${slug}/place/dates.ics`, learner);
  expect(own.headers["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(own.body).toContain("SUMMARY:My stay in");
  expect(own.body).toContain("SUMMARY:To do before the journey: ");
  expect((await server.get(`/en/${slug}/place/tasks`, learner)).body).toContain("/place/dates.ics");
  const [{ school = "" } = {}] = await db.sql<{ school: string }>(
    "select sending_organisation_id as school from mobilities where id = $1",
    [stay.id],
  );
  const [{ other = "" } = {}] = await db.sql<{ other: string }>(
    "select id as other from organisations where 'school' = any(roles) and id <> $1 limit 1",
    [school],
  );
  const feedOf = async (organisationId: string) => {
    const officer = await signInAs(db, call.scheme, { role: "school-officer", organisationId });
    const made = await server.post(`${base}/preparation/calendar`, {}, officer);
    expect(made.headers.location).toBe(`${base}/school#calendar`);
    const { body } = await server.get(`${base}/school`, officer);
    const secret = /calendar\/([0-9a-f]{32})\/dates\.ics/.exec(body)?.[1];
    return (await server.get(`/en/${slug}/calendar/${secret}/dates.ics`)).body;
  };
  const theirs = await feedOf(school);
  expect(theirs).toContain("BEGIN:VEVENT");
  expect(theirs).not.toContain("Person");
  expect(await feedOf(other)).not.toContain("BEGIN:VEVENT");
});

test("the list of adults, one of them and the policies of a flow open for a coordinator", async () => {
  const listed = await database.withTx(coordinator.actor, async (tx) =>
    need(
      await addListed(tx, "AL", {
        name: "Elira Gjoka",
        organisation: "",
        email: "",
        phone: "+355 69 000 0101",
        birthDate: "",
        validUntil: "",
      }),
    ),
  );
  const list = await server.get(`${base}/preparation/adults`, coordinator);
  expect([list.statusCode, list.body.includes("Elira Gjoka")]).toEqual([200, true]);
  const one = `${base}/preparation/adults/${listed}`;
  expect((await server.get(one, coordinator)).statusCode).toBe(200);
  const group = await server.get(`${base}/flows/${stay.flow}/group`, coordinator);
  expect(group.body).toContain(`value="${listed}"`);
  const insurance = `${base}/flows/${stay.flow}/group/insurance`;
  expect((await server.get(insurance, coordinator)).statusCode).toBe(200);
});
