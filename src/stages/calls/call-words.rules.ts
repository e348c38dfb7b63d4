import type { Problem } from "../../shared/result.ts";
import type { Call, Localised, Reserve } from "./call.ts";
import type { DraftChanges } from "./call-parts.rules.ts";

/**
 * In which languages a country partner writes: those that are official in the whole country, in the
 * scripts in which they are stored.
 */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  AL: ["sq"],
  BA: ["bs", "hr", "sr-Cyrl"],
  ME: ["cnr"],
  MK: ["mk", "sq"],
  RS: ["sr-Cyrl"],
  XK: ["sq", "sr-Cyrl"],
};

export const languagesOf = (countries: readonly string[]): readonly string[] => [
  ...new Set(countries.flatMap((country) => LANGUAGES[country] ?? [])),
];

/** Every language falls back to it, so the office alone writes it, with the call itself. */
export const SOURCE_LANGUAGE = "en";

/** What a text of a call is, as the page that translates it says. */
export const TEXT_KINDS = ["title", "about", "paid", "criterion", "line", "mark", "group"] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

const LONGEST: Readonly<Record<TextKind, number>> = {
  title: 120,
  about: 3000,
  paid: 200,
  criterion: 120,
  line: 120,
  mark: 300,
  group: 120,
};

export type CallText = {
  /** Of the form, and stable for as long as the English texts stay as they are. */
  readonly field: string;
  readonly kind: TextKind;
  readonly text: Localised;
};

type Texts = Pick<Call, "title" | "about" | "paid" | "criteria">;
type Named = Pick<Reserve, "code" | "name">;

/** One walk over everything a call says in words, to list it and to write it. */
function eachText<R extends Named>(
  of: Texts,
  reserves: readonly R[],
  told: (text: CallText) => Localised,
): { readonly changes: Required<Pick<DraftChanges, keyof Texts>>; readonly reserves: R[] } {
  return {
    changes: {
      title: told({ field: "title", kind: "title", text: of.title }),
      about: told({ field: "about", kind: "about", text: of.about }),
      paid: of.paid.map((line, at) => ({
        ...line,
        text: told({ field: `paid-${at}`, kind: "paid", text: line.text }),
      })),
      criteria: of.criteria.map((one) => {
        const { code, table, anchors } = one;
        return {
          ...one,
          name: told({ field: `name-${code}`, kind: "criterion", text: one.name }),
          ...(table && {
            table: table.map((row, at) => ({
              ...row,
              label: told({ field: `label-${code}-${at}`, kind: "line", text: row.label }),
            })),
          }),
          ...(anchors && {
            anchors: anchors.map((anchor, at) => ({
              ...anchor,
              words: told({ field: `words-${code}-${at}`, kind: "mark", text: anchor.words }),
            })),
          }),
        };
      }),
    },
    reserves: reserves.map((one) => ({
      ...one,
      name: told({ field: `group-${one.code}`, kind: "group", text: one.name }),
    })),
  };
}

const isSaid = (text: Localised): boolean => (text[SOURCE_LANGUAGE] ?? "").trim() !== "";

/** What there is to translate: every text that stands there in English. */
export function textsOf(call: Texts, reserves: readonly Named[]): readonly CallText[] {
  const found: CallText[] = [];
  eachText(call, reserves, (text) => {
    if (isSaid(text.text)) found.push(text);
    return text.text;
  });
  return found;
}

/** The English texts as one value, to notice that one of them changed while somebody translated. */
export const sourceOf = (texts: readonly CallText[]): string =>
  JSON.stringify(texts.map(({ field, text }) => [field, text[SOURCE_LANGUAGE]]));

export function translationProblems(
  texts: readonly CallText[],
  typed: ReadonlyMap<string, string>,
): Problem[] {
  return texts.flatMap(({ field, kind }) =>
    (typed.get(field) ?? "").length > LONGEST[kind]
      ? [{ code: "too-long", params: { max: LONGEST[kind] }, field }]
      : [],
  );
}

/**
 * The same call with one language's words. What was not sent stays; what was emptied falls back to
 * English again; no other language and nothing but words is touched.
 */
export function withWords<R extends Named>(
  call: Texts,
  reserves: readonly R[],
  locale: string,
  typed: ReadonlyMap<string, string>,
): ReturnType<typeof eachText<R>> {
  return eachText(call, reserves, ({ field, text }) => {
    const words = typed.get(field);
    if (words === undefined || !isSaid(text)) return text;
    const { [locale]: _, ...others } = text;
    return words === "" ? others : { ...others, [locale]: words };
  });
}
