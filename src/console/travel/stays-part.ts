import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { TravelPage } from "../../stages/travel/check-travel.ts";
import { button, checkboxes, dateInput, details, form, type Html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { sentBoxes } from "./boxes.ts";

/** Writes down days in the area that no journey of the programme stands for. */
export function staysForm(
  visit: StaffVisit,
  words: Words,
  of: TravelPage,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const own = visit.form.has("entry-day") ? problems : [];
  return details({
    summary: t("travel.add-stay"),
    open: own.length > 0,
    text: form(
      {
        action: paths.travelStays(visit.tx.actor.scheme.slug, of.traveller.personId),
        key: newId(),
      },
      dateInput({
        words,
        problems: own,
        name: "entry",
        legend: t("travel.entry"),
        values: sentBoxes(visit, "entry"),
      }),
      dateInput({
        words,
        problems: own,
        name: "exit",
        legend: t("travel.exit"),
        values: sentBoxes(visit, "exit"),
      }),
      checkboxes({
        words,
        name: "permit",
        values: visit.form.all("permit"),
        items: [{ value: "yes", text: t("travel.permit"), hint: t("travel.permit-hint") }],
      }),
      button({ text: t("travel.save-stay"), kind: "secondary", preventDoubleClick: true }),
    ),
  });
}
