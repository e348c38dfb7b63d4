import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import {
  changeOpportunity,
  checkOpportunity,
  decideOpportunity,
  proposeOpportunity,
  seenOf,
} from "./propose-opportunity.ts";
import {
  countToDecide,
  fitting,
  readOpportunities,
  readOpportunity,
  readShownOpportunities,
  readShownOpportunity,
} from "./read-opportunities.ts";

let moment = new Date("2026-12-02T10:00:00Z");
const clock = { now: () => moment };
const db = await testDatabase({ clock });
const s = await smallScheme(db.database);
const other = await smallScheme(db.database, "other");
const as = <T>(
  actor: typeof s.coordinator,
  work: Parameters<typeof db.database.withTx<T, typeof s.coordinator>>[1],
) => db.database.withTx(actor, work);
const visitor = { kind: "anonymous", schemeId: s.schemeId } as const;
const shown = () => db.database.withTx(visitor, readShownOpportunities);
/** As whoever presses a button on the page that they have just opened. */
const seen = async (id: string) => {
  const of = await as(s.coordinator, (tx) => readOpportunity(tx, id));
  return of ? seenOf(of) : "";
};
const decideOn = async (actor: typeof s.partner, id: string, decision: string, why = "") => {
  const read = await seen(id);
  return as(actor, (tx) => decideOpportunity(tx, id, read, decision, why, URL));
};
const URL = "http://localhost:4100";
const any = { country: "", audience: "", line: "" } as const;
const typed = {
  title: { en: "Volunteering" },
  about: { en: "Two weeks to twelve months." },
  organiser: "European Union",
  countries: ["AL"],
  audience: ["learners", "staff"],
  lineCode: "one-month",
  deadline: "2026-12-10",
  source: "The organiser's page",
  link: "https://example.org",
  checkedOn: "2026-12-01",
};

test("a partner proposes, the coordinator decides, and nobody else", async () => {
  expect(await as(s.auditor, (tx) => proposeOpportunity(tx, typed))).toMatchObject({ ok: false });
  const id = must(await as(s.partner, (tx) => proposeOpportunity(tx, typed)));
  expect(await shown()).toEqual([]);
  expect([await as(s.coordinator, countToDecide), await as(s.partner, countToDecide)]).toEqual([
    1, 0,
  ]);
  const decide = (actor: typeof s.partner, decision: string, why = "") =>
    decideOn(actor, id, decision, why);
  expect(await decide(s.partner, "publish")).toMatchObject({ ok: false });
  expect(await decide(other.coordinator, "publish")).toMatchObject({ ok: false });
  expect(await decide(s.coordinator, "refuse")).toMatchObject({
    problems: [{ code: "required", field: "reason" }],
  });
  expect(await decide(s.coordinator, "take-down", "gone")).toMatchObject({
    problems: [{ code: "changed-meanwhile" }],
  });
  expect(await decide(s.coordinator, "erase")).toMatchObject({
    problems: [{ code: "choose-one" }],
  });
  must(await decide(s.coordinator, "publish"));
  const [one] = await shown();
  expect(one).toMatchObject({ id, ended: false, endsOn: "2026-12-10" });
  // Who proposed it is nobody's business at the public door.
  expect(JSON.stringify(one)).not.toContain(s.partner.userName);
});

test("a partner's change is a new proposal; the coordinator's is not", async () => {
  const [one] = await as(s.partner, readOpportunities);
  const change = async (actor: typeof s.partner, organiser: string) => {
    const read = await seen(one!.id);
    return as(actor, (tx) => changeOpportunity(tx, one!.id, read, { ...typed, organiser }));
  };
  const stranger = { ...s.partner, userId: "another partner" };
  expect(await change(stranger, "Somebody else")).toMatchObject({ ok: false });
  must(await change(s.coordinator, "The Union"));
  expect((await shown())[0]?.organiser).toBe("The Union");
  must(await change(s.partner, "European Union"));
  expect(await shown()).toEqual([]);
  must(await decideOn(s.coordinator, one!.id, "publish"));
});

test("it leaves the list by itself after its last day, and is still there to be read", async () => {
  expect(fitting(await shown(), any)).toHaveLength(1);
  moment = new Date("2026-12-11T06:00:00Z");
  const all = await shown();
  expect(all).toMatchObject([{ ended: true }]);
  expect(fitting(all, any)).toEqual([]);
  moment = new Date("2026-12-02T10:00:00Z");
});

test("the filter asks for country, audience and line", async () => {
  const all = await shown();
  const found = (filter: Partial<Parameters<typeof fitting>[1]>) =>
    fitting(all, { ...any, ...filter }).length;
  expect([found({ country: "AL" }), found({ country: "RS" })]).toEqual([1, 0]);
  expect([found({ audience: "staff" }), found({ audience: "schools" })]).toEqual([1, 0]);
  expect([found({ line: "one-month" }), found({ line: "meetings" })]).toEqual([1, 0]);
});

