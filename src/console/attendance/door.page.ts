import { LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
  waitingPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/attendance/attendance.policy.ts";
import {
  type DoorLink,
  endDoorLink,
  makeDoorLink,
  readDoorLinks,
} from "../../stages/attendance/door-link.ts";
import { keptEvent } from "../../stages/attendance/kept-event.ts";
import type { DeskEvent, DeskSession } from "../../stages/attendance/read-desk.ts";
import { secondsLeft } from "../../stages/attendance/self-check-in.rules.ts";
import { readCodeWords, readScreen, setCodeWord } from "../../stages/attendance/self-check-in.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  localText,
  notificationBanner,
  problemSummary,
  select,
  table,
} from "../../ui/index.ts";
import { qrCode } from "../../ui/qr/qr-code.ts";
import { eventPaths } from "../events/events-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { attendancePaths } from "./attendance-paths.ts";

/** Where a helper goes, and what a telephone reads from the wall. */
const deskAddress = (visit: StaffVisit, link: DoorLink & { secret: string }): string =>
  new URL(
    `/${link.locale}/${visit.tx.actor.scheme.slug}/desk/${link.secret}`,
    visit.site.publicUrl,
  ).toString();

async function show(
  visit: StaffVisit,
  event: DeskEvent,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const links = await readDoorLinks(visit.tx, event.id);
  const codeWords = await readCodeWords(visit.tx, event.id);
  const title = t("attendance.door-title");
  return consoleShell(visit, {
    title: `${title}: ${words.local(event.title)}`,
    section: "events",
    error: problems.length > 0,
    before: backLink({
      words,
      text: words.local(event.title),
      href: eventPaths.event(slug, event.id),
    }),
    body: html`${problemSummary(words, problems)}${
      visit.query.has("saved") &&
      notificationBanner({ words, type: "success", text: t("attendance.saved") })
    }<span class="govuk-caption-l">${localText(words, event.title)}</span><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body"><a class="govuk-link" href="${attendancePaths.attendance(slug, event.id)}">${t("attendance.title")}</a></p>
<h2 class="govuk-heading-m">${t("attendance.links")}</h2><p class="govuk-body">${t("attendance.links-lead")}</p>
${linksTable(visit, words, event, links)}
${linkForm(visit, words, event, problems)}
<h2 class="govuk-heading-m">${t("attendance.own-way")}</h2><p class="govuk-body">${t("attendance.own-way-lead")}</p>
${event.sessions.map((session) =>
  sessionPart(visit, words, {
    event,
    session,
    word: codeWords.find(({ sessionId }) => sessionId === session.id)?.word ?? "",
    problems: visit.params.sessionId === session.id ? problems : [],
  }),
)}`,
  });
}

function linksTable(
  visit: StaffVisit,
  words: Words,
  event: DeskEvent,
  links: Awaited<ReturnType<typeof readDoorLinks>>,
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  if (links.length === 0) return html`<p class="govuk-body">${t("attendance.links-none")}</p>`;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("attendance.links"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("attendance.helper"),
      t("attendance.link"),
      t("attendance.link-made"),
      t("attendance.act"),
    ],
    rows: links.map((link) => [
      link.helper,
      html`<a class="govuk-link app-hash" href="${deskAddress(visit, link)}">${deskAddress(visit, link)}</a>`,
      words.dayTime(link.madeAt),
      form(
        { action: attendancePaths.doorEnd(slug, event.id, link.id), key: newId() },
        button({ text: t("attendance.link-end"), kind: "secondary", preventDoubleClick: true }),
      ),
    ]),
  });
}

function linkForm(
  visit: StaffVisit,
  words: Words,
  event: DeskEvent,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  return form(
    { action: attendancePaths.door(visit.tx.actor.scheme.slug, event.id), key: newId() },
    input({
      words,
      name: "helper",
      label: t("attendance.helper"),
      value: visit.form.text("helper"),
      autocomplete: "off",
      spellcheck: false,
      classes: "govuk-input--width-20",
      problems,
    }),
    select({
      words,
      name: "locale",
      label: t("attendance.language"),
      value: visit.form.text("locale") || visit.locale,
      items: LOCALES.map((locale) => ({ value: locale, text: localeFacts(locale).ownName })),
      problems,
    }),
    button({ text: t("attendance.link-make"), preventDoubleClick: true }),
  );
}

