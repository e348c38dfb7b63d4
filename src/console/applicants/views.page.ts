import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/messages/message.policy.ts";
import { listViews, removeView, saveView } from "../../stages/messages/save-view.ts";
import type { SavedView } from "../../stages/messages/sending.ts";
import {
  backLink,
  button,
  checkboxes,
  form,
  type Html,
  hidden,
  html,
  input,
  problemSummary,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { addressOf, queryOf } from "./filter.ts";

async function viewsPage(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const views = await listViews(visit.tx);
  const sent = visit.form;
  const kept = sent.has("list") ? sent.text("list") : visit.query.toString();
  return consoleShell(visit, {
    title: words.t("messages.views-title"),
    section: "applicants",
    error: problems.length > 0,
    before: backLink({
      words,
      text: words.t("applicants.title"),
      href: kept ? `${paths.applicants(slug)}?${kept}` : paths.applicants(slug),
    }),
    body: html`${problemSummary(words, problems, {}, { name: words.t("messages.view-name") })}<h1 class="govuk-heading-l">${words.t("messages.views-title")}</h1>
<p class="govuk-body">${words.t("messages.views-intro")}</p>
${views.length > 0 && viewTable(visit, views)}
<h2 class="govuk-heading-m">${words.t(kept ? "messages.view-save" : "messages.view-save-all")}</h2>
${form(
  { action: paths.savedViews(slug), key: newId(), classes: "app-text" },
  hidden("list", kept),
  input({
    words,
    name: "name",
    label: words.t("messages.view-name"),
    value: sent.text("name"),
    problems,
  }),
  checkboxes({
    words,
    name: "shared",
    values: sent.all("shared"),
    classes: "govuk-checkboxes--small",
    items: [
      {
        value: "yes",
        text: words.t("messages.view-shared"),
        hint: words.t("messages.view-shared-hint"),
      },
    ],
  }),
  button({ text: words.t("messages.view-keep"), preventDoubleClick: true }),
)}`,
  });
}

function viewTable(visit: StaffVisit, views: readonly SavedView[]): Html {
  const words = wordsOf(visit);
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const query = queryOf({ ...visit, query: new URLSearchParams() });
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("messages.views-title"),
    captionClasses: "govuk-visually-hidden",
    head: [words.t("messages.view"), words.t("messages.written-by"), ""],
    rows: [...views]
      .sort((a, b) => words.compare(a.name, b.name))
      .map((view) => [
        html`<a class="govuk-link" href="${addressOf(paths.applicants(slug), { ...query, filter: view.filter })}">${view.name}</a>`,
        `${view.ownerName}${view.shared ? ` · ${words.t("messages.view-is-shared")}` : ""}`,
        can.removeView(actor, view)
          ? form(
              { action: paths.savedViewRemoval(slug, view.id), key: newId() },
              html`<button class="app-link-button" type="submit">${words.t("site.remove")}<span class="govuk-visually-hidden"> ${view.name}</span></button>`,
            )
          : "",
      ]),
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.savedViews(":scheme"),
    access: "staff",
    allow: can.saveView,
    answer: async (visit) => page(await viewsPage(visit)),
  },
  {
    method: "POST",
    path: paths.savedViews(":scheme"),
    access: "staff",
    allow: can.saveView,
    answer: async (visit) => {
      const { form: sent, tx } = visit;
      const list = new URLSearchParams(sent.text("list").slice(0, 2000));
      const saved = await saveView(tx, {
        name: sent.text("name"),
        shared: sent.has("shared"),
        filter: queryOf({ ...visit, query: list }).filter,
      });
      return saved.ok
        ? redirect(paths.savedViews(tx.actor.scheme.slug))
        : refusedPage(await viewsPage(visit, saved.problems));
    },
  },
  {
    method: "POST",
    path: paths.savedViewRemoval(":scheme", ":viewId"),
    access: "staff",
    allow: can.saveView,
    answer: async (visit) => {
      const done = await removeView(visit.tx, visit.params.viewId ?? "");
      return done.ok ? redirect(paths.savedViews(visit.tx.actor.scheme.slug)) : nothingHere;
    },
  },
];
