import { IntlMessageFormat } from "intl-messageformat";
import { expect, it } from "vitest";
import { catalogue } from "../../src/platform/i18n/catalogues.ts";
import { withLongWords } from "./long-words.ts";

it.each([
  ["Apply by", "Aápply by"],
  [
    "{name}: {n, plural, =0 {no seat} one {# seat} other {# seats}}!",
    "{name}: {n, plural, =0 {nnoó sseéaátt} one {# sseéaátt} other {# sseéaáttss}}!",
  ],
  ["Read <link>the rule</link> of {day}", "Rreéaád <link>ttheé rruúleé</link> oóf {day}"],
])("%s keeps its machinery", (message, made) => {
  const longer = withLongWords(message);
  expect(longer).toBe(made);
  expect(() => new IntlMessageFormat(longer, "en")).not.toThrow();
});

it("makes English two fifths longer", () => {
  let before = 0;
  let after = 0;
  for (const message of catalogue("en").values()) {
    if (message.includes("{")) continue;
    before += message.length;
    after += withLongWords(message).length;
  }
  expect(after / before).toBeGreaterThanOrEqual(1.4);
  expect(after / before).toBeLessThan(1.7);
});
