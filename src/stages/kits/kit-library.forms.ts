/** Texts of a library and its own kits, as they may stand in a kit of a scheme. */
import { z } from "zod";
import { attached, code, list, locale, localised, text, whole, word } from "./kit-parts.forms.ts";

export const library = z.strictObject({
  works: list(
    z.strictObject({
      code,
      texts: list(
        z.strictObject({
          language: locale,
          guide: code.nullable(),
          title: text,
          summary: text,
          body: text,
          kind: word,
          minutes: whole,
          readers: list(word, 20),
          licence: word,
          credit: text,
          link: text.nullable(),
          linkKilobytes: whole.nullable(),
          transcript: text,
          translation: word,
          file: z.strictObject({ name: word, file: attached }).nullable(),
        }),
        40,
      ),
    }),
    2_000,
  ),
  kits: list(
    z.strictObject({
      guide: code.nullable(),
      title: localised,
      about: localised,
      readers: list(word, 20),
      works: list(code, 30),
    }),
    200,
  ),
});
