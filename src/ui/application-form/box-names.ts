import type { Words } from "../../platform/i18n/index.ts";
import type { Drawing, ShownField } from "./shown.ts";

type Naming = (words: Words) => Readonly<Record<string, string>>;

/** Questions of several boxes whose problems sound alike. */
const NAMES: Partial<Record<ShownField["kind"], Naming>> = {
  "trade-year": ({ t }) => ({
    trade: t("apply.trade"),
    other: t("apply.trade-written"),
    year: t("apply.year"),
    month: t("apply.finished-month"),
    finished: t("apply.finished-year"),
  }),
  contact: ({ t }) => ({
    phone: t("apply.phone"),
    email: t("apply.email"),
    way: t("apply.way"),
  }),
  languages: ({ t }) =>
    Object.fromEntries(
      [1, 2, 3].flatMap((number) => [
        [`${number}`, t("apply.language-at", { number })],
        [`${number}-level`, t("apply.language-level-at", { number })],
      ]),
    ),
  guardian: ({ t }) => ({ name: t("apply.guardian-name"), phone: t("apply.guardian-phone") }),
};

/** Questions whose problems say by themselves what they are about. */
const PLAIN: readonly ShownField["kind"][] = ["names", "birth-date", "school", "cities"];

/** What boxes are called, by their name, for the list of problems above a page of questions. */
export const boxNames = (
  of: Pick<Drawing, "words" | "alone" | "questionOf">,
  fields: readonly ShownField[],
): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((field): [string, string][] => {
      const boxes = NAMES[field.kind]?.(of.words);
      if (boxes) {
        return Object.entries(boxes).map(([box, name]) => [`${field.code}-${box}`, name]);
      }
      return of.alone || PLAIN.includes(field.kind) ? [] : [[field.code, of.questionOf(field)]];
    }),
  );
