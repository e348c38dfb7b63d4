/** A stay that moved after its agreement was sent: what the text says, the change, and who may go. */
import { expect, test } from "vitest";
import { agreementScene, codes, FILLED, hands, PUBLIC } from "../../../tests/support/agreements.ts";
import { need } from "../../../tests/support/call.ts";
import { day } from "../../shared/day.ts";
import { addContact, removeContact } from "../hosting/keep-contact.ts";
import { matchMobility, unmatchMobility } from "../mobilities/match-mobility.ts";
import { changeReadiness } from "../mobilities/ready-mobility.ts";
import { makeTasks } from "../preparation/make-tasks.ts";
import { whatKeeps } from "../preparation/mark-ready.ts";
import { moveDays } from "../preparation/move-days.ts";
import { readPreparation } from "../preparation/read-preparation.ts";
import { stayForTasks } from "../preparation/task.store.ts";
import { watchPreparation } from "../preparation/watch-preparation.ts";
import { changeText } from "./change-text.ts";
import { draftAgreement } from "./draft-agreement.ts";
import { proposeDifference } from "./propose-difference.ts";
import { readAgreements } from "./read-agreements.ts";
import { recordSignature } from "./record-signature.ts";
import { sendAgreement } from "./send-agreement.ts";
import { asSigner } from "./signing-link.ts";

const scene = await agreementScene();
const { db, as, agreementId, clock } = scene;
const { page, sign, signAll } = hands(scene);
const stay = scene.stays[0] ?? "";
await signAll();

const propose = () => as((tx) => proposeDifference(tx, agreementId));
const send = () => as((tx) => sendAgreement(tx, agreementId, PUBLIC));
const waits = async () =>
  (await as((tx) => readAgreements(tx, stay))).waits.map(({ what, who }) => `${what} ${who}`);
const signing = async () =>
  (await as((tx) => readPreparation(tx, stay))).tasks.find(
    ({ code }) => code === "agreement-signed",
  );
const stayState = async () =>
  (await db.sql<{ state: string }>("select state from mobilities where id = $1", [stay]))[0]?.state;
const keeps = () =>
  as(async (tx) => {
    const found = await stayForTasks(tx, stay);
    const problems = found ? await whatKeeps(tx, found) : [];
    return problems.find(({ params }) => params?.task === "agreement-signed")?.params;
  });

test("while the text says what the stay says there is nothing to change", async () => {
  expect((await page()).beside).toMatchObject({ sent: [], written: [] });
  expect(codes(await propose())).toEqual(["agreement-says-the-same"]);
  need(await as((tx) => makeTasks(tx, stay)));
  expect(await signing()).toMatchObject({ state: "done" });
  expect(await waits()).toEqual([]);
});

test("days that move take ready back, and one press writes the change", async () => {
  await db.sql("update mobilities set state = 'preparing' where id = $1", [stay]);
  need(await as((tx) => changeReadiness(tx, stay, "be-ready")));
  clock.moveTo("2027-03-04T08:00:00Z");
  const to = { starts: day("2027-07-05"), ends: day("2027-08-01") };
  expect(need(await as((tx) => moveDays(tx, stay, to))).state).toBe("preparing");
  expect(await stayState()).toBe("preparing");
  expect((await page()).beside).toMatchObject({
    state: "signed",
    sent: [{ what: "days", said: ["2027-07-01", "2027-07-28"], now: ["2027-07-05", "2027-08-01"] }],
  });
  expect(await waits()).toEqual(["agreement-differs office"]);
  expect(await signing()).toMatchObject({
    state: "open",
    since: new Date("2027-03-04T08:00:00Z"),
    why: { code: "agreement-differs" },
  });
  expect(await keeps()).toMatchObject({ since: "2027-03-04" });

  expect(need(await propose())).toEqual({ changed: ["days"] });
  const { agreement, beside } = await page();
  expect(agreement.content).toMatchObject({
    "mobility.from": "2027-07-05",
    "mobility.to": "2027-08-01",
    "programme.tasks": ["Preparing parts", "Sanding"],
    "mentor.name": "Marta",
  });
  expect(beside?.written).toEqual([]);
  // Written and not sent: what was signed stands, and says the days of before.
  expect(agreement.state).toBe("signed");
  expect(await waits()).toEqual(["agreement-change-sending office"]);
  expect(await keeps()).toMatchObject({ since: "2027-03-04" });

  need(await send());
  expect((await page()).beside?.sent).toEqual([]);
  expect(await signing()).toMatchObject({ state: "open", why: { code: "agreement-amended" } });
  await signAll();
  expect(await signing()).toMatchObject({ state: "done" });
  expect(await keeps()).toBe(undefined);
});

