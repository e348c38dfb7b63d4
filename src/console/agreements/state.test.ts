/** A party that nobody has named waits for the office, and is not said to have been asked. */
import { expect, test } from "vitest";
import { LOCALES, wordsFor } from "../../platform/i18n/index.ts";
import type { Standing } from "../../stages/agreements/agreement.rules.ts";
import { standingPart } from "./state.ts";

const now = new Date("2027-03-10T08:00:00Z");
const standing = (name: string): Standing => ({
  party: {
    id: "p",
    agreementId: "a",
    role: "guardian",
    number: 1,
    turn: 1,
    name,
    capacity: "",
    email: null,
    phone: null,
    locale: "en",
    askedAt: new Date("2027-03-04T08:00:00Z"),
    reminders: 0,
    remindedAt: null,
    endedAt: null,
  },
  valid: null,
  fallen: null,
});

test("whom nobody has named was not asked: it waits for the office, in every language", () => {
  for (const locale of LOCALES) {
    const words = wordsFor(locale);
    const ago = words.t("agreements.days-ago", { days: 6 });
    const of = (name: string) => String(standingPart(words, standing(name), { isTurn: true, now }));
    expect(of("")).toContain(words.t("agreements.nobody-waits"));
    expect(of("")).not.toContain(ago);
    expect(of("Besa")).toContain(ago);
  }
});
