import type { Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { can as calls } from "../../stages/calls/call.policy.ts";
import { type BoardLine, STANDINGS } from "../../stages/reporting/board.ts";
import { readBoard } from "../../stages/reporting/read-board.ts";
import { readChanges, readToday } from "../../stages/reporting/read-today.ts";
import { can } from "../../stages/reporting/reporting.policy.ts";
import type { Change, Today } from "../../stages/reporting/today.ts";
import { type Html, html, taskList } from "../../ui/index.ts";
import { ownCountries } from "../board/board.page.ts";
import { eventActor, eventWords } from "../history.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { homeTasks } from "./home-tasks.ts";
import { sealWarning } from "./seal-warning.ts";
import { acts, deadlinesOf, titleOf } from "./tasks.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.home(":scheme"),
    access: "staff",
    allow: can.seeHome,
    answer: async (visit) => page(await homePage(visit)),
  },
];

async function homePage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { tx } = visit;
  const { slug } = tx.actor.scheme;
  const today = await readToday(tx);
  const lines = await readBoard(tx);
  const changes = await readChanges(tx);
  const tasks = await homeTasks(words, tx, today);
  const deadlines = deadlinesOf(words, slug, today, tx.now);
  return consoleShell(visit, {
    title: words.t("home.title"),
    section: "home",
    body: html`<h1 class="govuk-heading-l">${words.t("home.title")}</h1>
${ownCountries(visit, words)}
${sealWarning(visit, words)}
${decisions(words, slug, today)}
<h2 class="govuk-heading-m">${words.t(acts(tx.actor) ? "home.waiting" : "home.waiting-office")}</h2>
${tasks.length > 0 ? taskList({ items: tasks, idPrefix: "todo" }) : nothingWaits(visit, words, today)}
<h2 class="govuk-heading-m">${words.t("home.figures")}</h2>
${figures(words, slug, lines, today)}
<div class="app-columns"><section><h2 class="govuk-heading-m">${words.t("home.deadlines")}</h2>
${
  deadlines.length > 0
    ? html`<ul class="govuk-list govuk-list--spaced">${deadlines.map(
        (each) =>
          html`<li><a class="govuk-link" href="${each.href}">${each.text}</a> · ${words.t("home.in-days", { count: each.days })}</li>`,
      )}</ul>`
    : html`<p class="govuk-body">${words.t("home.no-deadlines")}</p>`
}</section>
<section><h2 class="govuk-heading-m">${words.t("home.changes")}</h2>
${changesList(words, slug, changes)}</section></div>`,
  });
}

/** Where nothing is yet a coordinator reads what to begin with. */
function nothingWaits(visit: StaffVisit, words: Words, today: Today): Html {
  const { actor } = visit.tx;
  if (today.calls.length > 0 || !calls.createCall(actor)) {
    return html`<p class="govuk-body">${words.t("home.nothing")}</p>`;
  }
  const { slug } = actor.scheme;
  const steps = [
    [paths.people(slug), words.t("home.step-people")],
    [paths.calls(slug), words.t("home.step-call")],
    [paths.newImport(slug), words.t("home.step-import")],
  ] as const;
  return html`<p class="govuk-body">${words.t("home.first-steps")}</p><ol class="govuk-list govuk-list--number govuk-list--spaced">${steps.map(
    ([href, text]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`,
  )}</ol>`;
}

/** How many cases to decide and by when: the first thing a coordinator reads. */
function decisions(words: Words, slug: string, today: Today): Html {
  const waiting = today.calls.filter((call) => call.state === "closed");
  return html`${waiting.map((call) => {
    const by = words.day(call.decideBy);
    const [where, door] = call.awaitsList
      ? [paths.selection(slug, call.id), words.t("home.open-selection")]
      : [paths.workbench(slug, call.id), words.t("home.open-workbench")];
    const text =
      call.runId === null
        ? words.t("home.undecided", { count: call.applicants, seats: call.seats, by })
        : words.t("home.cases-by", { count: call.toLookAt, flagged: call.flagged, by });
    return html`<div class="app-card app-card--attention"><h2 class="govuk-heading-m">${titleOf(words, call)}</h2><p class="govuk-body">${text}</p><p class="govuk-body"><a class="govuk-link" href="${where}">${door}</a></p></div>`;
  })}`;
}

/** Five figures, each the door to the list it counts. */
function figures(words: Words, slug: string, lines: readonly BoardLine[], today: Today): Html {
  const of = (audience: BoardLine["audience"]) => {
    const own = lines.filter((line) => line.audience === audience && line.counted !== "meetings");
    return {
      value: own.reduce((sum, line) => sum + line.counts.finished, 0),
      target: own.reduce((sum, line) => sum + line.target, 0),
    };
  };
  const learners = of("learners");
  const staff = of("staff");
  const underWay = lines.reduce(
    (sum, line) =>
      sum +
      STANDINGS.filter((standing) => standing === "planned" || standing === "in-progress").reduce(
        (own, standing) => own + line.counts[standing],
        0,
      ),
    0,
  );
  const undecided = today.calls.filter((call) => call.state !== "published");
  const applicants = undecided.reduce((sum, call) => sum + call.applicants, 0);
  const seats = undecided.reduce((sum, call) => sum + call.seats, 0);
  const figure = (value: string, label: string, href: string) =>
    html`<li><span class="app-figures__value">${value}</span><a class="govuk-link app-figures__label" href="${href}">${label}</a></li>`;
  const board = paths.board(slug);
  return html`<ul class="app-figures">
${figure(words.number(learners.value), words.t("home.figure-learners", { target: learners.target }), board)}
${figure(words.number(staff.value), words.t("home.figure-staff", { target: staff.target }), board)}
${figure(words.number(underWay), words.t("home.figure-under-way"), board)}
${figure(words.number(applicants), words.t("home.figure-applicants"), paths.applicants(slug))}
${figure(words.number(seats), words.t("home.figure-seats"), paths.flows(slug))}
</ul>`;
}

const SUBJECTS: Readonly<Record<string, (slug: string, id: string) => string>> = {
  flow: paths.flow,
  organisation: paths.organisation,
  call: paths.call,
  "allocation-run": paths.run,
};

function changesList(words: Words, slug: string, changes: readonly Change[]): Html {
  if (changes.length === 0) return html`<p class="govuk-body">${words.t("home.no-changes")}</p>`;
  return html`<ul class="govuk-list govuk-list--spaced">${changes.map((change) => {
    const what = eventWords(words, change.name);
    const target = SUBJECTS[change.subjectType];
    const who = eventActor(words, change.kind, change.who);
    const text = change.count === 1 ? what : words.t("home.times", { what, count: change.count });
    return html`<li>${
      target && change.subjectId
        ? html`<a class="govuk-link" href="${target(slug, change.subjectId)}">${text}</a>`
        : text
    }<br><span class="govuk-hint">${words.dayTime(change.at)} · ${who}</span></li>`;
  })}</ul>`;
}
