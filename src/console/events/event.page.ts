import type { Words } from "../../platform/i18n/index.ts";
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
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "../../stages/events/event.policy.ts";
import { actionsOf, capacityOf, isComing, waysOf } from "../../stages/events/event.rules.ts";
import type { EventAction, EventSession, SchemeEvent } from "../../stages/events/event.ts";
import { EVENT_ACTIONS, moveEventOn } from "../../stages/events/move-event.ts";
import { readEvent, readMaterials, readProgramme } from "../../stages/events/read-events.ts";
import { readHistory } from "../../stages/reporting/read-today.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { eventWhere, programmeList } from "../../ui/events/index.ts";
import {
  backLink,
  button,
  buttonGroup,
  details,
  form,
  type Html,
  hidden,
  html,
  lines,
  localLang,
  localText,
  notificationBanner,
  problemSummary,
  summaryList,
} from "../../ui/index.ts";
import { attendancePaths } from "../attendance/attendance-paths.ts";
import { historyList } from "../history.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { eventPaths } from "./events-paths.ts";
import { keptEvent } from "./keep.page.ts";
import { eventTag } from "./state.ts";

async function show(
  visit: StaffVisit,
  event: SchemeEvent,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const organiser = event.organiser?.id ?? null;
  const keeps = can.keepEvent(actor, organiser);
  const sessions = await readProgramme(visit.tx, event.id);
  const materials = await readMaterials(visit.tx, event.id);
  const line = (await readScheme(visit.tx))?.lines.find(({ id }) => id === event.lineId);
  const told = visit.query.get("told");
  const done = told ? t("events.switched", { count: Number(told) || 0 }) : t("events.saved");
  const about = words.local(event.about);
  const beside = (session: EventSession): Html => {
    const mine = materials.filter(({ sessionId }) => sessionId === session.id);
    return html`${
      mine.length > 0 &&
      html`<br><span class="govuk-hint">${t("events.materials")}: ${words.list(mine.map(({ title }) => title))}</span>`
    }${
      session.minutes !== null && html`<br><span class="govuk-hint">${t("events.minutes")} ✓</span>`
    }${
      keeps &&
      html`<br><a class="govuk-link" href="${eventPaths.session(slug, event.id, session.id)}">${t("events.change")}<span class="govuk-visually-hidden">: ${session.title}</span></a>`
    }`;
  };
  return consoleShell(visit, {
    title: words.local(event.title),
    section: "events",
    error: problems.length > 0,
    before: backLink({ words, text: t("events.title"), href: eventPaths.events(slug) }),
    body: html`${problemSummary(words, problems)}${
      (visit.query.has("done") || told !== null) &&
      notificationBanner({ words, text: done, type: "success" })
    }<span class="govuk-caption-l">${t(`events.kind-${event.kind}`)}</span><h1 class="govuk-heading-l">${localText(words, event.title)} ${eventTag(words, event.state)}</h1>
${about !== "" && html`<p class="govuk-body"${localLang(words, event.about)}>${lines(about)}</p>`}
${facts(words, event, line ? words.local(line.name) : null, keeps)}
${buttonGroup(
  ...(can.seePeople(actor, organiser)
    ? [button({ text: t("events.people-title"), href: eventPaths.people(slug, event.id) })]
    : []),
  ...(can.seePeople(actor, organiser) && event.state !== "draft"
    ? [
        button({
          text: t("attendance.title"),
          href: attendancePaths.attendance(slug, event.id),
          kind: "secondary",
        }),
      ]
    : []),
  ...(keeps && event.state !== "draft"
    ? [
        button({
          text: t("attendance.door-title"),
          href: attendancePaths.door(slug, event.id),
          kind: "secondary",
        }),
      ]
    : []),
  ...(keeps ? keeping(visit, words, event) : []),
)}
${keeps && states(visit, words, event)}
<h2 class="govuk-heading-m">${t("events.programme")}</h2>${programmeList(words, sessions, beside)}${
      keeps &&
      event.state !== "cancelled" &&
      button({
        text: t("events.session-new"),
        href: eventPaths.newSession(slug, event.id),
        kind: "secondary",
      })
    }
<h2 class="govuk-heading-m">${t("history.title")}</h2>${historyList(words, await readHistory(visit.tx, event.id))}`,
  });
}

