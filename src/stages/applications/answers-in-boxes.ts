import { OTHER, townValue } from "./answers.forms.ts";
import type {
  Answer,
  Answers,
  ContactAnswer,
  FormField,
  FormPage,
  SchoolAnswer,
} from "./application.forms.ts";

type Boxes = Record<string, string | readonly string[]>;
type Spread<T extends Answer> = (code: string, answer: T, trades: readonly string[]) => Boxes;

const plain: Spread<string | number> = (code, answer) => ({ [code]: String(answer) });

/** An answer back in the boxes that it came from. */
const SPREAD: Readonly<Record<FormField["kind"], Spread<never>>> = {
  names: (code, answer: { givenNames: string; familyName: string }) => ({
    [`${code}-given`]: answer.givenNames,
    [`${code}-family`]: answer.familyName,
  }),
  "birth-date": (code, answer: string) => {
    const [year = "", month = "", day = ""] = answer.split("-");
    return {
      [`${code}-year`]: year,
      [`${code}-month`]: month.replace(/^0/, ""),
      [`${code}-day`]: day.replace(/^0/, ""),
    };
  },
  school: (code, answer: SchoolAnswer) => ({
    [code]: answer.organisationId ?? (answer.name === "" ? "" : OTHER),
    [`${code}-town`]: townValue(answer.country, answer.town),
    [`${code}-country`]: answer.country,
    [`${code}-written-town`]: answer.town,
    [`${code}-name`]: answer.organisationId === null ? answer.name : "",
  }),
  "trade-year": (code, answer: { trade: string; year: string }, trades) => {
    const listed = answer.trade === "" || trades.includes(answer.trade);
    const [year = "", month = ""] = answer.year.startsWith("finished ")
      ? answer.year.slice("finished ".length).split("-")
      : [];
    return {
      [`${code}-trade`]: listed ? answer.trade : OTHER,
      [`${code}-other`]: listed ? "" : answer.trade,
      [`${code}-year`]: year === "" ? answer.year : "finished",
      [`${code}-finished`]: year,
      [`${code}-month`]: month.replace(/^0/, ""),
    };
  },
  contact: (code, answer: ContactAnswer) => ({
    [`${code}-phone`]: answer.phone,
    [`${code}-email`]: answer.email,
    [`${code}-way`]: answer.way,
  }),
  cities: (code, answer: readonly string[]) =>
    Object.fromEntries(answer.map((flow, at) => [`${code}-${at + 1}`, flow])),
  "long-text": plain,
  guardian: (code, answer: { name: string; phone: string }) => ({
    [`${code}-name`]: answer.name,
    [`${code}-phone`]: answer.phone,
  }),
  needs: plain,
  text: plain,
  choice: plain,
  several: (code, answer: readonly string[]) => ({ [code]: answer }),
  "yes-no": plain,
  number: plain,
  languages: (code, answer: readonly string[]) =>
    Object.fromEntries(
      answer.flatMap((one, at) => {
        const [language = "", level = "", basis = "self"] = one.split(" ");
        const name = `${code}-${at + 1}`;
        return [
          [name, language],
          [`${name}-level`, level],
          [`${name}-proof`, basis],
        ];
      }),
    ),
};

/** What the boxes of a page hold when nobody has typed yet. */
export function savedFields(
  page: FormPage,
  answers: Answers,
  trades: readonly string[],
  needs?: string,
): Boxes {
  const boxes: Boxes = {};
  for (const field of page.fields) {
    const answer = field.kind === "needs" ? needs : answers[field.code];
    if (answer !== undefined) {
      Object.assign(boxes, SPREAD[field.kind](field.code, answer as never, trades));
    }
  }
  return boxes;
}