test("one without a deadline stays while somebody looks, and says why it was taken down", async () => {
  const id = must(
    await as(s.coordinator, (tx) => proposeOpportunity(tx, { ...typed, deadline: "" })),
  );
  moment = new Date("2027-06-15T10:00:00Z");
  expect(await as(s.coordinator, (tx) => readOpportunity(tx, id))).toMatchObject({ ended: true });
  const read = await seen(id);
  expect(await as(s.partner, (tx) => checkOpportunity(tx, id, read))).toMatchObject({ ok: false });
  must(await as(s.coordinator, (tx) => checkOpportunity(tx, id, read)));
  expect(await as(s.coordinator, (tx) => readOpportunity(tx, id))).toMatchObject({ ended: false });
  must(await decideOn(s.coordinator, id, "take-down", "It was closed."));
  expect(await as(s.partner, (tx) => readOpportunity(tx, id))).toMatchObject({
    state: "taken-down",
    reason: "It was closed.",
  });
  expect(await db.sql("select count(*)::int as n from opportunities")).toEqual([{ n: 2 }]);
});

test("a yes is to the words that were read: what was written since is read first", async () => {
  moment = new Date("2027-07-01T10:00:00Z");
  const own = { ...typed, deadline: "2027-08-01" };
  const id = must(await as(s.partner, (tx) => proposeOpportunity(tx, own)));
  const read = await seen(id);
  moment = new Date("2027-07-01T10:05:00Z");
  must(
    await as(s.partner, (tx) =>
      changeOpportunity(tx, id, read, { ...own, link: "https://elsewhere.example.org" }),
    ),
  );
  const meanwhile = { problems: [{ code: "changed-meanwhile" }] };
  expect(
    await as(s.coordinator, (tx) => decideOpportunity(tx, id, read, "publish", "", URL)),
  ).toMatchObject(meanwhile);
  expect(await as(s.coordinator, (tx) => checkOpportunity(tx, id, read))).toMatchObject(meanwhile);
  // Two tabs: the older one does not write over the newer.
  expect(await as(s.partner, (tx) => changeOpportunity(tx, id, read, own))).toMatchObject(
    meanwhile,
  );
  expect(await shown()).not.toContainEqual(expect.objectContaining({ id }));
  must(await decideOn(s.coordinator, id, "publish"));
  expect(await shown()).toContainEqual(
    expect.objectContaining({ id, link: "https://elsewhere.example.org" }),
  );
});

test("however many ended, what is open is in the list, and before them", async () => {
  await db.sql(
    `insert into opportunities (id, scheme_id, title, about, organiser, countries, audience, source,
       link, deadline, checked_on, state, state_since, proposed_by, proposed_by_name, proposed_at, changed_at)
     select gen_random_uuid(), $1, '{"en": "Old"}', '{"en": "Old"}', 'X', '{AL}', '{staff}', 'X',
       'https://example.org', '2025-01-01', '2024-12-01', 'shown', now(), 'x', 'X', now(), now()
     from generate_series(1, 501)`,
    [s.schemeId],
  );
  const all = await shown();
  expect(fitting(all, any)).toHaveLength(1);
  expect(all[0]).toMatchObject({ ended: false });
  // The address of one that is too old for the list is still a page; of what waits there is none.
  const old = await db.sql<{ id: string }>("select id from opportunities where organiser = 'X'");
  const listed = new Set(all.map(({ id }) => id));
  const beyond = old.find(({ id }) => !listed.has(id));
  const read = (id: string) => db.database.withTx(visitor, (tx) => readShownOpportunity(tx, id));
  expect(await read(beyond?.id ?? "")).toMatchObject({ ended: true });
  const waits = must(
    await as(s.partner, (tx) => proposeOpportunity(tx, { ...typed, deadline: "2027-09-01" })),
  );
  expect([await read(waits), await read("no-id")]).toEqual([null, null]);
});

test("whoever proposed it reads in a letter what was decided, and why", async () => {
  await db.sql(
    `insert into memberships (id, scheme_id, user_id, person_name, email, role, country, organisation_id, created_at)
     values (gen_random_uuid(), $1, $2, 'Mirela', 'mirela@partner.example', 'country-partner', 'AL', $3, now())`,
    [s.schemeId, s.partner.userId, s.senders.AL],
  );
  const id = must(
    await as(s.partner, (tx) => proposeOpportunity(tx, { ...typed, deadline: "2027-09-01" }, "sq")),
  );
  must(await decideOn(s.coordinator, id, "refuse", "It is not for our countries."));
  const letters = await db.sql<{ to_address: string; subject: string; body: string }>(
    "select to_address, subject, body from mail_messages where template = 'opportunity.mail-decided' and locale = 'sq'",
  );
  expect(letters).toHaveLength(1);
  expect(letters[0]?.to_address).toBe("mirela@partner.example");
  expect(letters[0]?.subject).toBe("Nuk tregohet: Volunteering");
  expect(letters[0]?.body).toContain("It is not for our countries.");
  expect(letters[0]?.body).toContain(`${URL}/console/small/opportunities/${id}`);
});
