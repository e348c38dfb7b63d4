import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { dayText } from "../../shared/typed-day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { isComing, waysOf } from "../../stages/events/event.rules.ts";
import type { EventSession, Material } from "../../stages/events/event.ts";
import { readMaterialFile } from "../../stages/events/keep-materials.ts";
import {
  answerOwnForm,
  asRegistered,
  cancelOwnRegistration,
  changeOwnWay,
  type OwnPage,
  type OwnRegistration,
  readOwnPage,
} from "../../stages/events/own-registration.ts";
import { isLive } from "../../stages/events/registration.rules.ts";
import { eventWhere, OWN_TIME_SCRIPT, programmeList } from "../../ui/events/index.ts";
import {
  button,
  dateInput,
  details,
  form,
  type Html,
  hidden,
  html,
  insetText,
  lines,
  localText,
  notificationBanner,
  problemSummary,
  summaryList,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { isFollowedAnywhere } from "./event-parts.ts";

const here = (visit: PublicVisit): string =>
  paths.registration(visit.locale, visit.params.scheme ?? "", visit.params.secret ?? "");

async function show(
  visit: PublicVisit,
  own: OwnRegistration,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const { event, registration } = own;
  const read = await readOwnPage(own);
  const title = words.local(event.title);
  const coming = isComing(event, wallTimeOf(visit.tx.now).day);
  // Where it does not take place there is nothing to come in with; papers and minutes stay.
  const has = registration.state === "registered";
  const comes = has && event.state !== "cancelled";
  const slug = visit.params.scheme ?? "";
  return portalShell(visit, {
    title: `${t("events.own-title")}: ${title}`,
    hideFromSearch: true,
    error: problems.length > 0,
    scripts: isFollowedAnywhere(event) ? [OWN_TIME_SCRIPT] : [],
    body: html`${problemSummary(words, problems, TARGETS, ownLabels(words))}${
      visit.query.has("saved") &&
      notificationBanner({ words, text: t("events.saved"), type: "success" })
    }<span class="govuk-caption-l">${t("events.own-title")}</span><h1 class="govuk-heading-l">${localText(words, event.title)}</h1>
${insetText({ text: standing(words, own, read, coming) })}
${summaryList({
  rows: [
    comes && {
      key: t("events.own-ticket"),
      value: `${registration.ticketCode.slice(0, 3)} ${registration.ticketCode.slice(3)}`,
    },
    { key: t("events.fact-when"), value: words.days(event.starts, event.ends) },
    { key: t("events.fact-where"), value: eventWhere(words, event) },
    comes &&
      registration.mode === "online" && {
        key: t("events.own-link"),
        value: event.link ? outside(event.link) : t("events.own-link-later"),
      },
  ],
})}
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.eventDates(words.locale, slug, event.id)}">${t("events.calendar")}</a></p>
${comes && html`<p class="govuk-body"><a class="govuk-link" href="${paths.ticket(words.locale, slug, visit.params.secret ?? "")}">${t("attendance.ticket")}</a></p>`}
${has && coming && secondForm(visit, words, own, read, problems)}
<h2 class="govuk-heading-m">${t("events.programme")}</h2>${programmeList(words, read.sessions, (session) => (has ? beside(visit, words, session, read.materials, comes) : null), isFollowedAnywhere(event))}
${coming && isLive(registration.state) && leaving(visit, words, own)}`,
  });
}

const TARGETS = { arrives: "arrives-day", leaves: "leaves-day" };

/** What each field is called, for the summary of problems. */
const ownLabels = ({ t }: Words): Record<string, string> => ({
  needs: t("events.needs"),
  arrives: t("events.arrives"),
  leaves: t("events.leaves"),
});

function standing(words: Words, own: OwnRegistration, read: OwnPage, coming: boolean): string {
  const { t } = words;
  const { event, registration } = own;
  if (event.state === "cancelled") return t("events.cancelled-note");
  if (!coming) return t("events.held-note");
  return registration.state === "waiting"
    ? t("events.own-waiting", { before: read.before ?? 0 })
    : t(`events.own-${registration.state}`);
}

const outside = (link: string): Html =>
  html`<a class="govuk-link" href="${link}" rel="noopener noreferrer">${link}</a>`;

/** What belongs to a session, for those who have a place: where to come in, papers, minutes. */
function beside(
  visit: PublicVisit,
  words: Words,
  session: EventSession,
  materials: readonly Material[],
  comes: boolean,
): Html {
  const { t } = words;
  const mine = materials.filter(({ sessionId }) => sessionId === session.id);
  const href = (material: Material): string =>
    material.resourceId
      ? paths.resource(words.locale, visit.params.scheme ?? "", material.resourceId)
      : material.uploadId
        ? `${here(visit)}/materials/${material.id}`
        : (material.link ?? "");
  return html`${comes && session.link !== null && html`<br>${outside(session.link)}`}${mine.map(
    (material) =>
      html`<br>${t("events.materials")}: <a class="govuk-link" href="${href(material)}" rel="noopener noreferrer">${material.title}</a>`,
  )}${session.minutes !== null && details({ summary: t("events.minutes"), text: html`<p class="govuk-body">${lines(session.minutes)}</p>` })}`;
}

/** Diet, access and care, and the days of travel; asked of those who have a place. */
function secondForm(
  visit: PublicVisit,
  words: Words,
  { registration }: OwnRegistration,
  read: OwnPage,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const typed = visit.form.has("needs");
  const days = (field: "arrives" | "leaves") => {
    const [year = "", month = "", day = ""] = (registration[field] ?? "").split("-");
    const box = (part: string) => visit.form.text(`${field}-${part}`);
    return dateInput({
      words,
      name: field,
      legend: t(`events.${field}`),
      values: typed
        ? { day: box("day"), month: box("month"), year: box("year") }
        : { day: day.replace(/^0/, ""), month: month.replace(/^0/, ""), year },
      problems,
    });
  };
  return html`<h2 class="govuk-heading-m">${t("events.own-form")}</h2><p class="govuk-body">${t("events.own-form-lead")}</p>${form(
    { action: here(visit), key: newId() },
    hidden("do", "answer"),
    textarea({
      words,
      name: "needs",
      label: t("events.needs"),
      hint: t("events.needs-hint"),
      value: typed ? visit.form.text("needs") : read.needs,
      rows: 4,
      problems,
    }),
    ...(registration.mode === "on-site" ? [days("arrives"), days("leaves")] : []),
    button({ text: t("events.save"), preventDoubleClick: true }),
  )}`;
}

/** The other way to come, where there is one, and not to come at all: each a button that is pressed. */
function leaving(visit: PublicVisit, words: Words, { event, registration }: OwnRegistration): Html {
  const { t } = words;
  const other = waysOf(event.mode).find((way) => way !== registration.mode);
  return html`${
    other !== undefined &&
    waysOf(event.mode).length > 1 &&
    form(
      { action: here(visit), key: newId() },
      hidden("do", "way"),
      hidden("way", other),
      button({ text: t(`events.own-to-${other}`), kind: "secondary", preventDoubleClick: true }),
    )
  }${form(
    { action: here(visit), key: newId() },
    hidden("do", "cancel"),
    html`<p class="govuk-body">${t("events.own-cancel-lead")}</p>`,
    button({ text: t("events.own-cancel"), kind: "warning", preventDoubleClick: true }),
  )}`;
}

function act(visit: PublicVisit, own: OwnRegistration): Promise<Result<unknown>> | null {
  const { form: sent, site } = visit;
  const typedDay = (field: string) => {
    const box = (part: string) => sent.text(`${field}-${part}`);
    return dayText({ day: box("day"), month: box("month"), year: box("year") });
  };
  switch (sent.text("do")) {
    case "answer":
      return answerOwnForm(own, {
        needs: sent.text("needs"),
        arrives: typedDay("arrives"),
        leaves: typedDay("leaves"),
      });
    case "way":
      return changeOwnWay(own, sent.text("way"), site.publicUrl);
    case "cancel":
      return cancelOwnRegistration(own, site.publicUrl);
    default:
      return null;
  }
}

const opened = (visit: PublicVisit) => asRegistered(visit.tx, visit.params.secret ?? "");
const shared = {
  access: "public",
  path: paths.registration(":lang", ":scheme", ":secret"),
  // The second form holds what is kept apart; the link is that person's alone.
  purpose: "own-answers",
} as const;

export const routes: Route[] = [
  {
    ...shared,
    method: "GET",
    answer: async (visit: PublicVisit) => {
      const own = await opened(visit);
      return own ? page(await show(visit, own)) : nothingHere;
    },
  },
  {
    ...shared,
    method: "POST",
    answer: async (visit: PublicVisit): Promise<Answer> => {
      const own = await opened(visit);
      const done = own && (await act(visit, own));
      if (!own || !done) return nothingHere;
      return done.ok
        ? redirect(`${here(visit)}?saved`)
        : refusedPage(await show(visit, own, done.problems));
    },
  },
  {
    method: "GET",
    access: "public",
    path: paths.registrationFile(":lang", ":scheme", ":secret", ":materialId"),
    answer: async (visit: PublicVisit) => {
      const own = await opened(visit);
      const found =
        own?.registration.state === "registered" &&
        (await readMaterialFile(visit.tx, own.event.id, visit.params.materialId ?? ""));
      return found
        ? file({ name: found.name, type: found.type, body: found.body, inline: true })
        : nothingHere;
    },
  },
];
