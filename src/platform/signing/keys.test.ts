/** Keys of the seal over the years: replaced, brought from an authority, lost to somebody else. */
import { spawnSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderPaper } from "../../documents/index.ts";
import { samplePaper } from "../../documents/samples.ts";
import { openVault, unsealBytes } from "../vault.ts";
import { openSeals, pemOf, type Seals } from "./index.ts";
import { importProblems } from "./key-rules.ts";
import { RING_FILE } from "./ring.ts";

const home = mkdtempSync(join(tmpdir(), "kalfa-keys-"));
const DATA_KEY = "a data key of the tests, not of anybody";
const ended: Seals[] = [];
const open = (folder = home) => {
  const one = openSeals({ home: folder, dataKey: DATA_KEY, organisation: "Ponte" });
  ended.push(one);
  return one;
};
const seals = open();
afterAll(() => {
  for (const one of ended) one.end();
  rmSync(home, { recursive: true, force: true });
});

const DAY_MS = 86_400_000;
const today = new Date(Math.floor(Date.now() / 1000) * 1000);
const paper = renderPaper(samplePaper("pocket-card", ["en"], "https://kalfa.example"));
async function sealed(bytes: Uint8Array = paper, by = seals, at = today): Promise<Buffer> {
  const order = { purpose: "sample", kind: "pocket-card", at, reason: "Issued by Ponte" } as const;
  const answer = await by.seal(bytes, order);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return Buffer.from(answer.value);
}
const openssl = (...words: string[]) =>
  spawnSync("openssl", words, { cwd: home, encoding: "utf8" });

/** A folder with all keys of ours, as a restore brings it back. */
function copied(): string {
  const folder = mkdtempSync(join(home, "copy-"));
  cpSync(join(home, "keys"), join(folder, "keys"), { recursive: true });
  return folder;
}

/** OpenSSL's word on a sealed file, trusting one certificate. */
function accepts(file: Buffer, trusted: string): boolean {
  const text = file.toString("latin1");
  const from = text.lastIndexOf("/Contents <") + "/Contents <".length;
  const to = text.indexOf(">", from);
  const filled = Buffer.from(text.slice(from, to), "hex");
  writeFileSync(join(home, "cms"), filled.subarray(0, filled.readUInt16BE(2) + 4));
  writeFileSync(
    join(home, "content"),
    Buffer.concat([file.subarray(0, from - 1), file.subarray(to + 1)]),
  );
  writeFileSync(join(home, "trusted.pem"), trusted);
  const asked = ["-inform", "DER", "-in", "cms", "-content", "content", "-binary"];
  const trust = ["-CAfile", "trusted.pem", "-purpose", "any", "-out", "out"];
  return openssl("cms", "-verify", "-cades", ...asked, ...trust).status === 0;
}

