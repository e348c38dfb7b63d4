import { expect, it } from "vitest";
import { readRoom, rooms, WRITTEN, type WrittenLocale } from "./catalogues.ts";

/** Which of them belong to a neighbour's language is told by `neighbours.test.ts`. */
const BCMS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:nacrt|obračun)/iu, "raspodjela"],
  [/(?<!\p{L})tok(?:ovi|ova|a)?(?!\p{L})/iu, "grupa, skupina"],
  [
    /(?<!\p{L})lini(?:ja|je|ji|ju|jom)(?!\p{L})(?! je posljednje| pokazuje| deblja|: cilj|: odakle)/iu,
    "aktivnost",
  ],
  [/(?<!\p{L})poen/iu, "bodovi"],
  [/konkurs/i, "poziv, natječaj"],
  [/(?<!\p{L})šem[aeui](?!\p{L})/iu, "program"],
  [/kompanij/i, "firma, preduzeće, tvrtka"],
  [/(?<!\p{L})(?:sajt|imejl|mejl)/iu, "stranica, e-mail, e-pošta"],
  [/(?<!\p{L})spisak|spisk/iu, "lista, popis"],
];

/**
 * Second words for a thing that docs/glossary.md already names, beside the word it names. A reader
 * of a translation has nothing but the word to know that two pages speak of the same thing.
 */
const SECOND_WORDS: Readonly<Record<WrittenLocale, readonly (readonly [RegExp, string])[]>> = {
  bs: BCMS,
  cnr: BCMS,
  en: [
    // A call that is not open yet is a draft.
    [/(?<!still a )\bdraft\b/i, "run"],
    [/\bscheme\b/i, "programme"],
    [/\breserve list/i, "waiting list"],
    [/\bkept (seat|place)/i, "reserved"],
  ],
  hr: BCMS,
  mk: [
    [/нацрт|пресметк(?!ата заврши)/i, "распределба"],
    [/(?<!\p{L})ток(?:от|ови|овите)?(?!\p{L})/iu, "група"],
    [/линиј(?!ата е последното|ата покажува|ата подебела|а: цел|и: од)/i, "активност"],
    [/(?<!\p{L})поени?(?!\p{L})/iu, "бодови"],
    [/линк/i, "врска"],
    [/имејл|и-мејл/i, "е-пошта"],
    [/компани/i, "фирма"],
    [/конкурс/i, "повик"],
    [/жреб(?!\p{L})/iu, "ждрепка"],
    [/сајт/i, "страница"],
    [/шема/i, "програма"],
    [/испрати|испраќа/i, "прати"],
    [/апликациј/i, "пријава"],
  ],
  sq: [
    [/\bdraft/i, "ndarja"],
    [/\bllogaritj(?!a u ndërpre)/i, "ndarja"],
    [/\bshpërndarj/i, "ndarja"],
    [/\bzbatim(?!i i rregullave)/i, "ndarja"],
    [/\bvend(?:i|it|in|et|eve|e)? (?:dërgues|pritës)/i, "shteti"],
    // "lidhja" and "веза" are the connection of a network.
    [/\blidhj(?!en dhe provo)/i, "linku"],
    [/\be-post/i, "e-mail"],
    [/\blinj/i, "veprimtaria"],
    [/\bsynimi?\b(?! është WCAG)/i, "objektivi"],
    [/\bzanat/i, "profesioni"],
    [/\bskem/i, "programi"],
    [/\bkompani/i, "ndërmarrja"],
    [/\bdat(?:a|ën|ë|ës)(?: jote)? (?:e |të )?lindj/i, "datëlindja"],
    [/\bnë histori\b/i, "historiku"],
    [/\bvende? (?:i |të )?ruajtur/i, "i rezervuar"],
    [/paplotësuar|u mbush\b/i, "plot"],
  ],
  "sr-Cyrl": [
    [/нацрт|обрачун/i, "расподела"],
    [/ставк|(?:ова|друге|које) линиј/i, "активност"],
    [/(?<!четири )цифр/i, "бројка"],
    [/стран[аеуи](?!\p{L}|ц)/iu, "страница"],
    [/(?<!\p{L})вез(?:а|е|у|ом)(?!\p{L})(?! и покушај)/iu, "линк"],
    [/е-пошт/i, "имејл"],
    [/(?<!\p{L})занат/iu, "занимање"],
    [/(?<!\p{L})шем[аеуи]/iu, "програм"],
    [/фирм|компаниј/i, "предузеће"],
    [/(?<!\p{L})демо(?!нстр)|приказ\./iu, "демонстрација"],
    [/чуван[аио]\p{L}* мест/iu, "резервисано"],
    [/бод(?:ов|а|ови)(?!\p{L})/iu, "поени"],
    [/конкурс(?!иш)/i, "позив"],
    [/шифр[аеуо](?!ван)/i, "код"],
  ],
};

/** Headings and answers that people write in files of their own, in whatever words they use. */
const OTHERS_WORDS = /^imports\.(words|gender|language|mode|state|country)-/;

it.each(WRITTEN)("calls one thing by one word in %s", (locale) => {
  const second = rooms(locale).flatMap((room) =>
    Object.entries(readRoom(locale, room))
      .filter(([key]) => !OTHERS_WORDS.test(key))
      .flatMap(([key, message]) =>
        SECOND_WORDS[locale]
          .filter(([word]) => word.test(message.replace(/\{\w+/g, "")))
          .map(([, word]) => `${key}: ${word}, not as in “${message}”`),
      ),
  );
  expect(second).toEqual([]);
});

const MARKS: Readonly<Record<WrittenLocale, RegExp>> = {
  bs: /[”«»]/,
  cnr: /[”«»]/,
  en: /[„«»]/,
  hr: /[”«»]/,
  mk: /[”«»]/,
  sq: /[„«»]/,
  "sr-Cyrl": /[”«»]/,
};

it.each(WRITTEN)("opens and closes a quotation as %s does", (locale) => {
  const foreign = rooms(locale).flatMap((room) =>
    Object.entries(readRoom(locale, room))
      .filter(([, message]) => MARKS[locale].test(message))
      .map(([key]) => key),
  );
  expect(foreign).toEqual([]);
});
