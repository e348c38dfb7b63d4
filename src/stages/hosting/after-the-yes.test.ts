/** What a host's yes holds while the office settles it, and how long its link tells names. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene, PUBLIC } from "../../../tests/support/hosting.ts";
import { LOCALES, type Locale, wordsFor } from "../../platform/i18n/index.ts";
import { day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import {
  acceptRequest,
  acceptWithChange,
  asRequested,
  type RequestVisit,
  readRequested,
  takeBackYes,
} from "./answer-request.ts";
import { askHost } from "./ask-hosts.ts";
import { hostSecret } from "./host-link.ts";
import { removeContact } from "./keep-contact.ts";
import { askKept } from "./kept-request.ts";
import { moveStay } from "./move-stay.ts";
import { setCapacities } from "./set-capacity.ts";
import { settleRequest, withdrawRequest } from "./settle-request.ts";

const scene = await hostingScene(4);
const { db, actor, clock, companies, stays } = scene;
const [company] = companies;
const anonymous = { kind: "anonymous", schemeId: scene.scheme.id } as const;
const ask = (people: readonly string[], language?: Locale) =>
  db.database
    .withTx(actor, (tx) =>
      askHost(tx, {
        organisationId: company,
        flowId: scene.flows["AL-2"],
        mobilityIds: people,
        publicUrl: PUBLIC,
        ...(language ? { language } : {}),
      }),
    )
    .then(need);
const answer = <T>(requestId: string, work: (visit: RequestVisit) => Promise<T>): Promise<T> =>
  db.database.withTx(anonymous, async (tx) => {
    const visit = await asRequested(tx, hostSecret("request", requestId));
    if (!visit) throw new Error("no such link");
    return work(visit);
  });
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));
const row = {
  trade: null,
  starts: "2027-06-01",
  ends: "2027-08-31",
  places: 3,
  minimumAge: null,
  language: null,
  level: null,
  accessible: false,
  tasks: "",
};

test("of a host that takes two of three the office may choose which two, and no place is lost", async () => {
  need(await db.database.withTx(actor, (tx) => setCapacities(tx, company, [row])));
  const [first, second, third, other] = [...stays].sort() as [string, string, string, string];
  const requestId = await ask([first, second, third]);
  const change = { places: "2", starts: "2027-07-01", ends: "2027-07-28", tasks: "" };
  need(await answer(requestId, (visit) => acceptWithChange(visit, change)));
  // The place that became free is given away.
  const another = await ask([other]);
  need(await answer(another, (visit) => acceptRequest(visit, PUBLIC)));
  const settled = await db.database.withTx(actor, (tx) =>
    settleRequest(tx, requestId, [second, third], PUBLIC),
  );
  expect(codes(settled)).toEqual([]);
  const there = await db.sql("select 1 from mobilities where company_id = $1", [company]);
  expect(there).toHaveLength(3);
});

test("days are not moved to where a company has no place, nor out of what it offered", async () => {
  const [{ id = "" } = {}] = await db.sql<{ id: string }>(
    "select id from mobilities where company_id = $1 order by id limit 1",
    [company],
  );
  const move = (starts: string, ends: string) =>
    db.database.withTx(actor, (tx) => moveStay(tx, id, { starts: day(starts), ends: day(ends) }));
  expect(codes(await move("2027-08-20", "2027-09-20"))).toEqual(["host-full"]);
  // Everything at once: what the person's other days say as well.
  expect(codes(await move("2027-09-20", "2027-09-01"))).toContain("ends-before-it-begins");
  need(await move("2027-08-01", "2027-08-28"));
  const less = { ...row, places: 2, ends: "2027-07-31" };
  const rows = [less, { ...row, places: 1, starts: "2027-08-01" }];
  need(await db.database.withTx(actor, (tx) => setCapacities(tx, company, rows)));
  // Two are there in July, and two places.
  expect(codes(await move("2027-07-01", "2027-07-28"))).toEqual(["host-full"]);
  const [stay] = await db.sql("select starts from mobilities where id = $1", [id]);
  expect(stay).toEqual({ starts: "2027-08-01" });
});

test("a link tells names while they are needed, and not years after everybody went home", async () => {
  const [{ id: requestId = "" } = {}] = await db.sql<{ id: string }>(
    "select id from host_requests where state = 'accepted' order by places desc limit 1",
  );
  const names = () => answer(requestId, readRequested).then((people) => people.length);
  expect(await names()).toBe(2);
  clock.moveTo("2027-08-20T08:00:00Z");
  expect(await names()).toBe(2);
  clock.moveTo("2027-11-20T08:00:00Z");
  expect(await names()).toBe(0);
});

const letters = (template: string) =>
  db.sql<{ to_address: string; subject: string; body: string }>(
    "select to_address, subject, body from mail_messages where template = $1 order by created_at, id",
    [template],
  );
/** Asked and accepted, with a free host again for the next test. */
async function yes(people: readonly string[], language?: Locale): Promise<string> {
  await db.sql("update host_request_people set left_at = now() where left_at is null");
  await db.sql("update mobilities set state = 'planned', company_id = null");
  const requestId = await ask(people, language);
  need(await answer(requestId, (visit) => acceptRequest(visit, PUBLIC)));
  return requestId;
}
const waiting = async (id: string) =>
  (await db.sql("select state, company_id from mobilities where id = $1", [id]))[0];

