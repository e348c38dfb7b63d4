/** Staff are *Vi* and *ju* where learners are *ti*: before a journey, on the card, on the page of a call. */
import { expect, test } from "vitest";
import { LOCALES, type MessageKey, wordsFor } from "../../platform/i18n/index.ts";

/** Whatever speaks to whoever reads; the rest of these pages names things. */
const KEYS: readonly MessageKey[] = [
  "tasks.about-id-papers",
  "tasks.about-language-course",
  "tasks.about-intercultural-course",
  "tasks.about-safety-briefing",
  "tasks.about-insurance-health",
  "tasks.own-title",
  "tasks.own-mine",
  "tasks.own-others",
  "tasks.own-next",
  "tasks.own-open",
  "tasks.own-none-yet",
  "tasks.own-nothing-now",
  "tasks.late-by",
  "tasks.act-hand-in",
  "tasks.card-lead",
  "tasks.card-who-reads",
  "tasks.card-diet-hint",
  "tasks.card-medicines-hint",
  "tasks.card-save",
  "tasks.mail-due-body",
  "tasks.sms-due",
  "insurance.own-copy",
  "insurance.own-copy-hint",
  "insurance.own-remove",
  "travel.own-calendar",
  "front.start",
  "front.questions",
  "front.questions-about",
  "front.check-about",
  "front.share",
  "front.share-copy",
  "front.calendar",
  "front.all-countries",
  "home.check-run",
];
/** Singular pronouns and possessives, and the "you" of verbs that these messages use. */
const TI: Readonly<Record<string, RegExp>> = {
  sq: /(?<!\p{L})(?:ti|ty|tënd\p{L}*|tënde|jote|yt|ke|të ndihmon|mundesh)(?!\p{L})/iu,
  slavic:
    /(?<!\p{L})(?:ti|ти|te|те|tebe|тебе|tvo\p{L}*|тво\p{L}*|možeš|можеш|nemaš|немаш|ne jedeš|uzimaš|узимаш|земаш|једеш|јадеш)(?!\p{L})/iu,
};
const params = {
  day: "1",
  count: 2,
  megabytes: 20,
  title: "x",
  when: "y",
  code: "z",
  address: "w",
};
const POLITE = LOCALES.filter((locale) => locale !== "en");

test.each(POLITE)("staff read every sentence of these pages politely in %s", (locale) => {
  const [staff, learner] = [
    wordsFor(locale, undefined, "staff"),
    wordsFor(locale, undefined, "learner"),
  ];
  const familiar = TI[locale] ?? TI.slavic!;
  for (const key of KEYS) {
    const said = staff.t(key, params);
    expect(said, key).not.toBe(learner.t(key, params));
    expect(said, key).not.toMatch(familiar);
  }
});
