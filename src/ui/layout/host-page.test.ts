import { expect, test } from "vitest";
import { HOST_LOCALES, wordsFor } from "../../platform/i18n/index.ts";
import { html } from "../html.ts";
import { hostPage } from "./host-page.ts";

test.each(HOST_LOCALES)("the frame of a host's page has all its words in %s", (locale) => {
  const words = wordsFor(locale);
  for (const line of ["funded", "co-funded"] as const) {
    const frame = hostPage({
      words,
      title: "Test",
      inLanguage: (language) => `/${language}`,
      funding: { line, emblem: true, disclaimer: true, authority: { en: "The Agency" } },
      hasProblems: true,
      invented: true,
      body: html`<p>Test</p>`,
    });
    expect(String(frame)).toContain("The Agency");
  }
});
