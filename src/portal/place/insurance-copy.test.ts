/** The policy as a file: a family's from the learner, a group's from the office. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { docx, pdf } from "../../../tests/support/hostile.ts";
import { closedCallDatabase, computedRun, publishAndOffer } from "../../../tests/support/run.ts";
import { learnerVisitor, signInAs, testServer } from "../../../tests/support/server.ts";
import { uploadOf } from "../../../tests/support/upload.ts";
import { routes as preparation } from "../../console/preparation/index.ts";
import { discardRefused, openUploads } from "../../platform/files/upload.ts";
import { newId } from "../../platform/random.ts";
import { addDays, day } from "../../shared/day.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import { forgetCopies } from "../../stages/preparation/insurance-copy.ts";
import { makeTasks } from "../../stages/preparation/make-tasks.ts";
import { routes as calls } from "../calls/call.page.ts";
import { routes as place } from "./index.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-policies-"));
openUploads({ home, clamd: null });
afterAll(() => rmSync(home, { recursive: true, force: true }));
const { db, call } = await closedCallDatabase();
const { database } = db;
const { slug } = call.scheme;
const server = await testServer(db, [...place, ...calls, ...preparation], { clock: call.clock });
const coordinator = await signInAs(db, call.scheme, { role: "coordinator" });
const partner = await signInAs(db, call.scheme, { role: "country-partner", country: "AL" });
const neighbour = await signInAs(db, call.scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, call.scheme, { role: "auditor" });
await publishAndOffer(db, await computedRun(db, call), [coordinator, partner]);
await db.sql("update persons set birth_date = '2000-01-01'");
const [offer = { id: "", application: "" }] = await db.sql<{ id: string; application: string }>(
  `select o.id, o.application_id as application from offers o
   join applications a on a.id = o.application_id where a.sending_country = 'AL' order by o.id limit 1`,
);
const learner = {
  kind: "learner",
  schemeId: call.scheme.id,
  applicationId: offer.application,
} as const;
need(await database.withTx(learner, (tx) => acceptOffer(tx, offer.id)));
const [{ stay, flow } = { stay: "", flow: "" }] = await db.sql<{ stay: string; flow: string }>(
  "update mobilities set state = 'preparing' where offer_id = $1 returning id as stay, flow_id as flow",
  [offer.id],
);
need(await database.withTx(coordinator.actor, (tx) => makeTasks(tx, stay)));
const stateOf = async (code: string) =>
  (
    await db.sql<{ state: string }>(
      "select state from stay_tasks where mobility_id = $1 and code = $2",
      [stay, code],
    )
  )[0]?.state;

test("a learner sends the family's policy as a file, the office saves it to check, and its own to all", async () => {
  const me = learnerVisitor(call.scheme, offer.application, call.clock.now());
  const file = (bytes: Buffer) => [{ name: "polica.pdf", type: "application/pdf", bytes }];
  const send = (url: string, bytes: Buffer, as: typeof me, note = "") =>
    server.app.inject({
      method: "POST",
      url,
      cookies: { ...as.cookies },
      ...uploadOf("copy", file(bytes), newId(), { note }),
    });
  const own = `/en/${slug}/place/tasks/insurance-health`;
  expect((await server.post(own, { note: "" }, me)).body).toContain('href="#note"');
  expect((await send(own, docx(), me)).body).toContain('href="#copy"');
  expect(await db.sql("select 1 from insurance_copies")).toEqual([]);
  // Refused for its words nothing is kept of the file, not even on the disk; what is wrong with it is told too.
  const shelf = () => readdirSync(home, { recursive: true }).length;
  const before = shelf();
  const long = "x".repeat(301);
  for (const [bytes, wrong] of [
    [pdf(), ["note"]],
    [docx(), ["note", "copy"]],
  ] as const) {
    const refused = await send(own, bytes, me, long);
    expect(refused.statusCode).toBe(422);
    expect([...refused.body.matchAll(/<a href="#(note|copy)"/g)].map(([, at]) => at)).toEqual(
      wrong,
    );
  }
  expect(shelf()).toBe(before);
  expect((await send(own, pdf(), me)).statusCode).toBe(303);
  expect(shelf()).toBeGreaterThan(before);
  expect(await stateOf("insurance-health")).toBe("being-checked");
  const copyIn = (body: string) => /href="([^"]*insurance-copies\/[^"]+)"/.exec(body)?.[1] ?? "";
  const sent = copyIn((await server.get(own, me)).body);
  const mine = await server.get(sent, me);
  expect(mine.rawPayload.equals(pdf())).toBe(true);
  expect(mine.headers["content-disposition"]).toMatch(/^attachment; /);
  for (const page of ["preparation/checks", `stays/${stay}/preparation`]) {
    const link = copyIn((await server.get(`/console/${slug}/${page}`, partner)).body);
    expect((await server.get(link, partner)).statusCode).toBe(200);
    for (const other of [neighbour, auditor]) {
      expect((await server.get(link, other)).statusCode).toBe(404);
    }
  }

  const insurance = `/console/${slug}/flows/${flow}/group/insurance`;
  const days = { "starts-day": "1", "starts-month": "1", "starts-year": "2027", "ends-day": "31" };
  const policy = { insurer: "Example Insurance", number: "A-1", phone: "+355 4 000 0000" };
  const rest = { kinds: "accident", whom: "everybody", "ends-month": "12", "ends-year": "2027" };
  const kept = await server.post(insurance, { ...policy, ...days, ...rest }, partner);
  expect(kept.statusCode).toBe(303);
  const [{ id = "" } = {}] = await db.sql<{ id: string }>("select id from insurance_policies");
  expect((await send(`${insurance}/${id}/copies`, docx(), partner)).body).toContain('href="#copy"');
  expect((await send(`${insurance}/${id}/copies`, pdf({ pages: 2 }), neighbour)).statusCode).toBe(
    404,
  );
  expect((await send(`${insurance}/${id}/copies`, pdf({ pages: 2 }), partner)).statusCode).toBe(
    303,
  );
  const list = (await server.get(`/en/${slug}/place/tasks`, me)).body;
  expect(list).toContain("Example Insurance, A-1");
  expect((await server.get(copyIn(list), me)).rawPayload.equals(pdf({ pages: 2 }))).toBe(true);
  await db.sql("update insurance_policies set ended_at = now()");
  expect((await server.get(copyIn(list), me)).statusCode).toBe(404);
});

test("before a journey of staff every page speaks politely", async () => {
  const me = learnerVisitor(call.scheme, offer.application, call.clock.now());
  const pages = async () => {
    const at = (path: string) => server.get(`/sq/${slug}/${path}`, me).then(({ body }) => body);
    const place = ["place/tasks", "place/tasks/language-course", "place/medical-card"];
    const number = "select number from calls where id = $1";
    const [own] = await db.sql<{ number: number }>(number, [call.callId]);
    return (await Promise.all([...place, `calls/${own?.number}`].map(at))).join();
  };
  const said = [
    ["Para udhëtimit tënd", "Para udhëtimit tuaj"],
    ["në shkollën tënde", "në shkollën tuaj"],
    ["Çfarë nuk ha<", "Çfarë nuk hani"],
    ["Çfarë do të pyetesh", "Çfarë do të pyeteni"],
  ] as const;
  const learner = await pages();
  await db.sql("update activity_lines set audience = 'staff' where id = $1", [call.lineId]);
  const staff = await pages();
  await db.sql("update activity_lines set audience = 'learners' where id = $1", [call.lineId]);
  for (const [familiar, polite] of said) {
    expect([learner.includes(familiar), learner.includes(polite)], familiar).toEqual([true, false]);
    expect([staff.includes(familiar), staff.includes(polite)], polite).toEqual([false, true]);
  }
});

test("a copy sent by mistake goes from the page and from the disk, by whoever may; the rest goes by itself", async () => {
  const me = learnerVisitor(call.scheme, offer.application, call.clock.now());
  const copies = () =>
    db.sql<{ id: string; policy: string | null; removed: boolean; state: string }>(
      `select u.id, c.policy_id as policy, c.removed_at is not null as removed, u.state
       from insurance_copies c join uploads u on u.id = c.upload_id order by c.at, u.id`,
    );
  const of = (group: boolean) =>
    copies().then((all) => all.filter((one) => (one.policy !== null) === group));
  const system = { kind: "system", schemeId: call.scheme.id } as const;
  const files = () =>
    readdirSync(home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
      .length;
  const discard = (id: string) => database.withTx(system, (tx) => discardRefused(tx, id));
  const [own] = await of(false);
  const [group] = await of(true);
  const removal = (id: string) => `/console/${slug}/preparation/insurance-copies/${id}/removal`;
  const place = (id: string) => `/en/${slug}/place/insurance-copies/${id}/removal`;

  for (const other of [neighbour, auditor]) {
    expect((await server.post(removal(own!.id), {}, other)).statusCode).toBe(404);
  }
  expect((await server.post(place(group!.id), {}, me)).statusCode).toBe(404);
  expect((await copies()).map(({ removed }) => removed)).toEqual([false, false]);
  const task = `/en/${slug}/place/tasks/insurance-health`;
  expect((await server.get(task, me)).body).toContain(place(own!.id));
  const before = files();
  const gone = await server.post(place(own!.id), {}, me);
  expect([gone.statusCode, gone.headers.location]).toEqual([303, task]);
  expect((await server.get(task, me)).body).not.toContain("polica.pdf");
  expect((await server.get(`/en/${slug}/place/insurance-copies/${own!.id}`, me)).statusCode).toBe(
    404,
  );
  expect((await server.post(removal(own!.id), {}, partner)).statusCode).toBe(303);
  expect(await of(false)).toEqual([{ ...own!, removed: true, state: "refused" }]);
  await discard(own!.id);
  expect(files()).toBe(before - 1);

  // Thirty days after the group is home, and not before; a group that stays longer is waited for.
  const forget = () => database.withTx(system, forgetCopies);
  await db.sql("update insurance_policies set ended_at = null");
  const [{ last = "" } = {}] = await db.sql<{ last: string }>(
    `select to_char(greatest(max(i.ends), max(f.ends), max(m.ends)) + 30, 'YYYY-MM-DD') as last
     from insurance_policies i join flows f on f.id = i.flow_id join mobilities m on m.flow_id = f.id`,
  );
  call.clock.moveTo(`${last}T10:00:00Z`);
  await forget();
  expect((await of(true))[0]?.removed).toBe(false);
  call.clock.moveTo(`${addDays(day(last), 1)}T10:00:00Z`);
  await forget();
  expect(await of(true)).toEqual([{ ...group!, removed: true, state: "refused" }]);
  await discard(group!.id);
  expect(files()).toBe(before - 2);
  expect(
    await db.sql(
      "select actor_kind as by from event_log where name = 'insurance.copy-removed' order by at",
    ),
  ).toEqual([{ by: "learner" }, { by: "system" }]);
});

test("who takes the wrong file away may send another: the task does not wait for what is not there", async () => {
  const me = learnerVisitor(call.scheme, offer.application, call.clock.now());
  const code = "insurance-health";
  const task = `/en/${slug}/place/tasks/${code}`;
  const send = (note: string) =>
    server.app.inject({
      method: "POST",
      url: task,
      cookies: { ...me.cookies },
      ...uploadOf("copy", [{ name: "wrong.pdf", type: "application/pdf", bytes: pdf() }], newId(), {
        note,
      }),
    });
  const takeAway = async () => {
    const [copy = { id: "" }] = await db.sql<{ id: string }>(
      "select upload_id as id from insurance_copies where code = $1 and removed_at is null",
      [code],
    );
    const gone = await server.post(`/en/${slug}/place/insurance-copies/${copy.id}/removal`, {}, me);
    expect(gone.statusCode).toBe(303);
  };
  await db.sql("update stay_tasks set state = 'open', note = null where code = $1", [code]);
  await db.sql("update mobilities set ends = date '2099-01-01' where id = $1", [stay]);
  expect((await send("")).statusCode).toBe(303);
  expect(await stateOf(code)).toBe("being-checked");
  await takeAway();
  expect(await stateOf(code)).toBe("open");
  expect((await server.get(task, me)).body).toContain('type="file"');
  // A number beside the file is something to look at by itself.
  expect((await send("Policy 4711")).statusCode).toBe(303);
  await takeAway();
  expect(await stateOf(code)).toBe("being-checked");

  // Of somebody who does not go nothing is kept past the next night.
  await db.sql("update stay_tasks set state = 'open', note = null where code = $1", [code]);
  await send("");
  const left = () =>
    db.sql("select 1 from insurance_copies where code = $1 and removed_at is null", [code]);
  const system = { kind: "system", schemeId: call.scheme.id } as const;
  await db.sql("update mobilities set state = 'cancelled', state_since = $2 where id = $1", [
    stay,
    call.clock.now(),
  ]);
  await database.withTx(system, forgetCopies);
  expect(await left()).toHaveLength(1);
  call.clock.moveTo(new Date(new Date(String(call.clock.now())).getTime() + 864e5).toISOString());
  await database.withTx(system, forgetCopies);
  expect(await left()).toEqual([]);
});
