/** Staff are addressed politely wherever a language has two words for "you"; learners as friends. */
import { expect, test } from "vitest";
import { applyForm } from "../../../tests/support/apply-form.ts";
import { catalogue } from "../../platform/i18n/catalogues.ts";
import { LOCALES, wordsFor } from "../../platform/i18n/index.ts";

const form = await applyForm();
const { db, server, call, callCode } = form;

const audience = (text: string) =>
  db.sql("update activity_lines set audience = $1 where id = $2", [text, call.lineId]);
const start = async (locale: string) =>
  (await server.get(`/${locale}/${call.scheme.slug}/apply/${callCode}`)).body;

test("the page before the first question, to a learner and to a teacher", async () => {
  const said: Readonly<Record<string, readonly [friend: string, polite: string]>> = {
    sq: ["Para se të fillosh", "Para se të filloni"],
    "sr-Cyrl": ["Пре него што почнеш", "Пре него што почнете"],
    "sr-Latn": ["Pre nego što počneš", "Pre nego što počnete"],
    mk: ["Пред да почнеш", "Пред да почнете"],
    bs: ["Prije nego što počneš", "Prije nego što počnete"],
  };
  for (const [locale, [friend]] of Object.entries(said)) {
    expect([locale, (await start(locale)).includes(friend)]).toEqual([locale, true]);
  }
  await audience("staff");
  for (const [locale, [friend, polite]] of Object.entries(said)) {
    const body = await start(locale);
    expect([locale, body.includes(polite), body.includes(friend)]).toEqual([locale, true, false]);
  }
  await audience("learners");
});

test("a sentence that says both says something else to each, and nothing is left unsaid", () => {
  for (const locale of LOCALES.filter((one) => one !== "en")) {
    const both = [...catalogue(locale)].filter(([, text]) => text.startsWith("{whom, select,"));
    expect([locale, both.length > 80]).toEqual([locale, true]);
    for (const [key] of both) {
      const friend = wordsFor(locale).t(key as never, PARAMS);
      const polite = wordsFor(locale, "footnote", "staff").t(key as never, PARAMS);
      expect([locale, key, friend !== polite && polite !== ""]).toEqual([locale, key, true]);
    }
  }
});

/** Something for every name that these sentences use. */
const PARAMS = {
  count: 2,
  address: "x",
  title: "x",
  megabytes: 2,
  when: "x",
  until: "x",
  closed: "x",
  code: "x",
  call: "x",
  decided: "x",
  city: "x",
  day: "x",
  name: "x",
  points: 2,
};
