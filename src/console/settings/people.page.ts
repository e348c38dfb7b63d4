import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { addMembership } from "../../stages/accounts/add-membership.ts";
import { endMembership } from "../../stages/accounts/end-membership.ts";
import { can } from "../../stages/accounts/membership.policy.ts";
import { type Membership, ROLES } from "../../stages/accounts/membership.ts";
import {
  listMemberships,
  listSchools,
  listSendingCountries,
  readMembership,
} from "../../stages/accounts/read-memberships.ts";
import {
  button,
  buttonGroup,
  details,
  form,
  type Html,
  html,
  input,
  mailAddress,
  notificationBanner,
  problemSummary,
  radios,
  select,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { settingsTabs } from "./tabs.ts";

const FIELD_TARGETS = { role: `role-${ROLES[0]}` };
const labelsOf = (words: Words): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (["name", "email", "role", "country"] as const).map((f) => [f, words.t(`accounts.${f}`)]),
  );

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.people(":scheme"),
    access: "staff",
    allow: can.seePeople,
    answer: async (visit) => page(await peoplePage(visit, [])),
  },
  {
    method: "POST",
    path: paths.people(":scheme"),
    access: "staff",
    allow: can.addMembership,
    answer: async (visit) => {
      const { form: sent, tx, site, locale } = visit;
      const { slug, name } = tx.actor.scheme;
      const added = await addMembership(
        tx,
        {
          email: sent.text("email"),
          name: sent.text("name"),
          role: sent.text("role"),
          country: sent.text("country") || null,
          organisationId:
            sent.text("role") === "school-officer" ? sent.text("organisationId") : null,
        },
        {
          locale,
          signInUrl: new URL(paths.signIn(), site.publicUrl).toString(),
          scheme: wordsOf(visit).local(name),
        },
      );
      if (!added.ok) return refusedPage(await peoplePage(visit, added.problems));
      return redirect(`${paths.people(slug)}?added=${added.value.membershipId}`);
    },
  },
  {
    method: "GET",
    path: paths.roleEnding(":scheme", ":membershipId"),
    access: "staff",
    allow: can.endMembership,
    answer: async (visit) => {
      const membership = await readMembership(visit.tx, visit.params.membershipId ?? "");
      if (!membership || membership.endedAt) return nothingHere;
      return page(endingPage(visit, membership, []));
    },
  },
  {
    method: "POST",
    path: paths.roleEnding(":scheme", ":membershipId"),
    access: "staff",
    allow: can.endMembership,
    answer: async (visit) => {
      const { tx, params } = visit;
      const membership = await readMembership(tx, params.membershipId ?? "");
      if (!membership) return nothingHere;
      const ended = await endMembership(tx, membership.id);
      if (!ended.ok) return refusedPage(endingPage(visit, membership, ended.problems));
      // Whoever ended their own role may no longer see the list.
      if (membership.userId === tx.actor.userId) return redirect(paths.choose());
      return redirect(`${paths.people(tx.actor.scheme.slug)}?ended=${membership.id}`);
    },
  },
];

const roleName = (words: Words, membership: Membership) => {
  const { role, country, organisation } = membership;
  const name = words.t(`console.role-${role}` as MessageKey);
  if (country)
    return words.t("console.role-in-country", { role: name, country: words.country(country) });
  return role === "school-officer" && organisation
    ? words.t("console.role-in-school", { role: name, school: organisation })
    : name;
};

