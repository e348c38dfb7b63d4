import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { listClasses } from "../../stages/schools/read-classes.ts";
import { listPupils } from "../../stages/schools/read-pupils.ts";
import { listSchoolCalls } from "../../stages/schools/read-school-today.ts";
import { can } from "../../stages/schools/school.policy.ts";
import { backLink, type Html, html, table } from "../../ui/index.ts";
import { collationOf } from "../list-query.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { stateOf } from "./pupils.page.ts";
import { schoolPaths } from "./school-paths.ts";

/** Everything that goes on paper, in one place. */
async function show(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const classes = (await listClasses(visit.tx)).filter((one) => !one.withdrawnAt);
  const calls = (await listSchoolCalls(visit.tx)).filter(
    (call) => call.audience === "learners" && call.sent > 0,
  );
  const title = t("school.print-title");
  const links = (items: readonly { href: string; text: string }[]) =>
    items.length === 0
      ? html`<p class="govuk-body">${t("school.print-nothing")}</p>`
      : html`<ul class="govuk-list govuk-list--spaced">${items.map(
          (item) => html`<li><a class="govuk-link" href="${item.href}">${item.text}</a></li>`,
        )}</ul>`;
  return consoleShell(visit, {
    title,
    section: "school",
    body: html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("school.print-lead")}</p>
<h2 class="govuk-heading-m">${t("school.print-posters")}</h2>
${links(
  classes.map((one) => ({
    href: schoolPaths.poster(slug, one.id),
    text: `${one.className}, ${words.local(one.call.title)} (${one.code})`,
  })),
)}
<h2 class="govuk-heading-m">${t("school.print-lists")}</h2>
${links(
  calls.map((call) => ({
    href: schoolPaths.printedList(slug, call.id),
    text: `${t("home.call", { number: call.number, title: words.local(call.title) })}: ${words.t("site.people", { count: call.sent })}`,
  })),
)}`,
  });
}

/** Names and a free column, for a teacher who ticks people off in the classroom. */
async function list(visit: StaffVisit) {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const call = (await listSchoolCalls(visit.tx)).find(
    (each) => each.id === visit.params.callId && each.audience === "learners",
  );
  if (!call) return nothingHere;
  const pupils = await listPupils(visit.tx, call.id, collationOf(visit.locale));
  const title = t("home.call", { number: call.number, title: words.local(call.title) });
  return page(
    consoleShell(visit, {
      title,
      section: "school",
      before: backLink({ words, href: schoolPaths.print(slug), text: t("school.print-title") }),
      body: html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("school.print-of", { day: words.day(visit.tx.now) })}</p>
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: title,
  captionClasses: "govuk-visually-hidden",
  head: [t("school.pupil"), t("school.className"), t("school.state"), t("school.print-note")],
  rows: pupils.map((pupil) => [
    `${pupil.familyName}, ${pupil.givenNames}`,
    pupil.className ?? "",
    stateOf(words, pupil),
    "",
  ]),
})}`,
    }),
  );
}

export const routes: Route[] = [
  {
    method: "GET",
    path: schoolPaths.print(":scheme"),
    access: "staff",
    allow: can.workForSchool,
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "GET",
    path: schoolPaths.printedList(":scheme", ":callId"),
    access: "staff",
    allow: can.workForSchool,
    answer: list,
  },
];
