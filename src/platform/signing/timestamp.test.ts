import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderPaper } from "../../documents/index.ts";
import { samplePaper } from "../../documents/samples.ts";
import { openSeals } from "./index.ts";

const work = mkdtempSync(join(tmpdir(), "kalfa-timestamp-"));
const openssl = (...words: string[]) => spawnSync("openssl", words, { cwd: work });

let mood: "answers" | "down" | "stamps something else" = "answers";
// A timestamp authority of OpenSSL's, behind a server of ours.
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    if (mood === "down") return void response.writeHead(503).end();
    writeFileSync(join(work, "query"), Buffer.concat(chunks));
    if (mood === "stamps something else") {
      openssl("ts", "-query", "-digest", "ab".repeat(32), "-sha256", "-cert", "-out", "query");
    }
    openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply");
    response.writeHead(200, { "content-type": "application/timestamp-reply" });
    response.end(readFileSync(join(work, "reply")));
  });
});

beforeAll(async () => {
  writeFileSync(
    join(work, "tsa.cnf"),
    `[req]
distinguished_name = name
x509_extensions = stamps
prompt = no
[name]
CN = A clock of the tests
[stamps]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = clock
[clock]
serial = ./serial
signer_cert = ./tsa.crt
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
`,
  );
  writeFileSync(join(work, "serial"), "01");
  const made = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-config", "tsa.cnf"];
  openssl("req", ...made, "-keyout", "tsa.key", "-out", "tsa.crt");
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => {
  seals.end();
  server.close();
  rmSync(work, { recursive: true, force: true });
});

let seals: ReturnType<typeof openSeals>;
const paper = renderPaper(samplePaper("pocket-card", ["en"], "https://kalfa.example"));
const seal = () =>
  seals.seal(paper, {
    purpose: "sample",
    kind: "pocket-card",
    at: new Date("2027-02-01T09:00:00Z"),
    reason: "Issued by Ponte",
  });

test("a seal carries the timestamp of an authority, and waits for it when it is down", async () => {
  const { port } = server.address() as AddressInfo;
  seals = openSeals({
    home: work,
    dataKey: "a data key of the tests, not of anybody",
    organisation: "Ponte",
    timestampUrl: `http://127.0.0.1:${port}/`,
  });
  mood = "down";
  await expect(seal()).rejects.toThrow("503");
  mood = "stamps something else";
  await expect(seal()).rejects.toThrow("something else");
  mood = "answers";
  const sealed = await seal();
  if (!sealed.ok) throw new Error(JSON.stringify(sealed.problems));
  expect(await seals.verify(sealed.value)).toMatchObject({
    verdict: "whole",
    signatures: [{ ours: true, sound: true, stamped: { authority: "A clock of the tests" } }],
  });
  const text = Buffer.from(sealed.value).toString("latin1");
  const from = text.lastIndexOf("/Contents <") + "/Contents <".length;
  const cms = Buffer.from(text.slice(from, text.indexOf(">", from)), "hex");
  writeFileSync(join(work, "cms"), cms.subarray(0, cms.readUInt16BE(2) + 4));
  // id-aa-signatureTimeStampToken, as OpenSSL prints it.
  const printed = openssl("asn1parse", "-inform", "DER", "-in", "cms").stdout.toString();
  expect(printed).toContain("id-smime-aa-timeStampToken");
  // The policy inside what the authority signed: 1.2.3.4.1.
  const moved = text.replace(/06042A030401/, "06042A030402");
  expect(moved).not.toBe(text);
  expect((await seals.verify(Buffer.from(moved, "latin1"))).verdict).toBe("changed");
});
