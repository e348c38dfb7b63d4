import { chance, inventedNames } from "./names.ts";

/** One invented teacher or manager who wants to see how others work. */
export type Shadow = {
  readonly givenNames: string;
  readonly familyName: string;
  readonly country: string;
  readonly birth: string;
  readonly work: string;
  readonly cities: readonly string[];
  readonly bring: string;
  /** Rows of the call's tables that apply, by criterion; null where nobody has looked yet. */
  readonly rows: Readonly<Record<string, readonly string[]>> | null;
};

const AIMS = [
  "Our workshop teaches on machines that companies stopped using ten years ago.",
  "Half of our pupils leave in the second year, and nobody has asked them why in writing.",
  "We place pupils with companies by telephone, in the week before they begin.",
  "Mentors in our companies have never been shown how to teach anybody.",
  "I run the school's first dual class and learn the rules while I apply them.",
] as const;
const PLANS = [
  "I want to follow one class for a week: lessons, workshop, the talk with the company at the end.",
  "I want to sit beside whoever agrees the training plan with companies, and see the papers.",
  "I want to see how a mentor is prepared, and to try one lesson myself under supervision.",
  "I want to see how absences are followed on the same day and who telephones whom.",
  "I want to look at how the workshop is booked and repaired, and what a school pays for it.",
] as const;
const RETURNS = [
  "In October I hold two afternoons for the colleagues of my subject and change our plan of the first year with them.",
  "I bring back one form that fits our rules, try it in two classes and report in spring what became of it.",
  "Our director has agreed to free four hours a week for a mentor of our own; I would prepare that post.",
  "I write down what can be done without money, because most of what we need is not money.",
  "Three companies of our town will come to a meeting in autumn; I promise them a plan, not a report.",
] as const;
const WORK = [
  "Teacher of car mechanics",
  "Teacher of hospitality",
  "Workshop master, electrical work",
  "Teacher of carpentry",
  "Head of practical training",
  "Teacher of agriculture",
] as const;
const LEVELS = ["a2", "b1", "b2", "c1"] as const;
const COUNTRIES = ["AL", "BA", "XK", "ME", "MK", "RS"] as const;
const HOW_MANY = 25;

/** The same people on every machine. One of them writes the own name into the text, as people do. */
export function shadows(): Shadow[] {
  const next = chance(5005);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const names = new Map(COUNTRIES.map((country) => [country, inventedNames(country, next)]));
  return Array.from({ length: HOW_MANY }, (_, at): Shadow => {
    const country = COUNTRIES[at % COUNTRIES.length]!;
    const name = names.get(country)!(next() < 0.6 ? "woman" : "man");
    const text = `${AIMS[at % 5]} ${PLANS[(at * 2 + Math.floor(at / 5)) % 5]} ${RETURNS[(at * 3 + Math.floor(at / 5)) % 5]}`;
    const year = 1964 + Math.floor(next() * 32);
    const month = 1 + Math.floor(next() * 12);
    return {
      givenNames: name.givenNames,
      familyName: name.familyName,
      country,
      birth: `${year}-${String(month).padStart(2, "0")}-15`,
      work: pick(WORK),
      cities: next() < 0.5 ? ["Lyon", "Dordrecht"] : ["Dordrecht", "Lyon"],
      bring: at === 3 ? `My name is ${name.givenNames} ${name.familyName}. ${text}` : text,
      rows:
        at % 8 === 7
          ? null
          : {
              languages: [
                `host-${pick(LEVELS)}`,
                ...(next() < 0.4 ? [`other-${pick(LEVELS)}`] : []),
              ],
              post: next() < 0.7 ? ["permanent"] : [],
              "first-time": next() < 0.6 ? ["never"] : [],
            },
    };
  });
}
