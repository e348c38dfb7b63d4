import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import { readAgreements } from "../../stages/agreements/read-agreements.ts";
import { readHosting } from "../../stages/hosting/read-hosting.ts";
import { AWAY, BEFORE_DEPARTURE } from "../../stages/mobilities/mobility.rules.ts";
import type { StayRecord, Wait } from "../../stages/mobilities/stay-record.ts";
import { waitsOf } from "../../stages/mobilities/waiting.rules.ts";
import { type Preparation, readPreparation } from "../../stages/preparation/read-preparation.ts";
import { isOver } from "../../stages/preparation/task.rules.ts";
import { checkTravel } from "../../stages/travel/check-travel.ts";
import { type Html, html, insetText } from "../../ui/index.ts";
import { findingList } from "../../ui/travel/findings.ts";
import { preparationPaths } from "../preparation/preparation-paths.ts";
import { taskName } from "../preparation/task-words.ts";

/** What every room that has a part in a stay says it waits for, what has waited longest first. */
export async function waitingPart(
  visit: StaffVisit,
  words: Words,
  stay: StayRecord,
): Promise<Html> {
  const { tx } = visit;
  const before = (BEFORE_DEPARTURE as readonly string[]).includes(stay.state);
  const preparation = before ? await readPreparation(tx, stay.id) : { waits: [], tasks: [] };
  const isAway = (AWAY as readonly string[]).includes(stay.state);
  const agreements = before || isAway ? (await readAgreements(tx, stay.id)).waits : [];
  // An agreement that was begun says itself whom it waits for: its task would only say it again.
  const tasks = preparation.waits.filter(
    ({ what }) => what !== "task-agreement-signed" || agreements.length === 0,
  );
  const hosts = before ? (await readHosting(tx, stay.id)).waits : [];
  const others = [...hosts, ...agreements, ...tasks];
  // The stay's own word is for when nobody knows it better.
  const own = others.length > 0 && !isAway ? [] : waitsOf(stay);
  const waits = [...own, ...others].sort((a, b) => a.since.getTime() - b.since.getTime());
  return html`${list(words, waits, preparation)}${before && tasksLine(words, tx.actor.scheme.slug, stay, preparation)}${before && (await travelPart(visit, words, stay))}`;
}

function list(words: Words, waits: readonly Wait[], { tasks }: Preparation): Html {
  const { t } = words;
  if (waits.length === 0) return html`<p class="govuk-body">${t("stays.waits-nothing")}</p>`;
  const whatOf = ({ what }: Wait): string => {
    const task = tasks.find(({ code }) => what === `task-${code}`);
    if (task) return taskName(words, task);
    const key = `stays.wait-${what}`;
    return t((words.has(key) ? key : `tasks.wait-${what}`) as MessageKey);
  };
  const whoOf = ({ who, name }: Wait): string => {
    const key = `stays.who-${who}`;
    return name ?? t((words.has(key) ? key : `tasks.who-${who}`) as MessageKey);
  };
  return insetText({
    text: html`<strong>${t("stays.waits")}</strong><ul class="govuk-list">${waits.map(
      (wait) =>
        html`<li>${
          wait.href
            ? html`<a class="govuk-link" href="${wait.href}">${whatOf(wait)}</a>`
            : whatOf(wait)
        }<br><span class="govuk-hint">${t("stays.wait-with", {
          who: whoOf(wait),
          day: words.day(wait.since),
        })}</span></li>`,
    )}</ul>`,
  });
}

const tasksLine = (words: Words, slug: string, stay: StayRecord, { tasks }: Preparation): Html =>
  html`<p class="govuk-body">${
    tasks.length > 0 &&
    `${words.t("tasks.done-of", { done: tasks.filter(isOver).length, all: tasks.length })}. `
  }<a class="govuk-link" href="${preparationPaths.stay(slug, stay.id)}">${words.t("tasks.open")}</a></p>`;

/** What speaks against the planned days; nothing where nothing does. */
async function travelPart(visit: StaffVisit, words: Words, stay: StayRecord): Promise<Html | null> {
  const checked = await checkTravel(
    visit.tx,
    stay.personId,
    {
      country: stay.country,
      starts: day(stay.starts),
      ends: day(stay.ends),
      virtual: stay.mode === "virtual",
    },
    stay.id,
  );
  if (!checked || checked.findings.length === 0) return null;
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${words.t("tasks.travel-findings")} (${checked.findings.length})</span></summary><div class="govuk-details__text">${findingList(words, checked.findings)}</div></details>`;
}
