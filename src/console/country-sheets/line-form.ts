import { localeFacts, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { type SheetLine, TOPICS } from "../../stages/country-sheets/country-sheet.ts";
import type { TypedLine } from "../../stages/country-sheets/keep-line.ts";
import { topicWords } from "../../ui/country-sheet/index.ts";
import {
  button,
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

export const TARGETS = { checkedOn: "checkedOn-day" };

/** What each field is called, for the summary of problems. */
export const labelsOf = (words: Words): Record<string, string> => ({
  topic: words.t("country-sheet.topic"),
  source: words.t("country-sheet.source"),
  link: words.t("country-sheet.link"),
  checkedOn: words.t("country-sheet.checked-on"),
  ...Object.fromEntries(inOrder.map((locale) => [`words-${locale}`, localeFacts(locale).ownName])),
});

/** The line as it was typed, and what its boxes of the day have wrong. */
export function typedLine(visit: StaffVisit): {
  readonly typed: TypedLine;
  readonly days: readonly { readonly text: string; readonly problems: readonly Problem[] }[];
} {
  const { form: sent } = visit;
  const checkedOn = typedDay(sentBoxes(visit, "checkedOn"), "checkedOn");
  return {
    typed: {
      topic: sent.text("topic"),
      words: sentTexts(sent, "words"),
      source: sent.text("source"),
      link: sent.text("link"),
      checkedOn: checkedOn.text,
    },
    days: [checkedOn],
  };
}

/** A new line, or one that is put right; what was typed stands before what is kept. */
export function lineForm(
  visit: StaffVisit,
  words: Words,
  action: string,
  line: SheetLine | null,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { form: sent } = visit;
  const isSent = sent.has("topic");
  const boxes = sentBoxes(visit, "checkedOn");
  const text = (locale: (typeof inOrder)[number]) => {
    const name = `words-${locale}`;
    return textarea({
      words,
      problems,
      name,
      rows: 3,
      label:
        locale === "en"
          ? t("country-sheet.words-en")
          : t("country-sheet.words-in", { language: localeFacts(locale).ownName }),
      value: isSent ? sent.text(name) : (line?.words[locale] ?? ""),
      attributes: { lang: localeFacts(locale).htmlLang },
      spellcheck: false,
    });
  };
  const [english, ...others] = inOrder;
  return form(
    { action, key: newId(), classes: "app-text" },
    line && hidden("version", String(line.version)),
    select({
      words,
      problems,
      name: "topic",
      label: t("country-sheet.topic"),
      value: isSent ? sent.text("topic") : (line?.topic ?? ""),
      items: [
        { value: "", text: t("site.choose") },
        ...TOPICS.map((topic) => ({ value: topic, text: topicWords(words, topic) })),
      ],
    }),
    text(english!),
    details({
      summary: t("country-sheet.other-languages"),
      text: html`${others.map(text)}`,
      open: others.some((locale) => problems.some(({ field }) => field === `words-${locale}`)),
    }),
    input({
      words,
      problems,
      name: "source",
      label: t("country-sheet.source"),
      hint: t("country-sheet.source-hint"),
      value: isSent ? sent.text("source") : (line?.source ?? ""),
      autocomplete: "off",
      spellcheck: false,
    }),
    input({
      words,
      problems,
      name: "link",
      label: t("country-sheet.link"),
      value: isSent ? sent.text("link") : (line?.link ?? ""),
      type: "url",
      autocomplete: "off",
      spellcheck: false,
    }),
    dateInput({
      words,
      problems,
      name: "checkedOn",
      legend: t("country-sheet.checked-on"),
      // Who mends a word has not looked at the source by that: the day stays until somebody says another.
      values:
        isSent || !isEmpty(boxes)
          ? boxes
          : boxesOf(line?.checkedOn ?? wallTimeOf(visit.tx.now).day),
    }),
    button({ text: t("country-sheet.save"), preventDoubleClick: true }),
  );
}
