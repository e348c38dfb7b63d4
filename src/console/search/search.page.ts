import { isOffice } from "../../platform/db/actor.ts";
import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { findThings } from "../../stages/reporting/find-things.ts";
import { can } from "../../stages/reporting/reporting.policy.ts";
import type { Found, FoundPerson } from "../../stages/reporting/search.ts";
import { button, form, type Html, html, input } from "../../ui/index.ts";
import { langOf, languageName, lettersFor } from "../../ui/library/index.ts";
import { libraryPaths } from "../library/library-paths.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.search(":scheme"),
    access: "staff",
    allow: can.search,
    answer: async (visit) => {
      const text = (visit.query.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 100);
      const found = await findThings(visit.tx, text, visit.locale);
      return page(searchPage(visit, text, found));
    },
  },
];

function searchPage(visit: StaffVisit, text: string, found: Found | undefined): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  return consoleShell(visit, {
    title: words.t("search.title"),
    section: null,
    body: html`<h1 class="govuk-heading-l">${words.t("search.title")}</h1>
${form(
  {
    action: paths.search(slug),
    method: "get",
    classes: "app-search",
    attributes: { role: "search" },
  },
  input({
    words,
    name: "q",
    type: "search",
    label: words.t("search.label"),
    hint: words.t("search.hint"),
    value: text,
    spellcheck: false,
    attributes: { "data-search-field": true, autocapitalize: "none", maxlength: "100" },
  }),
  button({ text: words.t("search.button") }),
)}
${found && results(visit, words, text, found)}
${keys(words)}`,
  });
}

function results(visit: StaffVisit, words: Words, text: string, found: Found): Html {
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const office = isOffice(actor);
  const { people, organisations, flows, calls, resources } = found;
  if ([people, organisations, flows, calls, resources].every(({ length }) => length === 0)) {
    return html`<p class="govuk-body" role="status">${words.t("search.none", { text })}</p>`;
  }
  const link = (href: string, name: string) =>
    html`<a class="govuk-link" href="${href}">${name}</a>`;
  const personHref = (id: string) => (office ? paths.person(slug, id) : paths.contacts(slug, id));
  return html`${part(
    words,
    "people",
    found.peopleTotal,
    people.map(
      (one) =>
        html`${link(personHref(one.id), `${one.familyName}, ${one.givenNames}`)}${about(words, one)}`,
    ),
    office && found.peopleTotal > people.length
      ? link(
          `${paths.applicants(slug)}?${new URLSearchParams({ q: text })}`,
          words.t("search.in-list"),
        )
      : null,
  )}${part(
    words,
    "organisations",
    found.organisationsTotal,
    organisations.map(
      ({ id, name, city, country }) =>
        html`${office ? link(paths.organisation(slug, id), name) : name}${aside(city, words.country(country))}`,
    ),
  )}${part(
    words,
    "flows",
    found.flowsTotal,
    flows.map(
      (flow) =>
        html`${link(paths.flow(slug, flow.id), `${flow.code}: ${flow.city}`)}${aside(words.country(flow.sendingCountry), words.days(flow.starts, flow.ends))}`,
    ),
  )}${part(
    words,
    "calls",
    calls.length,
    calls.map(({ id, number, title }) =>
      link(
        paths.call(slug, id),
        words.t("applicants.call-name", { number, title: words.local(title) }),
      ),
    ),
  )}${part(
    words,
    "resources",
    found.resourcesTotal,
    resources.map(
      ({ id, title, language, kind }) =>
        html`<a class="govuk-link" href="${libraryPaths.resource(slug, id)}" lang="${langOf(words, language)}">${lettersFor(words, language)(title)}</a>${aside(words.t(`library.kind-${kind}` as MessageKey), languageName(words, language))}`,
    ),
    found.resourcesTotal > resources.length
      ? link(
          `${libraryPaths.library(slug)}?${new URLSearchParams({ q: text })}`,
          words.t("search.in-library"),
        )
      : null,
  )}`;
}

const aside = (...facts: readonly string[]): Html =>
  html`<br><span class="govuk-hint">${facts.filter(Boolean).join(" · ")}</span>`;

/** What tells two people of one name apart. */
const about = (words: Words, one: FoundPerson): Html =>
  aside(
    words.shortDay(one.birthDate),
    words.country(one.country),
    one.school && one.callNumber !== null
      ? words.t("search.in-call", { school: one.school, number: one.callNumber })
      : "",
  );

function part(
  words: Words,
  kind: "people" | "organisations" | "flows" | "calls" | "resources",
  total: number,
  items: readonly Html[],
  more: Html | null = null,
): Html | null {
  if (items.length === 0) return null;
  return html`<section><h2 class="govuk-heading-m">${words.t(`search.${kind}` as MessageKey, { count: total })}</h2>
<ul class="govuk-list govuk-list--spaced">${items.map((item) => html`<li>${item}</li>`)}</ul>${
    total > items.length &&
    html`<p class="govuk-body">${words.t("search.first", { count: items.length })} ${more}</p>`
  }</section>`;
}

/** Without scripts there are no keys, so this shows itself only with them. */
const keys = (words: Words): Html =>
  html`<div data-single-keys hidden><h2 class="govuk-heading-s">${words.t("search.keys-title")}</h2>
<p class="govuk-body">${words.t("search.keys-body")}</p>
${(["on", "off"] as const).map(
  (state) =>
    html`<div data-when="${state}" hidden><p class="govuk-body">${words.t(`search.keys-${state}`)}</p>${button({ text: words.t(state === "on" ? "search.keys-turn-off" : "search.keys-turn-on"), type: "button", kind: "secondary", attributes: { "data-turn": state === "on" ? "off" : "on" } })}</div>`,
)}</div>`;
