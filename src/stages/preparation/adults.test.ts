/** Adults of the list: typed once, chosen for groups, and never one of the participants. */
import { expect, test } from "vitest";
import { need } from "../../../tests/support/call.ts";
import { hostingScene } from "../../../tests/support/hosting.ts";
import { signInAs } from "../../../tests/support/server.ts";
import type { Tx } from "../../platform/db/index.ts";
import { addDays, day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { isParticipant, isSameAdult } from "./adult.rules.ts";
import { factsOf } from "./facts.store.ts";
import { addListed, changeListed, endListed, readAdults } from "./keep-adults.ts";
import { addAdult, choosable, readGroup, removeAdult } from "./keep-group.ts";

const BORN = day("2008-05-01");
const ANA = { givenNames: "Ana", familyName: "Đurić", birthDate: BORN };

test.each<[string, string | null, boolean]>([
  ["Ana Đurić", null, true],
  ["Ана Ђурић", null, true],
  ["ĐURIĆ  Ana", null, true],
  ["Ana Djuric", null, true],
  ["Ана Ђурић", "2008-05-01", true],
  // Mother and daughter of one name.
  ["Ана Ђурић", "1980-05-01", false],
  ["Anita Đurić", null, false],
])("%s, born %s: a participant or not", (name, born, is) => {
  expect(isParticipant({ name, birthDate: born ? day(born) : null }, [ANA])).toBe(is);
});

test("one name with one telephone is one adult, whatever the letters and the spaces", () => {
  const one = { name: "Ђурић Ана", phone: "+381 64 000 0103" };
  expect(isSameAdult(one, { name: "Ana Đurić", phone: "+381 (64) 0000103" })).toBe(true);
  expect(isSameAdult(one, { name: "Ana Đurić", phone: "+381 64 000 0104" })).toBe(false);
});

const scene = await hostingScene(3);
const { db } = scene;
const flowId = scene.flows["AL-2"] ?? "";
const stay = scene.stays[0] ?? "";
const coordinator = await signInAs(db, scene.scheme, { role: "coordinator" });
const serbian = await signInAs(db, scene.scheme, { role: "country-partner", country: "RS" });
const auditor = await signInAs(db, scene.scheme, { role: "auditor" });
const as = <T>(work: (tx: Tx) => Promise<T>, who = coordinator) =>
  db.database.withTx(who.actor, work);
const codes = (result: Result<unknown>) => (result.ok ? [] : result.problems.map((p) => p.code));
const ELIRA = {
  name: "Elira Gjoka",
  organisation: "Example school",
  email: "elira@example.org",
  phone: "+355 69 000 0101",
  birthDate: "",
  validUntil: "",
};
const group = () => as((tx) => readGroup(tx, flowId));
const unvetted = async () => (await as((tx) => factsOf(tx, [stay])))[0]?.adultsUnvetted;

test("somebody is put on the list once and chosen for a group; a certificate that ends blocks", async () => {
  expect(codes(await as((tx) => addListed(tx, "", { ...ELIRA, email: "x", phone: "" })))).toEqual([
    "not-an-email",
    "phone-shape",
    "choose-one",
  ]);
  const id = need(await as((tx) => addListed(tx, "AL", ELIRA)));
  expect(codes(await as((tx) => addListed(tx, "AL", { ...ELIRA, name: "GJOKA Elira" })))).toEqual([
    "adult-there",
  ]);
  const offered = await as(async (tx) => choosable(tx, (await readGroup(tx, flowId))!));
  expect(offered.map((one) => one.id)).toEqual([id]);
  need(await as((tx) => addAdult(tx, flowId, { adultId: id, role: "leader" })));
  expect((await group())?.adults).toMatchObject([{ adultId: id, name: "Elira Gjoka" }]);
  const again = await as((tx) => addAdult(tx, flowId, { adultId: id, role: "accompanying" }));
  expect(codes(again)).toEqual(["adult-in-group"]);
  const typed = { name: ELIRA.name, phone: ELIRA.phone, role: "accompanying" };
  expect(codes(await as((tx) => addAdult(tx, flowId, typed)))).toEqual(["adult-there"]);
  expect(await unvetted()).toBe(1);

  const { ends } = (await group())!.flow;
  const see = (validUntil: string) => as((tx) => changeListed(tx, id, { ...ELIRA, validUntil }));
  expect(codes(await see("2020-01-01"))).toEqual(["certificate-over"]);
  need(await see(addDays(ends, -1)));
  expect(await unvetted()).toBe(1);
  need(await see(ends));
  expect(await unvetted()).toBe(0);
  expect(codes(await see(""))).toEqual(["required"]);

  expect(codes(await as((tx) => endListed(tx, id)))).toEqual(["adult-goes"]);
  need(await as((tx) => removeAdult(tx, flowId, id)));
  need(await as((tx) => endListed(tx, id)));
  expect((await as((tx) => readAdults(tx)))?.adults).toEqual([]);
  expect(codes(await as((tx) => addAdult(tx, flowId, { adultId: id, role: "leader" })))).toEqual([
    "choose-one",
  ]);
});

test("a country's office keeps its own adults alone, and an auditor none", async () => {
  const id = need(await as((tx) => addListed(tx, "AL", ELIRA)));
  const list = await as((tx) => readAdults(tx), serbian);
  expect([list?.adults, list?.countries]).toEqual([[], ["RS"]]);
  expect(codes(await as((tx) => addListed(tx, "AL", ELIRA), serbian))).toEqual(["choose-one"]);
  expect(codes(await as((tx) => changeListed(tx, id, ELIRA), serbian))).toEqual(["not-found"]);
  expect(codes(await as((tx) => endListed(tx, id), auditor))).toEqual(["not-found"]);
  expect((await as((tx) => readAdults(tx), auditor))?.countries).toEqual([]);
});
