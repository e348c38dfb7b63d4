import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { GENDERS } from "../../stages/applications/application.ts";
import { findNamesakes } from "../../stages/applications/find-namesakes.ts";
import { readStaffPost } from "../../stages/applications/keep-staff-link.ts";
import type { Person } from "../../stages/applications/person.ts";
import { EMPLOYMENTS } from "../../stages/applications/staff-link.ts";
import { MOBILITY_MODES } from "../../stages/mobilities/mobility.ts";
import { NOBODY_HERE } from "../../stages/mobilities/write-staff-stay.ts";
import type { Organisation } from "../../stages/organisations/organisation.ts";
import { listOrganisations } from "../../stages/organisations/read-organisations.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import {
  button,
  buttonGroup,
  dateInput,
  form,
  type Html,
  hidden,
  html,
  input,
  insetText,
  radios,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { boxesOf } from "./acts.ts";

/** In the order in which they stand on the page. */
export const FIELDS = [
  "personId",
  "givenNames",
  "familyName",
  "birthDate",
  "gender",
  "email",
  "lineId",
  "sendingOrganisationId",
  "hostingOrganisationId",
  "starts",
  "ends",
  "mode",
  "reference",
  "post",
  "employment",
  "since",
  "until",
  "paper",
] as const;

const LABELS: Readonly<Record<(typeof FIELDS)[number], MessageKey>> = {
  personId: "staff-stay.namesakes",
  givenNames: "applicants.given-names",
  familyName: "applicants.family-name",
  birthDate: "applicants.birth-date",
  gender: "applicants.gender",
  email: "applicants.email",
  lineId: "staff-stay.line",
  sendingOrganisationId: "staff-stay.sender",
  hostingOrganisationId: "staff-stay.host",
  starts: "stays.starts",
  ends: "stays.ends",
  mode: "stays.mode",
  reference: "stays.reference",
  post: "posts.post",
  employment: "posts.employment",
  since: "posts.since",
  until: "posts.until",
  paper: "posts.paper",
};

export const fieldLabels = ({ t }: Words): Readonly<Record<string, string>> =>
  Object.fromEntries(FIELDS.map((field) => [field, t(LABELS[field])]));

type Ground = {
  readonly visit: StaffVisit;
  readonly words: Words;
  readonly problems: readonly Problem[];
};

const box = ({ visit, words, problems }: Ground, name: (typeof FIELDS)[number], hint?: string) =>
  input({
    words,
    problems,
    name,
    label: words.t(LABELS[name]),
    value: visit.form.text(name),
    ...(hint ? { hint } : {}),
  });

const days = ({ visit, words, problems }: Ground, name: (typeof FIELDS)[number], hint?: string) =>
  dateInput({
    words,
    problems,
    name,
    legend: { text: words.t(LABELS[name]), classes: "govuk-fieldset__legend--s" },
    values: boxesOf(visit.form, name),
    ...(hint ? { hint } : {}),
  });

const choice = (
  { visit, words, problems }: Ground,
  name: (typeof FIELDS)[number],
  items: readonly { readonly value: string; readonly text: string }[],
  usual = "",
) =>
  radios({
    words,
    problems,
    name,
    legend: { text: words.t(LABELS[name]), classes: "govuk-fieldset__legend--s" },
    value: visit.form.text(name) || usual,
    items,
  });

