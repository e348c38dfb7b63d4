import { createHash } from "node:crypto";
import type { Content, Hashes } from "./agreement.ts";
import { linesOf, type Template } from "./template.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * SHA-256 of each section: of its template, its sentences and what is written in its fields. The
 * words around them are the template's and never change.
 */
export function fingerprints(template: Template, content: Content): Hashes {
  const name = `${template.kind}/${template.year}/${template.version}`;
  return Object.fromEntries(
    template.sections.map((section) => [
      section.code,
      sha256(
        JSON.stringify([
          name,
          section.code,
          section.clauses ?? [],
          section.fields.map((field) => [
            field.code,
            linesOf(content, `${section.code}.${field.code}`),
          ]),
        ]),
      ),
    ]),
  );
}

/** SHA-256 of a whole text, from the fingerprints of its sections. */
export const textHash = (template: Template, hashes: Hashes): string =>
  sha256(JSON.stringify(template.sections.map(({ code }) => [code, hashes[code] ?? ""])));

export const digestOf = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");
