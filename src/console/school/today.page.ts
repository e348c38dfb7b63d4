import type { Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { readSchoolToday } from "../../stages/schools/read-school-today.ts";
import { can } from "../../stages/schools/school.policy.ts";
import type { Duty } from "../../stages/schools/school-call.ts";
import { MOST_DUTIES } from "../../stages/schools/school-duties.rules.ts";
import { type Html, html, insetText, type Task, taskList } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { calendarPart } from "../preparation/calendar-part.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";

/** Where each kind of duty is done. */
const DONE_AT: Readonly<Record<Duty["kind"], (slug: string, callId: string) => string>> = {
  consents: paths.consentWall,
  unanswered: (slug, callId) => `${schoolPaths.pupils(slug)}?call=${callId}`,
  facts: schoolPaths.facts,
  head: (slug) => schoolPaths.staff(slug),
  unsent: (slug, callId) => `${schoolPaths.pupils(slug)}?call=${callId}`,
  "class-code": (slug) => schoolPaths.classes(slug),
};
/** Somebody waits for these: a place can be lost. */
const PRESSING: readonly Duty["kind"][] = ["consents", "unanswered"];

/** Each duty as one line with one action. */
export const dutyTasks = (words: Words, slug: string, duties: readonly Duty[]): Task[] =>
  duties.slice(0, MOST_DUTIES).map(({ kind, call, count, until }) => {
    const title = words.t("home.call", { number: call.number, title: words.local(call.title) });
    const when = until instanceof Date ? words.deadline(until) : until && words.day(until);
    return {
      title: words.t(`school.duty-${kind}`, { count }),
      href: DONE_AT[kind](slug, call.id),
      hint: when ? `${title} · ${words.t("school.until", { when })}` : title,
      status: {
        tag: {
          text: kind === "class-code" ? words.t("home.to-do") : words.number(count),
          colour: PRESSING.includes(kind) ? "orange" : "yellow",
        },
      },
    };
  });

async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { schools, duties } = await readSchoolToday(visit.tx);
  const more = duties.length - MOST_DUTIES;
  const waiting = schools.filter((school) => !school.verified);
  const link = (href: string, text: string) =>
    html`<li><a class="govuk-link" href="${href}">${text}</a></li>`;
  return consoleShell(visit, {
    title: t("home.title"),
    section: "school",
    body: html`<span class="govuk-caption-l">${words.list(schools.map((school) => school.name))}</span><h1 class="govuk-heading-l">${t("home.title")}</h1>
${waiting.map((school) => insetText({ text: t("school.unverified", { school: school.name }) }))}
${
  duties.length > 0
    ? taskList({ items: dutyTasks(words, slug, duties), idPrefix: "duty" })
    : html`<p class="govuk-body">${t("home.nothing")}</p>`
}
${more > 0 && html`<p class="govuk-body">${t("school.more-duties", { count: more })}</p>`}
<h2 class="govuk-heading-m">${t("school.how-title")}</h2>
<ol class="govuk-list govuk-list--number">
<li>${t("school.how-1")}</li><li>${t("school.how-2")}</li><li>${t("school.how-3")}</li></ol>
<ul class="govuk-list app-inline-list">
${link(schoolPaths.print(slug), t("school.print-title"))}
${link(schoolPaths.staff(slug), t("school.staff-title"))}
${link(schoolPaths.handOver(slug), t("school.hand-over-title"))}
</ul>
${await calendarPart(visit, words)}`,
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.today(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: async (visit) => page(await show(visit)),
  },
];
