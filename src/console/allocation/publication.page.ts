import type { MessageKey } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/allocation-runs/allocation-run.policy.ts";
import type { Run } from "../../stages/allocation-runs/allocation-run.ts";
import { publishRun, readObstacles } from "../../stages/allocation-runs/publish-run.ts";
import { readRun, readRunPlaces, readSignatures } from "../../stages/allocation-runs/read-runs.ts";
import { signRun } from "../../stages/allocation-runs/sign-run.ts";
import { offerPlaces } from "../../stages/mobilities/offer-places.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  insetText,
  problemSummary,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { lastPlace, placeName } from "./reasons.ts";
import { runPage } from "./workbench.page.ts";

export const routes: Route[] = [
  {
    method: "POST",
    path: paths.signatures(":scheme", ":runId"),
    access: "staff",
    purpose: "freeze",
    allow: can.sign,
    answer: async (visit) => {
      const runId = visit.params.runId!;
      const signed = await signRun(visit.tx, runId);
      if (signed.ok) return redirect(paths.run(visit.tx.actor.scheme.slug, runId));
      const html = await runPage(visit, runId, { problems: signed.problems });
      return html ? refusedPage(html) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.publication(":scheme", ":runId"),
    access: "staff",
    allow: can.publish,
    answer: async (visit) => {
      const run = await readRun(visit.tx, visit.params.runId!);
      if (!run?.summary) return nothingHere;
      return page(await preview(visit, run, await readObstacles(visit.tx, run)));
    },
  },
  {
    method: "POST",
    path: paths.publication(":scheme", ":runId"),
    access: "staff",
    purpose: "freeze",
    allow: can.publish,
    answer: async (visit) => {
      const { slug } = visit.tx.actor.scheme;
      const run = await readRun(visit.tx, visit.params.runId!);
      if (!run?.summary) return nothingHere;
      const published = await publishRun(visit.tx, run.id);
      if (!published.ok) {
        return refusedPage(await preview(visit, run, published.problems, published.problems));
      }
      const offered = await offerPlaces(visit.tx, run.id);
      if (!offered.ok) {
        return refusedPage(await preview(visit, run, offered.problems, offered.problems));
      }
      return redirect(paths.run(slug, run.id));
    },
  },
];

/** What will be public and what still stands in the way; the button is there when nothing does. */
async function preview(
  visit: StaffVisit,
  run: Run,
  obstacles: readonly Problem[],
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const places = await readRunPlaces(visit.tx, run.id);
  const signatures = await readSignatures(visit.tx, run.id);
  const summary = run.summary!;
  return consoleShell(visit, {
    title: words.t("allocation.publication-title", { number: run.number }),
    section: "home",
    error: problems.length > 0,
    before: backLink({ words, href: paths.run(slug, run.id) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${words.t("allocation.publication-title", { number: run.number })}</h1>
<p class="govuk-body">${words.t("allocation.publication-intro", { placed: summary.placed, seats: summary.seats, applicants: summary.applicants })}</p>
<ul class="govuk-list govuk-list--bullet">${["letters", "public", "final"].map((what) => html`<li>${words.t(`allocation.publication-${what}` as MessageKey)}</li>`)}</ul>
<h2 class="govuk-heading-m">${words.t("allocation.sign-off")}</h2>
<ul class="govuk-list">${signatures.map((s) => html`<li>${words.t("allocation.signed-by", { name: s.personName, role: words.t(`console.role-${s.role}` as MessageKey), when: words.dayTime(s.signedAt) })}</li>`)}</ul>
${
  obstacles.length > 0
    ? insetText({
        text: html`<p class="govuk-body"><strong>${words.t("allocation.before-publication")}</strong></p><ul class="govuk-list govuk-list--bullet">${obstacles.map((problem) => html`<li>${words.problem(problem)}</li>`)}</ul>`,
      })
    : form(
        { action: paths.publication(slug, run.id), key: newId() },
        button({ text: words.t("allocation.publish"), preventDoubleClick: true }),
      )
}
<h2 class="govuk-heading-m">${words.t("allocation.what-all-see")}</h2>
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: words.t("allocation.places-table"),
  captionClasses: "govuk-visually-hidden",
  head: [
    words.t("allocation.flow"),
    words.t("allocation.city"),
    { text: words.t("allocation.taken"), format: "numeric" },
    words.t("allocation.last-place"),
  ],
  rows: places.map((place) => [
    place.flowCode,
    placeName(words, place),
    words.t("allocation.of", { count: place.taken ?? 0, of: place.seats }),
    lastPlace(words, place.cutOff),
  ]),
})}`,
  });
}
