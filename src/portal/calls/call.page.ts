import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { readPublishedPlaces } from "../../stages/allocation-runs/read-published-places.ts";
import { questionOf } from "../../stages/applications/answers-in-words.ts";
import { fieldsOf, pagesOf } from "../../stages/applications/application.forms.ts";
import { readFormOfCall } from "../../stages/applications/standard-forms.ts";
import type { CallSheet } from "../../stages/calls/call-sheet.ts";
import { mayApply } from "../../stages/calls/may-apply.rules.ts";
import { readCallSheet } from "../../stages/calls/read-call-sheet.ts";
import {
  callContacts,
  callDates,
  callName,
  callPaid,
  callPlaces,
  callRule,
  callSummary,
  callWho,
} from "../../ui/call-sheet/index.ts";
import { button, type Html, html, lines } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";
import { factsOfCall } from "./facts-of-call.ts";
import { lastPlaces } from "./last-places.ts";
import { shareCall } from "./share.ts";
import { timeLeft } from "./standing.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.call(":lang", ":scheme", ":number"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const call = await askedCall(visit);
      return call ? callPage(visit, call) : nothingHere;
    },
  },
];

/** The call of the address; null for a draft and for a number that no call has. */
export async function askedCall(visit: PublicVisit): Promise<CallSheet | null> {
  const { number } = visit.params;
  if (!/^\d{1,4}$/.test(number ?? "")) return null;
  const found = await readCallSheet(visit.tx, Number(number));
  return found?.state === "draft" ? null : found;
}

/** How many past calls of the line are shown; older ones had other rules and other winters. */
const PAST_CALLS = 2;

async function callPage(visit: PublicVisit, call: CallSheet): Promise<Answer> {
  const words = await portalWords(visit, call.audience);
  const { t } = words;
  const scheme = await schemeOf(visit);
  const slug = scheme?.slug ?? "";
  const country = call.flows.some((flow) => flow.sendingCountry === visit.query.get("country"))
    ? (visit.query.get("country") ?? undefined)
    : undefined;
  const places = await readPublishedPlaces(visit.tx, { lineId: call.lineId });
  const own = places.find((place) => place.callId === call.id);
  const earlier = places.filter((place) => place.callId !== call.id);
  const open = mayApply({ call, extension: null, startedAt: null, now: visit.tx.now }).ok;
  const about = words.local(call.about);
  const title = words.local(call.title);
  const section = (name: string, heading: MessageKey, body: Html) =>
    html`<section id="call-${name}"><h2 class="govuk-heading-m">${t(heading)}</h2>${body}</section>`;
  const start =
    open &&
    button({
      text: t("front.start"),
      href: paths.apply(words.locale, slug, call.publicCode),
      isStartButton: true,
    });
  const mine = country === undefined ? call : ofCountry(call, country);
  return page(
    await portalShell(visit, {
      title,
      about: `${title}: ${timeLeft(words, call, visit.tx.now)}`,
      data: factsOfCall({ words, call, scheme, publicUrl: visit.site.publicUrl }),
      before: html`<a class="govuk-back-link" href="${paths.calls(words.locale, slug)}${country ? `?country=${country}` : ""}">${t("front.calls")}</a>`,
      body: html`<span class="govuk-caption-l">${callName(words, call)}</span><h1 class="govuk-heading-l">${title}</h1>
${about !== "" && html`<p class="govuk-body-l">${lines(about)}</p>`}
<p class="govuk-body"><strong>${timeLeft(words, call, visit.tx.now)}</strong></p>
${start}
${own && html`<p class="govuk-body app-way"><a class="govuk-link" href="${paths.run(words.locale, slug, own.runId)}">${t("home.check-run")}</a></p>`}
${countryChoice(words, slug, call, country)}
${callSummary(words, call)}
${section("who", "call-sheet.heading-who", callWho(words, call))}
${section("places", "call-sheet.heading-places", callPlaces(words, mine))}
${section("paid", "call-sheet.heading-paid", callPaid(words, call))}
${section(
  "dates",
  "call-sheet.heading-dates",
  html`${callDates(words, call)}<p class="govuk-body app-way"><a class="govuk-link" href="${paths.callDates(words.locale, slug, String(call.number))}">${t("front.calendar")}</a></p>`,
)}
${section(
  "rule",
  "call-sheet.heading-rule",
  html`${callRule(words, call)}<p class="govuk-body app-way"><a class="govuk-link" href="${paths.howOf(words.locale, slug)}">${t("home.how")}</a></p>`,
)}
${earlier.length > 0 && section("last-places", "front.last-places", lastPlaces(words, slug, earlier, { calls: PAST_CALLS, country }))}
${section("questions", "front.questions", await questions(visit, words, call))}
${section("contacts", "call-sheet.heading-contacts", callContacts(words, call, country))}
<div class="app-card"><h2 class="govuk-heading-s"><a class="govuk-link" href="${paths.check(words.locale, slug)}?code=${call.publicCode}${country ? `&country=${country}` : ""}">${t("site.check-offer")}</a></h2><p class="govuk-body">${t("front.check-about")}</p></div>
${section("share", "front.share", shareCall({ words, slug, call, publicUrl: visit.site.publicUrl, country }))}
${start}`,
    }),
  );
}

/** Places, last places and people to call are of one country each: six times as long for nobody. */
function countryChoice(
  words: Words,
  slug: string,
  call: CallSheet,
  chosen: string | undefined,
): Html {
  const { t } = words;
  const here = paths.call(words.locale, slug, String(call.number));
  if (chosen !== undefined) {
    return html`<p class="govuk-body">${t("front.only-country", { country: words.country(chosen) })} <a class="govuk-link" href="${here}">${t("front.all-countries")}</a></p>`;
  }
  const countries = [...new Set(call.flows.map((flow) => flow.sendingCountry))].sort((a, b) =>
    words.compare(words.country(a), words.country(b)),
  );
  if (countries.length < 2) return html``;
  return html`<nav aria-label="${t("front.filter-country")}"><p class="govuk-body" aria-hidden="true">${t("front.filter-country")}</p><ul class="app-choices">${countries.map(
    (country) =>
      html`<li><a class="govuk-link" href="${here}?country=${country}">${words.country(country)}</a></li>`,
  )}</ul></nav>`;
}

/** The same call with the places of one country only: nobody competes with another country's schools. */
const ofCountry = (call: CallSheet, country: string): CallSheet => ({
  ...call,
  flows: call.flows.filter((flow) => flow.sendingCountry === country),
});

/** What will be asked, before anybody begins: there is nothing to be afraid of, and nothing to prepare. */
async function questions(visit: PublicVisit, words: Words, call: CallSheet): Promise<Html> {
  const { t } = words;
  const pages = pagesOf(await readFormOfCall(visit.tx, call));
  return html`<p class="govuk-body">${t("front.questions-about", { count: pages.length })}</p>
<ol class="govuk-list govuk-list--number">${pages.map((each) => {
    const [first] = fieldsOf([each]);
    const text = each.title
      ? words.local(each.title)
      : first
        ? questionOf(words, first)
        : each.code;
    const only = each.when?.ageBelow;
    return html`<li>${text}${only !== undefined && html` <span class="govuk-hint">${t("front.only-below", { age: only })}</span>`}</li>`;
  })}</ol>`;
}
