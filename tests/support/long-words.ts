/**
 * English as a language with longer words would have it: what stands between the placeholders of a
 * message grows by two fifths, and every word of it, so that a word too long for its place is found
 * too. For the tests alone; nobody is offered it.
 */
import { catalogue } from "../../src/platform/i18n/catalogues.ts";

const DOUBLED: Readonly<Record<string, string>> = { a: "á", e: "é", i: "í", o: "ó", u: "ú" };
const TWICE = /[aeiounrst]/gi;

const longer = (text: string): string =>
  text.replace(TWICE, (letter) => letter + (DOUBLED[letter.toLowerCase()] ?? letter.toLowerCase()));

/** A message of the catalogue with longer words; placeholders, plural machinery and tags stay. */
export function withLongWords(message: string): string {
  let at = 0;
  const upTo = (stop: RegExp): string => {
    const start = at;
    while (at < message.length && !stop.test(message[at] ?? "")) at += 1;
    return message.slice(start, at);
  };
  function words(): string {
    let out = "";
    while (at < message.length && message[at] !== "}") {
      if (message[at] === "{") out += argument();
      else if (message[at] === "<") out += `${upTo(/>/)}${message[at++]}`;
      else out += longer(upTo(/[{}<]/));
    }
    return out;
  }
  function argument(): string {
    const head = `${message[at++]}${upTo(/[,}]/)}`;
    if (message[at] === "}") return `${head}${message[at++]}`;
    const kind = `${message[at++]}${upTo(/[,}]/)}`;
    if (!/plural|select/.test(kind)) return `${head}${kind}${upTo(/}/)}${message[at++]}`;
    let options = "";
    while (at < message.length && message[at] !== "}") {
      options += `${upTo(/[{}]/)}`;
      if (message[at] === "{") options += `${message[at++]}${words()}${message[at++]}`;
    }
    return `${head}${kind}${options}${message[at++]}`;
  }
  return words();
}

/** Words that are read from files of other people, not shown. */
const READ = /^imports\.(words|gender|language|mode|state|country)-/;

/** English becomes longer in this process, before anything has been said in it. */
export function lengthenEnglish(): void {
  const english = catalogue("en") as Map<string, string>;
  for (const [key, message] of english) {
    if (!READ.test(key)) english.set(key, withLongWords(message));
  }
}
