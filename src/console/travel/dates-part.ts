import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { addDays, type Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { checkAgain, type TravelPage } from "../../stages/travel/check-travel.ts";
import { calendarDays } from "../../stages/travel/duration.rules.ts";
import { startRuns, workableDates } from "../../stages/travel/long-dates.rules.ts";
import { DAYS_ALLOWED, WINDOW_DAYS, windowsOf } from "../../stages/travel/presence.rules.ts";
import { FREE_MOVEMENT, SCHENGEN } from "../../stages/travel/schengen.rules.ts";
import { countedStays } from "../../stages/travel/short-stay.rules.ts";
import { entryOf, usedPapers } from "../../stages/travel/travel.rules.ts";
import type { Journey, OtherJourney } from "../../stages/travel/travel.ts";
import { daysWindow, type WindowStay } from "../../ui/charts/index.ts";
import { button, dateInput, form, type Html, hidden, html, select, table } from "../../ui/index.ts";
import { findingList } from "../../ui/travel/findings.ts";
import { paths } from "../paths.ts";
import { askedBoxes, boxesOf, countryItems, isEmpty } from "./boxes.ts";

/** Journeys asked about at most are a year long, and begin within a lifetime of a passport. */
const LONGEST_DAYS = 400;
/** How far before and after the asked first day others are tried. */
const LOOK_AROUND = 120;

export type Asked = {
  readonly journey: Journey | null;
  /** The mobility that is asked about, which does not stand in its own way. */
  readonly own: OtherJourney | null;
  readonly problems: readonly Problem[];
};

const FIELDS = ["starts", "ends", "arrives", "leaves"] as const;

/** What the address asks: days of one's own, those of a mobility, or those of the next one. */
export function askedOf(visit: StaffVisit, { traveller, today }: TravelPage): Asked {
  const { query } = visit;
  const next = traveller.journeys.find(({ ends }) => ends >= today);
  const chosen = query.get("mobility");
  const own =
    traveller.journeys.find(({ id }) => id === chosen) ??
    (query.has("country") ? null : (next ?? null));
  const line = own && {
    minimumDays: own.minimumDays,
    maximumDays: own.maximumDays,
    interruptionDays: own.interruptionDays,
  };
  if (!query.has("country")) {
    const journey = own && {
      country: own.country,
      starts: own.starts,
      ends: own.ends,
      ...(own.entry < own.starts ? { arrives: own.entry } : {}),
      ...(own.exit > own.ends ? { leaves: own.exit } : {}),
      ...line,
    };
    return { journey, own, problems: [] };
  }
  const problems: Problem[] = [];
  const country = query.get("country") ?? "";
  if (!/^[A-Z]{2}$/.test(country)) problems.push({ code: "choose-one", field: "country" });
  const days = Object.fromEntries(
    FIELDS.map((field) => {
      const boxes = askedBoxes(visit, field);
      const isOptional = field === "arrives" || field === "leaves";
      if (isOptional && isEmpty(boxes)) return [field, undefined];
      const read = dayFrom(boxes, field);
      problems.push(...read.problems);
      return [field, read.day ?? undefined];
    }),
  ) as Partial<Record<(typeof FIELDS)[number], Day>>;
  const { starts, ends } = days;
  if (starts && ends && calendarDays({ starts, ends }) > LONGEST_DAYS) {
    problems.push({ code: "stay-endless", params: { max: LONGEST_DAYS }, field: "ends" });
  }
  if (problems.length > 0 || !starts || !ends) return { journey: null, own, problems };
  return { journey: { ...days, country, starts, ends, ...line }, own, problems };
}

/** A question of the page itself, so it is asked by GET and changes nothing. */
export function askForm(visit: StaffVisit, words: Words, of: TravelPage, asked: Asked): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { journey, own, problems } = asked;
  const isAsked = visit.query.has("country");
  const box = (name: (typeof FIELDS)[number], hint?: string) =>
    dateInput({
      words,
      problems,
      name,
      legend: t(`travel.${name}` as MessageKey),
      ...(hint === undefined ? {} : { hint }),
      values: isAsked ? askedBoxes(visit, name) : boxesOf(journey?.[name] ?? null),
    });
  return form(
    { action: paths.travel(slug, of.traveller.personId), method: "get", classes: "app-text" },
    own ? hidden("mobility", own.id) : null,
    select({
      words,
      problems,
      name: "country",
      label: t("travel.host"),
      value: isAsked ? (visit.query.get("country") ?? "") : (journey?.country ?? ""),
      items: countryItems(words, { value: "", text: t("site.choose") }),
    }),
    box("starts"),
    box("ends"),
    box("arrives", t("travel.arrives-hint")),
    box("leaves"),
    button({ text: t("travel.ask"), kind: "secondary" }),
  );
}

