import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page, refusedPage } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { TRADES } from "../../stages/applications/save-answers.ts";
import type { CallSheet, SheetFlow } from "../../stages/calls/call-sheet.ts";
import { readOpenCalls } from "../../stages/calls/read-call-sheet.ts";
import { type PublicCall, readPublicCalls } from "../../stages/reporting/read-public-calls.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { callContacts } from "../../ui/call-sheet/index.ts";
import { type Html, html, insetText, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import {
  choicesOf,
  type Filter,
  filterForm,
  fittingFlows,
  isFiltered,
  queryOf,
  readFilter,
} from "./filters.ts";
import { seatsIn, timeLeft } from "./standing.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.calls(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      return scheme?.kind === "running" ? callsPage(visit, scheme) : nothingHere;
    },
  },
];

async function callsPage(visit: PublicVisit, scheme: Scheme): Promise<Answer> {
  const words = await portalWords(visit);
  const { t } = words;
  const open = await readOpenCalls(visit.tx);
  const before = (await readPublicCalls(visit.tx)).filter(
    (call) => !open.some(({ id }) => id === call.id),
  );
  const choices = choicesOf(scheme, open, TRADES);
  const { filter, problems } = readFilter(visit.query, choices);
  const found =
    problems.length > 0
      ? []
      : open
          .map((call) => ({ call, flows: fittingFlows(call, filter) }))
          .filter(({ flows }) => flows.length > 0);
  const action = paths.calls(words.locale, scheme.slug);
  const title = filter.country
    ? t("front.calls-in", { country: words.country(filter.country) })
    : t("front.calls");
  const shown = await portalShell(visit, {
    title: problems.length > 0 ? t("front.calls") : title,
    about: t("front.calls-about"),
    error: problems.length > 0,
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${problems.length > 0 ? t("front.calls") : title}</h1>
${filterForm(words, { action, filter, choices, problems })}
${
  problems.length === 0 &&
  html`<p class="govuk-body" role="status"><strong>${t("front.found", { count: found.length })}</strong>${
    isFiltered(filter) && html` <a class="govuk-link" href="${action}">${t("front.clear")}</a>`
  }</p>${found.map(({ call, flows }) => callCard(visit, words, scheme.slug, call, flows, filter))}`
}
${problems.length === 0 && found.length === 0 && nothingFound(words, open.length, lastClosed(before), filter)}
${before.length > 0 && callsBefore(words, scheme.slug, before)}
<p class="govuk-body">${t("front.feeds")} <a class="govuk-link" href="${paths.openData(words.locale, scheme.slug)}">${t("front.open-data")}</a></p>`,
  });
  return problems.length > 0 ? refusedPage(shown) : page(shown);
}

/** Who, where, when, what is paid, how long still, and whom to ask: before anybody opens anything. */
function callCard(
  visit: PublicVisit,
  words: Words,
  slug: string,
  call: CallSheet,
  flows: readonly SheetFlow[],
  filter: Filter,
): Html {
  const { t } = words;
  const country = filter.country;
  const unique = (all: readonly string[]) => [...new Set(all)];
  const cities = unique(flows.map((flow) => flow.city)).sort(words.compare);
  const starts = flows.map((flow) => flow.starts).sort();
  const ends = flows.map((flow) => flow.ends).sort();
  const paid = call.paid.filter((line) => line.paid).map((line) => words.local(line.text));
  const href = `${paths.call(words.locale, slug, String(call.number))}${queryOf({ country })}`;
  const fact = (name: "who" | "from" | "where" | "when" | "paid", value: string | Html) =>
    html`<div><dt>${t(`front.card-${name}`)}</dt><dd>${value}</dd></div>`;
  return html`<div class="app-card"><h2 class="govuk-heading-m"><a class="govuk-link" href="${href}">${words.local(call.title)}</a></h2>
<p class="govuk-body"><strong>${timeLeft(words, call, visit.tx.now)}</strong></p>
<dl class="app-facts">${fact("who", t(`front.ages-${call.audience}`, { from: call.minimumAge, to: call.maximumAge }))}${
    country === "" &&
    fact("from", words.countries(unique(flows.map((flow) => flow.sendingCountry))))
  }${fact("where", `${words.list(cities)} (${t("site.places", { count: seatsIn(flows) })})`)}${fact("when", words.days(starts[0]!, ends.at(-1)!))}${
    paid.length > 0 && fact("paid", paid.join(" · "))
  }</dl>
${country !== "" && call.owners.some((owner) => owner.country === country) && callContacts(words, call, country)}</div>`;
}

const lastClosed = (calls: readonly PublicCall[]): PublicCall | undefined =>
  [...calls].sort((a, b) => b.closesAt.getTime() - a.closesAt.getTime())[0];

/** Nothing found is said as it is: what there is without the filter, and when the last one was. */
function nothingFound(
  words: Words,
  open: number,
  last: PublicCall | undefined,
  filter: Filter,
): Html {
  const { t } = words;
  if (isFiltered(filter) && open > 0) {
    return insetText({ text: t("front.none-fits", { count: open }) });
  }
  return insetText({
    text: html`<p class="govuk-body">${t("front.none-open")}</p>${
      last &&
      html`<p class="govuk-body">${t("front.last-closed", { title: words.local(last.title), day: words.day(last.closesAt) })}</p>`
    }`,
  });
}

function callsBefore(words: Words, slug: string, calls: readonly PublicCall[]): Html {
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("front.before")}</h2><ul class="govuk-list govuk-list--spaced app-ways">${calls.map(
    (call) =>
      html`<li><a class="govuk-link" href="${paths.call(words.locale, slug, String(call.number))}">${words.local(call.title)}</a><br>${
        call.state === "published"
          ? t("home.call-published")
          : t("home.call-closed", { day: words.day(call.decideBy) })
      }</li>`,
  )}</ul>`;
}
