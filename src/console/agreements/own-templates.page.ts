import { newId } from "../../platform/random.ts";
import { page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { beginBundle } from "../../stages/agreements/own-bundle.ts";
import { can } from "../../stages/agreements/own-template.policy.ts";
import type { OwnTemplate } from "../../stages/agreements/own-template.ts";
import { choosePapers } from "../../stages/agreements/own-template-choose.ts";
import { listFlowsToFill, listOwnTemplates } from "../../stages/agreements/own-template-read.ts";
import {
  backLink,
  button,
  checkboxes,
  form,
  type Html,
  html,
  notificationBanner,
  problemSummary,
  select,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { ownPaths } from "./own-paths.ts";
import { kindItems, kindWords, languageName, useTag } from "./own-words.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: ownPaths.list(":scheme"),
    access: "staff",
    allow: can.see,
    answer: async (visit) => page(await listPage(visit, [])),
  },
  {
    method: "POST",
    path: ownPaths.choice(":scheme"),
    access: "staff",
    allow: can.keep,
    answer: async (visit) => {
      const done = await choosePapers(visit.tx, visit.form.all("own"));
      if (!done.ok) return refusedPage(await listPage(visit, done.problems));
      return redirect(`${ownPaths.list(visit.tx.actor.scheme.slug)}?saved`);
    },
  },
  {
    method: "POST",
    path: ownPaths.bundles(":scheme"),
    access: "staff",
    allow: can.make,
    answer: async (visit) => {
      const { form: sent, tx } = visit;
      const begun = await beginBundle(tx, {
        flowId: sent.text("flow"),
        kind: sent.text("bundle-kind"),
      });
      if (!begun.ok) return refusedPage(await listPage(visit, begun.problems));
      return redirect(ownPaths.bundle(tx.actor.scheme.slug, begun.value));
    },
  },
];

async function listPage(visit: StaffVisit, problems: readonly Problem[]): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { tx } = visit;
  const { slug } = tx.actor.scheme;
  const templates = await listOwnTemplates(tx);
  const keeps = can.keep(tx.actor);
  return consoleShell(visit, {
    title: t("own-templates.title"),
    section: "mobilities",
    error: problems.length > 0,
    before: backLink({ words, href: paths.agreements(slug), text: t("agreements.title") }),
    body: html`${problemSummary(
      words,
      problems,
      {},
      {
        own: t("own-templates.choice-title"),
        flow: t("own-templates.flow"),
        "bundle-kind": t("own-templates.kind"),
      },
    )}${["saved", "ended"].map(
      (done) =>
        visit.query.has(done) &&
        notificationBanner({
          words,
          type: "success",
          text: t(done === "saved" ? "own-templates.saved" : "own-templates.ended-done"),
        }),
    )}<h1 class="govuk-heading-l">${t("own-templates.title")}</h1>
<p class="govuk-body">${t("own-templates.lead")}</p>
${keeps && button({ text: t("own-templates.new"), href: ownPaths.add(slug) })}
${
  !keeps &&
  html`<p class="govuk-body"><a class="govuk-link" href="${ownPaths.add(slug)}">${t("own-templates.all-fields")}</a></p>`
}
${templates.length === 0 ? html`<p class="govuk-body">${t("own-templates.none")}</p>` : templateTable(visit, templates)}
${keeps && choicePart(visit, problems)}
${can.make(tx.actor) && (await bundlePart(visit, problems))}`,
  });
}

function templateTable(visit: StaffVisit, templates: readonly OwnTemplate[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("own-templates.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("own-templates.file"),
      t("own-templates.kind"),
      t("own-templates.year"),
      t("own-templates.language"),
      { text: t("own-templates.version"), format: "numeric" },
      t("own-templates.added"),
      t("own-templates.state"),
    ],
    rows: templates.map((one) => [
      html`<a class="govuk-link" href="${ownPaths.one(slug, one.id)}">${one.fileName}</a>`,
      kindWords(words, one.kind),
      String(one.year),
      languageName(one.language),
      words.number(one.version),
      html`${words.dayTime(one.addedAt)}${one.addedBy !== null && html`<br>${one.addedBy}`}`,
      useTag(words, one),
    ]),
  });
}

function choicePart(visit: StaffVisit, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug, settings } = visit.tx.actor.scheme;
  const again = problems.some(({ field }) => field === "own");
  return html`<h2 class="govuk-heading-m">${t("own-templates.choice-title")}</h2>
${form(
  { action: ownPaths.choice(slug), key: newId(), classes: "app-text" },
  checkboxes({
    words,
    name: "own",
    legend: t("own-templates.choice-legend"),
    hint: t("own-templates.choice-hint"),
    values: again ? visit.form.all("own") : (settings.ownPapers ?? []),
    problems,
    items: kindItems(words),
  }),
  button({ text: t("site.save"), preventDoubleClick: true }),
)}`;
}

async function bundlePart(visit: StaffVisit, problems: readonly Problem[]): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const flows = await listFlowsToFill(visit.tx);
  const choose = { value: "", text: t("site.choose") };
  const sent = visit.form;
  return html`<h2 class="govuk-heading-m">${t("own-templates.bundle-title")}</h2>
<p class="govuk-body">${t("own-templates.bundle-lead")}</p>
${
  flows.length === 0
    ? html`<p class="govuk-body">${t("own-templates.no-flows")}</p>`
    : form(
        { action: ownPaths.bundles(visit.tx.actor.scheme.slug), key: newId(), classes: "app-text" },
        select({
          words,
          name: "flow",
          label: t("own-templates.flow"),
          value: sent.text("flow"),
          problems,
          items: [
            choose,
            ...flows.map((flow) => ({
              value: flow.id,
              text: t("own-templates.flow-name", {
                code: flow.code,
                country: words.country(flow.country),
                city: flow.city,
                count: flow.stays,
              }),
            })),
          ],
        }),
        select({
          words,
          name: "bundle-kind",
          label: t("own-templates.kind"),
          value: sent.text("bundle-kind"),
          problems,
          items: [choose, ...kindItems(words)],
        }),
        button({ text: t("own-templates.make"), preventDoubleClick: true, kind: "secondary" }),
      )
}`;
}
