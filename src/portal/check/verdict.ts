import type { Words } from "../../platform/i18n/index.ts";
import type { Office } from "../../stages/organisations/office.ts";
import { officeOfCountry } from "../../stages/organisations/read-offices.ts";
import type { CheckedCode } from "../../stages/reporting/read-front-door.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { details, type Html, html } from "../../ui/index.ts";
import { timeLeft } from "../calls/standing.ts";
import { paths } from "../paths.ts";
import { officeCard, telephone } from "./office.ts";
import { PUBLIC_LINES } from "./public-lines.ts";

const PROMISES = ["money", "passport", "home"] as const;

/** What nobody of the programme will ever do; whoever does it is not of the programme. */
export const promises = (words: Words): Html =>
  html`<h2 class="govuk-heading-m">${words.t("check.promises")}</h2><ul class="govuk-list govuk-list--bullet">${PROMISES.map(
    (promise) => html`<li><strong>${words.t(`check.promise-${promise}`)}</strong></li>`,
  )}</ul>`;

/** The partner of each country, where it is and who answers there. */
export function partners(
  words: Words,
  offices: readonly Office[],
  countries: readonly string[],
  owners: CheckedCode["call"]["owners"] = [],
): Html {
  const alone = countries.length === 1;
  const sorted = [...countries].sort((a, b) => words.compare(words.country(a), words.country(b)));
  return html`${sorted.map((country) => {
    const office = officeOfCountry(offices, country);
    if (!office) return null;
    const owner = owners.find((each) => each.country === country);
    const card = officeCard(words, office, owner);
    return alone
      ? html`<h3 class="govuk-heading-s">${words.country(country)}</h3>${card}`
      : details({ summary: words.country(country), text: card });
  })}`;
}

/** The code is one of ours: what it stands for, and how to make sure without trusting this page. */
export function real(
  words: Words,
  from: {
    readonly found: CheckedCode;
    readonly scheme: Scheme;
    readonly offices: readonly Office[];
    readonly country: string | null;
    readonly now: Date;
  },
): Html {
  const { t } = words;
  const { call, ofClass } = from.found;
  const { slug } = from.scheme;
  const countries = from.country
    ? [from.country]
    : [...new Set(call.flows.map((flow) => flow.sendingCountry))];
  const number = String(call.number);
  const query = from.country ? `?country=${from.country}` : "";
  const open = call.state === "open" && from.now <= call.closesAt;
  return html`<div class="app-verdict app-verdict--real"><h2 class="govuk-heading-m">${t("check.real")}</h2>
<p class="govuk-body">${t("check.real-call", { call: words.local(call.title), scheme: words.local(from.scheme.name) })}<br><strong>${timeLeft(words, call, from.now)}</strong></p></div>
${
  ofClass &&
  html`<dl class="app-facts"><div><dt>${t("check.school")}</dt><dd>${ofClass.school.name}, ${ofClass.school.city}</dd></div><div><dt>${t("check.class")}</dt><dd>${ofClass.className}${ofClass.trade && html` · ${words.trade(ofClass.trade)}`}</dd></div><div><dt>${t("check.teacher")}</dt><dd>${ofClass.teacherName}</dd></div></dl>`
}
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.call(words.locale, slug, number)}${query}">${t("check.read-call")}</a></p>${
    open &&
    ofClass &&
    html`<p class="govuk-body app-way"><a class="govuk-link" href="${paths.apply(words.locale, slug, call.publicCode)}?class=${ofClass.code}">${t("front.start")}</a></p>`
  }
${promises(words)}
<h2 class="govuk-heading-m">${t(countries.length === 1 ? "check.partner" : "check.partners")}</h2><p class="govuk-body">${t("check.call-them")}</p>
${partners(words, from.offices, countries, call.owners)}`;
}

/** Nobody of ours gave out this code: what not to do, what to do, and whom to call. */
export function notReal(
  words: Words,
  from: {
    readonly typed: string;
    readonly offices: readonly Office[];
    readonly countries: readonly string[];
  },
): Html {
  const { t } = words;
  const lines = from.countries.length > 0 ? from.countries : Object.keys(PUBLIC_LINES);
  return html`<div class="app-verdict app-verdict--false"><h2 class="govuk-heading-m">${t("check.false")}</h2>
<p class="govuk-body">${t("check.false-about", { code: from.typed })}</p></div>
<h2 class="govuk-heading-m">${t("check.false-do")}</h2>
<ol class="govuk-list govuk-list--number"><li>${t("check.false-typed")}</li><li>${t("check.false-nothing")}</li><li>${t("check.false-ask")}</li><li>${t("check.false-report")}</li></ol>
${
  from.offices.length > 0 &&
  html`<h2 class="govuk-heading-m">${t("check.partners")}</h2>${partners(words, from.offices, from.countries)}`
}
<h2 class="govuk-heading-m">${t("check.lines")}</h2>
<dl class="app-facts">${lines.map((country) => {
    const known = PUBLIC_LINES[country];
    return (
      known &&
      html`<div><dt>${words.country(country)}</dt><dd>${t("check.police")}: ${telephone(known.police)}${known.victims && html`<br>${known.victims.name}: ${telephone(known.victims.phone)}`}</dd></div>`
    );
  })}</dl>
<p class="govuk-body">${t("about.help-danger")}</p>`;
}