describe("another key", () => {
  let old: Buffer;
  let oldPem: string;
  let young: Buffer;
  beforeAll(async () => {
    old = await sealed();
    oldPem = await seals.certificatePem();
    // By a process of its own, as the command does, while this one holds the old key.
    expect(await open().change({ change: "new" })).toEqual({ ok: true, value: null });
    young = await sealed();
  });

  test("seals from the next paper on, also in a program that was running", async () => {
    const keys = seals.keys();
    expect(keys).toHaveLength(2);
    expect(keys.map(({ replaced }) => replaced === null)).toEqual([true, false]);
    expect(young.includes(keys[0]!.certificate.toString("hex").toUpperCase())).toBe(true);
    expect(young.includes(keys[1]!.certificate.toString("hex").toUpperCase())).toBe(false);
  });

  test("leaves what the old one sealed whole, and says that it was replaced", async () => {
    const [now, before] = seals.keys();
    expect(await seals.verify(young)).toMatchObject({
      verdict: "whole",
      seal: { key: { id: now!.id, replaced: null }, trust: "full" },
    });
    expect(await seals.verify(old)).toMatchObject({
      verdict: "whole",
      seal: { key: { id: before!.id, replaced: expect.any(Date) }, trust: "full" },
    });
    const both = await sealed(old);
    expect((await seals.verify(both)).signatures.map(({ ours, sound }) => ours && sound)).toEqual([
      true,
      true,
    ]);
    const turned = Buffer.from(old);
    turned[500] = turned[500]! ^ 1;
    expect((await seals.verify(turned)).verdict).toBe("changed");
  });

  test("leaves what the old one sealed valid for other people's tools", () => {
    expect(accepts(old, oldPem)).toBe(true);
    expect(accepts(young, pemOf(seals.keys()[0]!))).toBe(true);
    expect(accepts(young, oldPem)).toBe(false);
  });

  test("leaves nothing of the old one's secret half", () => {
    const ring = JSON.parse(readFileSync(join(home, "keys", RING_FILE), "utf8"));
    expect(Object.keys(ring.former[0])).toEqual([
      "certificate",
      "chain",
      "origin",
      "since",
      "replaced",
    ]);
    openVault(DATA_KEY);
    const secret = createPrivateKey({
      key: unsealBytes(Buffer.from(ring.current.sealedKey, "base64"), "signing/seal.key"),
      format: "der",
      type: "pkcs8",
    });
    expect(new X509Certificate(oldPem).checkPrivateKey(secret)).toBe(false);
  });

  test("is another where somebody else may have the key: that one seals nothing more", async () => {
    const lost = seals.keys()[0]!;
    const since = new Date(today.getTime() - DAY_MS / 24);
    const to = { change: "compromised", id: lost.id.slice(0, 8), since: since.toISOString() };
    expect((await seals.change(to as never)).ok).toBe(true);
    expect(seals.keys()[0]!.id).not.toBe(lost.id);
    expect((await seals.verify(await sealed())).seal?.trust).toBe("full");
    expect(await seals.verify(young)).toMatchObject({
      verdict: "whole",
      seal: { key: { id: lost.id, compromised: since }, trust: "after" },
    });
    // The moment is corrected: the paper is from before, and only itself says so.
    const later = new Date().toISOString();
    expect((await seals.change({ change: "compromised", id: lost.id, since: later })).ok).toBe(
      true,
    );
    expect((await seals.verify(young)).seal?.trust).toBe("said-before");
    expect((await seals.verify(old)).seal?.trust).toBe("full");
  });

  test("is refused with the reason, and the ring stays as it was", async () => {
    const before = readFileSync(join(home, "keys", RING_FILE), "utf8");
    const { id } = seals.keys()[0]!;
    const codes = async (to: object) => {
      const answer = await seals.change(to as never);
      return answer.ok ? [] : answer.problems.map(({ code }) => code);
    };
    const since = today.toISOString();
    expect(await codes({ change: "compromised", id: "ffffffff", since })).toEqual([
      "seal-key-unknown",
    ]);
    expect(await codes({ change: "compromised", id: id.slice(0, 4), since })).toEqual([
      "seal-key-unknown",
    ]);
    for (const never of ["soon", "2199-01-01", "2001-01-01"]) {
      expect(await codes({ change: "compromised", id, since: never })).toEqual(["seal-since"]);
    }
    expect(await codes({ change: "import", key: "no key", certificates: "" })).toEqual([
      "seal-key-unreadable",
    ]);
    expect(readFileSync(join(home, "keys", RING_FILE), "utf8")).toBe(before);
  });

  test("is in the copy of the folder: every paper is known there too", async () => {
    const there = open(copied());
    expect((await there.verify(old)).verdict).toBe("whole");
    expect((await there.verify(await sealed())).verdict).toBe("whole");
    expect(await sealed(paper, there)).toEqual(await sealed());
  });
});

