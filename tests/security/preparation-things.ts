/** A learner of Albania whose company said yes, and every form of what is to do before the journey. */
import type { StaffActor } from "../../src/platform/db/actor.ts";
import { newId } from "../../src/platform/random.ts";
import { matchMobility } from "../../src/stages/mobilities/match-mobility.ts";
import { prepareMobility } from "../../src/stages/mobilities/prepare-mobility.ts";
import { bookJourney } from "../../src/stages/preparation/book-journey.ts";
import { renewFeed } from "../../src/stages/preparation/calendar-feed.ts";
import { handIn, keepPolicyCopy } from "../../src/stages/preparation/insurance-copy.ts";
import { addAdult, readGroup } from "../../src/stages/preparation/keep-group.ts";
import { addPolicy } from "../../src/stages/preparation/keep-insurance.ts";
import { makeTasks } from "../../src/stages/preparation/make-tasks.ts";
import { readOwnTasks } from "../../src/stages/preparation/read-preparation.ts";
import type { TestDatabase } from "../support/database.ts";
import { pdf } from "../support/hostile.ts";
import { must } from "../support/small-scheme.ts";
import { oneValue, type Send } from "./send-form.ts";
import type { SecuritySite } from "./site.ts";
import { sendTaskForms } from "./task-forms.ts";

const POLICY = {
  insurer: "Example Insurance",
  number: "A-1",
  phone: "+355 4 000 0000",
  whom: "everybody",
};
const ADULT = { name: "Mira Example", phone: "+355 69 000 0000", role: "leader" };

/** Before the program runs: an adult, a journey and a room of a group, and somebody's calendar. */
export async function preparedPreparation(
  db: TestDatabase,
  coordinator: StaffActor,
  hosting: { readonly flowId: string; readonly stays: readonly string[] },
): Promise<
  Readonly<
    Record<
      "groupFlowId" | "adultId" | "journeyId" | "policyId" | "copyId" | "calendarSecret",
      string
    >
  >
> {
  const groupFlowId = hosting.flowId;
  return db.database.withTx(coordinator, async (tx) => {
    const adultId = must(await addAdult(tx, groupFlowId, ADULT));
    const group = await readGroup(tx, groupFlowId);
    if (!group) throw new Error("no group");
    const { flow } = group;
    const leg = {
      carrier: "Air",
      number: "AB 1",
      fromPlace: "Tirana",
      fromCountry: "AL",
      departs: `${flow.starts}T06:00`,
      toPlace: flow.city,
      toCountry: flow.country,
      arrives: `${flow.starts}T09:00`,
    };
    const { id: journeyId } = must(
      await bookJourney(tx, groupFlowId, {
        direction: "there",
        reference: "",
        metBy: "",
        legs: [leg],
        mobilityIds: hosting.stays.slice(3, 4),
      }),
    );
    await tx.db
      .insertInto("host_beds")
      .values({
        id: newId(),
        scheme_id: coordinator.schemeId,
        organisation_id: flow.hostId,
        name: "Example room",
        street: "Street 1",
        beds: 4,
        gender: "any",
        accessible: false,
        starts: flow.starts,
        ends: flow.ends,
        set_at: tx.now,
        set_by: "test",
      })
      .execute();
    const policyId = must(
      await addPolicy(tx, groupFlowId, {
        ...POLICY,
        kinds: ["accident"],
        starts: flow.starts,
        ends: flow.ends,
        people: [],
      }),
    );
    const copy = { name: "policy.pdf", bytes: pdf() };
    const copyId = must(await keepPolicyCopy(tx, groupFlowId, policyId, copy));
    const calendarSecret = must(await renewFeed(tx));
    return { groupFlowId, adultId, journeyId, policyId, copyId, calendarSecret };
  });
}

