import type { MessageKey } from "../../platform/i18n/index.ts";
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
import { changeTask } from "../../stages/preparation/change-task.ts";
import { readStayCopies } from "../../stages/preparation/insurance-copy.ts";
import { makeTasks } from "../../stages/preparation/make-tasks.ts";
import { markReady, takeReadyBack } from "../../stages/preparation/mark-ready.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { type OwnPreparation, readStayTasks } from "../../stages/preparation/read-preparation.ts";
import { TASK_ACTIONS } from "../../stages/preparation/task.rules.ts";
import {
  breadcrumbs,
  button,
  form,
  type Html,
  hidden,
  html,
  insetText,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { cardPart } from "./card-part.ts";
import { preparationPaths } from "./preparation-paths.ts";
import { taskRows } from "./task-rows.ts";
import { inWords } from "./task-words.ts";

const idOf = (visit: StaffVisit): string => visit.params.mobilityId ?? "";
const back = (visit: StaffVisit): string =>
  `${preparationPaths.stay(visit.tx.actor.scheme.slug, idOf(visit))}?done`;

/** Everything to do before one stay, with a form at each for what can be done to it now. */
async function show(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const of = await readStayTasks(visit.tx, idOf(visit));
  if (!of) return undefined;
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { stay, tasks } = of;
  const name = `${stay.givenNames} ${stay.familyName}`;
  const works = can.workFor(visit.tx.actor, stay.sendingCountry);
  const copies = works ? await readStayCopies(visit.tx, stay.id) : [];
  const told = inWords(words, problems, tasks);
  const at = visit.form.text("task");
  return consoleShell(visit, {
    title: t("tasks.title-of", { name }),
    section: "mobilities",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: t("stays.title"), href: paths.mobilities(slug) },
        { text: name, href: paths.mobility(slug, stay.id) },
        { text: t("tasks.title") },
      ],
    }),
    body: html`${problemSummary(words, told, { note: `note-${at}`, reason: `reason-${at}` })}${
      visit.query.has("done") &&
      notificationBanner({ words, type: "success", text: t("stays.moved") })
    }<h1 class="govuk-heading-l">${t("tasks.title")} <span class="govuk-caption-m">${name} · ${stay.city}, ${words.country(stay.country)} · ${words.days(stay.starts, stay.ends)}</span></h1>
<p class="govuk-body">${t("tasks.schedule")}</p>
${tasks.length === 0 && insetText({ text: t("tasks.none-yet") })}
${taskRows({ visit, words, of, works, copies, problems: told })}
${works && readyPart(visit, of)}
${await cardPart(visit, words, stay)}`,
  });
}

/** The list is made by itself; where it is missing a hand can ask for it, and for what a line gained. */
function readyPart(visit: StaffVisit, { stay, tasks }: OwnPreparation): Html | null {
  const { t } = wordsOf(visit);
  const action = preparationPaths.readiness(visit.tx.actor.scheme.slug, stay.id);
  const act = (name: string, key: MessageKey, kind: "primary" | "secondary") =>
    form(
      { action, key: newId() },
      hidden("act", name),
      button({ text: t(key), kind, preventDoubleClick: true }),
    );
  const acts = [
    stay.state === "preparing" && act("ready", "tasks.mark-ready", "primary"),
    stay.state === "ready" && act("back", "tasks.take-back", "secondary"),
    tasks.length === 0 && act("make", "tasks.make", "primary"),
  ].filter((one): one is Html => !!one);
  if (acts.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${t("tasks.ready-title")}</h2><p class="govuk-body">${t("tasks.ready-lead")}</p>${acts}`;
}

async function answered(
  visit: StaffVisit,
  done: { readonly ok: boolean; readonly problems?: readonly Problem[] },
): Promise<Answer> {
  if (done.ok) return redirect(back(visit));
  const problems = done.problems ?? [];
  if (problems.some(({ code }) => code === "not-found")) return nothingHere;
  const shown = await show(visit, problems);
  return shown ? refusedPage(shown) : nothingHere;
}

async function change(visit: StaffVisit): Promise<Answer> {
  const { tx, form: sent } = visit;
  const action = TASK_ACTIONS.find((known) => known === sent.text("act"));
  const of = action ? await readStayTasks(tx, idOf(visit)) : undefined;
  const task = of?.tasks.find(({ id }) => id === sent.text("task"));
  if (!action || !task) return nothingHere;
  const move = { note: sent.text("note"), reason: sent.text("reason") };
  return answered(visit, await changeTask(tx, task.id, action, move));
}

async function readiness(visit: StaffVisit): Promise<Answer> {
  const { tx } = visit;
  const acts = { ready: markReady, back: takeReadyBack, make: makeTasks } as const;
  const act = acts[visit.form.text("act") as keyof typeof acts];
  return act ? answered(visit, await act(tx, idOf(visit))) : nothingHere;
}

const shared = { access: "staff" } as const;

export const routes: Route[] = [
  {
    ...shared,
    method: "GET",
    allow: can.see,
    path: preparationPaths.stay(":scheme", ":mobilityId"),
    answer: async (visit: StaffVisit) => {
      const shown = await show(visit);
      return shown ? page(shown) : nothingHere;
    },
  },
  {
    ...shared,
    method: "POST",
    allow: can.work,
    path: preparationPaths.tasks(":scheme", ":mobilityId"),
    answer: change,
  },
  {
    ...shared,
    method: "POST",
    allow: can.work,
    path: preparationPaths.readiness(":scheme", ":mobilityId"),
    answer: readiness,
  },
];
