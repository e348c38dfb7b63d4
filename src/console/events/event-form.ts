import { LOCALES, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { Form } from "../../platform/web/form.ts";
import type { Problem } from "../../shared/result.ts";
import { dayText } from "../../shared/typed-day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import {
  EVENT_KINDS,
  EVENT_MODES,
  type SchemeEvent,
  type TypedEvent,
  type TypedMode,
} from "../../stages/events/event.ts";
import { EVENT_LANGUAGES } from "../../stages/events/keep-event.ts";
import type { readEventChoices } from "../../stages/events/read-events.ts";
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
  radios,
  select,
  textarea,
} from "../../ui/index.ts";

import { COUNTRIES } from "../set-up/wish.ts";

/** Serbian in Latin letters is derived from the Cyrillic; English has its own boxes. */
const OTHER = LOCALES.filter((locale) => locale !== "sr-Latn" && locale !== "en");
const WRITTEN = ["en", ...OTHER] as const;

type Choices = Awaited<ReturnType<typeof readEventChoices>>;

export const NO_EVENT: TypedEvent = {
  kind: "",
  title: {},
  about: {},
  mode: "on-site",
  starts: "",
  ends: "",
  venue: "",
  city: "",
  country: "",
  link: "",
  languages: ["en"],
  lineId: "",
  organiserId: "",
  capacityOnSite: "",
  capacityOnline: "",
  approval: false,
  closesOn: "",
  closesTime: "23:59",
};

const number = (value: number | null) => (value === null ? "" : String(value));

export function typedOf(event: SchemeEvent): TypedEvent {
  const closes = wallTimeOf(event.closesAt);
  return {
    ...event,
    venue: event.venue ?? "",
    city: event.city ?? "",
    country: event.country ?? "",
    link: event.link ?? "",
    lineId: event.lineId ?? "",
    organiserId: event.organiser?.id ?? "",
    capacityOnSite: number(event.capacityOnSite),
    capacityOnline: number(event.capacityOnline),
    closesOn: closes.day,
    closesTime: closes.time,
  };
}

const typedDay = (sent: Form, field: string): string => {
  const box = (part: string) => sent.text(`${field}-${part}`);
  return dayText({ day: box("day"), month: box("month"), year: box("year") });
};
const texts = (sent: Form, field: string) =>
  Object.fromEntries(WRITTEN.map((locale) => [locale, sent.text(`${field}-${locale}`)]));

export const modeFrom = (sent: Form): TypedMode => ({
  mode: sent.text("mode"),
  venue: sent.text("venue"),
  city: sent.text("city"),
  country: sent.text("country"),
  link: sent.text("link"),
  capacityOnSite: sent.text("capacityOnSite"),
  capacityOnline: sent.text("capacityOnline"),
});

export const eventFromForm = (sent: Form): TypedEvent => ({
  ...modeFrom(sent),
  kind: sent.text("kind"),
  title: texts(sent, "title"),
  about: texts(sent, "about"),
  starts: typedDay(sent, "starts"),
  ends: typedDay(sent, "ends"),
  languages: sent.all("languages"),
  lineId: sent.text("lineId"),
  organiserId: sent.text("organiserId"),
  approval: sent.text("approval") === "yes",
  closesOn: typedDay(sent, "closesOn"),
  closesTime: sent.text("closesTime"),
});

type Fields = {
  readonly words: Words;
  readonly typed: TypedEvent;
  readonly problems: readonly Problem[];
  /** Exactly what was typed into the boxes of a day. */
  readonly sent: Form | null;
};

/** How people come, where to, and how many. */
export function placeFields({ words, typed, problems }: Fields, modes: Html): Html {
  const { t } = words;
  const text = (
    name: "venue" | "city" | "link" | "capacityOnSite" | "capacityOnline",
    label: string,
    more: { readonly hint?: string; readonly numeric?: boolean } = {},
  ) =>
    input({
      words,
      name,
      label,
      value: typed[name],
      problems,
      ...(more.hint ? { hint: more.hint } : {}),
      ...(more.numeric ? { inputmode: "numeric", classes: "govuk-input--width-4" } : {}),
    });
  return html`${modes}${text("venue", t("events.field-venue"))}${text("city", t("events.field-city"))}${select(
    {
      words,
      name: "country",
      label: t("events.field-country"),
      value: typed.country,
      problems,
      items: [
        { value: "", text: t("site.choose") },
        ...words.inOrder(
          COUNTRIES.map((value) => ({ value, text: words.country(value) })),
          (item) => item.text,
        ),
      ],
    },
  )}${text("capacityOnSite", t("events.field-capacity-on-site"), { numeric: true })}${text(
    "link",
    t("events.field-link"),
    { hint: t("events.field-link-hint") },
  )}${text("capacityOnline", t("events.field-capacity-online"), { numeric: true })}`;
}

