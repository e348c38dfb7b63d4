/**
 * Serbian in Latin letters, derived from Serbian in Cyrillic.
 *
 * Cyrillic to Latin loses nothing (the other way does: инјекција), so the catalogue is written once.
 * ICU placeholders and keywords are Latin letters and stay as they are. Words that must keep their
 * letters are written between ⟦ and ⟧ in any catalogue; the marks themselves are never shown.
 */

const letters: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  ђ: "đ",
  е: "e",
  ж: "ž",
  з: "z",
  и: "i",
  ј: "j",
  к: "k",
  л: "l",
  љ: "lj",
  м: "m",
  н: "n",
  њ: "nj",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  ћ: "ć",
  у: "u",
  ф: "f",
  х: "h",
  ц: "c",
  ч: "č",
  џ: "dž",
  ш: "š",
};

const isUpper = (letter: string | undefined): boolean =>
  letter !== undefined && letter !== letter.toLowerCase();
const isLetter = (letter: string | undefined): boolean =>
  letter !== undefined && letter.toLowerCase() !== letter.toUpperCase();

/** Љ is LJ inside a word in capitals (ЉУБЉАНА, КОЊ) and Lj at the head of a word (Љубљана). */
function capital(latin: string, before: string | undefined, after: string | undefined): string {
  const all = isLetter(after) ? isUpper(after) : isUpper(before);
  return all ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
}

function transliterate(text: string): string {
  const source = [...text];
  return source
    .map((letter, at) => {
      const latin = letters[letter.toLowerCase()];
      if (latin === undefined) return letter;
      return isUpper(letter) ? capital(latin, source[at - 1], source[at + 1]) : latin;
    })
    .join("");
}

/** Latin letters for a whole ICU message; runs between ⟦ and ⟧ keep theirs, marks included. */
export function serbianLatin(message: string): string {
  return message
    .split(/(⟦[^⟧]*⟧)/)
    .map((run) => (run.startsWith("⟦") ? run : transliterate(run)))
    .join("");
}

export function withoutMarks(message: string): string {
  return message.replace(/[⟦⟧]/g, "");
}
