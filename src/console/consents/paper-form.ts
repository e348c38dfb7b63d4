import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { GUARDIANS, PURPOSES } from "../../stages/consents/consent.ts";
import {
  button,
  checkboxes,
  dateInput,
  form,
  type Html,
  hidden,
  input,
  radios,
} from "../../ui/index.ts";

export const typedDate = (visit: StaffVisit) => ({
  day: visit.form.text("givenOn-day"),
  month: visit.form.text("givenOn-month"),
  year: visit.form.text("givenOn-year"),
});

/** What a person reads from a signed sheet: the boxes, the name, the day. */
export function paperForm(props: {
  readonly visit: StaffVisit;
  readonly words: Words;
  readonly action: string;
  /** How many guardians have to agree; a number where the sheet itself says whose it is. */
  readonly guardians: 1 | 2;
  readonly guardian?: number | null;
  readonly problems: readonly Problem[];
  readonly button?: string;
}): Html {
  const { visit, words, problems } = props;
  const { t } = words;
  return form(
    { action: props.action, key: newId(), classes: "app-text" },
    props.guardian
      ? hidden("guardian", props.guardian)
      : props.guardians === 2
        ? radios({
            words,
            name: "guardian",
            legend: t("consents.link-guardian"),
            value: visit.form.text("guardian") || "1",
            problems,
            items: GUARDIANS.map((number) => ({
              value: String(number),
              text: t("consents.link-of", { number }),
            })),
          })
        : null,
    checkboxes({
      words,
      name: "purposes",
      legend: t("consents.ticked"),
      values: visit.form.all("purposes"),
      problems,
      items: PURPOSES.map((purpose) => ({
        value: purpose,
        text: t(`consents.purpose-${purpose}` as MessageKey),
      })),
    }),
    input({
      words,
      name: "guardianName",
      label: t("consents.guardian"),
      value: visit.form.text("guardianName"),
      problems,
      spellcheck: false,
      autocomplete: "off",
    }),
    dateInput({
      words,
      name: "givenOn",
      legend: t("consents.given-on"),
      values: typedDate(visit),
      problems,
    }),
    button({ text: props.button ?? t("consents.save"), preventDoubleClick: true }),
  );
}
