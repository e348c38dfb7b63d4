import { expect, test } from "vitest";
import { MASK, masked } from "./blind.rules.ts";

const NAMING = [
  "Nađa",
  "Đorđević",
  "Shkolla Profesionale Kolin Gjoka",
  "Lezhë",
  "nadja@example.org",
];

test.each([
  ["I am Nađa Đorđević.", `I am ${MASK} ${MASK}.`],
  ["Zovem se Nadja Djordjevic", `Zovem se ${MASK} ${MASK}`],
  ["Ја сам Нађа Ђорђевић, пишу ми Ђорђевићевој", `Ја сам ${MASK} ${MASK}, пишу ми ${MASK}`],
  ["Shkolla ime, Kolin Gjoka në Lezhës", `Shkolla ime, ${MASK} ${MASK} në ${MASK}`],
  ["write to nadja@example.org or +355 69 123 4567", `write to ${MASK} or ${MASK}`],
  ["I want to learn to cook in Bologna", "I want to learn to cook in Bologna"],
])("%s", (text, expected) => {
  expect(masked(text, NAMING)).toBe(expected);
});
