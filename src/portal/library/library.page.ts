import { type Answer, nothingHere, page, refusedPage } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { findResources, PAGE, readChoices } from "../../stages/library/read-library.ts";
import { listKits } from "../../stages/library/save-kit.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { type Html, html, insetText, pagesOf, problemSummary } from "../../ui/index.ts";
import { readersText, resourceCard } from "../../ui/library/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { isFiltered, libraryForm, queryOf, readLibraryFilter } from "./filter.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.library(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      return scheme?.kind === "running" ? libraryPage(visit, scheme) : nothingHere;
    },
  },
];

async function libraryPage(visit: PublicVisit, scheme: Scheme): Promise<Answer> {
  const words = await portalWords(visit);
  const { t } = words;
  const { filter, problems } = readLibraryFilter(visit.query);
  const asked = Number.parseInt(visit.query.get("page") ?? "1", 10) || 1;
  const at = Math.min(Math.max(asked, 1), 10_000);
  const found =
    problems.length > 0
      ? { total: 0, cards: [] }
      : await findResources(visit.tx, { filter, reader: visit.locale, page: at });
  const { languages } = await readChoices(visit.tx);
  const whole = !isFiltered(filter) && at === 1;
  const kits = whole ? await listKits(visit.tx) : [];
  const action = paths.library(words.locale, scheme.slug);
  const shown = await portalShell(visit, {
    title: t("library.title"),
    about: t("library.about"),
    error: problems.length > 0,
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${t("library.title")}</h1>
<p class="govuk-body-l">${t("library.about")}</p>
${libraryForm(words, { action, filter, languages, problems })}
${kits.length > 0 && kitList()}
${
  problems.length === 0 &&
  html`<p class="govuk-body" role="status"><strong>${t("library.found", { count: found.total })}</strong>${
    !whole && html` <a class="govuk-link" href="${action}">${t("library.clear")}</a>`
  }</p>${found.cards.map((card) =>
    resourceCard(words, card, {
      href: paths.resource(words.locale, scheme.slug, card.id),
      level: 2,
    }),
  )}${found.cards.length === 0 && insetText({ text: t(isFiltered(filter) ? "library.none-fits" : "library.none") })}${pagesOf(
    words,
    {
      page: at,
      pages: Math.ceil(found.total / PAGE),
      href: (number) => `${action}${queryOf(filter, number)}`,
    },
  )}`
}`,
  });
  return problems.length > 0 ? refusedPage(shown) : page(shown);

  /** What belongs together for a job, before the long list. */
  function kitList(): Html {
    return html`<h2 class="govuk-heading-m">${t("library.kits")}</h2><ul class="govuk-list govuk-list--spaced app-ways">${[
      ...kits,
    ]
      .sort((a, b) => words.compare(words.local(a.title), words.local(b.title)))
      .map(
        (kit) =>
          html`<li><a class="govuk-link" href="${paths.resourceKit(words.locale, scheme.slug, kit.id)}">${words.local(kit.title)}</a><br>${words.local(kit.about)} ${t("library.for", { readers: readersText(words, kit.readers) })}</li>`,
      )}</ul>`;
  }
}
