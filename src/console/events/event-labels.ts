import type { Words } from "../../platform/i18n/index.ts";

/** The first box of each day: a summary leads to something that can be typed into. */
export const EVENT_TARGETS = { starts: "starts-day", ends: "ends-day", closesOn: "closesOn-day" };

/** What each field is called, for the summary of problems. */
export function eventLabels(words: Words): Record<string, string> {
  const { t } = words;
  return {
    kind: t("events.fact-kind"),
    "title-en": t("events.field-title"),
    "about-en": t("events.field-about"),
    mode: t("events.col-mode"),
    venue: t("events.field-venue"),
    city: t("events.field-city"),
    country: t("events.field-country"),
    link: t("events.field-link"),
    capacityOnSite: t("events.field-capacity-on-site"),
    capacityOnline: t("events.field-capacity-online"),
    starts: t("events.field-starts"),
    ends: t("events.field-ends"),
    languages: t("events.fact-languages"),
    lineId: t("events.field-line"),
    organiserId: t("events.fact-organiser"),
    closesOn: t("events.field-closes-on"),
    closesTime: t("events.field-closes-time"),
  };
}
