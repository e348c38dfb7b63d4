import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { fetchOutside } from "./fetch-outside.ts";
import { isPublicAddress } from "./public-address.ts";

const server = createServer((asked, answer) => {
  if (asked.url === "/away") {
    answer.writeHead(302, { location: "http://169.254.169.254/" }).end();
  } else answer.end(asked.url === "/long" ? "x".repeat(100_000) : "here");
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
afterAll(() => server.close());
const { port } = server.address() as AddressInfo;
const own = { byAdministrator: true };

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "::1",
  "::",
  "fd00::1",
  "fe80::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "not an address",
  "",
])("%s is not out on the internet", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["193.2.1.66", "8.8.8.8", "2a00:1450:4001::1", "::ffff:8.8.8.8"])("%s is", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test("an inner address is called only where the administrator wrote it out", async () => {
  const url = `http://127.0.0.1:${port}/`;
  expect(await fetchOutside(url, own)).toEqual({
    status: 200,
    body: "here",
    bytes: Buffer.from("here"),
  });
  for (const address of [
    url,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f.1:${port}/`,
  ]) {
    await expect(fetchOutside(address)).rejects.toThrow(/inner-address/);
  }
  for (const address of ["file:///etc/passwd", "gopher://a", "x"]) {
    await expect(fetchOutside(address, own)).rejects.toThrow("not-an-address");
  }
});

test("no redirect is followed, and a long answer is cut off", async () => {
  expect((await fetchOutside(`http://127.0.0.1:${port}/away`, own)).status).toBe(302);
  await expect(fetchOutside(`http://127.0.0.1:${port}/long`, own)).rejects.toThrow(
    "answer-too-long",
  );
});
