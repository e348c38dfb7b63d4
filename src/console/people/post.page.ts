import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { readSpeaker } from "../../stages/applications/keep-languages.ts";
import {
  endStaffLink,
  keepStaffLink,
  readStaffPost,
} from "../../stages/applications/keep-staff-link.ts";
import type { Person } from "../../stages/applications/person.ts";
import {
  EMPLOYMENTS,
  type StaffLink,
  type StaffPost,
} from "../../stages/applications/staff-link.ts";
import {
  breadcrumbs,
  button,
  dateInput,
  form,
  type Html,
  html,
  input,
  problemSummary,
  radios,
  select,
  summaryList,
} from "../../ui/index.ts";
import { boxesOf } from "../mobilities/acts.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const allow = (actor: StaffVisit["tx"]["actor"]) => can.register(actor);

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.post(":scheme", ":personId"),
    access: "staff",
    allow,
    answer: async (visit) => {
      const person = await readSpeaker(visit.tx, visit.params.personId ?? "");
      return person ? page(await postPage(visit, person, [])) : nothingHere;
    },
  },
  {
    method: "POST",
    path: paths.post(":scheme", ":personId"),
    access: "staff",
    allow,
    answer: async (visit) => {
      const person = await readSpeaker(visit.tx, visit.params.personId ?? "");
      if (!person) return nothingHere;
      const { form: sent } = visit;
      const since = dayFrom(boxesOf(sent, "since"), "since");
      const boxes = boxesOf(sent, "until");
      const isOpen = Object.values(boxes).every((text) => text === "");
      const until = isOpen ? { day: null, problems: [] } : dayFrom(boxes, "until");
      const kept = await keepStaffLink(visit.tx, person.id, {
        organisationId: sent.text("organisation"),
        employment: sent.text("employment"),
        post: sent.text("post"),
        since: since.day,
        until: until.day,
        paper: sent.text("paper"),
      });
      const typed = [...since.problems, ...until.problems];
      if (kept.ok && typed.length === 0) {
        return redirect(paths.post(visit.tx.actor.scheme.slug, person.id));
      }
      // What is wrong in a box is told by the box, not as a day that is missing.
      const others = kept.ok
        ? []
        : kept.problems.filter(({ field }) => !typed.some((one) => one.field === field));
      return refusedPage(await postPage(visit, person, [...typed, ...others]));
    },
  },
  {
    method: "POST",
    path: paths.postEnd(":scheme", ":personId", ":linkId"),
    access: "staff",
    allow,
    answer: async (visit) => {
      const { personId = "", linkId = "" } = visit.params;
      const done = await endStaffLink(visit.tx, personId, linkId);
      return done.ok ? redirect(paths.post(visit.tx.actor.scheme.slug, personId)) : nothingHere;
    },
  },
];

/** What is known of one link, in words. */
function linkRows(words: Words, link: StaffLink) {
  const { t } = words;
  const days =
    link.since === null
      ? null
      : link.until === null
        ? t("posts.since-day", { day: words.day(link.since) })
        : words.days(link.since, link.until);
  return [
    { key: t("posts.post"), value: html`<span lang="">${link.post}</span>` },
    {
      key: t("posts.basis"),
      value: html`${t(`posts.basis-${link.basis}` as MessageKey)}${link.paper !== null && html`<br><span class="govuk-hint" lang="">${link.paper}</span>`}`,
    },
    link.employment !== null && {
      key: t("posts.employment"),
      value: t(`posts.employment-${link.employment}` as MessageKey),
    },
    days !== null && { key: t("posts.days"), value: days },
  ];
}

