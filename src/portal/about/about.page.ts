import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import { listSchemes } from "../../stages/schemes/read-scheme.ts";
import { type Html, html } from "../../ui/html.ts";
import { paths } from "../paths.ts";
import { portalShell } from "../shell.ts";

type Part = { readonly heading?: MessageKey; readonly text: readonly MessageKey[] };

/** When somebody last went through the site with the statement in hand. */
const LOOKED_AT = day("2026-11-22");

const part = (name: string): Part => ({
  heading: `about.${name}`,
  text: [`about.${name}-body`],
});

const ACCESSIBILITY: readonly Part[] = [
  { text: ["about.accessibility-aim", "about.accessibility-standard"] },
  part("accessibility-status"),
  {
    heading: "about.accessibility-known",
    text: [
      "about.accessibility-known-words",
      "about.accessibility-known-people",
      "about.accessibility-known-papers",
    ],
  },
  part("accessibility-ways"),
  { text: ["about.accessibility-tell"] },
  part("accessibility-answer"),
];

const KEPT: readonly Part[] = [
  { text: ["about.privacy-lead"] },
  {
    heading: "about.privacy-what",
    text: ["about.privacy-kept-body", "about.privacy-sealed-body"],
  },
];
const RIGHTS: readonly Part[] = [
  part("privacy-long"),
  part("privacy-two"),
  { heading: "about.privacy-rights", text: ["about.privacy-rights-body", "about.privacy-ask"] },
  { heading: "about.privacy-cookies", text: ["about.privacy-cookies-none"] },
];
const READERS = ["you", "school", "assessor", "partner", "host", "all"] as const;

const partsOf = (words: Words, parts: readonly Part[]): Html =>
  html`${parts.map(
    ({ heading, text }) =>
      html`${heading && html`<h2 class="govuk-heading-m">${words.t(heading)}</h2>`}${text.map(
        (key) => html`<p class="govuk-body">${words.t(key, { day: words.day(LOOKED_AT) })}</p>`,
      )}`,
  )}`;

const accessibility = (visit: PublicVisit) =>
  statement(visit, visit.words.t("about.accessibility-title"), partsOf(visit.words, ACCESSIBILITY));

/** Written for somebody of sixteen: who sees what comes before what a law is called. */
function privacy(visit: PublicVisit) {
  const { words } = visit;
  const readers = READERS.map(
    (who) =>
      html`<div><dt>${words.t(`about.privacy-sees-${who}`)}</dt><dd>${words.t(`about.privacy-sees-${who}-body`)}</dd></div>`,
  );
  return statement(
    visit,
    words.t("about.privacy-title"),
    html`${partsOf(words, KEPT)}<h2 class="govuk-heading-m">${words.t("about.privacy-sees")}</h2><dl class="app-facts">${readers}</dl>${partsOf(words, RIGHTS)}`,
  );
}

const statement = async (visit: PublicVisit, title: string, body: Html) =>
  page(
    await portalShell(visit, {
      title,
      body: html`<h1 class="govuk-heading-l">${title}</h1>${body}`,
    }),
  );

async function help(visit: PublicVisit) {
  const { t } = visit.words;
  const title = t("about.help-title");
  const lines = (["danger", "place", "code", "result"] as const).map(
    (line) => html`<p class="govuk-body">${t(`about.help-${line}`)}</p>`,
  );
  const contacts: Html[] = [];
  for (const listed of await listSchemes(visit.tx)) {
    const { contact } = listed.settings;
    if (!contact) continue;
    contacts.push(
      html`<dl class="govuk-summary-list"><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${visit.words.local(listed.name)}</dt><dd class="govuk-summary-list__value">${contact.name}<br><a class="govuk-link" href="tel:${contact.phone.replaceAll(" ", "")}">${contact.phone}</a><br><a class="govuk-link" href="mailto:${contact.email}">${contact.email}</a></dd></div></dl>`,
    );
  }
  return page(
    await portalShell(visit, {
      title,
      body: html`<h1 class="govuk-heading-l">${title}</h1>${lines}<h2 class="govuk-heading-m">${t("about.help-contact")}</h2>${contacts.length > 0 ? contacts : html`<p class="govuk-body">${t("about.help-contact-none")}</p>`}`,
    }),
  );
}

export const routes: Route[] = [
  { method: "GET", access: "public", shared: true, path: paths.help(":lang"), answer: help },
  {
    method: "GET",
    access: "public",
    path: paths.accessibility(":lang"),
    shared: true,
    answer: accessibility,
  },
  {
    method: "GET",
    access: "public",
    path: paths.privacy(":lang"),
    shared: true,
    answer: privacy,
  },
];
