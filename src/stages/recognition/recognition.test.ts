/** What came of a stay of staff: three answers by a link, a sealed certificate, the stay's own steps. */
import { expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import type { AnonymousActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { openVault } from "../../platform/vault.ts";
import { day } from "../../shared/day.ts";
import type { Result } from "../../shared/result.ts";
import { registerMobilities } from "../mobilities/register-mobility.ts";
import { addLine } from "../schemes/add-line.ts";
import { askReflection, askReflectionsOfLine } from "./ask-reflection.ts";
import { issueCertificate, withdrawCertificate } from "./issue-certificate.ts";
import { offerReflection } from "./offer-reflection.ts";
import {
  certificateCodeFrom,
  checkCertificate,
  readCertificateFile,
  readOwnCertificate,
} from "./read-certificates.ts";
import { countOutcomes, listOutcomes, readOutcome } from "./read-outcomes.ts";
import { keepCertificate, waitingCertificate } from "./seal-certificate.ts";
import { readAsked, sendReflection } from "./send-reflection.ts";

openVault("a data key of the tests only");
const db = await testDatabase({ clock: { now: () => new Date("2027-05-01T09:00:00Z") } });
const s = await smallScheme(db.database);
const URL_ = "http://localhost";
const as = <T>(actor: typeof s.coordinator, work: (tx: Tx) => Promise<T>) =>
  db.database.withTx(actor, work);
const anonymous: AnonymousActor = { kind: "anonymous", schemeId: s.schemeId };
const open = <T>(work: (tx: Tx<AnonymousActor>) => Promise<T>) =>
  db.database.withTx(anonymous, work);
const codes = (done: Result<unknown>) =>
  done.ok ? [] : done.problems.map(({ field, code }) => [field, code].filter(Boolean).join(" "));

const line = await as(s.coordinator, async (tx) =>
  must(
    await addLine(tx, {
      code: "job-shadowing",
      name: { en: "Job shadowing" },
      audience: "staff",
      activity: "job-shadowing",
      target: 54,
    }),
  ),
);
let made = 0;
const stay = async (more: Partial<Parameters<typeof registerMobilities>[1][number]> = {}) => {
  made += 1;
  const [one] = await as(s.coordinator, async (tx) =>
    must(
      await registerMobilities(tx, [
        {
          lineId: line,
          reference: `JS-${made}`,
          person: {
            givenNames: "Vjosa",
            familyName: `Teacher ${made}`,
            birthDate: day("1985-02-03"),
            gender: "woman",
            country: "AL",
            email: `vjosa${made}@school.example`,
            invented: true,
          },
          sendingOrganisationId: s.schools.AL,
          hostingOrganisationId: s.hosts.bologna,
          hostingCountry: "IT",
          hostingCity: "Bologna",
          starts: "2027-03-01",
          ends: "2027-03-05",
          state: "finished",
          ...more,
        },
      ]),
    ),
  );
  return one!.mobilityId as string;
};
const ANSWERS = {
  seen: "Companies sit in the school's council.",
  changes: "From spring on we invite two companies.",
  advice: "Ask for the timetable before you travel.",
  share: true,
  locale: "sq",
};
const stateOf = async (id: string) =>
  (await db.sql<{ state: string }>("select state from mobilities where id = $1", [id]))[0]?.state;

test("whoever is home is asked by a letter and answers by its link; the stay is reported", async () => {
  const id = await stay();
  const secret = must(await as(s.partner, (tx) => askReflection(tx, id, URL_)));
  const [letter] = await db.sql<{ subject: string; body: string }>(
    "select subject, body from mail_messages where to_address = $1",
    [`vjosa${made}@school.example`],
  );
  expect(letter?.subject).toBe("Çfarë sollët me vete?");
  expect(letter?.body).toContain(`${URL_}/sq/small/reflection/${secret}`);
  expect((await open((tx) => readAsked(tx, secret)))?.lived.city).toBe("Bologna");
  expect(codes(await open((tx) => sendReflection(tx, secret, { ...ANSWERS, seen: " " })))).toEqual([
    "seen required",
  ]);
  expect(
    codes(await open((tx) => sendReflection(tx, secret, { ...ANSWERS, advice: "a".repeat(3001) }))),
  ).toEqual(["advice too-long"]);
  must(await open((tx) => sendReflection(tx, secret, ANSWERS)));
  expect(await stateOf(id)).toBe("reported");
  // Put better by the same link, until the library has it.
  must(await open((tx) => sendReflection(tx, secret, { ...ANSWERS, share: false })));
  const outcome = await as(s.partner, (tx) => readOutcome(tx, id));
  expect(outcome?.reflection).toMatchObject({ state: "sent", share: false, seen: ANSWERS.seen });
  expect(codes(await as(s.partner, (tx) => askReflection(tx, id, URL_)))).toEqual([
    "reflection-there",
  ]);
});

test("answers whose writer ticked it are given to the library once, without a name, and stay as they are", async () => {
  const id = await stay();
  const secret = must(await as(s.partner, (tx) => askReflection(tx, id, URL_)));
  must(await open((tx) => sendReflection(tx, secret, { ...ANSWERS, share: false })));
  const offer = () => as(s.partner, (tx) => offerReflection(tx, id));
  expect(codes(await offer())).toEqual(["reflection-not-shared"]);
  must(await open((tx) => sendReflection(tx, secret, ANSWERS)));
  const resourceId = must(await offer());
  const versions = await db.sql<{ state: string; body: string; kind: string }>(
    "select state, body, kind from resource_versions where resource_id = $1",
    [resourceId],
  );
  expect(versions).toMatchObject([{ state: "in-review", kind: "reflection" }]);
  expect(versions[0]?.body).toContain(ANSWERS.advice);
  expect(versions[0]?.body).not.toContain("Vjosa");
  expect(codes(await offer())).toEqual(["reflection-offered"]);
  expect(codes(await open((tx) => sendReflection(tx, secret, ANSWERS)))).toEqual([
    "reflection-offered",
  ]);
});

test("nobody is asked before the stay is over, about learners, or by another country's office", async () => {
  const planned = await stay({ starts: "2027-06-01", ends: "2027-06-05", state: "planned" });
  expect(codes(await as(s.partner, (tx) => askReflection(tx, planned, URL_)))).toEqual([
    "outcome-not-home",
  ]);
  const learner = await stay({
    lineId: s.oneMonth,
    starts: "2027-02-01",
    ends: "2027-02-28",
  });
  expect(codes(await as(s.coordinator, (tx) => askReflection(tx, learner, URL_)))).toEqual([
    "outcome-staff-only",
  ]);
  const serbian = await stay({
    person: {
      givenNames: "Mira",
      familyName: "Savić",
      birthDate: day("1980-01-01"),
      gender: "woman",
      country: "RS",
      invented: true,
    },
    sendingOrganisationId: s.schools.RS,
  });
  for (const act of [askReflection, issueCertificate]) {
    expect(codes(await as(s.partner, (tx) => act(tx, serbian, URL_)))).toEqual(["not-found"]);
    expect(codes(await as(s.auditor, (tx) => act(tx, serbian, URL_)))).toEqual(["not-found"]);
  }
  expect(await as(s.partner, (tx) => readOutcome(tx, serbian))).toBeUndefined();
  expect(await open((tx) => readAsked(tx, "0".repeat(32)))).toBeUndefined();
});

test("who came home early is asked and certified when the way home is settled", async () => {
  const id = await stay();
  await db.sql("update mobilities set state = 'early-return', state_reason = 'x' where id = $1", [
    id,
  ]);
  for (const act of [askReflection, issueCertificate]) {
    expect(codes(await as(s.partner, (tx) => act(tx, id, URL_)))).toEqual(["outcome-not-home"]);
  }
  const listed = await as(s.partner, (tx) => listOutcomes(tx, { limit: 50, offset: 0 }));
  expect(listed.rows.map(({ mobilityId }) => mobilityId)).not.toContain(id);
});

test("the post on a certificate is the one at the organisation that sends, and no other", async () => {
  const id = await stay();
  const person = (
    await db.sql<{ id: string }>("select person_id as id from mobilities where id = $1", [id])
  )[0]?.id;
  const link = (organisation: string, post: string) =>
    db.sql(
      `insert into staff_links (id, scheme_id, person_id, organisation_id, basis, post, said_by, said_at)
       values (gen_random_uuid(), $1, $2, $3, 'head', $4, 'head', now())`,
      [s.schemeId, person, organisation, post],
    );
  const occupation = async () => {
    const certificateId = must(await as(s.partner, (tx) => issueCertificate(tx, id, URL_)));
    const waiting = await db.database.withTx(s.system, (tx) =>
      waitingCertificate(tx, certificateId),
    );
    return waiting?.model.paper === "certificate" ? waiting.model.occupation : undefined;
  };
  await link(s.senders.AL, "Cashier");
  expect(await occupation()).toBe("");
  must(await as(s.partner, (tx) => withdrawCertificate(tx, id, "Anew")));
  await link(s.schools.AL, "Teacher of carpentry");
  expect(await occupation()).toBe("Teacher of carpentry");
});

test("a certificate says who was where, is sealed once, checked by its code, and withdrawn with a reason", async () => {
  const id = await stay();
  const certificateId = must(await as(s.partner, (tx) => issueCertificate(tx, id, URL_)));
  expect(must(await as(s.partner, (tx) => issueCertificate(tx, id, URL_)))).toBe(certificateId);
  const waiting = await db.database.withTx(s.system, (tx) => waitingCertificate(tx, certificateId));
  expect(waiting?.model).toMatchObject({
    paper: "certificate",
    days: 5,
    languages: ["sq", "it"],
    participant: { name: `Vjosa Teacher ${made}`, born: "1985-02-03" },
    sending: { name: "Shkolla Drini", country: "Shqipëria" },
    hosting: { name: "Ponte" },
    tasks: ["Job shadowing"],
  });
  expect(waiting?.model.online).toBeUndefined();
  await db.database.withTx(s.system, (tx) =>
    keepCertificate(tx, certificateId, Buffer.from("%PDF-sealed")),
  );
  // Started twice, the job finds the paper there.
  await db.database.withTx(s.system, (tx) => keepCertificate(tx, certificateId, Buffer.from("2")));
  const code = waiting?.code ?? "";
  expect(certificateCodeFrom(code.toLowerCase().replaceAll("-", " "))).toBe(code);
  expect(await open((tx) => checkCertificate(tx, { code }))).toMatchObject({
    state: "sealed",
    from: "2027-03-01",
  });
  const kept = await as(s.partner, (tx) => readCertificateFile(tx, id));
  expect(kept?.bytes.toString()).toBe("%PDF-sealed");
  // Without a word of the person it is finished and no more.
  expect(await stateOf(id)).toBe("finished");
  const secret = must(await as(s.partner, (tx) => askReflection(tx, id, URL_)));
  expect((await open((tx) => readOwnCertificate(tx, secret)))?.name).toBe(`${code}.pdf`);
  must(await open((tx) => sendReflection(tx, secret, ANSWERS)));
  expect(await stateOf(id)).toBe("recognised");

  expect(codes(await as(s.partner, (tx) => withdrawCertificate(tx, id, " ")))).toEqual([
    "reason required",
  ]);
  must(await as(s.partner, (tx) => withdrawCertificate(tx, id, "A wrong day")));
  expect(await as(s.partner, (tx) => readCertificateFile(tx, id))).toBeUndefined();
  expect((await open((tx) => checkCertificate(tx, { code })))?.state).toBe("withdrawn");
  expect(must(await as(s.partner, (tx) => issueCertificate(tx, id, URL_)))).not.toBe(certificateId);
});

test("an online stay is certified as one, and a whole line is asked at once, each person once", async () => {
  const online = await stay({ mode: "virtual" });
  const certificateId = must(await as(s.coordinator, (tx) => issueCertificate(tx, online, URL_)));
  const waiting = await db.database.withTx(s.system, (tx) => waitingCertificate(tx, certificateId));
  expect(waiting?.model.online).toBe(true);
  const filter = { lineId: line, limit: 50, offset: 0 } as const;
  const before = await as(s.partner, (tx) => listOutcomes(tx, { ...filter, show: "not-asked" }));
  const counts = await as(s.partner, (tx) => countOutcomes(tx, line));
  expect(counts?.["not-asked"]).toBe(before.total);
  expect(must(await as(s.partner, (tx) => askReflectionsOfLine(tx, line, URL_)))).toBe(
    before.total,
  );
  expect(must(await as(s.partner, (tx) => askReflectionsOfLine(tx, line, URL_)))).toBe(0);
  const after = await as(s.partner, (tx) => listOutcomes(tx, { ...filter, show: "not-asked" }));
  expect([before.total > 0, after.total]).toEqual([true, 0]);
});
