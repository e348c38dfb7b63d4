import {
  isLocale,
  LOCALES,
  type Locale,
  localeFacts,
  type Words,
} from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { waysOf } from "../../stages/events/event.rules.ts";
import type { SchemeEvent } from "../../stages/events/event.ts";
import { button, form, type Html, html, input, radios, select } from "../../ui/index.ts";
import { eventPaths } from "./events-paths.ts";

/** Whoever telephones is written down by the office; the letter goes all the same. */
export function writeDown(
  visit: StaffVisit,
  words: Words,
  event: SchemeEvent,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const ways = waysOf(event.mode);
  return html`<h2 class="govuk-heading-m">${t("events.person-add")}</h2><p class="govuk-body">${t("events.person-add-lead")}</p>${form(
    {
      action: eventPaths.people(visit.tx.actor.scheme.slug, event.id),
      key: newId(),
      classes: "app-text",
    },
    ...(["name", "contact", "organisation"] as const).map((name) =>
      input({
        words,
        name,
        label: t(name === "organisation" ? "events.organisation" : `events.col-${name}`),
        value: visit.form.text(name),
        problems,
        spellcheck: false,
      }),
    ),
    ways.length > 1
      ? radios({
          words,
          name: "mode",
          legend: t("events.col-mode"),
          value: visit.form.text("mode"),
          problems,
          items: ways.map((value) => ({ value, text: t(`events.mode-${value}`) })),
        })
      : null,
    select({
      words,
      name: "locale",
      label: t("entries.language"),
      value: localeTyped(visit),
      items: LOCALES.map((locale) => ({ value: locale, text: localeFacts(locale).ownName })),
    }),
    button({ text: t("events.person-add"), kind: "secondary", preventDoubleClick: true }),
  )}`;
}

/** Somebody who telephones reads another language than whoever picks up, as often as not. */
export const localeTyped = (visit: StaffVisit): Locale => {
  const typed = visit.form.text("locale");
  return isLocale(typed) ? typed : visit.locale;
};
