import { HOST_LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { readHostLink } from "../../stages/hosting/host-link.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import { CONTACT_ROLES, type HostContact } from "../../stages/hosting/hosting.ts";
import { tablePath } from "../../stages/hosting/letters.ts";
import { readAppetite } from "../../stages/hosting/read-appetite.ts";
import { type HostFile, readHost } from "../../stages/hosting/read-hosts.ts";
import type { Organisation } from "../../stages/organisations/organisation.ts";
import { bedTable, capacityTable, tradeWords } from "../../ui/hosting/grid.ts";
import {
  backLink,
  button,
  details,
  form,
  type Html,
  html,
  input,
  notificationBanner,
  problemSummary,
  select,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { appetitePart } from "./appetite-part.ts";
import { hostingPaths } from "./hosting-paths.ts";
import { noteForm, notes } from "./notes-part.ts";
import { requestSays } from "./request-words.ts";

/** A host's file: whom to ask, what it can take, and what it was like over the years. */
export async function hostPage(
  visit: StaffVisit,
  host: Organisation,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const file = await readHost(visit.tx, host.id);
  const [appetite] = await readAppetite(visit.tx, [host.id]);
  const keeps = can.keepHosts(visit.tx.actor);
  const link = keeps ? await readHostLink(visit.tx, host.id) : null;
  const title = t("hosting.host-title", { name: host.name });
  const labels = Object.fromEntries(
    ["name", "email", "phone", "role", "language", "kind", "happenedOn", "who", "note"].map(
      (field) => [field, t(`hosting.field-${field}`)],
    ),
  );
  const tableLink = (kind: "places" | "beds") =>
    keeps &&
    html`<p class="govuk-body"><a class="govuk-link" href="${hostingPaths.table(slug, host.id)}?kind=${kind}">${t(`hosting.paste-${kind}`)}</a></p>`;
  return consoleShell(visit, {
    title,
    section: "hosting",
    error: problems.length > 0,
    before: backLink({ words, href: paths.organisation(slug, host.id) }),
    body: html`${problemSummary(words, problems, {}, labels)}${visit.query.has("done") && notificationBanner({ words, type: "success", text: t("hosting.done") })}<h1 class="govuk-heading-l">${title}</h1>
${years(words, file)}${appetitePart(words, appetite, wallTimeOf(visit.tx.now).day)}
<h2 class="govuk-heading-m">${t("hosting.contacts")}</h2>
${contacts(visit, host, file.contacts, keeps)}
${keeps && details({ summary: t("hosting.contact-add"), open: problems.some((p) => p.field === "email" || p.field === "name"), text: contactForm(visit, host, problems) })}
${capacityTable(words, "hosting", file.capacities) ?? html`<h2 class="govuk-heading-m">${t("hosting.grid-places")}</h2><p class="govuk-body">${t("hosting.not-said")}</p>`}${tableLink("places")}
${bedTable(words, "hosting", file.beds) ?? html`<h2 class="govuk-heading-m">${t("hosting.grid-beds")}</h2><p class="govuk-body">${t("hosting.not-said")}</p>`}${tableLink("beds")}
${
  keeps &&
  html`<h2 class="govuk-heading-m">${t("hosting.link-title")}</h2><p class="govuk-body">${t("hosting.link-lead")}</p>${
    link &&
    html`<p class="govuk-body app-break"><a class="govuk-link" href="${tablePath(link.language, slug, link.secret)}">${visit.site.publicUrl}${tablePath(link.language, slug, link.secret)}</a></p>`
  }${form(
    { action: hostingPaths.link(slug, host.id), key: newId() },
    languageSelect(words, "link-language", link?.language ?? "en"),
    button({ text: t(link ? "hosting.link-renew" : "hosting.link-make"), kind: "secondary" }),
  )}`
}
${
  file.requests.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("hosting.requests"),
    captionClasses: "govuk-table__caption--m",
    head: [
      t("hosting.asked-on"),
      t("hosting.trade"),
      { text: t("hosting.people"), format: "numeric" },
      t("hosting.answer"),
    ],
    rows: file.requests.map((request) => [
      html`<a class="govuk-link" href="${hostingPaths.request(slug, request.id)}">${words.shortDay(request.askedAt)}</a>`,
      tradeWords(words, "hosting", request.trade),
      { text: words.number(request.places), format: "numeric" },
      requestSays(words, request),
    ]),
  })
}
<h2 class="govuk-heading-m">${t("hosting.notes")}</h2>
${notes(visit, host, file.notes)}
${keeps && details({ summary: t("hosting.note-add"), open: problems.some((p) => p.field === "happenedOn" || p.field === "who" || p.field === "note"), text: noteForm(visit, host, problems) })}`,
  });
}

/** Stays by year, and how many incidents: the figures that anybody asks first. */
function years(words: Words, file: HostFile): Html {
  const incidents = file.notes.filter((note) => note.kind === "incident").length;
  const yes = file.requests.filter((request) => request.state === "accepted").length;
  const figure = (value: number, label: string) =>
    html`<li><span class="app-figures__value">${words.number(value)}</span><span class="app-figures__label">${label}</span></li>`;
  const stays = file.years.reduce((sum, year) => sum + year.stays, 0);
  return html`<ul class="app-figures">${figure(stays, words.t("hosting.figure-stays"))}${figure(file.requests.length, words.t("hosting.figure-asked"))}${figure(yes, words.t("hosting.figure-yes"))}${figure(incidents, words.t("hosting.figure-incidents"))}</ul>
${file.years.length > 0 && html`<p class="govuk-body">${words.list(file.years.map((each) => words.t("hosting.in-year", { year: String(each.year), count: each.stays })))}</p>`}`;
}

function contacts(
  visit: StaffVisit,
  host: Organisation,
  all: readonly HostContact[],
  keeps: boolean,
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  if (all.length === 0) return html`<p class="govuk-body">${t("hosting.no-contact")}</p>`;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    head: [
      t("hosting.field-name"),
      t("hosting.field-role"),
      t("hosting.field-email"),
      t("hosting.field-phone"),
      t("hosting.field-language"),
      ...(keeps ? [t("hosting.field-end")] : []),
    ],
    rows: all.map((one) => [
      one.name,
      t(`hosting.role-${one.role}`),
      one.email,
      one.phone ?? "–",
      localeFacts(one.language).ownName,
      ...(keeps
        ? [
            one.endedAt
              ? t("hosting.ended-on", { day: words.shortDay(one.endedAt) })
              : form(
                  {
                    action: hostingPaths.contactEnd(visit.tx.actor.scheme.slug, host.id, one.id),
                    key: newId(),
                  },
                  button({ text: t("hosting.contact-end"), kind: "secondary" }),
                ),
          ]
        : []),
    ]),
  });
}

const languageSelect = (words: Words, id: string, value: string): Html =>
  select({
    words,
    id,
    name: "language",
    label: words.t("hosting.field-language"),
    value,
    items: HOST_LOCALES.map((locale) => ({ value: locale, text: localeFacts(locale).ownName })),
  });

function contactForm(visit: StaffVisit, host: Organisation, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const box = (name: string, more: { type?: string } = {}) =>
    input({
      words,
      problems,
      name,
      label: t(`hosting.field-${name}`),
      value: visit.form.text(name),
      autocomplete: "off",
      ...more,
    });
  return form(
    {
      action: hostingPaths.contacts(visit.tx.actor.scheme.slug, host.id),
      key: newId(),
      classes: "app-text",
    },
    box("name"),
    box("email", { type: "email" }),
    box("phone"),
    select({
      words,
      problems,
      name: "role",
      label: t("hosting.field-role"),
      value: visit.form.text("role"),
      items: CONTACT_ROLES.map((value) => ({ value, text: t(`hosting.role-${value}`) })),
    }),
    languageSelect(words, "contact-language", visit.form.text("language") || "en"),
    button({ text: t("site.save") }),
  );
}
