import { expect, test } from "vitest";
import { serbianLatin } from "../../shared/serbian-latin.ts";
import { prose } from "./prose.ts";

const shown = (text: string) => String(prose(text));

test("headings, lists, emphasis and links become pieces of the page below its own heading", () => {
  expect(shown("# One\n\nText with **weight** and *voice*.")).toBe(
    '<h2 class="govuk-heading-m">One</h2><p class="govuk-body">Text with <strong>weight</strong> and <em>voice</em>.</p>',
  );
  expect(shown("### Three\n\n- a\n- b")).toBe(
    '<h3 class="govuk-heading-s">Three</h3><ul class="govuk-list govuk-list--bullet"><li>a</li><li>b</li></ul>',
  );
  expect(shown("3. c\n4. d")).toContain('start="3"><li>c</li><li>d</li>');
  expect(shown("[there](https://europass.europa.eu/a?b=1&c=2)")).toContain(
    'href="https://europass.europa.eu/a?b=1&amp;c=2" rel="noopener nofollow">there</a>',
  );
});

test.each([
  "<script>alert(1)</script>",
  "a <img src=x onerror=alert(1)> b",
  "[x](javascript:alert(1))",
  "[x](data:text/html;base64,AAAA)",
  "![x](https://example.org/pixel.png)",
  "[x](https://user:secret@example.org)",
  '[x](https://example.org/"onmouseover="alert(1))',
  "<div onclick='x'>\n\ntext\n\n</div>",
  "[x](http://example.org)",
  "<https://example.org/><svg onload=alert(1)>",
])("nothing that a person types becomes markup of its own: %s", (text) => {
  const tags = [...shown(text).matchAll(/<(\w+)([^>]*)>/g)];
  for (const [, name, rest = ""] of tags) {
    expect(["p", "a", "div", "em"]).toContain(name);
    expect(rest).not.toMatch(/\son\w+=|javascript:|data:|src=/);
    expect(rest.replace(/ (class|href|rel)="[^"]*"/g, "")).toBe("");
  }
  expect(tags.some(([, name]) => name === "div")).toBe(false);
});

test("depth and length that nobody writes end quickly", () => {
  const begun = performance.now();
  shown(`${"> ".repeat(20_000)}x`);
  shown(`${"- ".repeat(20_000)}x`);
  shown("*a ".repeat(20_000));
  shown("[".repeat(40_000));
  expect(performance.now() - begun).toBeLessThan(3000);
});

test("words change their letters, addresses do not", () => {
  const text = String(
    prose("Љубљана и [пут](https://example.org/пут)", (one) => serbianLatin(one)),
  );
  expect(text).toContain("Ljubljana i ");
  expect(text).toContain('href="https://example.org/%D0%BF%D1%83%D1%82"');
  expect(text).toContain(">put</a>");
});
