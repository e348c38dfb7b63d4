import type { Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Person, PersonMobility } from "../../stages/applications/person.ts";
import { BEFORE_DEPARTURE } from "../../stages/mobilities/mobility.rules.ts";
import { readPreparation } from "../../stages/preparation/read-preparation.ts";
import { isOver } from "../../stages/preparation/task.rules.ts";
import type { StayTask } from "../../stages/preparation/task.ts";
import { type Html, html } from "../../ui/index.ts";
import { preparationPaths } from "../preparation/preparation-paths.ts";
import { taskName } from "../preparation/task-words.ts";

/** How many tasks are named; the others stand on the list that the line leads to. */
const NAMED = 3;

/** What each stay before its departure still waits for: a line each, what is due first named. */
export async function staysWaiting(
  { tx }: StaffVisit,
  words: Words,
  person: Person,
): Promise<readonly Html[]> {
  const lines: Html[] = [];
  for (const stay of person.mobilities) {
    if (!(BEFORE_DEPARTURE as readonly string[]).includes(stay.state)) continue;
    const { tasks } = await readPreparation(tx, stay.id);
    const open = tasks.filter((task) => !isOver(task));
    if (open.length > 0) lines.push(line(words, tx.actor.scheme?.slug ?? "", stay, open));
  }
  return lines;
}

function line(words: Words, slug: string, stay: PersonMobility, open: readonly StayTask[]): Html {
  const first = open
    .filter(({ state }) => state !== "cannot-start")
    .sort((a, b) => a.due.localeCompare(b.due))
    .slice(0, NAMED);
  return html`<li><a class="govuk-link" href="${preparationPaths.stay(slug, stay.id)}">${words.t("people.waits-tasks", { count: open.length, city: stay.city })}</a> <span class="govuk-hint">${words.list(
    first.map((task) => `${taskName(words, task)} (${words.shortDay(task.due)})`),
  )}</span></li>`;
}