async function sendGroupForms(site: SecuritySite, send: Send): Promise<void> {
  const { things, cookies, scheme } = site;
  const { partner, coordinator } = cookies;
  const of = "POST /console/:scheme/flows/:flowId/group";
  const own = `/console/${scheme.slug}/flows/${things.groupFlowId}/group`;
  const [days] = await site.db.sql<{ starts: string; city: string; country: string; host: string }>(
    "select starts::text, city, country, hosting_organisation_id as host from flows where id = $1",
    [things.groupFlowId],
  );
  const { starts, city, country, host } = days!;
  const person = things.hosting.stays[3]!;
  await send(`${of}/adults`, `${own}/adults`, partner, {
    name: "Besnik Example",
    phone: "+355 69 111 1111",
    role: "accompanying",
  });
  const adult = `${own}/adults/${things.adultId}`;
  await send(`${of}/adults/:adultId/certificate`, `${adult}/certificate`, partner, {
    "validUntil-day": "1",
    "validUntil-month": "1",
    "validUntil-year": "2040",
  });
  await send(`${of}/adults/:adultId/removal`, `${adult}/removal`, coordinator, {});
  const list = "POST /console/:scheme/preparation/adults";
  const listed = `/console/${scheme.slug}/preparation/adults`;
  const typed = { name: "Drita Example", phone: "+355 69 222 2222" };
  await send(list, listed, partner, { ...typed, country: "AL" });
  const until = {
    "validUntil-day": "1",
    "validUntil-month": "1",
    "validUntil-year": "2040",
  };
  await send(`${list}/:adultId`, `${listed}/${things.adultId}`, partner, { ...ADULT, ...until });
  await send(`${list}/:adultId/end`, `${listed}/${things.adultId}/end`, partner, {});
  await send(`${of}/adults-ratio`, `${own}/adults-ratio`, coordinator, { minorsPerAdult: "8" });
  await send(
    `${of}/journeys/:journeyId/removal`,
    `${own}/journeys/${things.journeyId}/removal`,
    partner,
    {},
  );
  await send(`${of}/journeys`, `${own}/journeys`, partner, {
    direction: "there",
    people: person,
    reference: "XY1",
    metBy: "The host",
    "carrier-1": "Air",
    "number-1": "AB 2",
    "fromPlace-1": "Tirana",
    "fromCountry-1": "AL",
    "departs-1": `${starts}T07:00`,
    "toPlace-1": city,
    "toCountry-1": country,
    "arrives-1": `${starts}T10:00`,
  });
  await send(`${of}/beds`, `${own}/beds`, partner, {
    room: `${host}/Example room`,
    people: person,
  });
  const [year = "", month = "", date = ""] = starts.split("-");
  const policy = {
    ...POLICY,
    kinds: "health",
    "starts-day": date,
    "starts-month": month,
    "starts-year": year,
    "ends-day": "31",
    "ends-month": "12",
    "ends-year": year,
  };
  await send(`${of}/insurance`, `${own}/insurance`, partner, {
    ...policy,
    number: "B-2",
    whom: "some",
    people: person,
  });
  const kept = `${own}/insurance/${things.policyId}`;
  await send(`${of}/insurance/:policyId`, kept, partner, policy);
  await send(`${of}/insurance/:policyId/copies`, `${kept}/copies`, partner, {}, [
    { field: "copy", name: "policy.pdf", bytes: pdf({ pages: 2 }) },
  ]);
  await send(
    "POST /console/:scheme/preparation/insurance-copies/:copyId/removal",
    `/console/${scheme.slug}/preparation/insurance-copies/${things.copyId}/removal`,
    partner,
    {},
  );
  await send(`${of}/insurance/:policyId/end`, `${kept}/end`, partner, {});
  await site.db.sql("update mobilities set state = 'cancelled' where id = $1", [person]);
  const instead = await oneValue(
    site,
    "select id as value from mobilities where flow_id = $1 and state = 'planned' order by id limit 1",
    things.groupFlowId,
  );
  await send(`${of}/handovers/:mobilityId`, `${own}/handovers/${person}`, partner, {
    act: "hand-over",
    to: instead,
    parts: "bed",
  });
  await send(
    "POST /console/:scheme/preparation/calendar",
    `/console/${scheme.slug}/preparation/calendar`,
    partner,
    {},
  );
}