/** Who, what, where and when, and how the person belongs to the organisation that sends. */
export async function newStayForm(
  visit: StaffVisit,
  words: Words,
  person: Person | null,
  problems: readonly Problem[],
): Promise<Html> {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const ground = { visit, words, problems };
  const scheme = await readScheme(visit.tx);
  const all = await listOrganisations(visit.tx);
  const staff = scheme?.lines.filter(({ audience }) => audience === "staff") ?? [];
  const lead = (text: string) => html`<h2 class="govuk-heading-m">${text}</h2>`;
  return form(
    { action: paths.newStay(slug), key: newId(), classes: "app-text" },
    lead(t(person ? "staff-stay.who" : "staff-stay.who-new")),
    person ? known(words, slug, person) : await unknown(ground),
    lead(t("staff-stay.what")),
    listed(
      ground,
      "lineId",
      staff.map(({ id, name }) => ({ value: id, text: words.local(name) })),
    ),
    listed(
      ground,
      "sendingOrganisationId",
      named(words, person ? all.filter(({ country }) => country === person.country) : all),
    ),
    listed(
      ground,
      "hostingOrganisationId",
      named(
        words,
        all.filter(({ roles }) => roles.some((role) => role !== "school")),
      ),
    ),
    days(ground, "starts"),
    days(ground, "ends"),
    choice(
      ground,
      "mode",
      MOBILITY_MODES.map((value) => ({ value, text: t(`stays.mode-${value}`) })),
      "physical",
    ),
    box(ground, "reference", t("staff-stay.reference-hint")),
    lead(t("posts.title")),
    html`<p class="govuk-body">${await postLead(visit, words, person)}</p>`,
    box(ground, "post", t("posts.post-hint")),
    choice(
      ground,
      "employment",
      EMPLOYMENTS.map((value) => ({ value, text: t(`posts.employment-${value}`) })),
    ),
    days(ground, "since"),
    days(ground, "until", t("posts.until-hint")),
    box(ground, "paper", t("posts.paper-hint")),
    buttonGroup(
      button({ text: t("staff-stay.write"), preventDoubleClick: true }),
      html`<a class="govuk-link" href="${paths.mobilities(slug)}">${t("site.cancel")}</a>`,
    ),
  );
}

const known = (words: Words, slug: string, person: Person): Html =>
  html`${hidden("personId", person.id)}${insetText({
    text: html`<a class="govuk-link" href="${paths.person(slug, person.id)}">${person.givenNames} ${person.familyName}</a>, ${words.shortDay(person.birthDate)}, ${words.country(person.country)}<br><a class="govuk-link" href="${paths.newStay(slug)}">${words.t("staff-stay.somebody-else")}</a>`,
  })}`;

async function unknown(ground: Ground): Promise<Html> {
  const { words } = ground;
  return html`${await namesakeChoice(ground)}${box(ground, "givenNames")}${box(ground, "familyName")}${days(ground, "birthDate")}${choice(
    ground,
    "gender",
    GENDERS.map((value) => ({ value, text: words.t(`applicants.gender-${value}`) })),
  )}${box(ground, "email", words.t("staff-stay.email-hint"))}`;
}

/** Shown where somebody of this name and birth date is here: one of them, or somebody else. */
async function namesakeChoice(ground: Ground): Promise<Html | null> {
  const { visit, words, problems } = ground;
  const { form: sent } = visit;
  const birthDate = dayFrom(boxesOf(sent, "birthDate"), "birthDate").day;
  if (!birthDate || problems.length === 0) return null;
  const found = await findNamesakes(visit.tx, {
    givenNames: sent.text("givenNames"),
    familyName: sent.text("familyName"),
    birthDate,
  });
  if (found.length === 0) return null;
  return choice(ground, "personId", [
    ...found.map((one) => ({
      value: one.id,
      text: [
        `${one.givenNames} ${one.familyName}`,
        words.shortDay(one.birthDate),
        words.country(one.country),
        ...(one.email === null ? [] : [one.email]),
      ].join(", "),
    })),
    { value: NOBODY_HERE, text: words.t("staff-stay.nobody-of-them") },
  ]);
}

const listed = (
  { visit, words, problems }: Ground,
  name: (typeof FIELDS)[number],
  items: readonly { readonly value: string; readonly text: string }[],
): Html =>
  select({
    words,
    problems,
    name,
    label: words.t(LABELS[name]),
    value: visit.form.text(name),
    items: [{ value: "", text: words.t("staff-stay.choose") }, ...items],
  });

/** By country, then by name, so that whoever knows the country finds the organisation. */
const named = (words: Words, organisations: readonly Organisation[]) =>
  words
    .inOrder([...organisations], (one) => `${words.country(one.country)} ${one.name}`)
    .map((one) => ({
      value: one.id,
      text: `${words.country(one.country)}: ${one.name}, ${one.city}`,
    }));

async function postLead(visit: StaffVisit, words: Words, person: Person | null): Promise<Html> {
  const { t } = words;
  const { links } = person ? await readStaffPost(visit.tx, person.id) : { links: [] };
  if (links.length === 0) return html`${t("staff-stay.post-lead")}`;
  return html`${t("staff-stay.post-there")} ${links.map(
    (link) => html`<br>${link.organisation}: <span lang="">${link.post}</span>`,
  )}`;
}
