import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page, refusedPage } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { DAYS_WITHOUT_DEADLINE } from "../../stages/opportunities/opportunity.rules.ts";
import { AUDIENCES, type PublicOpportunity } from "../../stages/opportunities/opportunity.ts";
import {
  fitting,
  type OpportunityFilter,
  readShownOpportunities,
  readShownOpportunity,
} from "../../stages/opportunities/read-opportunities.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import {
  button,
  details,
  form,
  type Html,
  html,
  insetText,
  localText,
  problemSummary,
  select,
} from "../../ui/index.ts";
import { opportunityFacts } from "../../ui/opportunity/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.opportunities(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      return scheme?.kind === "running" ? listPage(visit, scheme) : nothingHere;
    },
  },
  {
    method: "GET",
    path: paths.opportunity(":lang", ":scheme", ":opportunityId"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      if (scheme?.kind !== "running") return nothingHere;
      const of = await readShownOpportunity(visit.tx, visit.params.opportunityId ?? "");
      return of ? page(await onePage(visit, scheme, of)) : nothingHere;
    },
  },
];

const lineName = (words: Words, scheme: Scheme, code: string | null): string | null => {
  const line = scheme.lines.find((one) => one.code === code);
  return line ? words.local(line.name) : null;
};

/** The filter of an address, and what in it nobody can have chosen. */
function readFilter(
  query: URLSearchParams,
  scheme: Scheme,
): { readonly filter: OpportunityFilter; readonly problems: readonly Problem[] } {
  const text = (name: string) => query.get(name)?.trim() ?? "";
  const problems: Problem[] = [];
  const known = <T extends string>(field: string, values: readonly T[]): T | "" => {
    const found = values.find((value) => value === text(field));
    if (!found && text(field) !== "") problems.push({ code: "not-a-choice", field });
    return found ?? "";
  };
  const filter = {
    country: known(
      "country",
      scheme.countries.map(({ country }) => country),
    ),
    audience: known("audience", AUDIENCES),
    line: known(
      "line",
      scheme.lines.map(({ code }) => code),
    ),
  };
  return { filter, problems };
}

async function listPage(visit: PublicVisit, scheme: Scheme): Promise<Answer> {
  const words = await portalWords(visit);
  const { t } = words;
  const all = await readShownOpportunities(visit.tx);
  const { filter, problems } = readFilter(visit.query, scheme);
  const found = problems.length > 0 ? [] : fitting(all, filter);
  const isFiltered = Object.values(filter).some((value) => value !== "");
  const action = paths.opportunities(words.locale, scheme.slug);
  const ended = all.filter((one) => one.ended);
  const shown = await portalShell(visit, {
    title: t("opportunity.title"),
    about: t("opportunity.about"),
    error: problems.length > 0,
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${t("opportunity.title")}</h1>
<p class="govuk-body-l">${t("opportunity.about")}</p>
${filterForm(words, scheme, action, filter, problems)}
${
  problems.length === 0 &&
  html`<p class="govuk-body" role="status"><strong>${t("opportunity.found", { count: found.length })}</strong>${
    isFiltered && html` <a class="govuk-link" href="${action}">${t("front.clear")}</a>`
  }</p>${found.map((one) => card(words, scheme, one))}${found.length === 0 && nothingFound(words, scheme, fitting(all, { country: "", audience: "", line: "" }).length)}`
}
${
  ended.length > 0 &&
  details({
    summary: t("opportunity.ended-count", { count: ended.length }),
    text: html`<ul class="govuk-list govuk-list--spaced">${ended.map(
      (one) =>
        html`<li><a class="govuk-link" href="${paths.opportunity(words.locale, scheme.slug, one.id)}">${localText(words, one.title)}</a><br>${t("opportunity.ended", { day: words.day(one.endsOn) })}</li>`,
    )}</ul>`,
  })
}
<p class="govuk-body-s">${t("opportunity.rule", { days: DAYS_WITHOUT_DEADLINE })}</p>
<p class="govuk-body">${t("opportunity.feeds")} <a class="govuk-link" href="${paths.opportunitiesAtom(words.locale, scheme.slug)}">Atom</a> · <a class="govuk-link" href="${paths.opportunitiesJson(words.locale, scheme.slug)}">JSON</a></p>`,
  });
  return problems.length > 0 ? refusedPage(shown) : page(shown);
}

const card = (words: Words, scheme: Scheme, of: PublicOpportunity): Html =>
  html`<div class="app-card"><h2 class="govuk-heading-m"><a class="govuk-link" href="${paths.opportunity(words.locale, scheme.slug, of.id)}">${localText(words, of.title)}</a></h2>${opportunityFacts(words, of, lineName(words, scheme, of.lineCode))}</div>`;

/** Nothing found is said as it is, with what there is without the filter and where else to look. */
function nothingFound(words: Words, scheme: Scheme, open: number): Html {
  const { t } = words;
  const { locale } = words;
  const next = [
    [paths.calls(locale, scheme.slug), t("front.calls")],
    [paths.countries(locale, scheme.slug), t("country-sheet.title")],
  ] as const;
  return insetText({
    text: html`<p class="govuk-body">${t("opportunity.none-fits", { count: open })}</p><p class="govuk-body">${t("opportunity.none-next")}</p><ul class="govuk-list govuk-list--bullet">${next.map(
      ([href, text]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`,
    )}</ul>`,
  });
}

function filterForm(
  words: Words,
  scheme: Scheme,
  action: string,
  filter: OpportunityFilter,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const choice = (
    name: keyof OpportunityFilter,
    label: string,
    items: readonly { readonly value: string; readonly text: string }[],
  ) =>
    select({
      words,
      problems,
      name,
      label,
      value: filter[name],
      items: [{ value: "", text: t("front.any") }, ...items],
    });
  return form(
    { action, method: "get", classes: "app-search" },
    choice(
      "country",
      t("opportunity.field-countries"),
      words.inOrder(
        scheme.countries.map(({ country }) => ({ value: country, text: words.country(country) })),
        ({ text }) => text,
      ),
    ),
    choice(
      "audience",
      t("opportunity.field-audience"),
      AUDIENCES.map((one) => ({ value: one, text: t(`opportunity.for-${one}`) })),
    ),
    choice(
      "line",
      t("opportunity.field-lineCode"),
      scheme.lines.map((line) => ({ value: line.code, text: words.local(line.name) })),
    ),
    button({ text: t("opportunity.filter-send") }),
  );
}

async function onePage(visit: PublicVisit, scheme: Scheme, of: PublicOpportunity): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const title = words.local(of.title);
  return portalShell(visit, {
    title,
    about: words.local(of.about).slice(0, 160),
    before: html`<a class="govuk-back-link" href="${paths.opportunities(words.locale, scheme.slug)}">${t("opportunity.title")}</a>`,
    body: html`<h1 class="govuk-heading-l">${localText(words, of.title)}</h1>${
      of.ended &&
      insetText({ text: html`${t("opportunity.ended", { day: words.day(of.endsOn) })}` })
    }${opportunityFacts(words, of, lineName(words, scheme, of.lineCode))}
<p class="govuk-body">${t("opportunity.not-ours")}</p>`,
  });
}
