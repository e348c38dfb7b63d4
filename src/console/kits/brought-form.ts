import type { MessageKey } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { BroughtKit } from "../../stages/kits/bring-kit.ts";
import { roomNames } from "../../stages/kits/pack-kit.ts";
import { ORGANISATION_KINDS } from "../../stages/organisations/organisation.ts";
import {
  backLink,
  button,
  checkboxes,
  form,
  type Html,
  html,
  input,
  problemSummary,
  select,
  summaryList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { COUNTRIES, FIELDS } from "../set-up/wish.ts";
import { nameInputs, nameLabels } from "../settings/names.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { countOf, roomLabels, roomText } from "./room-words.ts";

type Me = { readonly name: string; readonly email: string };
type Shown = {
  readonly visit: StaffVisit;
  readonly brought: BroughtKit;
  readonly problems: readonly Problem[];
};

/** What is in a kit, and what the new programme is called, who runs it and what of the kit it keeps. */
export function broughtPage(
  visit: StaffVisit,
  brought: BroughtKit,
  me: Me,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { rooms } = brought.kit;
  const { openedAs } = brought;
  const labels = { ...roomLabels(words), ...labelsOf(visit, brought) };
  const targets = {
    countries: "countries",
    ...Object.fromEntries(roomNames.map((room) => [room, "kit-rooms"])),
  };
  return consoleShell(visit, {
    title: t("kit.brought-title"),
    section: "settings",
    error: problems.length > 0,
    before: backLink({ words, href: paths.kit(slug), text: t("kit.title") }),
    body: html`${problemSummary(words, problems, targets, labels)}<h1 class="govuk-heading-l">${t("kit.brought-title")}</h1>
<p class="govuk-body"><strong>${words.local(rooms.scheme.name)}</strong></p>
<div id="kit-rooms">${summaryList({
      rows: roomNames.map((room) => ({
        key: roomText(words, room),
        value: words.number(countOf(rooms, room)),
      })),
    })}</div>
${
  openedAs === null
    ? openForm({ visit, brought, problems }, me)
    : html`<p class="govuk-body"><a class="govuk-link" href="${paths.home(openedAs)}">${t("kit.go-there")}</a></p>`
}`,
  });
}

function labelsOf(visit: StaffVisit, { kit }: BroughtKit): Readonly<Record<string, string>> {
  const words = wordsOf(visit);
  const { t } = words;
  const labels: Record<string, string> = {
    ...nameLabels(words),
    slug: t("set-up.slug"),
    organisation: t("set-up.organisation"),
    kind: t("set-up.kind"),
    city: t("set-up.city"),
    country: t("set-up.country"),
    phone: t("set-up.phone"),
    countries: t("set-up.countries"),
    lines: t("set-up.lines"),
  };
  for (const code of kit.rooms.scheme.countries) {
    const { name, city, kind } = FIELDS.partner(code);
    for (const field of [name, city, kind]) labels[field] = words.country(code);
  }
  return labels;
}

function openForm(shown: Shown, me: Me): Html {
  const { visit, brought, problems } = shown;
  const words = wordsOf(visit);
  const { t } = words;
  const { scheme } = brought.kit.rooms;
  const again = problems.length > 0;
  const byName = COUNTRIES.map((value) => ({ value, text: words.country(value) })).sort((a, b) =>
    words.compare(a.text, b.text),
  );
  return html`<h2 class="govuk-heading-m">${t("kit.new-title")}</h2>
<p class="govuk-body">${t("kit.yours", { name: me.name, email: me.email })}</p>
${form(
  { action: visit.path, key: newId(), classes: "app-text" },
  html`${nameInputs({
    words,
    problems,
    value: (field, locale) => (again ? visit.form.text(field) : (scheme.name[locale] ?? "")),
  })}`,
  text(shown, "slug", t("set-up.slug"), { hint: t("set-up.slug-hint"), autocapitalize: "none" }),
  text(shown, "organisation", t("set-up.organisation")),
  kind(shown, "kind"),
  text(shown, "city", t("set-up.city")),
  select({
    words,
    name: "country",
    label: t("set-up.country"),
    value: visit.form.text("country"),
    problems,
    items: [{ value: "", text: t("site.choose") }, ...byName],
  }),
  text(shown, "phone", t("set-up.phone"), { type: "tel", hint: t("set-up.phone-hint") }),
  checkboxes({
    words,
    problems,
    name: "countries",
    legend: { text: t("set-up.countries"), classes: "govuk-fieldset__legend--s" },
    hint: t("kit.countries-hint"),
    values: again ? visit.form.all("countries") : scheme.countries,
    items: scheme.countries.map((code) => ({
      value: code,
      text: words.country(code),
      conditional: partner(shown, code),
    })),
  }),
  checkboxes({
    words,
    problems,
    name: "lines",
    legend: { text: t("kit.lines"), classes: "govuk-fieldset__legend--s" },
    hint: t("kit.lines-hint"),
    values: again ? visit.form.all("lines") : scheme.lines.map(({ code }) => code),
    items: scheme.lines.map(({ code, name, target }) => ({
      value: code,
      text: `${words.local(name)} (${words.number(target)})`,
    })),
  }),
  button({ text: t("kit.button"), preventDoubleClick: true }),
)}`;
}

function partner(shown: Shown, code: string): Html {
  const { t } = wordsOf(shown.visit);
  const fields = FIELDS.partner(code);
  return html`${text(shown, fields.name, t("set-up.partner"))}${text(
    shown,
    fields.city,
    t("set-up.partner-city"),
  )}${kind(shown, fields.kind)}`;
}

const text = (
  { visit, problems }: Shown,
  name: string,
  label: string,
  more: Partial<Parameters<typeof input>[0]> = {},
): Html =>
  input({
    words: wordsOf(visit),
    name,
    label,
    autocomplete: "off",
    spellcheck: false,
    value: visit.form.text(name),
    problems,
    ...more,
  });

function kind({ visit, problems }: Shown, name: string): Html {
  const words = wordsOf(visit);
  return select({
    words,
    name,
    label: words.t("set-up.kind"),
    value: visit.form.text(name),
    problems,
    items: [
      { value: "", text: words.t("site.choose") },
      ...ORGANISATION_KINDS.map((value) => ({
        value,
        text: words.t(`organisations.kind-${value}` as MessageKey),
      })),
    ],
  });
}
