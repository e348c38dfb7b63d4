import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/events/event.policy.ts";
import type { SchemeEvent } from "../../stages/events/event.ts";
import { NEED_REASONS, openEventNeeds } from "../../stages/events/open-needs.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  insetText,
  lines,
  localText,
  problemSummary,
  radios,
  summaryList,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { eventPaths } from "./events-paths.ts";
import { keptEvent } from "./keep.page.ts";

/** Says that reading leaves a trace, and asks what for; no word of what people wrote. */
async function ask(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Answer> {
  const event = await keptEvent(visit);
  if (!event) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const shown = shell(
    visit,
    event,
    html`${problemSummary(words, problems)}${insetText({ text: t("events.needs-lead") })}${form(
      {
        action: eventPaths.needs(visit.tx.actor.scheme.slug, event.id),
        key: newId(),
        classes: "app-text",
      },
      radios({
        words,
        problems,
        name: "reason",
        legend: t("events.needs-reason"),
        items: NEED_REASONS.map((value) => ({ value, text: t(`events.needs-reason-${value}`) })),
      }),
      button({ text: t("events.needs-show"), preventDoubleClick: true }),
    )}`,
    problems,
  );
  return problems.length > 0 ? refusedPage(shown) : page(shown);
}

/** The words stand in this one answer and nowhere else: asked again, the page asks why again. */
async function open(visit: StaffVisit): Promise<Answer> {
  const event = await keptEvent(visit);
  if (!event) return nothingHere;
  const read = await openEventNeeds(visit.tx, event.id, visit.form.text("reason"));
  if (!read.ok) return ask(visit, read.problems);
  const { t } = wordsOf(visit);
  return page(
    shell(
      visit,
      event,
      read.value.length === 0
        ? html`<p class="govuk-body">${t("events.needs-none")}</p>`
        : summaryList({
            rows: read.value.map(({ name, text }) => ({ key: name, value: lines(text) })),
          }),
    ),
  );
}

function shell(
  visit: StaffVisit,
  event: SchemeEvent,
  body: Html,
  problems: readonly Problem[] = [],
): Html {
  const words = wordsOf(visit);
  const title = words.t("events.needs-title");
  return consoleShell(visit, {
    title,
    section: "events",
    error: problems.length > 0,
    before: backLink({
      words,
      text: words.local(event.title),
      href: eventPaths.event(visit.tx.actor.scheme.slug, event.id),
    }),
    body: html`<span class="govuk-caption-l">${localText(words, event.title)}</span><h1 class="govuk-heading-l">${title}</h1>${body}`,
  });
}

const shared = {
  access: "staff",
  path: eventPaths.needs(":scheme", ":eventId"),
  allow: can.keepSomeEvent,
} as const;

export const routes: Route[] = [
  { ...shared, method: "GET", answer: (visit: StaffVisit) => ask(visit) },
  { ...shared, method: "POST", purpose: "care", answer: open },
];