test("another company: the link of the first is over, and the second signs and names its mentor", async () => {
  const [first, second] = scene.companies;
  const old = await scene.secret("hosting");
  expect(await as((tx) => asSigner(tx, old))).toBeDefined();
  // A hosting partner who was replaced reads nothing either.
  const partner = await scene.secret("intermediary");
  const opens = async (hosting: string | null) => {
    await db.sql("update mobilities set hosting_organisation_id = $2 where id = $1", [
      stay,
      hosting,
    ]);
    return (await as((tx) => asSigner(tx, partner))) !== undefined;
  };
  const [{ hosting } = { hosting: null }] = await db.sql<{ hosting: string | null }>(
    "select hosting_organisation_id as hosting from mobilities where id = $1",
    [stay],
  );
  expect([await opens(first!), await opens(hosting)]).toEqual([false, true]);
  need(await as((tx) => unmatchMobility(tx, stay)));
  expect(await as((tx) => asSigner(tx, old))).toBe(undefined);
  expect((await page()).beside?.sent).toEqual([
    { what: "company", said: ["Talleres Prueba"], now: [] },
  ]);
  expect(codes(await propose())).toEqual(["agreement-no-company-yet"]);
  need(await as((tx) => matchMobility(tx, stay, second)));
  expect((await page()).beside?.sent).toMatchObject([{ what: "company", now: ["Maderas Prueba"] }]);
  // Any other change is held up until the text names the company that is there.
  expect(codes(await send())).toContain("agreement-other-company");
  need(await propose());
  const { agreement } = await page();
  expect(agreement.content).toMatchObject({
    "hosting.name": "Maderas Prueba",
    "hosting.email": "lucia@maderas.example",
  });
  expect(agreement.content["mentor.name"]).toBe(undefined);
  need(await send());
  expect(await stayState()).toBe("preparing");
  const open = (await page()).stand?.standings.filter(({ valid }) => !valid);
  expect(open?.map(({ party }) => [party.role, party.capacity])).toContainEqual([
    "hosting",
    "Maderas Prueba",
  ]);
  await signAll();
  expect((await page()).agreement).toMatchObject({ state: "signed", companyId: second });
  expect(first).not.toBe(second);
});

test("back from a hold the signed agreement counts, and the stay is prepared", async () => {
  await db.sql("update mobilities set state = 'matched' where id = $1", [stay]);
  const actor = { kind: "system", schemeId: scene.scheme.id } as const;
  await db.database.withTx(actor, (tx) => watchPreparation(tx, stay));
  expect(await stayState()).toBe("preparing");
});

test("a mentor who left is told, and the only one who is there is proposed", async () => {
  const [, company] = scene.companies;
  const mentor = (name: string, email: string) =>
    as((tx) => addContact(tx, company, { role: "mentor", name, email, phone: "", language: "es" }));
  const marta = need(await mentor("Marta", "marta@maderas.example"));
  expect((await page()).beside?.sent).toEqual([]);
  need(await as((tx) => removeContact(tx, marta)));
  need(await mentor("Pilar", "pilar@maderas.example"));
  expect((await page()).beside?.sent).toEqual([
    { what: "mentor", said: ["Marta"], now: ["Pilar"] },
  ]);
  need(await propose());
  expect((await page()).agreement.content).toMatchObject({
    "mentor.name": "Pilar",
    "mentor.email": "pilar@maderas.example",
  });
});