describe("a key from an authority", () => {
  const read = (name: string) => readFileSync(join(home, name), "utf8");
  const rsa = (bits = 2_048) => ["-newkey", `rsa:${bits}`, "-nodes", "-config", "ca.cnf"];
  const issue = (name: string, by: string, kind: string, days: number, more = rsa()) => {
    const kept = more.includes("-key") ? [] : ["-keyout", `${name}.key`];
    openssl("req", ...more, "-subj", `/CN=${name}`, ...kept, "-out", "asked");
    const own = ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"];
    const facts = ["-days", String(days), "-extfile", "ca.cnf", "-extensions", kind];
    openssl("x509", "-req", "-in", "asked", ...own, ...facts, "-out", `${name}.pem`);
  };
  beforeAll(() => {
    writeFileSync(
      join(home, "ca.cnf"),
      `[req]
distinguished_name = name
prompt = no
[name]
CN = x
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[seal]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature,nonRepudiation
[web]
basicConstraints = critical,CA:false
keyUsage = critical,keyEncipherment
`,
    );
    openssl(
      ...["req", "-x509", ...rsa(), "-days", "900", "-subj", "/CN=A root of the tests"],
      ...["-extensions", "root", "-keyout", "root.key", "-out", "root.pem"],
    );
    issue("between", "root", "root", 900);
    issue("school", "between", "seal", 30);
    issue("web", "root", "web", 30);
    issue("short", "root", "seal", 30, rsa(1_024));
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "curve.key");
  });

  test("a file of keys that cannot be read is said, and nobody who asks falls over it", () => {
    const folder = copied();
    const own = open(folder);
    writeFileSync(join(folder, "keys", "seal.ring"), "{");
    expect(own.standing(new Date())).toEqual({ state: "broken", until: null });
  });

  test("seals with its chain inside, so that others trust it by its root alone", async () => {
    const folder = copied();
    const own = open(folder);
    const first = await sealed(paper, own);
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    const certificates = `a word before\n${read("school.pem")}${read("between.pem")}`;
    const order = { change: "import", key: read("school.key"), certificates } as const;
    expect(await own.change(order)).toEqual({ ok: true, value: null });
    const [key] = own.keys();
    expect(key).toMatchObject({ subject: "school", issuer: "between", origin: "imported" });
    expect(own.events().at(-1)).toMatchObject({ act: "imported", id: key?.id });
    expect(own.standing(new Date()).state).toBe("ends-soon");
    const file = await sealed(paper, own, now);
    expect(await sealed(paper, own, now)).toEqual(file);
    expect(await own.verify(file)).toMatchObject({
      verdict: "whole",
      seal: { key: { origin: "imported" }, trust: "full" },
    });
    const count = own.keys().length;
    expect((await own.change(order)).ok).toBe(true);
    expect(own.keys()).toHaveLength(count);
    const lost = { change: "compromised", id: key!.id, since: new Date().toISOString() } as const;
    expect((await own.change(lost)).ok).toBe(true);
    expect(await own.change(order)).toMatchObject({ problems: [{ code: "seal-key-lost" }] });
    // Another certificate for the same key makes it no safer.
    issue("renewed", "root", "seal", 30, ["-new", "-key", "school.key", "-config", "ca.cnf"]);
    const renewed = { ...order, certificates: read("renewed.pem") };
    expect(await own.change(renewed)).toMatchObject({ problems: [{ code: "seal-key-lost" }] });
    expect((await own.verify(first)).verdict).toBe("whole");
    expect((await own.verify(file)).seal?.trust).toBe("said-before");
    expect(accepts(file, read("root.pem"))).toBe(true);
    expect(accepts(first, read("root.pem"))).toBe(false);
  });

  test("is refused with every reason", () => {
    const problems = (key: string, at = new Date(), ...files: string[]) =>
      importProblems(
        createPrivateKey(read(key)),
        files.map((file) => new X509Certificate(read(file))),
        at,
      ).map(({ code }) => code);
    const now = new Date();
    expect(problems("school.key", now)).toEqual(["seal-no-certificate"]);
    expect(problems("school.key", now, "school.pem", "root.pem")).toEqual(["seal-chain-broken"]);
    expect(problems("web.key", now, "school.pem")).toEqual(["seal-key-other-certificate"]);
    expect(problems("web.key", now, "web.pem")).toEqual(["seal-certificate-not-for-signing"]);
    expect(problems("root.key", now, "root.pem")).toEqual(["seal-certificate-not-for-signing"]);
    expect(problems("short.key", now, "short.pem")).toEqual(["seal-key-short"]);
    expect(problems("curve.key", now, "school.pem")).toEqual([
      "seal-key-not-rsa",
      "seal-key-other-certificate",
    ]);
    const [later, earlier] = [40, -2].map((days) => new Date(now.getTime() + days * DAY_MS));
    expect(problems("school.key", later, "school.pem")).toEqual(["seal-certificate-ended"]);
    expect(problems("school.key", earlier, "school.pem")).toEqual(["seal-certificate-not-yet"]);
  });
});

test("a key of an earlier Kalfa, in two files, is taken over with all it sealed", async () => {
  const folder = copied();
  const file = await sealed();
  const ring = join(folder, "keys", RING_FILE);
  const { current } = JSON.parse(readFileSync(ring, "utf8"));
  rmSync(ring);
  writeFileSync(join(folder, "keys", "seal.crt"), current.certificate);
  writeFileSync(join(folder, "keys", "seal.key"), Buffer.from(current.sealedKey, "base64"));
  const after = open(folder);
  expect(await sealed(paper, after)).toEqual(file);
  expect((await after.verify(file)).verdict).toBe("whole");
});
