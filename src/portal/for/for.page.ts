import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Office } from "../../stages/organisations/office.ts";
import { readOffices } from "../../stages/organisations/read-offices.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { type Html, html, insetText } from "../../ui/index.ts";
import { officeCard, telephone } from "../check/office.ts";
import { partners } from "../check/verdict.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

/** Pages for those who make a stay possible: what they give, what they get, and whom they call. */
const AUDIENCES = ["companies", "schools"] as const;
type Audience = (typeof AUDIENCES)[number];
const PATH = { companies: paths.forCompanies, schools: paths.forSchools } as const;

export const routes: Route[] = AUDIENCES.map((audience) => ({
  method: "GET",
  path: PATH[audience](":lang", ":scheme"),
  access: "public",
  shared: true,
  answer: async (visit: PublicVisit) => {
    const scheme = await schemeOf(visit);
    return scheme?.kind === "running" ? page(await forPage(visit, scheme, audience)) : nothingHere;
  },
}));

const STEPS = ["1", "2", "3", "4"] as const;
const PARTS = ["1", "2", "3"] as const;

async function forPage(visit: PublicVisit, scheme: Scheme, audience: Audience): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const say = (part: string) => t(`for.${audience}-${part}` as MessageKey);
  const list = (name: "give" | "get") =>
    html`<h2 class="govuk-heading-m">${t(`for.${name}`)}</h2><ul class="govuk-list govuk-list--bullet">${PARTS.map((part) => html`<li>${say(`${name}-${part}`)}</li>`)}</ul>`;
  const offices = await readOffices(visit.tx);
  return portalShell(visit, {
    title: t(`front.${audience}`),
    about: say("lead"),
    body: html`<h1 class="govuk-heading-l">${t(`front.${audience}`)}</h1>
<p class="govuk-body-l">${say("lead")}</p>
${list("give")}
${list("get")}
<h2 class="govuk-heading-m">${t("for.steps")}</h2>
<ol class="govuk-list govuk-list--number">${STEPS.map((step) => html`<li><strong>${say(`step-${step}`)}</strong><br>${say(`step-${step}-body`)}</li>`)}</ol>
<h2 class="govuk-heading-m">${t("for.call")}</h2>
${scheme.invented && insetText({ text: t("check.invented") })}
${audience === "schools" ? schoolsCall(words, scheme, offices) : companiesCall(words, scheme, offices)}`,
  });
}

const schoolsCall = (words: Words, scheme: Scheme, offices: readonly Office[]): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.schoolAccess(words.locale, scheme.slug)}">${words.t("school.access-title")}</a></p>
<p class="govuk-body">${words.t("for.schools-call")}</p>${partners(
    words,
    offices,
    scheme.countries.map(({ country }) => country),
  )}`;

/** A company calls the partner in its own city; the coordinator where there is none yet. */
function companiesCall(words: Words, scheme: Scheme, offices: readonly Office[]): Html {
  const { contact } = scheme.settings;
  const hosts = words.inOrder(
    offices.filter((office) => office.roles.includes("hosting")),
    (office) => office.city,
    (office) => office.name,
  );
  return html`<p class="govuk-body">${words.t("for.companies-call")}</p>${hosts.map(
    (office) =>
      html`<h3 class="govuk-heading-s">${office.city}, ${words.country(office.country)}</h3>${officeCard(words, office)}`,
  )}${
    contact &&
    html`<h3 class="govuk-heading-s">${words.t("for.companies-else")}</h3><p class="govuk-body">${contact.name}<br>${telephone(contact.phone)}<br><a class="govuk-link" href="mailto:${contact.email}">${contact.email}</a></p>`
  }`;
}
