import { hasRole } from "../../platform/db/actor.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/events/event.policy.ts";
import type { SchemeEvent, TypedEvent } from "../../stages/events/event.ts";
import { changeEvent, makeEvent } from "../../stages/events/keep-event.ts";
import { readEvent, readEventChoices } from "../../stages/events/read-events.ts";
import { switchMode } from "../../stages/events/switch-mode.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  localText,
  problemSummary,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import {
  eventForm,
  eventFromForm,
  modeField,
  modeFrom,
  NO_EVENT,
  placeFields,
  typedOf,
} from "./event-form.ts";
import { EVENT_TARGETS, eventLabels } from "./event-labels.ts";
import { eventPaths } from "./events-paths.ts";

/** The event of the address, for whoever keeps it. */
export async function keptEvent(visit: StaffVisit): Promise<SchemeEvent | null> {
  const event = await readEvent(visit.tx, visit.params.eventId ?? "");
  return event && can.keepEvent(visit.tx.actor, event.organiser?.id ?? null) ? event : null;
}

/** A partner begins with the organisation it works for: it may keep no other's. */
function beginning(visit: StaffVisit): TypedEvent {
  const { actor } = visit.tx;
  const own = actor.memberships.find((m) => m.role === "country-partner")?.organisationId ?? "";
  return hasRole(actor, "coordinator") ? NO_EVENT : { ...NO_EVENT, organiserId: own };
}

async function formPage(
  visit: StaffVisit,
  event: SchemeEvent | null,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const refused = problems.length > 0;
  const typed = refused ? eventFromForm(visit.form) : event ? typedOf(event) : beginning(visit);
  const title = words.t(event ? "events.change" : "events.new");
  return consoleShell(visit, {
    title,
    section: "events",
    error: refused,
    before: backLink({
      words,
      href: event ? eventPaths.event(slug, event.id) : eventPaths.events(slug),
    }),
    body: html`${problemSummary(words, problems, EVENT_TARGETS, eventLabels(words))}${event && html`<span class="govuk-caption-l">${localText(words, event.title)}</span>`}<h1 class="govuk-heading-l">${title}</h1>${eventForm(
      {
        words,
        typed,
        problems,
        sent: refused ? visit.form : null,
        action: event ? eventPaths.change(slug, event.id) : eventPaths.events(slug),
        choices: await readEventChoices(visit.tx),
        keepsMode: event !== null && event.state !== "draft",
      },
    )}`,
  });
}

async function modePage(
  visit: StaffVisit,
  event: SchemeEvent,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const refused = problems.length > 0;
  const typed = refused ? { ...typedOf(event), ...modeFrom(visit.form) } : typedOf(event);
  const fields = { words, typed, problems, sent: null };
  const title = t("events.switch");
  return consoleShell(visit, {
    title,
    section: "events",
    error: refused,
    before: backLink({ words, href: eventPaths.event(slug, event.id) }),
    body: html`${problemSummary(words, problems, {}, eventLabels(words))}<span class="govuk-caption-l">${localText(words, event.title)}</span><h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("events.switch-lead")}</p>${form(
      { action: eventPaths.mode(slug, event.id), key: newId(), classes: "app-text" },
      placeFields(fields, modeField(fields)),
      button({ text: t("events.switch-send"), preventDoubleClick: true }),
    )}`,
  });
}

async function make(visit: StaffVisit): Promise<Answer> {
  const made = await makeEvent(visit.tx, eventFromForm(visit.form));
  if (!made.ok) return refusedPage(await formPage(visit, null, made.problems));
  return redirect(`${eventPaths.event(visit.tx.actor.scheme.slug, made.value)}?done`);
}

async function change(visit: StaffVisit): Promise<Answer> {
  const event = await keptEvent(visit);
  if (!event) return nothingHere;
  const { tx, site } = visit;
  const done = await changeEvent(tx, event.id, eventFromForm(visit.form), site.publicUrl);
  if (!done.ok) return refusedPage(await formPage(visit, event, done.problems));
  return redirect(`${eventPaths.event(tx.actor.scheme.slug, event.id)}?done`);
}

async function holdOtherwise(visit: StaffVisit): Promise<Answer> {
  const event = await keptEvent(visit);
  if (!event) return nothingHere;
  const { tx, site } = visit;
  const done = await switchMode(tx, event.id, modeFrom(visit.form), site.publicUrl);
  if (!done.ok) return refusedPage(await modePage(visit, event, done.problems));
  return redirect(`${eventPaths.event(tx.actor.scheme.slug, event.id)}?told=${done.value.told}`);
}

const kept =
  (shown: (visit: StaffVisit, event: SchemeEvent) => Promise<Html>) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const event = await keptEvent(visit);
    return event ? page(await shown(visit, event)) : nothingHere;
  };

const staff = { access: "staff", allow: can.keepSomeEvent } as const;

export const routes: Route[] = [
  {
    ...staff,
    method: "GET",
    path: eventPaths.newEvent(":scheme"),
    answer: async (visit: StaffVisit) => page(await formPage(visit, null)),
  },
  { ...staff, method: "POST", path: eventPaths.events(":scheme"), answer: make },
  {
    ...staff,
    method: "GET",
    path: eventPaths.change(":scheme", ":eventId"),
    answer: kept((visit, event) => formPage(visit, event)),
  },
  { ...staff, method: "POST", path: eventPaths.change(":scheme", ":eventId"), answer: change },
  {
    ...staff,
    method: "GET",
    path: eventPaths.mode(":scheme", ":eventId"),
    answer: kept((visit, event) => modePage(visit, event)),
  },
  { ...staff, method: "POST", path: eventPaths.mode(":scheme", ":eventId"), answer: holdOtherwise },
];
