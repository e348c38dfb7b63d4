import { isLocale, type Words } from "../../platform/i18n/index.ts";
import { nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { pipelineOf } from "../../stages/reporting/board.ts";
import { readBoard } from "../../stages/reporting/read-board.ts";
import { type PublicCall, readPublicCalls } from "../../stages/reporting/read-public-calls.ts";
import { type ListedScheme, listSchemes, readScheme } from "../../stages/schemes/read-scheme.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { bulletChart } from "../../ui/charts/index.ts";
import { button, type Html, html, insetText } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: "/",
    access: "public",
    answer: async (visit) => redirect(paths.root(visit.locale)),
  },
  {
    method: "GET",
    path: paths.root(":lang"),
    access: "public",
    answer: async (visit) => {
      if (!isLocale(visit.params.lang ?? "")) return nothingHere;
      const listed = await listSchemes(visit.tx);
      const running = listed.filter((scheme) => scheme.kind === "running");
      // With one scheme the choice of a scheme would be a page in the way.
      if (running.length === 1) return redirect(paths.home(visit.locale, running[0]!.slug));
      return page(await choicePage(visit, listed));
    },
  },
  {
    method: "GET",
    path: paths.home(":lang", ":scheme"),
    access: "public",
    answer: async (visit) => {
      const scheme = isLocale(visit.params.lang ?? "") ? await readScheme(visit.tx) : null;
      if (!scheme) return nothingHere;
      if (scheme.kind === "archive") return redirect(paths.results(visit.locale, scheme.slug));
      return page(await homePage(visit, scheme));
    },
  },
];

async function choicePage(visit: PublicVisit, listed: readonly ListedScheme[]): Promise<Html> {
  const { words, locale } = visit;
  const { t } = words;
  return portalShell(visit, {
    title: t("home.front-title"),
    body: html`<h1 class="govuk-heading-l">${t("home.front-title")}</h1>
<p class="govuk-body">${t("home.front-what")}</p>
${
  listed.length === 0
    ? html`<p class="govuk-body">${t("home.front-none")}</p>`
    : html`<ul class="govuk-list govuk-list--spaced">${listed.map(
        (scheme) =>
          html`<li><a class="govuk-link" href="${paths.home(locale, scheme.slug)}">${words.local(scheme.name)}</a>${scheme.kind === "archive" && html`<br>${t("home.front-archive")}`}</li>`,
      )}</ul>`
}
<p class="govuk-body"><a class="govuk-link" href="${paths.how(locale)}">${t("home.how")}</a></p>`,
  });
}

async function homePage(visit: PublicVisit, scheme: Scheme): Promise<Html> {
  const { locale } = visit;
  const words = await portalWords(visit);
  const { t } = words;
  const calls = await readPublicCalls(visit.tx);
  const lines = await readBoard(visit.tx);
  const past = (await listSchemes(visit.tx)).filter((each) => each.kind === "archive");
  const met = lines.filter((line) => line.counts.finished >= line.target).length;
  const decided = calls.some((call) => call.state === "published");
  return portalShell(visit, {
    title: t("home.start"),
    body: html`<h1 class="govuk-heading-l">${words.local(scheme.name)}</h1>
<p class="govuk-body-l">${t("home.what", { countries: words.list(scheme.countries.map(({ country }) => words.country(country))) })}</p>
<p class="govuk-body">${t("home.what-rule")} <a class="govuk-link" href="${paths.how(locale)}">${t("home.how")}</a></p>
${scheme.invented && insetText({ text: t("home.invented") })}
${
  decided &&
  html`<h2 class="govuk-heading-m">${t("home.find")}</h2><p class="govuk-body">${t("home.find-how")}</p>${button({ text: t("home.find-button"), href: paths.place(locale, scheme.slug), isStartButton: true })}`
}
<h2 class="govuk-heading-m">${t("home.calls")}</h2>
${calls.length === 0 ? html`<p class="govuk-body">${t("home.no-call")}</p>` : calls.map((call) => callCard(words, scheme.slug, call))}
<h2 class="govuk-heading-m">${t("home.targets")}</h2>
${bulletChart({
  words,
  id: "targets",
  title: t("home.finding", { met, all: lines.length }),
  rows: lines.map((line) => ({
    label: words.local(line.name),
    target: line.target,
    realised: line.counts.finished,
    pipeline: pipelineOf(line.counts),
  })),
})}
<p class="govuk-body"><a class="govuk-link" href="${paths.results(locale, scheme.slug)}">${t("home.all-figures")}</a></p>
${
  past.length > 0 &&
  html`<h2 class="govuk-heading-m">${t("home.past")}</h2><ul class="govuk-list govuk-list--spaced">${past.map(
    (each) =>
      html`<li><a class="govuk-link" href="${paths.results(locale, each.slug)}">${t("home.past-results", { scheme: words.local(each.name) })}</a></li>`,
  )}</ul>`
}`,
  });
}

/** A call in plain words: what it offers, and what happens next by which day. */
function callCard(words: Words, slug: string, call: PublicCall): Html {
  const { t } = words;
  const next = {
    open: t("home.call-open", { when: words.deadline(call.closesAt) }),
    closed: t("home.call-closed", { day: words.day(call.decideBy) }),
    published: t("home.call-published"),
  }[call.state];
  return html`<div class="app-card"><h3 class="govuk-heading-s">${words.local(call.title)}</h3>
<p class="govuk-body"><strong>${next}</strong></p>
<p class="govuk-body">${t("site.places", { count: call.seats })}${call.cities.length > 0 && html` · ${words.list(call.cities)}`}${
    call.starts && call.ends && html` · ${words.days(call.starts, call.ends)}`
  }<br>${t("home.ages", { from: call.minimumAge, to: call.maximumAge })}</p>
${
  call.runId !== null &&
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.run(words.locale, slug, call.runId)}">${t("home.check-run")}</a></p>`
}</div>`;
}