/** A policy of the family that a learner sent by mistake. */
async function sentByLearner({ db, scheme }: SecuritySite, applicationId: string): Promise<string> {
  const learner = { kind: "learner", schemeId: scheme.id, applicationId } as const;
  await db.database.withTx(learner, async (tx) => {
    const own = await readOwnTasks(tx);
    const task = own?.tasks.find(({ code }) => code === "insurance-health");
    if (!task) throw new Error("no task about insurance");
    must(await handIn(tx, task, { note: "", file: { name: "own.pdf", bytes: pdf({ pages: 3 }) } }));
  });
  const [copy] = await db.sql<{ id: string }>(
    "select upload_id as id from insurance_copies where mobility_id is not null and scheme_id = $1",
    [scheme.id],
  );
  return copy!.id;
}

export async function sendPreparationForms(site: SecuritySite, send: Send): Promise<void> {
  const { cookies, scheme, db } = site;
  const { partner, coordinator } = cookies;
  const [stay] = await db.sql<{ id: string; application: string }>(
    `select m.id, o.application_id as application from mobilities m join offers o on o.id = m.offer_id
     where m.sending_country = 'AL' and m.state = 'planned' and m.starts > now() and m.scheme_id = $1
     order by m.starts, m.id limit 1`,
    [scheme.id],
  );
  const companyId = await oneValue(
    site,
    "select id as value from organisations where roles @> array['company'] and scheme_id = $1 limit 1",
    scheme.id,
  );
  const system = { kind: "system", schemeId: scheme.id } as const;
  await db.database.withTx(system, async (tx) => {
    must(await matchMobility(tx, stay!.id, companyId));
    await prepareMobility(tx, stay!.id);
    must(await makeTasks(tx, stay!.id));
  });
  const taskOf = (code: string) =>
    oneValue(
      site,
      `select id as value from stay_tasks where mobility_id = $1 and code = '${code}'`,
      stay!.id,
    );
  const learner = site.learnerOf(stay!.application);
  const place = `/en/${scheme.slug}/place`;
  const course = await taskOf("language-course");
  await send("POST /:lang/:scheme/place/tasks/:task", `${place}/tasks/language-course`, learner, {
    note: "Certificate of the school, in May",
  });
  const copyId = await sentByLearner(site, stay!.application);
  await send(
    "POST /:lang/:scheme/place/insurance-copies/:copyId/removal",
    `${place}/insurance-copies/${copyId}/removal`,
    learner,
    {},
  );
  await send("POST /:lang/:scheme/place/medical-card", `${place}/medical-card`, learner, {
    diet: "no pork",
    allergies: "",
    medicines: "",
    conditions: "",
  });

  const root = `/console/${scheme.slug}`;
  await send("POST /console/:scheme/preparation/checks", `${root}/preparation/checks`, partner, {
    tasks: course,
    act: "confirm",
  });
  const of = "POST /console/:scheme/stays/:mobilityId/preparation";
  const own = `${root}/stays/${stay!.id}/preparation`;
  await send(`${of}/tasks`, `${own}/tasks`, partner, {
    task: await taskOf("lodging"),
    act: "waive",
    reason: "With relatives",
  });
  await send(`${of}/medical-card`, `${own}/medical-card`, partner, { reason: "food" }, [], 200);
  await sendTaskForms(site, send, stay!);
  // What is left is settled without forms, so that the last button can be pressed.
  await db.sql(
    "update stay_tasks set state = 'not-needed' where mobility_id = $1 and state <> 'done'",
    [stay!.id],
  );
  await send(`${of}/readiness`, `${own}/readiness`, coordinator, { act: "ready" });
  await sendGroupForms(site, send);
}
