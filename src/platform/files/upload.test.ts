import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import { pdf, taggedPhotograph } from "../../../tests/support/hostile.ts";
import { must, smallScheme } from "../../../tests/support/small-scheme.ts";
import { openVault } from "../vault.ts";
import { shelve, taken } from "./shelf.ts";
import { nextUpload, uploadStates } from "./upload.rules.ts";
import {
  discardRefused,
  keepUpload,
  openUploads,
  readUpload,
  readUploadFacts,
  readUploadsApart,
  refuseUpload,
  scanAgain,
  UPLOAD_KINDS,
} from "./upload.ts";
import { MOST_A_DAY, savedName } from "./upload-kind.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-uploads-"));
const db = await testDatabase();
const scheme = await smallScheme(db.database);
const other = await smallScheme(db.database, "other");
openVault("a data key of the tests only, long enough");
openUploads({ home, clamd: null });
const servers: Server[] = [];
afterEach(() => {
  openUploads({ home, clamd: null });
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const kinds = UPLOAD_KINDS;
const keep = (bytes: Buffer, name = "scan.pdf", actor = scheme.coordinator) =>
  db.database.withTx(actor, (tx) => keepUpload(tx, { bytes, name, kinds, field: "file" }));
test("a photograph is kept as it was made anew: no place, no script; on the disk nothing can be read", async () => {
  const sent = await taggedPhotograph();
  expect((await sharp(sent).metadata()).exif).toBeDefined();
  const id = must(await keep(sent, "C:\\fakepath\\Leka's \u202egpj.pdf"));
  const file = await db.database.withTx(scheme.coordinator, (tx) => readUpload(tx, id));
  expect(file).toMatchObject({ type: "image/jpeg", name: "Leka's gpj.jpg", state: "checked" });
  const { exif, format } = await sharp(file!.body).metadata();
  expect({ exif, format }).toEqual({ exif: undefined, format: "jpeg" });
  expect(file!.body.includes("script")).toBe(false);
  const path = join(home, "files", scheme.schemeId, file!.hash.slice(0, 2), file!.hash);
  expect(readFileSync(path).includes(file!.body.subarray(0, 64))).toBe(false);
  expect(readdirSync(join(path, ".."))).toEqual([file!.hash]);
});

test("another scheme finds neither the row nor the file, and an altered file does not open", async () => {
  const id = must(await keep(pdf({ pages: 2 })));
  const read = (actor: typeof scheme.coordinator) =>
    db.database.withTx(actor, (tx) => readUpload(tx, id));
  expect((await read(scheme.coordinator))?.pages).toBe(2);
  expect(await read(other.coordinator)).toBeUndefined();
  const place = await shelve(scheme.schemeId, Buffer.from("one"));
  await expect(taken({ ...place, schemeId: other.schemeId })).rejects.toThrow();
  expect((await taken(place)).toString()).toBe("one");
});

test("what one person sends in a day has an end, and a refusal leaves nothing behind", async () => {
  const partner = scheme.partner;
  await db.sql(
    `insert into uploads (id, scheme_id, hash, kind, bytes, name, by, by_kind, at, state)
     select gen_random_uuid(), $1, repeat('0', 64), 'pdf', 1000, 'a.pdf', $2, 'staff', now(), 'checked'
     from generate_series(1, $3)`,
    [scheme.schemeId, partner.userId, MOST_A_DAY - 1],
  );
  expect(await keep(pdf(), "a.pdf", partner)).toMatchObject({ ok: true });
  expect(await keep(pdf(), "a.pdf", partner)).toMatchObject({
    ok: false,
    problems: [{ code: "upload-day-count", params: { most: MOST_A_DAY }, field: "file" }],
  });
  expect(await keep(pdf(), "a.pdf", scheme.coordinator)).toMatchObject({ ok: true });
  await db.sql("update uploads set at = at - interval '25 hours' where by = $1", [partner.userId]);
  expect(await keep(pdf(), "a.pdf", partner)).toMatchObject({ ok: true });
});

/** A scanner that says this of everything; null answers nothing. */
async function scanner(says: string | null): Promise<{ address: string; heard: () => Buffer }> {
  const pieces: Buffer[] = [];
  const server = createServer((socket: Socket) => {
    socket.on("data", (piece) => {
      pieces.push(Buffer.from(piece));
      if (says !== null && Buffer.concat(pieces).subarray(-4).equals(Buffer.alloc(4))) {
        socket.end(says);
      } else if (says === null) socket.destroy();
    });
    socket.on("error", () => {});
  });
  servers.push(server);
  const address = join(home, `clamd-${servers.length}-${Math.floor(performance.now())}`);
  await new Promise<void>((resolve) => server.listen(address, resolve));
  return { address, heard: () => Buffer.concat(pieces) };
}

test("a scanner hears what is kept; what it finds and what it could not look at lies apart", async () => {
  const clean = await scanner("stream: OK\0");
  openUploads({ home, clamd: clean.address });
  const paper = pdf({ pages: 3 });
  const passed = must(await keep(paper));
  expect(clean.heard().includes(paper)).toBe(true);

  openUploads({ home, clamd: (await scanner("stream: Eicar-Signature FOUND\0")).address });
  const found = must(await keep(pdf({ pages: 4 })));
  openUploads({ home, clamd: join(home, "nobody-listens") });
  const unseen = must(await keep(pdf({ pages: 5 })));
  openUploads({ home, clamd: (await scanner(null)).address });
  const silent = must(await keep(pdf({ pages: 6 })));

  await db.database.withTx(scheme.coordinator, async (tx) => {
    expect((await readUpload(tx, passed))?.pages).toBe(3);
    for (const id of [found, unseen, silent]) expect(await readUpload(tx, id)).toBeUndefined();
    expect(await readUploadFacts(tx, found)).toMatchObject({
      state: "quarantined",
      reason: "upload-scanner-found",
      finding: "Eicar-Signature",
    });
    const apart = (await readUploadsApart(tx)).map(({ id, reason }) => [id, reason]);
    expect(apart).toEqual([
      [found, "upload-scanner-found"],
      [unseen, "upload-scanner-down"],
      [silent, "upload-scanner-down"],
    ]);
  });
  const jobs = await db.sql<{ id: string }>(
    `select payload->>'uploadId' as id from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'scan-upload'`,
  );
  expect(jobs.map(({ id }) => id).sort()).toEqual([unseen, silent].sort());

  const again = (id: string) => db.database.withTx(scheme.system, (tx) => scanAgain(tx, id));
  openUploads({ home, clamd: null });
  expect(await again(unseen)).toEqual({ ok: true, value: "down" });
  openUploads({ home, clamd: (await scanner("stream: OK\0")).address });
  expect(await again(unseen)).toEqual({ ok: true, value: "clean" });
  const read = await db.database.withTx(scheme.coordinator, (tx) => readUpload(tx, unseen));
  expect(read?.pages).toBe(5);
  expect(await again(unseen)).toMatchObject({ ok: false });
});

test("the office lets a file go: its row stays, its bytes do not, unless they were sent twice", async () => {
  openUploads({ home, clamd: join(home, "nobody-listens") });
  const [first, second] = [
    must(await keep(pdf({ pages: 7 }))),
    must(await keep(pdf({ pages: 7 }))),
  ];
  const facts = await db.database.withTx(scheme.coordinator, (tx) => readUploadFacts(tx, first));
  const path = join(home, "files", scheme.schemeId, facts!.hash.slice(0, 2), facts!.hash);
  const letGo = async (id: string) => {
    const done = await db.database.withTx(scheme.coordinator, (tx) => refuseUpload(tx, id));
    await db.database.withTx(scheme.system, (tx) => discardRefused(tx, id));
    return [done.ok, existsSync(path)];
  };
  expect(await letGo(first)).toEqual([true, true]);
  expect(await letGo(second)).toEqual([true, false]);
  expect(await letGo(second)).toEqual([false, false]);
});

test("states of an upload, every action of each", () => {
  const table = Object.keys(uploadStates).flatMap((state) =>
    (["pass", "refuse"] as const).map((action) => {
      const after = nextUpload(state as never, action);
      return `${state} ${action}: ${after.ok ? after.value : after.problems[0]!.code}`;
    }),
  );
  expect(table).toEqual([
    "checked pass: upload-checked",
    "checked refuse: upload-checked",
    "quarantined pass: checked",
    "quarantined refuse: refused",
    "refused pass: upload-refused",
    "refused refuse: upload-refused",
  ]);
});

test("names are saved without folders, signs that turn the writing, or a second ending", () => {
  expect(savedName("../../etc/passwd", "pdf")).toBe("passwd.pdf");
  expect(savedName("Uverenje Đorđe.PDF", "pdf")).toBe("Uverenje Đorđe.pdf");
  expect(savedName("<>:|?*", "docx")).toBe("file.docx");
  expect(savedName("x".repeat(300), "picture")).toHaveLength(84);
});