function sessionPart(
  visit: StaffVisit,
  words: Words,
  of: {
    readonly event: DeskEvent;
    readonly session: DeskSession;
    readonly word: string;
    readonly problems: readonly Problem[];
  },
): Html {
  const { t } = words;
  const { event, session, word, problems } = of;
  const { slug } = visit.tx.actor.scheme;
  return html`<section class="app-card"><h3 class="govuk-heading-s">${words.dayTime(session.startsAt)} · ${session.title}</h3>
<p class="govuk-body"><a class="govuk-link" href="${attendancePaths.screen(slug, event.id, session.id)}">${t("attendance.screen")}<span class="govuk-visually-hidden">: ${session.title}</span></a></p>
${form(
  { action: attendancePaths.word(slug, event.id, session.id), key: newId() },
  input({
    words,
    id: `word-${session.id}`,
    name: "word",
    label: t("attendance.word"),
    value: problems.length > 0 ? visit.form.text("word") : word,
    autocomplete: "off",
    spellcheck: false,
    classes: "govuk-input--width-20",
    problems,
  }),
  button({ text: t("attendance.word-set"), kind: "secondary", preventDoubleClick: true }),
)}</section>`;
}

const find = (visit: StaffVisit) => keptEvent(visit.tx, visit.params.eventId ?? "");
const home = (visit: StaffVisit, event: DeskEvent): string =>
  `${attendancePaths.door(visit.tx.actor.scheme.slug, event.id)}?saved`;

async function after(
  visit: StaffVisit,
  act: (event: DeskEvent) => ReturnType<typeof setCodeWord | typeof makeDoorLink>,
): Promise<Answer> {
  const event = await find(visit);
  const done = event && (await act(event));
  if (!event || !done) return nothingHere;
  if (done.ok) return redirect(home(visit, event));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, event, done.problems));
}

/** What hangs on the wall: one square, large, that is another one every minute. */
async function screen(visit: StaffVisit): Promise<Answer> {
  const found = await readScreen(
    visit.tx,
    visit.params.eventId ?? "",
    visit.params.sessionId ?? "",
  );
  if (!found) return nothingHere;
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { event, session, slot, proof } = found;
  const asked = new URLSearchParams({ session: session.id, slot: String(slot), proof });
  const address = new URL(
    `/${visit.locale}/${slug}/events/${event.id}/here?${asked}`,
    visit.site.publicUrl,
  ).toString();
  const left = secondsLeft(visit.tx.now);
  const body = consoleShell(visit, {
    title: `${t("attendance.screen")}: ${session.title}`,
    section: "events",
    before: backLink({
      words,
      text: t("attendance.door-title"),
      href: attendancePaths.door(slug, event.id),
    }),
    body: html`<span class="govuk-caption-l">${localText(words, event.title)}</span><h1 class="govuk-heading-l">${session.title}</h1>
${qrCode(address, t("attendance.screen"))}
<p class="govuk-heading-m">${t("attendance.screen-lead")}</p>
<p class="govuk-body">${t("attendance.screen-next", { seconds: left })}</p>`,
  });
  return waitingPage(body, left);
}

const DOOR = attendancePaths.door(":scheme", ":eventId");
export const routes: Route[] = [
  {
    access: "staff",
    allow: can.keepSome,
    method: "GET",
    path: DOOR,
    answer: async (visit) => {
      const event = await find(visit);
      return event ? page(await show(visit, event)) : nothingHere;
    },
  },
  {
    access: "staff",
    allow: can.keepSome,
    method: "POST",
    path: DOOR,
    answer: (visit) =>
      after(visit, (event) =>
        makeDoorLink(visit.tx, event.id, {
          helper: visit.form.text("helper"),
          locale: visit.form.text("locale"),
        }),
      ),
  },
  {
    access: "staff",
    allow: can.keepSome,
    method: "POST",
    path: attendancePaths.doorEnd(":scheme", ":eventId", ":doorId"),
    answer: (visit) =>
      after(visit, (event) => endDoorLink(visit.tx, event.id, visit.params.doorId ?? "")),
  },
  {
    access: "staff",
    allow: can.keepSome,
    method: "POST",
    path: attendancePaths.word(":scheme", ":eventId", ":sessionId"),
    answer: (visit) =>
      after(visit, (event) =>
        setCodeWord(visit.tx, event.id, {
          sessionId: visit.params.sessionId ?? "",
          word: visit.form.text("word"),
        }),
      ),
  },
  {
    access: "staff",
    allow: can.keepSome,
    method: "GET",
    path: attendancePaths.screen(":scheme", ":eventId", ":sessionId"),
    answer: screen,
  },
];