async function peoplePage(visit: StaffVisit, problems: readonly Problem[]): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const all = await listMemberships(visit.tx);
  const countries = await listSendingCountries(visit.tx);
  const schools = await listSchools(visit.tx);
  const live = words.inOrder(
    all.filter((m) => !m.endedAt),
    ({ name }) => name,
  );
  const ended = all.filter((m) => m.endedAt);
  const of = (parameter: string) => all.find((m) => m.id === visit.query.get(parameter));
  const added = of("added");
  const gone = of("ended");
  const note = added
    ? words.t("accounts.added", { name: added.name })
    : gone && words.t("accounts.was-ended", { name: gone.name });
  const head = [words.t("accounts.name"), words.t("accounts.email"), words.t("accounts.role")];
  return consoleShell(visit, {
    title: words.t("accounts.people-title"),
    section: "settings",
    error: problems.length > 0,
    body: html`${problemSummary(words, problems, FIELD_TARGETS, labelsOf(words))}${
      note && notificationBanner({ words, text: note, type: "success" })
    }<h1 class="govuk-heading-l">${words.t("accounts.people-title")}</h1>
${settingsTabs(visit, "people")}
<p class="govuk-body">${words.t("accounts.people-intro")}</p>
${table({
  words,
  cards: true,
  firstCellIsHeader: true,
  caption: words.t("accounts.people-title"),
  captionClasses: "govuk-visually-hidden",
  head: [
    ...head,
    words.t("accounts.since"),
    html`<span class="govuk-visually-hidden">${words.t("accounts.end")}</span>`,
  ],
  rows: live.map((m) => [
    m.name,
    mailAddress(m.email),
    roleName(words, m),
    words.shortDay(m.since),
    html`<a class="govuk-link" href="${paths.roleEnding(slug, m.id)}"><span aria-hidden="true">${words.t("accounts.end")}</span><span class="govuk-visually-hidden">${words.t("accounts.end-of", { name: m.name })}</span></a>`,
  ]),
})}
${
  ended.length > 0 &&
  details({
    summary: words.t("accounts.ended", { count: ended.length }),
    text: table({
      words,
      cards: true,
      firstCellIsHeader: true,
      head: [...head, words.t("accounts.since"), words.t("accounts.until")],
      rows: ended.map((m) => [
        m.name,
        mailAddress(m.email),
        roleName(words, m),
        words.shortDay(m.since),
        m.endedAt && words.shortDay(m.endedAt),
      ]),
    }),
  })
}
<h2 class="govuk-heading-m">${words.t("accounts.add-title")}</h2>
${addForm(visit, words, problems, { countries, schools })}`,
  });
}

function addForm(
  visit: StaffVisit,
  words: Words,
  problems: readonly Problem[],
  known: {
    readonly countries: readonly string[];
    readonly schools: Awaited<ReturnType<typeof listSchools>>;
  },
): Html {
  const { form: sent } = visit;
  const typed = (name: string) => sent.text(name);
  return form(
    { action: paths.people(visit.tx.actor.scheme.slug), key: newId(), classes: "app-text" },
    input({
      words,
      name: "name",
      label: words.t("accounts.name"),
      autocomplete: "off",
      spellcheck: false,
      value: typed("name"),
      problems,
    }),
    input({
      words,
      name: "email",
      label: words.t("accounts.email"),
      type: "email",
      autocomplete: "off",
      spellcheck: false,
      value: typed("email"),
      problems,
    }),
    radios({
      words,
      name: "role",
      idPrefix: "role",
      legend: words.t("accounts.role"),
      value: typed("role"),
      problems,
      items: ROLES.map((role) => ({
        value: role,
        id: `role-${role}`,
        text: words.t(`console.role-${role}` as MessageKey),
        hint: words.t(`accounts.role-${role}-hint` as MessageKey),
      })),
    }),
    select({
      words,
      name: "country",
      label: words.t("accounts.country"),
      hint: words.t("accounts.country-hint"),
      value: typed("country"),
      problems,
      items: [
        { value: "", text: words.t("site.choose") },
        ...words.inOrder(
          known.countries.map((code) => ({ value: code, text: words.country(code) })),
          ({ text }) => text,
        ),
      ],
    }),
    select({
      words,
      name: "organisationId",
      label: words.t("accounts.school"),
      hint: words.t("accounts.school-hint"),
      value: typed("organisationId"),
      problems,
      items: [
        { value: "", text: words.t("site.choose") },
        ...words.inOrder(
          known.schools.map((school) => ({
            value: school.id,
            text: `${school.name}, ${school.city}`,
          })),
          ({ text }) => text,
        ),
      ],
    }),
    button({ text: words.t("accounts.add-button"), preventDoubleClick: true }),
  );
}

function endingPage(visit: StaffVisit, membership: Membership, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  return consoleShell(visit, {
    title: words.t("accounts.ending-title"),
    section: "settings",
    error: problems.length > 0,
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${words.t("accounts.ending-title")}</h1>
<p class="govuk-body">${words.t("accounts.ending-body", {
      name: membership.name,
      email: membership.email,
      role: roleName(words, membership),
    })}</p>
${form(
  { action: paths.roleEnding(slug, membership.id), key: newId() },
  buttonGroup(
    button({ text: words.t("accounts.ending-button"), kind: "warning", preventDoubleClick: true }),
    html`<a class="govuk-link" href="${paths.people(slug)}">${words.t("site.cancel")}</a>`,
  ),
)}`,
  });
}