test("a host takes its yes back: the learners wait again, and the office is told by letter", async () => {
  clock.moveTo("2027-03-01T08:00:00Z");
  const [first = ""] = stays;
  const requestId = await yes([first]);
  const back = (because: string) =>
    answer(requestId, (visit) => takeBackYes(visit, because, PUBLIC));
  expect(codes(await back(" "))).toEqual(["required"]);
  await db.sql("update mobilities set state = 'in-progress' where id = $1", [first]);
  expect(codes(await back("Our mentor is ill."))).toEqual(["host-somebody-there"]);
  await db.sql("update mobilities set state = 'matched' where id = $1", [first]);
  const office = { contact: { name: "Office", phone: "+387", email: "office@kalfa.example" } };
  await db.sql("update schemes set settings = settings || $1", [JSON.stringify(office)]);
  expect(need(await back("Our mentor left."))).toBe("withdrawn");
  expect(await waiting(first)).toEqual({ state: "planned", company_id: null });
  expect(codes(await back("Again"))).toEqual(["host-request-over"]);
  const [told] = await letters("hosting.mail-taken-back");
  expect(told?.to_address).toBe("office@kalfa.example");
  expect(told?.subject).toContain("cannot host after all");
  expect(told?.body).toContain(`/hosting/requests/${requestId}`);
  expect(told?.body).not.toContain("Secret");
  const [row] = await db.sql(
    "select withdrawn_by, withdrawn_because from host_requests where id = $1",
    [requestId],
  );
  expect(row).toEqual({ withdrawn_by: "host", withdrawn_because: "Our mentor left." });
});

test("the office reads of a yes taken back in the language in which it asked", async () => {
  const [first = ""] = stays;
  const written: string[] = [];
  for (const locale of LOCALES) {
    const requestId = await yes([first], locale);
    need(await answer(requestId, (visit) => takeBackYes(visit, "Our mentor left.", PUBLIC)));
    const [told] = await db.sql<{ locale: string; subject: string; body: string }>(
      "select locale, subject, body from mail_messages where body like $1 order by created_at desc limit 1",
      [`%/hosting/requests/${requestId}%`],
    );
    const start = wordsFor(locale).t("hosting.mail-taken-back-subject", {
      company: "|",
      days: "",
    });
    expect(told?.locale).toBe(locale);
    expect(told?.subject).toContain(
      start
        .split("|")[1]!
        .trim()
        .replace(/[:\s]+$/, ""),
    );
    written.push(told!.body.replaceAll(requestId, ""));
  }
  expect(written.filter((body) => body.includes("took its yes back"))).toHaveLength(1);
});

test("a learner whose consent was taken back keeps nobody's yes: the host may take it back", async () => {
  const [first = ""] = stays;
  const requestId = await yes([first]);
  await db.sql("update mobilities set state = 'on-hold' where id = $1", [first]);
  const back = await answer(requestId, (visit) => takeBackYes(visit, "We move.", PUBLIC));
  expect(codes(back)).toEqual([]);
  expect(await waiting(first)).toEqual({ state: "on-hold", company_id: null });
});

test("of a question that was kept nobody is asked when nobody of it waits any more", async () => {
  const [first = ""] = stays;
  await db.sql("update host_request_people set left_at = now() where left_at is null");
  await db.sql("update mobilities set state = 'planned', company_id = null");
  const keptId = need(
    await db.database.withTx(actor, (tx) =>
      askHost(tx, {
        organisationId: company,
        flowId: scene.flows["AL-2"],
        mobilityIds: [first],
        publicUrl: PUBLIC,
        later: true,
      }),
    ),
  );
  await db.sql("update mobilities set state = 'cancelled' where id = $1", [first]);
  const asked = await db.database.withTx(actor, (tx) => askKept(tx, keptId, PUBLIC));
  expect(codes(asked)).toEqual(["match-nobody-waits"]);
  need(await db.database.withTx(actor, (tx) => withdrawRequest(tx, keptId, "Nobody", PUBLIC)));
});

test("an office takes a yes back: the host is told by letter", async () => {
  const [first = ""] = stays;
  const requestId = await yes([first]);
  need(await db.database.withTx(actor, (tx) => withdrawRequest(tx, requestId, "Illness", PUBLIC)));
  expect(await waiting(first)).toEqual({ state: "planned", company_id: null });
  const [told] = await letters("host.mail-withdrawn");
  expect(told?.to_address).toBe("lucia@talleres.example");
  // Why is for the office: a letter can be sent on by anybody.
  expect(told?.body).not.toContain("Illness");
});

test("whoever left a host opens nothing any more, and what they were asked is over", async () => {
  const [first = "", second = ""] = stays;
  const accepted = await yes([first]);
  const asked = await ask([second]);
  const opens = (id: string) =>
    db.database.withTx(anonymous, (tx) => asRequested(tx, hostSecret("request", id)));
  expect([await opens(accepted), await opens(asked)].every(Boolean)).toBe(true);
  const [contact] = await db.sql<{ id: string }>(
    "select contact_id as id from host_requests where id = $1",
    [asked],
  );
  need(await db.database.withTx(actor, (tx) => removeContact(tx, contact?.id ?? "")));
  expect([await opens(accepted), await opens(asked)]).toEqual([undefined, undefined]);
  const [over] = await db.sql("select state from host_requests where id = $1", [asked]);
  expect(over).toEqual({ state: "lapsed" });
  // Her yes stands: it is the company's. Nobody waits in a question that nobody reads.
  expect(await waiting(first)).toMatchObject({ state: "matched" });
  expect(
    await db.sql("select 1 from host_request_people where request_id = $1 and left_at is null", [
      asked,
    ]),
  ).toEqual([]);
});
