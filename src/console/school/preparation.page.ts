import type { MessageKey, Words } from "../../platform/i18n/index.ts";
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
import { changeTasks } from "../../stages/preparation/change-task.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import type { OwnPreparation } from "../../stages/preparation/read-preparation.ts";
import { listOfSchool } from "../../stages/preparation/read-school.ts";
import { isOver } from "../../stages/preparation/task.rules.ts";
import type { StayTask } from "../../stages/preparation/task.ts";
import { listToTell } from "../../stages/preparation/tell-by-hand.ts";
import {
  button,
  checkboxes,
  form,
  type Html,
  hidden,
  html,
  input,
  notificationBanner,
  problemSummary,
  table,
  tag,
} from "../../ui/index.ts";
import { preparationPaths } from "../preparation/preparation-paths.ts";
import { inWords, taskName } from "../preparation/task-words.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { schoolPaths } from "./school-paths.ts";

type Own = { readonly of: OwnPreparation; readonly task: StayTask };

/** The school's own tasks that can be done now, several learners' at a time. */
const ownTasks = (list: readonly OwnPreparation[]): readonly Own[] =>
  list.flatMap((of) =>
    of.tasks
      .filter(({ who, automatic }) => who === "school" && !automatic)
      .filter(({ state }) => state === "open" || state === "sent-back")
      .map((task) => ({ of, task })),
  );

const nameOf = ({ stay }: OwnPreparation) => `${stay.familyName}, ${stay.givenNames}`;

/** Who misses what: one row a learner, with whoever has to do it. */
function missing(words: Words, list: readonly OwnPreparation[]): Html {
  const { t } = words;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("tasks.school-who"),
    captionClasses: "govuk-table__caption--m",
    head: [t("stays.person"), t("stays.city"), t("tasks.progress"), t("tasks.school-open")],
    rows: list.map((of) => {
      const open = of.tasks.filter((task) => !isOver(task) && task.state !== "cannot-start");
      const done = of.tasks.filter(isOver).length;
      return [
        nameOf(of),
        html`${of.stay.city}<br><span class="govuk-hint">${words.days(of.stay.starts, of.stay.ends)}</span>`,
        t("tasks.done-of", { done, all: of.tasks.length }),
        open.length === 0
          ? "–"
          : html`<ul class="govuk-list">${open.map((task) => openLine(words, task))}</ul>`,
      ];
    }),
  });
}

const openLine = (words: Words, task: StayTask): Html => {
  const who = task.state === "being-checked" ? "office" : task.who;
  return html`<li>${taskName(words, task)} <span class="govuk-hint">${words.t(`tasks.who-${who}` as MessageKey)}, ${words.shortDay(task.due)}</span> ${task.overdue && tag({ text: words.t("tasks.late"), colour: "red" })}</li>`;
};

/** What the school does itself: those that need no word apart from those that do. */
function ownForms(
  visit: StaffVisit,
  words: Words,
  own: readonly Own[],
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const one = (proof: boolean) => {
    const some = own.filter(({ task }) => task.proof === proof);
    if (some.length === 0) return null;
    const act = proof ? "hand-in" : "finish";
    const here = visit.form.text("act") === act;
    const told = here ? problems : [];
    return form(
      { action: schoolPaths.preparation(visit.tx.actor.scheme.slug), key: newId() },
      hidden("act", act),
      checkboxes({
        words,
        name: "tasks",
        idPrefix: `tasks-${act}`,
        legend: { text: t(`tasks.school-${act}`), classes: "govuk-fieldset__legend--m" },
        values: here ? visit.form.all("tasks") : [],
        problems: told,
        items: some.map(({ of, task }) => ({
          value: task.id,
          text: html`<strong>${taskName(words, task)}</strong>: ${nameOf(of)}, ${of.stay.city}`,
          hint: html`${t("tasks.by", { day: words.shortDay(task.due) })}${task.state === "sent-back" && task.reason && html` · ${t("tasks.sent-back-because", { reason: task.reason })}`}`,
        })),
      }),
      proof
        ? input({
            words,
            name: "note",
            label: t("tasks.proof"),
            value: here ? visit.form.text("note") : "",
            problems: told,
          })
        : null,
      button({
        text: t(proof ? "tasks.act-hand-in" : "tasks.school-done"),
        preventDoubleClick: true,
      }),
    );
  };
  return html`${one(false)}${one(true)}`;
}

async function show(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const list = await listOfSchool(visit.tx);
  const own = ownTasks(list);
  const tell = await listToTell(visit.tx, { hasGateway: visit.site.sms ?? false });
  const told = inWords(
    words,
    problems,
    list.flatMap(({ tasks }) => tasks),
  );
  const title = t("tasks.school-title");
  const act = visit.form.text("act");
  return consoleShell(visit, {
    title,
    section: "school-preparation",
    error: problems.length > 0,
    body: html`${problemSummary(words, told, { tasks: `tasks-${act}` })}${
      visit.query.has("done") &&
      notificationBanner({ words, type: "success", text: t("stays.moved") })
    }<h1 class="govuk-heading-l">${title}</h1>
${
  list.length === 0
    ? html`<p class="govuk-body">${t("tasks.school-none")}</p>`
    : html`${tell.length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${preparationPaths.tell(actor.scheme.slug)}">${t("tasks.school-tell", { count: tell.length })}</a></p>`}
${ownForms(visit, words, own, told)}${missing(words, list)}`
}`,
  });
}

async function finish(visit: StaffVisit): Promise<Answer> {
  const { tx, form: sent } = visit;
  const action = sent.text("act") === "hand-in" ? "hand-in" : "finish";
  const note = sent.text("note");
  const done = await changeTasks(tx, sent.all("tasks"), action, note === "" ? {} : { note });
  if (done.ok) return redirect(`${schoolPaths.preparation(tx.actor.scheme.slug)}?done`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, done.problems));
}

const shared = { access: "staff", allow: can.workForSchool } as const;

export const routes: Route[] = [
  {
    ...shared,
    method: "GET",
    path: schoolPaths.preparation(":scheme"),
    answer: async (visit: StaffVisit) => page(await show(visit)),
  },
  { ...shared, method: "POST", path: schoolPaths.preparation(":scheme"), answer: finish },
];