test("a draft and a grant say their days as well; a grant names no company", async () => {
  const other = scene.stays[1] ?? "";
  const draft = (kind: string) =>
    as((tx) => draftAgreement(tx, { mobilityId: other, kind })).then(need);
  const { agreementId: grant } = await draft("grant-agreement");
  const { agreementId: learning } = await draft("learning-agreement");
  const to = { starts: day("2027-07-10"), ends: day("2027-08-05") };
  need(await as((tx) => moveDays(tx, other, to)));
  await db.sql("update mobilities set company_id = $1, state = 'matched' where id = $2", [
    scene.companies[0],
    other,
  ]);
  expect((await page(grant)).beside?.written.map(({ what }) => what)).toEqual(["days"]);
  expect((await page(learning)).beside?.written.map(({ what }) => what)).toEqual([
    "days",
    "company",
  ]);
  need(await as((tx) => proposeDifference(tx, grant)));
  need(await as((tx) => proposeDifference(tx, learning)));
  expect((await page(grant)).agreement.content).toMatchObject({
    "stay.from": "2027-07-10",
    "stay.to": "2027-08-05",
    "stay.funded-days": "29",
  });
  // Six days of green travel are paid for as well: a day more of the stay is one more that is paid.
  await db.sql(
    `update agreements set content = content || '{"stay.funded-days": "33"}' where id = $1`,
    [grant],
  );
  need(await as((tx) => moveDays(tx, other, { ...to, ends: day("2027-08-06") })));
  need(await as((tx) => proposeDifference(tx, grant)));
  expect((await page(grant)).agreement.content).toMatchObject({ "stay.funded-days": "34" });
  need(await as((tx) => proposeDifference(tx, learning)));
  const [host] = await db.sql<{ capacity: string }>(
    `select capacity from agreement_parties where agreement_id = $1 and role = 'hosting'
       and ended_at is null`,
    [learning],
  );
  expect(host?.capacity).toBe("Talleres Prueba");
});

test("a host that signs on paper names its mentor too; who does not go is signed for by nobody", async () => {
  const other = scene.stays[1] ?? "";
  const kind = "learning-agreement";
  const { agreementId: id } = need(
    await as((tx) => draftAgreement(tx, { mobilityId: other, kind })),
  );
  need(await as((tx) => changeText(tx, id, (path) => (FILLED[path] ? [FILLED[path]] : undefined))));
  need(await as((tx) => sendAgreement(tx, id, PUBLIC)));
  const found = await page(id);
  const partyOf = (role: string) =>
    found.stand?.standings.find(({ party }) => party.role === role)?.party.id ?? "";
  const onPaper = (role: string, named?: (path: string) => string) =>
    as((tx) =>
      recordSignature(
        tx,
        {
          agreementId: id,
          partyId: partyOf(role),
          channel: "paper",
          version: 1,
          name: "Somebody",
          signedOn: "2027-03-02",
          file: { type: "image/jpeg", bytes: Buffer.from("a photograph") },
          ...(named ? { named } : {}),
        },
        PUBLIC,
      ),
    );
  expect(codes(await onPaper("hosting"))).toEqual(["mentor.name agreement-mentor"]);
  need(await onPaper("hosting", (path) => (path === "mentor.name" ? "Rocío" : "")));
  const after = await page(id);
  expect(after.agreement.content["mentor.name"]).toBe("Rocío");
  expect(after.stand?.version.named?.content).toEqual({ "mentor.name": "Rocío" });
  expect(after.stand?.standings.filter(({ valid }) => valid).map((one) => one.party.role)).toEqual([
    "hosting",
  ]);

  await db.sql("update mobilities set state = 'cancelled' where id = $1", [other]);
  expect(codes(await onPaper("sending"))).toEqual(["agreement-stay-cancelled"]);
  const secret = after.secrets.get(partyOf("participant")) ?? "";
  expect(codes(await sign(secret))).toEqual(["agreement-stay-cancelled"]);
});
