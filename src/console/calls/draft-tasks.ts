import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import {
  type CallSheet,
  countriesOf,
  firstStart,
  seatsOfSheet,
} from "../../stages/calls/call-sheet.ts";
import { scheduleAdvice } from "../../stages/calls/schedule.rules.ts";
import { mostPoints } from "../../stages/calls/selection-rule.rules.ts";
import { type Html, html, taskList } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** Parts of a draft in the order in which an office thinks of them. */
export const PARTS = [
  "basics",
  "dates",
  "reserved",
  "places",
  "who",
  "paid",
  "rule",
  "owners",
  "form",
] as const;
type PartName = (typeof PARTS)[number];

/** To which part a problem of opening belongs, by its field. */
const FIELDS: Readonly<Record<string, PartName>> = {
  places: "places",
  owners: "owners",
  formVersionId: "form",
  lineId: "basics",
  title: "basics",
  about: "basics",
  opensAt: "dates",
  closesAt: "dates",
  decideBy: "dates",
  answerBy: "dates",
  minimumAge: "who",
  maximumAge: "who",
  graduateMonths: "who",
};
const partOf = ({ field = "" }: Problem): PartName =>
  FIELDS[field] ?? (field.startsWith("paid-") ? "paid" : "rule");

/** The draft as a task list: what each part says now, and whether something is missing. */
export function draftTasks(
  words: Words,
  slug: string,
  sheet: CallSheet,
  missing: readonly Problem[],
  mayChange: boolean,
): Html {
  const wanting = new Set(missing.map(partOf));
  const late = scheduleAdvice(sheet, firstStart(sheet.flows)).filter((line) => !line.good).length;
  const says: Readonly<Record<PartName, string>> = {
    basics: words.local(sheet.lineName),
    dates: `${words.shortDay(sheet.opensAt)} – ${words.shortDay(sheet.closesAt)}, ${words.time(sheet.closesAt)}`,
    reserved: sheet.kept.map((kept) => words.local(kept.name)).join(", ") || words.t("site.none"),
    places: words.t("calls.says-places", {
      seats: seatsOfSheet(sheet),
      countries: countriesOf(sheet).length,
    }),
    who: words.t(`call-sheet.who-age-${sheet.audience}`, {
      minimum: sheet.minimumAge,
      maximum: sheet.maximumAge,
    }),
    paid:
      sheet.paid.length === 0
        ? words.t("site.none")
        : words.t("calls.says-paid", { count: sheet.paid.length }),
    rule: words.t("calls.says-rule", {
      parts: sheet.criteria.length,
      maximum: mostPoints(sheet.criteria),
    }),
    owners: words.countries(sheet.owners.map((owner) => owner.country)) || words.t("site.none"),
    form: words.t(sheet.formVersionId ? "calls.says-form-chosen" : "calls.says-form-newest"),
  };
  const status = (part: PartName) => {
    if (wanting.has(part))
      return { tag: { text: words.t("calls.missing"), colour: "orange" } } as const;
    if (part === "dates" && late > 0) {
      return {
        tag: { text: words.t("calls.advice-count", { count: late }), colour: "yellow" },
      } as const;
    }
    return words.t("calls.there");
  };
  return taskList({
    idPrefix: "part",
    items: PARTS.map((part) => ({
      title: {
        text: html`<span id="part-${part}">${words.t(`calls.part-${part}` as MessageKey)}</span>`,
      },
      ...(mayChange && { href: paths.callPart(slug, sheet.id, part) }),
      hint: says[part],
      status: status(part),
    })),
  });
}
