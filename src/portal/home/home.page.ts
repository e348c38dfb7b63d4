import type { Words } from "../../platform/i18n/index.ts";
import { nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { pipelineOf } from "../../stages/reporting/board.ts";
import { readBoard } from "../../stages/reporting/read-board.ts";
import { type PublicCall, readPublicCalls } from "../../stages/reporting/read-public-calls.ts";
import { listSchemes } from "../../stages/schemes/read-scheme.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { readPublicStories } from "../../stages/stories/read-stories.ts";
import { bulletChart } from "../../ui/charts/index.ts";
import { button, type Html, html, insetText } from "../../ui/index.ts";
import { storyTitle } from "../../ui/story/index.ts";
import { timeLeft } from "../calls/standing.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { frontPage } from "./front.ts";

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
    shared: true,
    answer: async (visit) => {
      const listed = await listSchemes(visit.tx);
      const running = listed.filter((scheme) => scheme.kind === "running");
      // With one scheme the choice of a scheme would be a page in the way.
      if (running.length === 1) return redirect(paths.home(visit.locale, running[0]!.slug));
      return page(await frontPage(visit, listed));
    },
  },
  {
    method: "GET",
    path: paths.home(":lang", ":scheme"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const scheme = await schemeOf(visit);
      if (!scheme) return nothingHere;
      if (scheme.kind === "archive") return redirect(paths.results(visit.locale, scheme.slug));
      return page(await homePage(visit, scheme));
    },
  },
];

async function homePage(visit: PublicVisit, scheme: Scheme): Promise<Html> {
  const { locale } = visit;
  const words = await portalWords(visit);
  const { t } = words;
  const calls = (await readPublicCalls(visit.tx)).sort(
    (a, b) => Number(b.state === "open") - Number(a.state === "open"),
  );
  const lines = await readBoard(visit.tx);
  const past = (await listSchemes(visit.tx)).filter((each) => each.kind === "archive");
  const met = lines.filter((line) => line.counts.finished >= line.target).length;
  const decided = calls.some((call) => call.state === "published");
  const open = calls.filter((call) => call.state === "open" && call.closesAt > visit.tx.now);
  const countries = scheme.countries
    .map(({ country }) => ({
      country,
      open: open.filter((call) => call.countries.includes(country)).length,
    }))
    .sort((a, b) => words.compare(words.country(a.country), words.country(b.country)));
  return portalShell(visit, {
    title: t("home.start"),
    about: t("home.what", {
      countries: words.countries(scheme.countries.map(({ country }) => country)),
    }),
    body: html`<h1 class="govuk-heading-l">${words.local(scheme.name)}</h1>
<p class="govuk-body-l">${t("home.what", { countries: words.countries(scheme.countries.map(({ country }) => country)) })}</p>
<p class="govuk-body">${t("home.what-rule")} <a class="govuk-link" href="${paths.how(locale)}">${t("home.how")}</a></p>
${scheme.invented && insetText({ text: t("home.invented") })}
<h2 class="govuk-heading-m">${t("front.find")}</h2>
<ul class="app-countries">${countries.map(
      ({ country, open }) =>
        html`<li><a class="govuk-link" href="${paths.calls(locale, scheme.slug)}?country=${country}">${words.country(country)}</a> <span class="app-muted">${t("front.open-calls", { count: open })}</span></li>`,
    )}</ul>
<p class="govuk-body">${t("front.not-guessed")}</p>
<div class="app-card"><h2 class="govuk-heading-s"><a class="govuk-link" href="${paths.check(locale, scheme.slug)}">${t("site.check-offer")}</a></h2><p class="govuk-body">${t("front.check-about")}</p></div>
${
  decided &&
  html`<h2 class="govuk-heading-m">${t("home.find")}</h2><p class="govuk-body">${t("home.find-how")}</p>${button({ text: t("home.find-button"), href: paths.place(locale, scheme.slug), isStartButton: true })}`
}
<h2 class="govuk-heading-m">${t("home.calls")}</h2>
${calls.length === 0 ? html`<p class="govuk-body">${t("home.no-call")}</p>` : calls.map((call) => callCard(visit, words, scheme.slug, call))}
${await latestStories(visit, words, scheme.slug)}
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
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.results(locale, scheme.slug)}">${t("home.all-figures")}</a></p>
${
  past.length > 0 &&
  html`<h2 class="govuk-heading-m">${t("home.past")}</h2><ul class="govuk-list govuk-list--spaced app-ways">${past.map(
    (each) =>
      html`<li><a class="govuk-link" href="${paths.results(locale, each.slug)}">${t("home.past-results", { scheme: words.local(each.name) })}</a></li>`,
  )}</ul>`
}`,
  });
}

const STORIES = 3;

/**
 * The newest stories by trade and place. This page is kept for a minute on the way, so nothing stands
 * here that somebody takes back: no name, no words and no picture.
 */
async function latestStories(visit: PublicVisit, words: Words, slug: string): Promise<Html | null> {
  const { stories } = await readPublicStories(visit.tx, { school: "", trade: "", page: 1 });
  if (stories.length === 0) return null;
  const all = paths.stories(words.locale, slug);
  return html`<h2 class="govuk-heading-m">${words.t("story.title")}</h2><ul class="govuk-list govuk-list--spaced app-ways">${stories
    .slice(0, STORIES)
    .map(
      (story) =>
        html`<li><a class="govuk-link" href="${paths.story(words.locale, slug, story.id)}">${storyTitle(words, story)}</a></li>`,
    )}</ul><p class="govuk-body app-way"><a class="govuk-link" href="${all}">${words.t("story.all")}</a></p>`;
}

/** A call in plain words: what it offers, and what happens next by which day. */
function callCard(visit: PublicVisit, words: Words, slug: string, call: PublicCall): Html {
  const { t } = words;
  return html`<div class="app-card"><h3 class="govuk-heading-s app-way"><a class="govuk-link" href="${paths.call(words.locale, slug, String(call.number))}">${words.local(call.title)}</a></h3>
<p class="govuk-body"><strong>${timeLeft(words, call, visit.tx.now)}</strong></p>
<p class="govuk-body">${t("site.places", { count: call.seats })}${call.cities.length > 0 && html` · ${words.list(call.cities)}`}${
    call.starts && call.ends && html` · ${words.days(call.starts, call.ends)}`
  }</p>
${
  call.runId !== null &&
  html`<p class="govuk-body app-way"><a class="govuk-link" href="${paths.run(words.locale, slug, call.runId)}">${t("home.check-run")}</a></p>`
}</div>`;
}