/** The ways an event can be held, to choose from. */
export const modeField = ({ words, typed, problems }: Fields): Html =>
  radios({
    words,
    name: "mode",
    legend: words.t("events.col-mode"),
    value: typed.mode,
    problems,
    items: EVENT_MODES.map((value) => ({ value, text: words.t(`events.mode-${value}`) })),
  });

/**
 * The whole of an event as a form.
 * @param from.keepsMode a public event changes how it is held on a page of its own
 */
export function eventForm(
  from: Fields & {
    readonly action: string;
    readonly choices: Choices;
    readonly keepsMode: boolean;
  },
): Html {
  const { words, typed, problems, choices } = from;
  const { t } = words;
  const day = (name: "starts" | "ends" | "closesOn", legend: string) => {
    const [year = "", month = "", date = ""] = typed[name].split("-");
    const box = (part: string) => from.sent?.text(`${name}-${part}`) ?? "";
    return dateInput({
      words,
      name,
      legend,
      problems,
      values: from.sent
        ? { day: box("day"), month: box("month"), year: box("year") }
        : { day: date.replace(/^0/, ""), month: month.replace(/^0/, ""), year },
    });
  };
  const title = (locale: string, label: string) =>
    input({
      words,
      name: `title-${locale}`,
      label,
      value: typed.title[locale] ?? "",
      problems,
    });
  const about = (locale: string, label: string) =>
    textarea({
      words,
      name: `about-${locale}`,
      label,
      value: typed.about[locale] ?? "",
      rows: 4,
      problems,
    });
  const choice = (
    name: "lineId" | "organiserId",
    label: string,
    none: string,
    items: readonly { readonly value: string; readonly text: string }[],
  ) =>
    select({
      words,
      name,
      label,
      value: typed[name],
      problems,
      items: [{ value: "", text: none }, ...items],
    });
  const language = (locale: string) => words.language(locale.split("-")[0] ?? locale);
  const filled = OTHER.some((locale) => typed.title[locale] || typed.about[locale]);
  return form(
    { action: from.action, key: newId(), classes: "app-text" },
    select({
      words,
      name: "kind",
      label: t("events.fact-kind"),
      value: typed.kind,
      problems,
      items: [
        { value: "", text: t("site.choose") },
        ...EVENT_KINDS.map((value) => ({ value, text: t(`events.kind-${value}`) })),
      ],
    }),
    title("en", t("events.field-title")),
    about("en", t("events.field-about")),
    details({
      summary: t("events.other-languages"),
      open: filled || problems.some(({ field }) => /^(title|about)-/.test(field ?? "")),
      text: html`${OTHER.map((locale) => html`${title(locale, t("events.field-title-in", { language: language(locale) }))}${about(locale, t("events.field-about-in", { language: language(locale) }))}`)}`,
    }),
    day("starts", t("events.field-starts")),
    day("ends", t("events.field-ends")),
    placeFields(from, from.keepsMode ? hidden("mode", typed.mode) : modeField(from)),
    checkboxes({
      words,
      name: "languages",
      legend: t("events.fact-languages"),
      values: typed.languages,
      problems,
      items: words.inOrder(
        EVENT_LANGUAGES.map((value) => ({ value: value as string, text: words.language(value) })),
        (item) => item.text,
      ),
    }),
    choice(
      "lineId",
      t("events.field-line"),
      t("events.field-line-none"),
      choices.lines.map(({ id, name }) => ({ value: id, text: words.local(name) })),
    ),
    choice(
      "organiserId",
      t("events.fact-organiser"),
      t("events.organiser-none"),
      choices.organisers.map(({ id, name }) => ({ value: id, text: name })),
    ),
    checkboxes({
      words,
      name: "approval",
      values: typed.approval ? ["yes"] : [],
      items: [{ value: "yes", text: t("events.field-approval") }],
    }),
    day("closesOn", t("events.field-closes-on")),
    input({
      words,
      name: "closesTime",
      label: t("events.field-closes-time"),
      value: typed.closesTime,
      classes: "govuk-input--width-4",
      problems,
    }),
    button({ text: t("events.save"), preventDoubleClick: true }),
  );
}
