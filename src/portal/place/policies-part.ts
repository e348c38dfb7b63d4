import { MOST_BYTES } from "../../platform/files/upload.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { file, nothingHere, redirect } from "../../platform/web/answer.ts";
import type { LearnerRoute, LearnerVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import {
  readOwnCopy,
  readOwnPolicies,
  readStayCopies,
  removeCopy,
  takesCopy,
} from "../../stages/preparation/insurance-copy.ts";
import type { StayTask } from "../../stages/preparation/task.ts";
import { button, fileUpload, form, type Html, html, insetText } from "../../ui/index.ts";
import { taskPaths } from "./task-paths.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";
const link = (visit: LearnerVisit, { id, name }: { readonly id: string; readonly name: string }) =>
  html`<a class="govuk-link" href="${taskPaths.insuranceCopy(visit.locale, slugOf(visit), id)}"><span lang="">${name}</span></a>`;

/** Who insures the learner, whom to call at night, and the policy to save; nothing while nobody does. */
export async function policiesPart(words: Words, visit: LearnerVisit): Promise<Html | null> {
  const policies = await readOwnPolicies(visit.tx);
  if (policies.length === 0) return null;
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("insurance.title")}</h2><ul class="govuk-list govuk-list--bullet">${policies.map(
    (one) =>
      html`<li>${words.list(one.kinds.map((kind) => t(`insurance.kind-${kind}`)))}: ${one.insurer}, ${one.number}, ${words.days(one.starts, one.ends)}. ${t("insurance.phone")}: <a class="govuk-link" href="tel:${one.phone.replace(/[^+\d]/g, "")}">${one.phone}</a>${one.copies.map((copy) => html`<br>${link(visit, copy)}`)}</li>`,
  )}</ul>`;
}

/** What was sent with a task about insurance, to stand above it. */
export async function sentCopies(
  words: Words,
  visit: LearnerVisit,
  task: StayTask,
): Promise<Html | null> {
  if (!takesCopy(task)) return null;
  const copies = await readStayCopies(visit.tx, task.mobilityId);
  const own = copies.filter(({ code }) => code === task.code);
  if (own.length === 0) return null;
  return insetText({
    text: html`${own.map(
      (copy, at) =>
        html`${at > 0 && html`<br>`}${words.t("insurance.own-sent", { day: words.shortDay(copy.at) })} ${copy.state === "checked" ? link(visit, copy) : html`<span lang="">${copy.name}</span>`}${form(
          {
            action: taskPaths.insuranceCopyRemoval(visit.locale, slugOf(visit), copy.id),
            key: newId(),
          },
          button({
            text: html`${words.t("insurance.own-remove")}<span class="govuk-visually-hidden"> (<span lang="">${copy.name}</span>)</span>`,
            kind: "secondary",
            preventDoubleClick: true,
          }),
        )}`,
    )}`,
  });
}

/** The field for a file beside the words. */
export const copyField = (
  words: Words,
  task: StayTask,
  problems: readonly Problem[],
): Html | null =>
  takesCopy(task)
    ? fileUpload({
        words,
        name: "copy",
        label: words.t("insurance.own-copy"),
        hint: words.t("insurance.own-copy-hint", { megabytes: MOST_BYTES.pdf / 1_048_576 }),
        accept: "image/jpeg,image/png,image/webp,application/pdf",
        problems,
      })
    : null;

export const routes: LearnerRoute[] = [
  {
    method: "GET",
    access: "learner",
    path: taskPaths.insuranceCopy(":lang", ":scheme", ":copyId"),
    answer: async (visit) => {
      const copy = await readOwnCopy(visit.tx, visit.params.copyId ?? "");
      return copy.ok ? file(copy.value) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "learner",
    path: taskPaths.insuranceCopyRemoval(":lang", ":scheme", ":copyId"),
    answer: async (visit) => {
      const gone = await removeCopy(visit.tx, visit.params.copyId ?? "");
      if (!gone.ok || gone.value.of !== "stay") return nothingHere;
      return redirect(taskPaths.task(visit.locale, slugOf(visit), gone.value.code));
    },
  },
];