function facts(words: Words, event: SchemeEvent, line: string | null, keeps: boolean): Html {
  const { t } = words;
  const { registeredOnSite, registeredOnline, waiting, requested } = event.counts;
  const of = (way: "on-site" | "online") =>
    `${t(`events.mode-${way}`)}: ${t("events.of", {
      count: words.number(way === "on-site" ? registeredOnSite : registeredOnline),
      most: words.number(capacityOf(event, way)),
    })}`;
  return summaryList({
    rows: [
      { key: t("events.fact-when"), value: words.days(event.starts, event.ends) },
      { key: t("events.fact-where"), value: eventWhere(words, event) },
      // Whoever has it can come in: those who keep the event, and on their own pages those with a place.
      keeps && event.link !== null && { key: t("events.field-link"), value: event.link },
      {
        key: t("events.fact-languages"),
        value: words.list(event.languages.map((code) => words.language(code))),
      },
      {
        key: t("events.fact-organiser"),
        value: event.organiser?.name ?? t("events.organiser-none"),
      },
      line !== null && { key: t("events.fact-line"), value: line },
      { key: t("events.col-people"), value: waysOf(event.mode).map(of).join(" · ") },
      waiting > 0 && { key: t("events.reg-waiting"), value: words.number(waiting) },
      requested > 0 && { key: t("events.reg-requested"), value: words.number(requested) },
      { key: t("events.fact-closes"), value: words.deadline(event.closesAt) },
    ],
  });
}

/** Pages on which an event is changed; where it is public, how it is held has one of its own. */
function keeping(visit: StaffVisit, words: Words, event: SchemeEvent): Html[] {
  const { slug } = visit.tx.actor.scheme;
  const link = (text: string, href: string) => button({ text, href, kind: "secondary" });
  const ended = event.state === "held" || event.state === "cancelled";
  return [
    ...(ended ? [] : [link(words.t("events.change"), eventPaths.change(slug, event.id))]),
    ...(isComing(event, wallTimeOf(visit.tx.now).day)
      ? [link(words.t("events.switch"), eventPaths.mode(slug, event.id))]
      : []),
    link(words.t("events.needs-title"), eventPaths.needs(slug, event.id)),
  ];
}

/** What can be done with it now; that it was held can be said once it has begun. */
function states(visit: StaffVisit, words: Words, event: SchemeEvent): Html {
  const { slug } = visit.tx.actor.scheme;
  const today = wallTimeOf(visit.tx.now).day;
  const fits = actionsOf(event.state).filter(
    (action) => action !== "hold" || today >= event.starts,
  );
  const act = (action: EventAction) =>
    form(
      { action: eventPaths.state(slug, event.id), key: newId() },
      hidden("act", action),
      button({
        text: words.t(`events.act-${action}`),
        kind: action === "cancel" ? "warning" : "secondary",
        preventDoubleClick: true,
      }),
    );
  const cancels = fits.includes("cancel");
  return html`${buttonGroup(...fits.filter((action) => action !== "cancel").map(act))}${
    // One press tells everybody, so it is not the first thing a finger meets.
    cancels &&
    details({
      summary: words.t("events.act-cancel"),
      text: html`<p class="govuk-body">${words.t("events.cancel-lead")}</p>${act("cancel")}`,
    })
  }`;
}

async function move(visit: StaffVisit): Promise<Answer> {
  const event = await keptEvent(visit);
  const action = EVENT_ACTIONS.find((known) => known === visit.form.text("act"));
  if (!event || !action) return nothingHere;
  const { tx, site } = visit;
  const done = await moveEventOn(tx, event.id, action, site.publicUrl);
  if (!done.ok) return refusedPage(await show(visit, event, done.problems));
  return redirect(`${eventPaths.event(tx.actor.scheme.slug, event.id)}?done`);
}

export const routes: Route[] = [
  {
    method: "GET",
    path: eventPaths.event(":scheme", ":eventId"),
    access: "staff",
    allow: can.seeEvents,
    answer: async (visit) => {
      const event = await readEvent(visit.tx, visit.params.eventId ?? "");
      return event ? page(await show(visit, event)) : nothingHere;
    },
  },
  {
    method: "POST",
    path: eventPaths.state(":scheme", ":eventId"),
    access: "staff",
    allow: can.keepSomeEvent,
    answer: move,
  },
];
