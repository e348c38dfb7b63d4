import { expect, test } from "vitest";
import { parties, signature, template } from "../../../tests/support/signature.ts";
import { bindingSections, changedSections, standings } from "./agreement.rules.ts";
import type { Content, Hashes, Named, Party, Signature } from "./agreement.ts";
import { fingerprints } from "./fingerprints.ts";

/** Numbers that follow from a seed, so that a failure can be lived again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

test("through a thousand random histories a signature counts if and only if what it signed is unchanged", () => {
  const fields = template.sections.flatMap((section) =>
    section.fields.map((field) => `${section.code}.${field.code}`),
  );
  let fell = 0;
  for (let seed = 1; seed <= 1_000; seed += 1) {
    const pick = numbers(seed);
    let content: Record<string, string> = Object.fromEntries(
      fields.filter((path) => !path.startsWith("mentor.")).map((path) => [path, "0"]),
    );
    let named: Named | null = null;
    // What each role signed last, as whole texts: the oracle knows no fingerprint.
    const signed = new Map<Party["role"], Record<string, string>>();
    const signatures: Signature[] = [];
    for (let step = 1; step <= 12; step += 1) {
      if (pick(3) === 0) {
        const { role } = parties[pick(parties.length)]!;
        const hashes = fingerprints(template, { ...content, ...named?.content });
        signatures.push(signature(role, hashes, seed * 100 + step));
        signed.set(role, { ...content, ...(named?.content as Record<string, string>) });
      } else if (pick(4) === 0 && !named && content["mentor.name"] === undefined) {
        const naming: Content = { "mentor.name": "Ana" };
        const only = (all: Hashes) => ({ mentor: all.mentor ?? "" });
        named = {
          content: naming,
          before: only(fingerprints(template, content)),
          after: only(fingerprints(template, { ...content, ...naming })),
          signatureId: "s",
        };
      } else {
        const path = fields[pick(fields.length)]!;
        const isMentor = path.startsWith("mentor.");
        // A correction by the office begins from the text as it stands, with the mentor in it.
        content = {
          ...content,
          ...(named?.content as Record<string, string>),
          [path]: String(pick(3)),
        };
        if (isMentor) named = null;
        else if (named) {
          const { "mentor.name": _, ...rest } = content;
          content = rest;
        }
      }
    }
    const now = { ...content, ...(named?.content as Record<string, string>) };
    const version = { hashes: fingerprints(template, content), named };
    for (const one of standings(template, parties, signatures, version)) {
      const own = signatures.filter(({ role }) => role === one.party.role);
      const isValid = own.some((each) => {
        return changedSections(template, each.role, each.hashes, version).length === 0;
      });
      expect(one.valid !== null).toBe(isValid);
      const text = signed.get(one.party.role);
      if (!text) {
        expect(one.valid).toBe(null);
        continue;
      }
      const binding = bindingSections(template, one.party.role);
      const differs = fields
        .filter((path) => binding.includes(path.split(".")[0] ?? ""))
        .filter((path) => (text[path] ?? "") !== (now[path] ?? ""))
        // The host may name the mentor whom nobody had named.
        .filter((path) => !(named && path === "mentor.name" && text[path] === undefined));
      const newest = own.at(-1)!;
      const fallen = changedSections(template, newest.role, newest.hashes, version).length > 0;
      expect([seed, one.party.role, fallen]).toEqual([seed, one.party.role, differs.length > 0]);
      if (fallen) fell += 1;
    }
  }
  expect(fell).toBeGreaterThan(500);
});
