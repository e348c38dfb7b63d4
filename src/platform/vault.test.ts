import { expect, test, vi } from "vitest";
import { mark, openVault, seal, unseal } from "./vault.ts";

const row = "application_grounds/1/fewer-opportunities";

test("nothing can be sealed before the key is known", async () => {
  vi.resetModules();
  const fresh = await import("./vault.ts");
  expect(() => fresh.seal("yes", row)).toThrow(/closed/);
});

test("what is sealed opens again, and reads as nothing on the disk", () => {
  openVault("a data key of the tests only");
  const sealed = seal("yes, Ђурић", row);
  expect(sealed.toString("utf8")).not.toContain("yes");
  expect(unseal(sealed, row)).toBe("yes, Ђурић");
  expect(seal("yes", row).equals(seal("yes", row))).toBe(false);
});

test("a sealed value does not open in another row, changed, or under another key", () => {
  openVault("a data key of the tests only");
  const sealed = seal("yes", row);
  expect(() => unseal(sealed, "application_grounds/2/fewer-opportunities")).toThrow();
  const changed = Buffer.from(sealed);
  changed[changed.length - 1]! ^= 1;
  expect(() => unseal(changed, row)).toThrow();
  openVault("another data key of the tests");
  expect(() => unseal(sealed, row)).toThrow();
});

test("a mark stays the same for a text under one key, and is another one under another", () => {
  openVault("a data key of the tests only");
  const first = mark("run 1, person 2");
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(mark("run 1, person 2")).toBe(first);
  expect(mark("run 1, person 3")).not.toBe(first);
  openVault("another data key of the tests");
  expect(mark("run 1, person 2")).not.toBe(first);
});
