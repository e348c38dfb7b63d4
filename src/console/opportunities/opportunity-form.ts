import { localeFacts, type MessageKey, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { AUDIENCES, type Opportunity } from "../../stages/opportunities/opportunity.ts";
import { seenOf, type TypedOpportunity } from "../../stages/opportunities/propose-opportunity.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import {
  button,
  checkboxes,
  dateInput,
  details,
  form,
  type Html,
  hidden,
  html,
  input,
  select,
  textarea,
} from "../../ui/index.ts";
import { inOrder, sentTexts } from "../settings/names.ts";
import { boxesOf, isEmpty, sentBoxes, typedDay } from "../travel/boxes.ts";

export const TARGETS = { checkedOn: "checkedOn-day", deadline: "deadline-day" };
const FIELDS = ["organiser", "countries", "audience", "lineCode", "source", "link"] as const;

/** What each field is called, for the summary of problems. */
export const labelsOf = (words: Words): Record<string, string> => ({
  ...Object.fromEntries(
    FIELDS.map((field) => [field, words.t(`opportunity.field-${field}` as MessageKey)]),
  ),
  deadline: words.t("opportunity.field-deadline"),
  checkedOn: words.t("country-sheet.checked-on"),
  decision: words.t("opportunity.decision"),
  reason: words.t("opportunity.reason"),
  ...Object.fromEntries(
    inOrder.flatMap((locale) =>
      (["title", "about"] as const).map((part) => [
        `${part}-${locale}`,
        labelOf(words, part, locale),
      ]),
    ),
  ),
});

const labelOf = (words: Words, part: "title" | "about", locale: (typeof inOrder)[number]): string =>
  words.t(locale === "en" ? `opportunity.${part}-en` : `opportunity.${part}-in`, {
    language: localeFacts(locale).ownName,
  });

type Typed = {
  readonly typed: TypedOpportunity;
  readonly days: readonly { readonly text: string; readonly problems: readonly Problem[] }[];
};

/** What was typed, and what its boxes of days have wrong. */
export function typedOpportunity({ form: sent, ...visit }: StaffVisit): Typed {
  const boxed = { ...visit, form: sent };
  const deadline = typedDay(sentBoxes(boxed, "deadline"), "deadline");
  const checkedOn = typedDay(sentBoxes(boxed, "checkedOn"), "checkedOn");
  return {
    typed: {
      title: sentTexts(sent, "title"),
      about: sentTexts(sent, "about"),
      organiser: sent.text("organiser"),
      countries: sent.all("countries"),
      audience: sent.all("audience"),
      lineCode: sent.text("lineCode"),
      deadline: deadline.text,
      source: sent.text("source"),
      link: sent.text("link"),
      checkedOn: checkedOn.text,
    },
    days: [deadline, checkedOn],
  };
}

/** A new one, or one that is put right; what was typed stands before what is kept. */
export function opportunityForm(
  visit: StaffVisit,
  words: Words,
  of: {
    readonly action: string;
    readonly scheme: Scheme;
    readonly kept: Opportunity | null;
    readonly problems: readonly Problem[];
  },
): Html {
  const { t } = words;
  const { form: sent } = visit;
  const { kept, scheme, problems } = of;
  const isSent = sent.has("organiser");
  const one = (name: "organiser" | "source" | "link") =>
    input({
      words,
      problems,
      name,
      label: t(`opportunity.field-${name}`),
      value: isSent ? sent.text(name) : (kept?.[name] ?? ""),
      type: name === "link" ? "url" : "text",
      autocomplete: "off",
      spellcheck: false,
    });
  const texts = (locale: (typeof inOrder)[number]) =>
    (["title", "about"] as const).map((part) => {
      const field = {
        words,
        problems,
        name: `${part}-${locale}`,
        label: labelOf(words, part, locale),
        value: isSent ? sent.text(`${part}-${locale}`) : (kept?.[part][locale] ?? ""),
        attributes: { lang: localeFacts(locale).htmlLang },
        spellcheck: false,
      };
      return part === "title"
        ? input({ ...field, autocomplete: "off" })
        : textarea({ ...field, rows: 4 });
    });
  const date = (name: "deadline" | "checkedOn", legend: string, hint?: string) => {
    const typed = sentBoxes(visit, name);
    // Who mends a word has not looked at the source by that: the day stays until somebody says another.
    const first = kept ? kept[name] : name === "deadline" ? null : wallTimeOf(visit.tx.now).day;
    return dateInput({
      words,
      problems,
      name,
      legend,
      hint,
      values: isSent || !isEmpty(typed) ? typed : boxesOf(first),
    });
  };
  const [english, ...others] = inOrder;
  return form(
    { action: of.action, key: newId(), classes: "app-text" },
    kept && hidden("seen", seenOf(kept)),
    html`${texts(english!)}`,
    details({
      summary: t("country-sheet.other-languages"),
      text: html`${others.map(texts)}`,
      open: others.some((locale) => problems.some(({ field }) => field?.endsWith(`-${locale}`))),
    }),
    one("organiser"),
    checkboxes({
      words,
      problems,
      name: "countries",
      legend: t("opportunity.field-countries"),
      classes: "govuk-checkboxes--small",
      values: isSent ? sent.all("countries") : (kept?.countries ?? []),
      items: words
        .inOrder(scheme.countries, ({ country }) => words.country(country))
        .map(({ country }) => ({ value: country, text: words.country(country) })),
    }),
    checkboxes({
      words,
      problems,
      name: "audience",
      legend: t("opportunity.field-audience"),
      classes: "govuk-checkboxes--small",
      values: isSent ? sent.all("audience") : (kept?.audience ?? []),
      items: AUDIENCES.map((audience) => ({
        value: audience,
        text: t(`opportunity.for-${audience}`),
      })),
    }),
    select({
      words,
      problems,
      name: "lineCode",
      label: t("opportunity.field-lineCode"),
      value: isSent ? sent.text("lineCode") : (kept?.lineCode ?? ""),
      items: [
        { value: "", text: t("opportunity.no-line") },
        ...scheme.lines.map((line) => ({ value: line.code, text: words.local(line.name) })),
      ],
    }),
    date("deadline", t("opportunity.field-deadline"), t("opportunity.deadline-hint")),
    one("source"),
    one("link"),
    date("checkedOn", t("country-sheet.checked-on")),
    button({ text: t("opportunity.save"), preventDoubleClick: true }),
  );
}
