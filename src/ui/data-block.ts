import { type Html, raw } from "./html.ts";

/**
 * Facts about a page for programs that read pages (schema.org as JSON-LD). A browser runs nothing in
 * a block of this type, so the policy against scripts in the page has nothing to forbid; what could
 * end the block early is written as an escape.
 */
export const dataBlock = (facts: object): Html =>
  raw(
    `<script type="application/ld+json">${JSON.stringify(facts)
      .replaceAll("<", "\\u003c")
      .replaceAll("\u2028", "\\u2028")
      .replaceAll("\u2029", "\\u2029")}</script>`,
  );
