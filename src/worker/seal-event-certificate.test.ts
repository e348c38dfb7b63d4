/** A certificate of attendance is sealed by the installation's own custodian, and read by others' code. */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../../tests/support/database.ts";
import { eventScene, there } from "../../tests/support/door.ts";
import { must, smallScheme } from "../../tests/support/small-scheme.ts";
import { clockAt } from "../platform/clock.ts";
import { createLog } from "../platform/log.ts";
import { openSeals } from "../platform/signing/index.ts";
import { openVault } from "../platform/vault.ts";
import {
  checkCertificate,
  issueCertificates,
  readCertificateFile,
  withdrawCertificate,
} from "../stages/attendance/certificate.ts";
import { keepCheckIns } from "../stages/attendance/check-in.ts";
import { sealEventCertificate } from "./seal-event-certificate.ts";

const DATA_KEY = "a data key of the tests only, long enough";
openVault(DATA_KEY);
const clock = clockAt("2027-03-02T18:00:00Z");
const home = mkdtempSync(join(tmpdir(), "kalfa-certificate-"));
const seals = openSeals({ home, dataKey: DATA_KEY, organisation: "Ponte e Çelësit" });
afterAll(() => {
  seals.end();
  rmSync(home, { recursive: true, force: true });
});
const db = await testDatabase({ clock });
const small = await smallScheme(db.database);
const scene = await eventScene(
  db,
  { id: small.schemeId, slug: small.slug },
  { people: 2, mode: "on-site" },
);
const certificates = () =>
  db.sql<{ id: string; registration_id: string; code: string; digest: string | null }>(
    "select id, registration_id, code, digest from event_certificates where event_id = $1 order by code",
    [scene.eventId],
  );
const seal = (certificateId: string, by: typeof seals | null = seals) =>
  sealEventCertificate(by)(
    { certificateId },
    {
      database: db.database,
      actor: small.system,
      clock,
      log: createLog({ level: "silent" }),
      attempt: 1,
      lastAttempt: false,
    },
  );

test("it is sealed once, is sound by our reading and by pdfsig, and one withdrawn is not sealed", async () => {
  await db.database.withTx(small.coordinator, async (tx) => {
    const entries = scene.people.flatMap(({ id }) =>
      scene.sessions.map((sessionId, at) => ({
        id: randomUUID(),
        sessionId,
        ticket: id,
        at: new Date(`2027-03-01T${at === 0 ? "09" : "12"}:00:00Z`),
        how: "list" as const,
      })),
    );
    must(await keepCheckIns(tx, scene.eventId, entries));
    expect(must(await issueCertificates(tx, scene.eventId, "https://kalfa.example"))).toBe(2);
  });
  const [first, second] = (await certificates()).map(there);
  const jobs = await db.sql<{ key: string }>(
    "select key from graphile_worker.jobs where task_identifier = 'seal-event-certificate'",
  );
  expect(jobs.map(({ key }) => key).sort()).toEqual(
    [first, second].map((one) => `seal-event-certificate:${there(one).id}`).sort(),
  );

  await seal(there(first).id, null);
  expect((await certificates())[0]?.digest).toBeNull();
  await seal(there(first).id);
  await seal(there(first).id);
  await db.database.withTx(small.coordinator, async (tx) =>
    must(await withdrawCertificate(tx, scene.eventId, there(second).registration_id)),
  );
  await seal(there(second).id);
  const [done, none] = await certificates();
  expect([done?.digest === null, none?.digest]).toEqual([false, null]);

  const anonymous = { kind: "anonymous", schemeId: small.schemeId } as const;
  const file = await db.database.withTx(anonymous, (tx) =>
    readCertificateFile(tx, { id: there(first).id } as never),
  );
  const bytes = there(file);
  const { verdict, signatures } = await seals.verify(bytes);
  expect([
    verdict,
    signatures.map(({ ours, sound, coversAll }) => [ours, sound, coversAll]),
  ]).toEqual(["whole", [[true, true, true]]]);
  const found = await db.database.withTx(anonymous, (tx) =>
    checkCertificate(tx, { digest: there(done?.digest) }),
  );
  expect(found).toMatchObject({ code: there(first).code, minutes: 240, withdrawnAt: null });

  const path = join(home, "certificate.pdf");
  writeFileSync(path, bytes);
  const said = spawnSync("pdfsig", [path], { encoding: "utf8" });
  if (said.error) return console.warn("pdfsig is not installed; not checked with it");
  expect(said.stdout).toContain("Signature is Valid.");
  expect(said.stdout).toContain("Total document signed");
});
