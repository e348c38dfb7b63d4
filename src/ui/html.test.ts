import { describe, expect, it } from "vitest";
import { wordsFor } from "../platform/i18n/index.ts";
import { attributes, html, lines, mailAddress, portalPage } from "./index.ts";

const attack = `"><script>alert('x')</script>&`;

describe("markup", () => {
  it("escapes what a person typed, wherever it stands", () => {
    const page = String(html`<a title="${attack}">${attack}</a>`);
    expect(page).not.toContain("<script>");
    expect(page.match(/&lt;script&gt;/g)).toHaveLength(2);
    expect(page.match(/"/g)).toHaveLength(2);
  });

  it("passes markup once, joins lists and leaves nothing for nothing", () => {
    const items = ["a & b", "c"].map((text) => html`<li>${text}</li>`);
    expect(String(html`<ul>${items}${false}${null}${undefined}</ul>`)).toBe(
      "<ul><li>a &amp; b</li><li>c</li></ul>",
    );
    expect(String(html`${0}`)).toBe("0");
  });

  it("writes attributes by their kind and refuses a name that is none", () => {
    expect(String(attributes({ a: "1", b: true, c: false, d: null, e: "", "data-f": 0 }))).toBe(
      ' a="1" b e="" data-f="0"',
    );
    expect(() => attributes({ 'x" onload="y': "1" })).toThrow("attribute name");
  });

  it("keeps the lines a person wrote", () => {
    expect(String(lines("one\n<two>"))).toBe("one<br>&lt;two&gt;");
  });

  it("lets an address break before its sign", () => {
    expect(String(mailAddress("ada@x.example"))).toBe("ada<wbr>@x.example");
    expect(String(mailAddress("<nobody>"))).toBe("&lt;nobody&gt;");
  });
});

describe("a page", () => {
  const page = (title: string, body = html`<h1>x</h1>`): string =>
    String(
      portalPage({
        words: wordsFor("sr-Latn"),
        title,
        path: "/calls/3?a=1&b=2",
        funding: { line: "funded", emblem: true },
        hasProblems: true,
        body,
      }),
    );

  it("names its language, says first that something is wrong, and escapes its title", () => {
    expect(page(attack)).toContain('<html lang="sr-Latn"');
    expect(page("Mesto")).toContain("<title>Greška: Mesto – Kalfa</title>");
    expect(page(attack)).not.toContain("<script>alert");
  });

  it("links the same page in the other languages, each in its own letters", () => {
    expect(page("x")).toContain(
      '<a class="app-languages__item" href="/sr-Cyrl/calls/3?a=1&amp;b=2" hreflang="sr-Cyrl" rel="alternate" lang="sr-Cyrl">Српски</a>',
    );
    expect(page("x").match(/aria-current="true">Srpski/g)).toHaveLength(1);
  });

  it("brings the footnote with the name that needs it, and only then", () => {
    const words = wordsFor("sr-Latn");
    const footnote = words.territoryFootnote() ?? "none";
    expect(page("x", html`<p>${words.country("XK")}</p>`)).toContain(footnote);
    expect(page("x", html`<p>${words.country("AL")}</p>`)).not.toContain(footnote);
  });

  it("shows the emblem and the line of the funder in the language of the page", () => {
    expect(page("x")).toContain("Finansira Evropska unija");
  });
});

describe("the emblem", () => {
  it("has twelve stars with ten corners each", () => {
    const markup = String(
      portalPage({
        words: wordsFor("en"),
        title: "x",
        path: "/",
        funding: { line: "co-funded", emblem: true },
        body: html`<h1>x</h1>`,
      }),
    );
    const path = /fill="#fc0" d="([^"]+)"/.exec(markup)?.[1] ?? "";
    const stars = path.split("z").filter(Boolean);
    expect(stars.map((star) => star.split("L").length)).toEqual(Array(12).fill(10));
  });
});
