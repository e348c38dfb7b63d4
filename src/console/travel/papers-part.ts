import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { TravelPage } from "../../stages/travel/check-travel.ts";
import { PASSPORTS, type Papers } from "../../stages/travel/travel.ts";
import {
  button,
  dateInput,
  details,
  form,
  type Html,
  html,
  input,
  radios,
  select,
  table,
  tag,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { countryItems, sentBoxes } from "./boxes.ts";

/** A person's papers without their numbers, and what the office may do with each. */
export function papersTable(words: Words, slug: string, of: TravelPage): Html {
  const { t } = words;
  const { papers } = of.traveller;
  if (papers.length === 0) return html`<p class="govuk-body">${t("travel.papers-none")}</p>`;
  return table({
    words,
    cards: true,
    caption: t("travel.papers"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("travel.nationality"),
      t("travel.passport"),
      t("travel.issuer"),
      t("travel.issued"),
      t("travel.expires"),
      html`<span class="govuk-visually-hidden">${t("travel.do")}</span>`,
    ],
    rows: papers.map((one) => [
      html`${words.country(one.nationality)}${one.used && html` ${tag({ text: t("travel.used"), colour: "green" })}`}`,
      t(`travel.passport-${one.passport}` as MessageKey),
      words.country(one.issuer),
      words.shortDay(one.issued),
      words.shortDay(one.expires),
      of.keeps ? acts(words, slug, of, one) : "",
    ]),
  });
}

/** Each says which passport is meant: there may be two of them. */
function acts(words: Words, slug: string, of: TravelPage, one: Papers): Html {
  const { t } = words;
  const { personId } = of.traveller;
  const which = `${words.country(one.nationality)}, ${words.shortDay(one.expires)}`;
  const act = (name: "use" | "number" | "removal", kind: "secondary" | "warning") =>
    form(
      { action: paths.travelPaper(slug, personId, one.id, name), key: newId() },
      button({
        kind,
        preventDoubleClick: true,
        text: html`${t(`travel.act-${name}`)}<span class="govuk-visually-hidden"> (${which})</span>`,
      }),
    );
  return details({
    summary: html`${t("travel.do")}<span class="govuk-visually-hidden"> (${which})</span>`,
    text: html`${one.hasNumber && html`<p class="govuk-body-s">${t("travel.number-recorded")}</p>${act("number", "secondary")}`}${
      !one.used && act("use", "secondary")
    }${act("removal", "warning")}`,
  });
}

export function papersForm(
  visit: StaffVisit,
  words: Words,
  of: TravelPage,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { form: sent } = visit;
  const own = sent.has("issued-day") ? problems : [];
  const choose = { value: "", text: t("site.choose") };
  const country = (name: "nationality" | "issuer") =>
    select({
      words,
      problems: own,
      name,
      label: t(`travel.${name}`),
      value: sent.text(name),
      items: countryItems(words, choose),
    });
  const date = (name: "issued" | "expires") =>
    dateInput({
      words,
      problems: own,
      name,
      legend: t(`travel.${name}`),
      values: sentBoxes(visit, name),
    });
  return details({
    summary: t("travel.add-papers"),
    open: own.length > 0,
    text: form(
      {
        action: paths.travelPapers(visit.tx.actor.scheme.slug, of.traveller.personId),
        key: newId(),
        classes: "app-text",
      },
      country("nationality"),
      radios({
        words,
        problems: own,
        name: "passport",
        legend: t("travel.passport"),
        value: sent.text("passport"),
        classes: "govuk-radios--small",
        items: PASSPORTS.map((value) => ({
          value,
          text: t(`travel.passport-${value}` as MessageKey),
        })),
      }),
      country("issuer"),
      date("issued"),
      date("expires"),
      input({
        words,
        problems: own,
        name: "number",
        label: t("travel.number"),
        hint: t("travel.number-hint"),
        value: sent.text("number"),
        classes: "govuk-input--width-10",
        autocomplete: "off",
        spellcheck: false,
      }),
      button({ text: t("travel.save-papers"), kind: "secondary", preventDoubleClick: true }),
    ),
  });
}
