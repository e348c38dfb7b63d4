import { type Day, isDay } from "../../shared/day.ts";
import { ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { atWall, isWallClock } from "../../shared/wall-time.ts";
import {
  EVENT_KINDS,
  EVENT_MODES,
  type EventAction,
  type EventFacts,
  type EventKind,
  type EventMode,
  type EventPlaces,
  type EventState,
  type SchemeEvent,
  type TypedEvent,
  type TypedMode,
  type WayIn,
} from "./event.ts";

/** A closed event takes nobody new; one that was held or called off stays as it was. */
export const eventStates = {
  draft: { publish: "open", cancel: "cancelled" },
  open: { close: "closed", hold: "held", cancel: "cancelled" },
  closed: { reopen: "open", hold: "held", cancel: "cancelled" },
  held: {},
  cancelled: {},
} as const satisfies Record<EventState, Partial<Record<EventAction, EventState>>>;

export function nextEvent(state: EventState, action: EventAction): Result<EventState> {
  const to = (eventStates[state] as Partial<Record<EventAction, EventState>>)[action];
  return to ? ok(to) : refuse({ code: "event-not-in-state" });
}

/** What can be done with an event now, for buttons. */
export const actionsOf = (state: EventState): EventAction[] =>
  Object.keys(eventStates[state]) as EventAction[];

/** The ways in which somebody can come to an event held this way. */
export const waysOf = (mode: EventMode): readonly WayIn[] =>
  mode === "blended" ? ["on-site", "online"] : [mode];

export const capacityOf = (event: EventPlaces, way: WayIn): number =>
  (way === "on-site" ? event.capacityOnSite : event.capacityOnline) ?? 0;

/** How many more may come this way; below nought never. */
export const freePlaces = (event: SchemeEvent, way: WayIn): number => {
  const { registeredOnSite, registeredOnline } = event.counts;
  const taken = way === "on-site" ? registeredOnSite : registeredOnline;
  return Math.max(capacityOf(event, way) - taken, 0);
};

/** Still to come or going on: places are given, and given back. */
export const isComing = (event: Pick<SchemeEvent, "state" | "ends">, today: Day): boolean =>
  (event.state === "open" || event.state === "closed") && today <= event.ends;

/** The written rule: an open event takes registrations until its moment. */
export function takesRegistrations(
  event: Pick<SchemeEvent, "state" | "closesAt" | "ends">,
  at: { readonly now: Date; readonly today: Day; readonly byOffice: boolean },
): Problem | null {
  if (!isComing(event, at.today)) return { code: "event-takes-nobody" };
  // The office writes down who telephones, also after the moment that others keep to.
  if (at.byOffice) return null;
  return event.state !== "open" || at.now >= event.closesAt
    ? { code: "event-registration-closed" }
    : null;
}

const MOST_PEOPLE = 5000;
const MOST_LANGUAGES = 8;

type Add = (field: string, code: string, params?: Problem["params"]) => void;
const collector = (problems: Problem[]): Add => {
  return (field, code, params) => problems.push(params ? { code, params, field } : { code, field });
};

const isOneOf = <T extends string>(all: readonly T[], text: string): text is T =>
  (all as readonly string[]).includes(text);

/** How people come and where to, with everything that cannot be read in it. */
export function placesFrom(typed: TypedMode): Result<EventPlaces> {
  const problems: Problem[] = [];
  const add = collector(problems);
  const { mode } = typed;
  if (!isOneOf(EVENT_MODES, mode)) {
    return refuse({ code: mode === "" ? "required" : "not-a-choice", field: "mode" });
  }
  const onSite = mode !== "online";
  const online = mode !== "on-site";
  const text = (field: "venue" | "city", max: number): string | null => {
    const value = typed[field].trim();
    if (value.length > max) add(field, "too-long", { max });
    return value || null;
  };
  const people = (field: "capacityOnSite" | "capacityOnline"): number => {
    const value = typed[field].trim();
    if (value === "") add(field, "required");
    else if (!/^\d{1,6}$/.test(value)) add(field, "not-whole");
    else if (Number(value) < 1) add(field, "too-small", { min: 1 });
    else if (Number(value) > MOST_PEOPLE) add(field, "too-big", { max: MOST_PEOPLE });
    return Number(value);
  };
  const places: EventPlaces = {
    mode,
    venue: onSite ? text("venue", 200) : null,
    city: onSite ? text("city", 100) : null,
    country: onSite ? typed.country : null,
    link: online ? linkFrom(typed.link, add) : null,
    capacityOnSite: onSite ? people("capacityOnSite") : null,
    capacityOnline: online ? people("capacityOnline") : null,
  };
  if (onSite && places.city === null) add("city", "required");
  if (onSite && typed.country === "") add("country", "required");
  else if (onSite && !/^[A-Z]{2}$/.test(typed.country)) add("country", "not-a-choice");
  return problems.length > 0 ? refuse(...problems) : ok(places);
}

/** An address to come in by; "" is none yet. Anything but https could be a script once it is a link. */
export function linkFrom(typed: string, add: Add): string | null {
  const link = typed.trim();
  if (link === "") return null;
  if (!/^https:\/\/[^\s]+$/.test(link)) add("link", "not-a-link");
  else if (link.length > 500) add("link", "too-long", { max: 500 });
  return link;
}

/**
 * An event as it was typed, with everything that is wrong with it at once.
 * @param known what may be chosen of the scheme's lines, organisations and languages
 */
export function eventFrom(
  typed: TypedEvent,
  known: {
    readonly lineIds: readonly string[];
    readonly organiserIds: readonly string[];
    readonly languages: readonly string[];
  },
): Result<EventFacts> {
  const problems: Problem[] = [];
  const add = collector(problems);
  if (!isOneOf(EVENT_KINDS, typed.kind)) add("kind", typed.kind ? "not-a-choice" : "required");
  const title = written(typed.title, "title", 150, add);
  const about = written(typed.about, "about", 4000, add);
  if (!title.en) add("title-en", "required");
  const places = placesFrom(typed);
  if (!places.ok) problems.push(...places.problems);
  const { starts, ends } = typed;
  for (const field of ["starts", "ends"] as const) {
    if (!isDay(typed[field])) add(field, typed[field] === "" ? "required" : "not-a-day");
  }
  if (isDay(starts) && isDay(ends) && ends < starts) add("ends", "days-reversed");
  const { languages } = typed;
  if (languages.length === 0) add("languages", "required");
  else if (languages.length > MOST_LANGUAGES || languages.some((l) => !known.languages.includes(l)))
    add("languages", "not-a-choice");
  if (typed.lineId && !known.lineIds.includes(typed.lineId)) add("lineId", "not-a-choice");
  if (typed.organiserId && !known.organiserIds.includes(typed.organiserId))
    add("organiserId", "not-a-choice");
  const closesAt = closingFrom(typed, add);
  if (problems.length > 0 || !places.ok || !closesAt || !isDay(starts) || !isDay(ends)) {
    return refuse(...problems);
  }
  return ok({
    ...places.value,
    kind: typed.kind as EventKind,
    title,
    about,
    starts,
    ends,
    languages: [...new Set(languages)],
    lineId: typed.lineId || null,
    organiserId: typed.organiserId || null,
    approval: typed.approval,
    closesAt,
  });
}

/** Texts by language without the empty ones; each one that is too long is named at its own field. */
function written(
  text: Readonly<Record<string, string>>,
  field: string,
  max: number,
  add: Add,
): Readonly<Record<string, string>> {
  const kept = Object.entries(text).flatMap(([language, each]) => {
    const value = each.trim();
    if (value.length > max) add(`${field}-${language}`, "too-long", { max });
    return value === "" ? [] : [[language, value] as const];
  });
  return Object.fromEntries(kept);
}

/** Registrations end at the latest with the first day: a ticket has to be found before the door opens. */
function closingFrom(typed: TypedEvent, add: Add): Date | null {
  const { closesOn, closesTime, starts } = typed;
  if (!isDay(closesOn)) add("closesOn", closesOn === "" ? "required" : "not-a-day");
  else if (isDay(starts) && closesOn > starts) add("closesOn", "event-closes-after-start");
  if (!isWallClock(closesTime)) add("closesTime", closesTime === "" ? "required" : "not-a-time");
  return isDay(closesOn) && isWallClock(closesTime) ? atWall(closesOn, closesTime) : null;
}
