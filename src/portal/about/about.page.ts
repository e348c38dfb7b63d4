import type { MessageKey } from "../../platform/i18n/index.ts";
import { page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import { listSchemes } from "../../stages/schemes/read-scheme.ts";
import { type Html, html } from "../../ui/html.ts";
import { paths } from "../paths.ts";
import { portalShell } from "../shell.ts";

type Part = { readonly heading?: MessageKey; readonly text: readonly MessageKey[] };

const PAGES: Readonly<Record<"accessibility" | "privacy", readonly Part[]>> = {
  accessibility: [
    { text: ["about.accessibility-aim", "about.accessibility-standard"] },
    {
      heading: "about.accessibility-known",
      text: ["about.accessibility-known-words", "about.accessibility-known-people"],
    },
    { text: ["about.accessibility-tell"] },
  ],
  privacy: (["what", "who", "public", "rights", "cookies"] as const).map((part) => ({
    heading: `about.privacy-${part}`,
    text: [`about.privacy-${part}-body`],
  })),
};

async function about(visit: PublicVisit, which: keyof typeof PAGES) {
  const { t } = visit.words;
  const title = t(`about.${which}-title`);
  const parts = PAGES[which].map(
    ({ heading, text }) =>
      html`${heading && html`<h2 class="govuk-heading-m">${t(heading)}</h2>`}${text.map((key) => html`<p class="govuk-body">${t(key)}</p>`)}`,
  );
  return page(
    await portalShell(visit, {
      title,
      body: html`<h1 class="govuk-heading-l">${title}</h1>${parts}`,
    }),
  );
}

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
  { method: "GET", access: "public", path: paths.help(":lang"), answer: help },
  {
    method: "GET",
    access: "public",
    path: paths.accessibility(":lang"),
    answer: (v) => about(v, "accessibility"),
  },
  {
    method: "GET",
    access: "public",
    path: paths.privacy(":lang"),
    answer: (v) => about(v, "privacy"),
  },
];
