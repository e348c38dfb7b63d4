import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { TypedVisaRule } from "../../stages/travel/change-visa-rules.ts";
import {
  EU_CITIZENS,
  PASSPORTS,
  REGIMES,
  SCHENGEN_AREA,
  type VisaRule,
} from "../../stages/travel/travel.ts";
import {
  button,
  checkboxes,
  dateInput,
  form,
  type Html,
  input,
  radios,
  select,
} from "../../ui/index.ts";
import { boxesOf, countryItems, isEmpty, sentBoxes, typedDay } from "./boxes.ts";

/** The row as it was typed, and what its boxes of dates have wrong. */
export function typedRule(visit: StaffVisit): {
  readonly typed: TypedVisaRule;
  readonly days: readonly { readonly text: string; readonly problems: readonly Problem[] }[];
} {
  const { form: sent } = visit;
  const from = typedDay(sentBoxes(visit, "entryFrom"), "entryFrom");
  const until = typedDay(sentBoxes(visit, "entryUntil"), "entryUntil");
  return {
    typed: {
      nationality: sent.text("nationality"),
      passport: sent.text("passport"),
      issuer: sent.text("issuer"),
      host: sent.text("host"),
      entryFrom: from.text,
      entryUntil: until.text,
      regime: sent.text("regime"),
      aboveDays: sent.text("aboveDays"),
      leadWeeks: sent.text("leadWeeks"),
      unsure: sent.text("unsure"),
      source: sent.text("source"),
      link: sent.text("link"),
    },
    days: [from, until],
  };
}

/** A new row, or one that is put right; what was typed stands before what is kept. */
export function visaForm(
  visit: StaffVisit,
  words: Words,
  action: string,
  rule: VisaRule | null,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { form: sent } = visit;
  const isSent = sent.has("nationality");
  const value = (name: keyof TypedVisaRule & keyof VisaRule) =>
    isSent ? sent.text(name) : String(rule?.[name] ?? "");
  const choose = { value: "", text: t("site.choose") };
  const text = (name: "aboveDays" | "leadWeeks" | "source" | "link", classes = "") =>
    input({
      words,
      problems,
      name,
      label: t(`travel.rule-${name}`),
      value: value(name),
      classes,
      autocomplete: "off",
      spellcheck: false,
    });
  const date = (name: "entryFrom" | "entryUntil") => {
    const typed = sentBoxes(visit, name);
    return dateInput({
      words,
      problems,
      name,
      legend: t(`travel.rule-${name}`),
      values: isSent || !isEmpty(typed) ? typed : boxesOf(rule?.[name] ?? null),
    });
  };
  return form(
    { action, key: newId(), classes: "app-text" },
    select({
      words,
      problems,
      name: "nationality",
      label: t("travel.nationality"),
      value: value("nationality"),
      items: countryItems(words, choose, { value: EU_CITIZENS, text: t("travel.eu-citizens") }),
    }),
    radios({
      words,
      problems,
      name: "passport",
      legend: t("travel.passport"),
      value: value("passport") || "any",
      classes: "govuk-radios--small",
      items: (["any", ...PASSPORTS] as const).map((one) => ({
        value: one,
        text: t(`travel.passport-${one}` as MessageKey),
      })),
    }),
    select({
      words,
      problems,
      name: "issuer",
      label: t("travel.issuer"),
      value: value("issuer"),
      items: countryItems(words, { value: "", text: t("travel.anywhere") }),
    }),
    select({
      words,
      problems,
      name: "host",
      label: t("travel.host"),
      value: value("host"),
      items: countryItems(words, choose, { value: SCHENGEN_AREA, text: t("travel.area") }),
    }),
    date("entryFrom"),
    date("entryUntil"),
    radios({
      words,
      problems,
      name: "regime",
      legend: t("travel.regime"),
      value: value("regime"),
      classes: "govuk-radios--small",
      items: REGIMES.map((one) => ({
        value: one,
        text: t(`travel.regime-${one}` as MessageKey),
        ...(one === "long-stay" ? { conditional: text("aboveDays", "govuk-input--width-3") } : {}),
      })),
    }),
    text("leadWeeks", "govuk-input--width-3"),
    text("source"),
    text("link"),
    checkboxes({
      words,
      name: "unsure",
      values: (isSent ? sent.text("unsure") === "yes" : rule?.unsure) ? ["yes"] : [],
      items: [{ value: "yes", text: t("travel.rule-unsure") }],
    }),
    button({ text: t("travel.rule-save"), preventDoubleClick: true }),
  );
}
