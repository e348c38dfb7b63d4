import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { FREE_MOVEMENT, SCHENGEN, VISA_FREE } from "../../stages/travel/schengen.rules.ts";
import type { DatePart } from "../../ui/index.ts";

type Boxes = Readonly<Record<DatePart, string>>;
const read = (name: string, text: (box: string) => string): Boxes => ({
  day: text(`${name}-day`),
  month: text(`${name}-month`),
  year: text(`${name}-year`),
});

/** Three boxes of a form that was sent. */
export const sentBoxes = (visit: StaffVisit, name: string): Boxes =>
  read(name, (box) => visit.form.text(box));
/** The same of an address: a question that changes nothing. */
export const askedBoxes = (visit: StaffVisit, name: string): Boxes =>
  read(name, (box) => visit.query.get(box)?.trim() ?? "");

export const boxesOf = (on: Day | null): Boxes => {
  const [year = "", month = "", date = ""] = on?.split("-") ?? [];
  return { day: date && String(Number(date)), month: month && String(Number(month)), year };
};

export const isEmpty = (boxes: Boxes): boolean =>
  boxes.day === "" && boxes.month === "" && boxes.year === "";

/**
 * What was typed into three boxes as a text that is a day, "" or what a rule calls no day; the boxes
 * at fault are named by `dayFrom` already, which the caller puts in the place of "not a day".
 */
export function typedDay(boxes: Boxes, field: string): { text: string; problems: Problem[] } {
  if (isEmpty(boxes)) return { text: "", problems: [] };
  const { day, problems } = dayFrom(boxes, field);
  return { text: day ?? "?", problems };
}

/** A rule's "not a day" goes where the boxes already said more; an empty one is asked for. */
export const withBoxes = (
  problems: readonly Problem[],
  typed: readonly { readonly text: string; readonly problems: readonly Problem[] }[],
): Problem[] => {
  const said = typed.flatMap((one) => one.problems);
  const named = new Set(said.map(({ field }) => field));
  return [
    ...problems
      .filter(({ code, field }) => !(code === "not-a-day" && named.has(field)))
      .map((problem) =>
        problem.code === "not-a-day" ? { ...problem, code: "required" } : problem,
      ),
    ...said,
  ];
};

/** Countries to choose from: those that send, the area, and who moves freely in it. */
export function countryItems(
  words: Words,
  ...first: readonly { readonly value: string; readonly text: string }[]
): { readonly value: string; readonly text: string }[] {
  const codes = new Set([...VISA_FREE, ...SCHENGEN.keys(), ...FREE_MOVEMENT, "TR"]);
  return [
    ...first,
    ...words.inOrder(
      [...codes].map((value) => ({ value, text: words.country(value) })),
      ({ text }) => text,
    ),
  ];
}
