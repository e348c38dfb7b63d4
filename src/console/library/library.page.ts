import { HOST_LOCALES, isHostLocale, isLocale, LOCALES } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { addGuides, countMissingGuides } from "../../stages/library/add-guides.ts";
import { listWritten, PAGE } from "../../stages/library/read-library.ts";
import { can } from "../../stages/library/resource.policy.ts";
import type { ResourceState } from "../../stages/library/resource.ts";
import {
  button,
  form,
  type Html,
  html,
  input,
  notificationBanner,
  pagesOf,
  select,
  table,
} from "../../ui/index.ts";
import { langOf, languageName, lettersFor } from "../../ui/library/index.ts";
import { listQuery } from "../list-query.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { libraryPaths } from "./library-paths.ts";
import { stateTag } from "./state.ts";

const STATES: readonly ResourceState[] = ["in-review", "draft", "published", "withdrawn"];

async function libraryPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const action = libraryPaths.library(slug);
  const query = listQuery(visit.query, action, ["changed"]);
  const state = STATES.find((one) => one === query.text("state")) ?? "";
  const asked = query.text("language");
  const language = isLocale(asked) || isHostLocale(asked) ? asked : "";
  const { total, rows } = await listWritten(visit.tx, {
    q: query.text("q"),
    state,
    language,
    page: query.page,
  });
  const missing = await countMissingGuides(visit.tx);
  const any = { value: "", text: t("library.any") };
  return consoleShell(visit, {
    title: t("library.title"),
    section: "library",
    body: html`<h1 class="govuk-heading-l">${t("library.title")}</h1>
${
  visit.query.has("guides") &&
  notificationBanner({ words, type: "success", text: t("library.guides-added") })
}
<p class="govuk-body">${t("library.staff-lead")}</p>
<p class="govuk-body"><a class="govuk-link" href="${libraryPaths.kits(slug)}">${t("library.kits")}</a></p>
${can.write(actor) && button({ text: t("library.new"), href: libraryPaths.newResource(slug) })}
${
  missing > 0 &&
  form(
    { action: libraryPaths.guides(slug), key: newId() },
    html`<p class="govuk-body">${t("library.guides-body")}</p>`,
    button({
      text: t("library.guides-add", { count: missing }),
      kind: "secondary",
      preventDoubleClick: true,
    }),
  )
}
${form(
  { action, method: "get", classes: "app-filters" },
  input({ words, name: "q", label: t("library.in-title"), type: "search", value: query.text("q") }),
  select({
    words,
    name: "state",
    label: t("library.state"),
    value: state,
    items: [any, ...STATES.map((value) => ({ value, text: t(`library.state-${value}`) }))],
  }),
  select({
    words,
    name: "language",
    label: t("library.fact-language"),
    value: language,
    items: [
      any,
      ...[...new Set([...LOCALES, ...HOST_LOCALES])].map((value) => ({
        value,
        text: languageName(words, value),
      })),
    ],
  }),
  html`${button({ text: t("library.find"), kind: "secondary" })}${query.clear(words)}`,
)}
<p class="govuk-body" role="status"><strong>${t("library.found", { count: total })}</strong></p>
${
  rows.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("library.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("library.name"),
      t("library.fact-language"),
      t("library.fact-kind"),
      t("library.state"),
      t("library.written-by"),
      t("library.changed"),
    ],
    rows: rows.map((row) => [
      html`<a class="govuk-link" href="${libraryPaths.resource(slug, row.id)}" lang="${langOf(words, row.language)}">${lettersFor(words, row.language)(row.title)}</a>`,
      languageName(words, row.language),
      t(`library.kind-${row.kind}`),
      html`${stateTag(words, row.state)}${row.isPublished && row.state !== "published" && html` ${stateTag(words, "published")}`}`,
      row.writtenByName ?? t("library.written-by-program"),
      words.shortDay(row.changedAt),
    ]),
  })
}
${pagesOf(words, { page: query.page, pages: Math.ceil(total / PAGE), href: query.pageHref })}`,
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    path: libraryPaths.library(":scheme"),
    access: "staff",
    allow: can.seeLibrary,
    answer: async (visit) => page(await libraryPage(visit)),
  },
  {
    method: "POST",
    path: libraryPaths.guides(":scheme"),
    access: "staff",
    allow: can.addGuides,
    answer: async (visit) => {
      const added = await addGuides(visit.tx);
      return added.ok
        ? redirect(`${libraryPaths.library(visit.tx.actor.scheme.slug)}?guides`)
        : nothingHere;
    },
  },
];