/** What speaks against the days asked about, the days in a picture, and days that would work. */
export function answerPart(words: Words, of: TravelPage, { journey, own }: Asked): Html {
  const { t } = words;
  if (!journey) return html`<p class="govuk-body">${t("travel.no-journey")}</p>`;
  const findings = checkAgain(of, journey, own?.id ?? null);
  const isReversed = findings.some(({ code }) => code === "days-reversed");
  const { entry, exit } = entryOf(journey);
  const where = `${own && own.country === journey.country ? `${own.city}, ` : ""}${words.country(journey.country)}`;
  return html`<h2 class="govuk-heading-m">${t("travel.answer", { where })}</h2>${
    !isReversed &&
    html`<p class="govuk-body">${words.days(entry, exit)}, ${t("travel.so-many-days", { count: calendarDays({ starts: entry, ends: exit }) })}</p>`
  }${findingList(words, findings)}
${!isReversed && (movesFreely(of.traveller) ? html`<p class="govuk-body">${t("travel.free")}</p>` : html`${picture(words, of, journey, own)}${SCHENGEN.has(journey.country) && workable(words, of, journey, own)}`)}`;
}

/** Somebody with the passport of a state of the area: no day of theirs is counted. */
const movesFreely = (of: TravelPage["traveller"]): boolean =>
  FREE_MOVEMENT.has(usedPapers(of)?.nationality ?? "");

function picture(words: Words, of: TravelPage, journey: Journey, own: OtherJourney | null): Html {
  const { t } = words;
  const { entry, exit } = entryOf(journey);
  const others = of.traveller.journeys.filter(({ id }) => id !== own?.id);
  // The window of the last day; a longer journey is drawn from its own first one.
  const [from = entry] = [addDays(exit, 1 - WINDOW_DAYS), entry].sort();
  const asked = { country: journey.country, starts: entry, ends: exit };
  const counts = windowsOf(countedStays([asked, ...others], of.traveller.declared), {
    from,
    to: exit,
  });
  const stays: WindowStay[] = [
    ...others
      .filter(({ country }) => SCHENGEN.has(country))
      .map(({ city, entry: from, exit: to }) => ({
        label: t("travel.held", { city }),
        from,
        to,
        kind: "held" as const,
      })),
    ...of.traveller.declared.map((stay) => ({
      label: t(stay.permit ? "travel.permit-days" : "travel.declared"),
      from: stay.entry,
      to: stay.exit,
      kind: stay.permit ? ("permit" as const) : ("declared" as const),
    })),
    ...(SCHENGEN.has(journey.country)
      ? [{ label: t("travel.asked"), from: entry, to: exit, kind: "asked" as const }]
      : []),
  ];
  return daysWindow({
    words,
    id: "days-window",
    headingLevel: 3,
    title: t("travel.window-title", { count: counts.at(-1) ?? 0, on: words.day(exit) }),
    from,
    to: exit,
    stays,
    counts,
    limit: DAYS_ALLOWED,
  });
}

function workable(words: Words, of: TravelPage, journey: Journey, own: OtherJourney | null): Html {
  const { t } = words;
  const { entry, exit } = entryOf(journey);
  const asked = calendarDays({ starts: entry, ends: exit });
  // Three calendar months are mostly too long; ninety days, the least of a long stay, may still do.
  const days = Math.min(asked, DAYS_ALLOWED);
  const others = of.traveller.journeys.filter(({ id }) => id !== own?.id);
  // Days that are over are no choice any more.
  const [, from = entry] = [addDays(entry, -LOOK_AROUND), of.today].sort();
  const window = { from, to: addDays(exit, LOOK_AROUND) };
  if (addDays(window.from, days - 1) > window.to) return html``;
  const fits = days === asked || (journey.minimumDays ?? 0) <= days;
  const runs = startRuns(
    fits ? workableDates(window, days, journey.country, others, of.traveller.declared) : [],
  );
  const heading = (count: number) =>
    html`<h3 class="govuk-heading-s">${t("travel.works-title", { count })}</h3>`;
  const never =
    days < asked &&
    html`${heading(asked)}<p class="govuk-body">${t("travel.works-never", { days: asked, limit: DAYS_ALLOWED })}</p>`;
  if (!fits) return html`${never}`;
  if (runs.length === 0) {
    return html`${never || heading(days)}<p class="govuk-body">${t("travel.works-none", { from: words.day(window.from), to: words.day(window.to) })}</p>`;
  }
  const lead = never
    ? t("travel.works-shorter", { limit: days })
    : t("travel.works-lead", { from: words.day(window.from), to: words.day(window.to) });
  return html`${never || heading(days)}<p class="govuk-body">${lead}</p>${table({
    words,
    cards: true,
    caption: t("travel.works-title", { count: days }),
    captionClasses: "govuk-visually-hidden",
    head: [t("travel.works-first"), t("travel.works-last"), t("travel.works-leaves")],
    rows: runs.map((run) => [
      words.day(run.from.starts),
      words.day(run.to.starts),
      words.days(run.from.ends, run.to.ends),
    ]),
  })}`;
}