async function postPage(
  visit: StaffVisit,
  person: Person,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const name = `${person.givenNames} ${person.familyName}`;
  const found = await readStaffPost(visit.tx, person.id);
  return consoleShell(visit, {
    title: `${t("posts.title")}: ${name}`,
    section: "applicants",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: t("applicants.title"), href: paths.applicants(slug) },
        { text: name, href: paths.person(slug, person.id) },
        { text: t("posts.title") },
      ],
    }),
    body: html`${problemSummary(
      words,
      problems,
      { since: "since-day", until: "until-day" },
      Object.fromEntries(
        ["organisation", "employment", "post", "since", "until", "paper"].map((field) => [
          field,
          t(`posts.${field}` as MessageKey),
        ]),
      ),
    )}<span class="govuk-caption-l">${name}</span><h1 class="govuk-heading-l">${t("posts.title")}</h1>
<p class="govuk-body">${t("posts.lead")}</p>
${found.links.map(
  (link) =>
    html`<h2 class="govuk-heading-m">${link.organisation}</h2>${summaryList({ rows: linkRows(words, link) })}${form(
      { action: paths.postEnd(slug, person.id, link.id), key: newId() },
      button({ text: t("posts.end"), kind: "secondary", preventDoubleClick: true }),
    )}`,
)}
<h2 class="govuk-heading-m">${t("posts.write")}</h2>${linkForm(visit, words, person, found, problems)}`,
  });
}

function linkForm(
  visit: StaffVisit,
  words: Words,
  person: Person,
  { organisations }: StaffPost,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { form: sent } = visit;
  const date = (name: "since" | "until") =>
    dateInput({
      words,
      name,
      legend: { text: t(`posts.${name}`), classes: "govuk-fieldset__legend--s" },
      ...(name === "until" ? { hint: t("posts.until-hint") } : {}),
      values: boxesOf(sent, name),
      problems,
    });
  return form(
    {
      action: paths.post(visit.tx.actor.scheme.slug, person.id),
      key: newId(),
      classes: "app-text",
    },
    select({
      words,
      name: "organisation",
      label: t("posts.organisation"),
      value: sent.text("organisation") || organisations[0]?.id,
      items: organisations.map(({ id, name }) => ({ value: id, text: name })),
      problems,
    }),
    radios({
      words,
      name: "employment",
      legend: { text: t("posts.employment"), classes: "govuk-fieldset__legend--s" },
      value: sent.text("employment"),
      items: EMPLOYMENTS.map((value) => ({
        value,
        text: t(`posts.employment-${value}` as MessageKey),
      })),
      problems,
    }),
    input({
      words,
      name: "post",
      label: t("posts.post"),
      hint: t("posts.post-hint"),
      value: sent.text("post"),
      problems,
    }),
    date("since"),
    date("until"),
    input({
      words,
      name: "paper",
      label: t("posts.paper"),
      hint: t("posts.paper-hint"),
      value: sent.text("paper"),
      problems,
    }),
    button({ text: t("site.save"), preventDoubleClick: true }),
  );
}

/** How a member of staff belongs to the own organisation, on the person's page; null for learners. */
export async function postPart(visit: StaffVisit, person: Person): Promise<Html | null> {
  const words = wordsOf(visit);
  const { t } = words;
  const { isStaff, links } = await readStaffPost(visit.tx, person.id);
  if (!isStaff) return null;
  const may = can.register(visit.tx.actor, person.country);
  return html`<h2 class="govuk-heading-m" id="post">${t("posts.title")}</h2>${
    links.length === 0
      ? html`<p class="govuk-body">${t("posts.nothing")}</p>`
      : html`<ul class="govuk-list">${links.map((link) => html`<li>${link.organisation}: <span lang="">${link.post}</span> <span class="govuk-hint">${t(`posts.basis-${link.basis}` as MessageKey)}</span></li>`)}</ul>`
  }${may && html`<p class="govuk-body"><a class="govuk-link" href="${paths.post(visit.tx.actor.scheme.slug, person.id)}">${t("posts.write")}</a> · <a class="govuk-link" href="${paths.newStay(visit.tx.actor.scheme.slug)}?person=${person.id}">${t("staff-stay.title")}</a></p>`}`;
}
