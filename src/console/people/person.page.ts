import { instantOf } from "../../platform/clock.ts";
import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { ageOn } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { CHANGE_REASONS } from "../../stages/applications/application.ts";
import { changeApplication } from "../../stages/applications/change-application.ts";
import { waitingFor } from "../../stages/applications/person.rules.ts";
import type { Person, PersonEvent, Waiting } from "../../stages/applications/person.ts";
import { readApplication } from "../../stages/applications/read-application.ts";
import { readPerson } from "../../stages/applications/read-person.ts";
import { latestContacts } from "../../stages/messages/read-contacts.ts";
import { can as ofStays } from "../../stages/mobilities/mobility.policy.ts";
import { readStandings } from "../../stages/selection/read-standings.ts";
import {
  breadcrumbs,
  type Html,
  html,
  insetText,
  problemSummary,
  summaryList,
  table,
} from "../../ui/index.ts";
import { todayOf } from "../applicants/filter.ts";
import { historyList } from "../history.ts";
import { contactList } from "../messages/contact-parts.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { applicationPart } from "./application-part.ts";
import { languagesPart } from "./languages.page.ts";
import { postPart } from "./post.page.ts";
import { staysWaiting } from "./stays-waiting.ts";

/** The others stand on a page of their own, where a new one is written down. */
const CONTACTS_SHOWN = 5;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.person(":scheme", ":personId"),
    access: "staff",
    allow: can.seeApplicants,
    answer: async (visit) => {
      const found = await readPerson(visit.tx, visit.params.personId ?? "");
      if (!found) return nothingHere;
      const to = found.person.mergedInto;
      if (to) return redirect(paths.person(visit.tx.actor.scheme.slug, to));
      return page(await personPage(visit, found.person, found.events, []));
    },
  },
  {
    method: "POST",
    path: paths.applicationChanges(":scheme", ":applicationId"),
    access: "staff",
    allow: (actor) => can.register(actor),
    answer: async (visit) => {
      const { tx, form: sent, params } = visit;
      const application = await readApplication(tx, params.applicationId ?? "");
      if (!application) return nothingHere;
      const action = application.state === "submitted" ? "withdraw" : "reinstate";
      const asked = CHANGE_REASONS.find((known) => known === sent.text("reason"));
      const done = asked
        ? await changeApplication(tx, application.id, action, asked)
        : ({ ok: false, problems: [{ code: "required", field: "reason" }] } as const);
      if (done.ok) return redirect(paths.person(tx.actor.scheme.slug, application.personId));
      if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
      const found = await readPerson(tx, application.personId);
      if (!found) return nothingHere;
      return refusedPage(await personPage(visit, found.person, found.events, done.problems));
    },
  },
];

async function personPage(
  visit: StaffVisit,
  person: Person,
  events: readonly PersonEvent[],
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { actor, now } = visit.tx;
  const contacts = await latestContacts(visit.tx, person.id, CONTACTS_SHOWN);
  const { slug } = actor.scheme;
  const standings = await readStandings(visit.tx, { personId: person.id });
  const languages = await languagesPart(visit, person);
  const post = await postPart(visit, person);
  const name = `${person.givenNames} ${person.familyName}`;
  return consoleShell(visit, {
    title: name,
    section: "applicants",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [{ text: words.t("applicants.title"), href: paths.applicants(slug) }, { text: name }],
    }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${name}</h1>
${waitingPart(words, waitingFor(person, todayOf(now)), await staysWaiting(visit, words, person))}
<div class="app-columns"><section><h2 class="govuk-heading-m">${words.t("people.data")}</h2>${data(words, person, now)}</section>
<section><h2 class="govuk-heading-m">${words.t("people.stays")}</h2>${stays(visit, words, person)}<p class="govuk-body"><a class="govuk-link" href="${paths.travel(slug, person.id)}">${words.t("travel.open")}</a></p>${languages}${post}</section></div>
${person.applications.map((application) => applicationPart({ visit, words, application, problems, standing: standings.get(application.id) }))}
<section><h2 class="govuk-heading-m" id="contacts">${words.t("contacts.title")}</h2>${contactList(words, contacts)}
<p class="govuk-body"><a class="govuk-link" href="${paths.contacts(slug, person.id)}">${words.t("contacts.all")}</a></p></section>
<h2 class="govuk-heading-m">${words.t("history.title")}</h2>
${historyList(words, events)}`,
  });
}

/** What is due next, with whom and until when. */
function waitingPart(words: Words, waiting: readonly Waiting[], ofStays: readonly Html[]): Html {
  if (waiting.length + ofStays.length === 0)
    return html`<p class="govuk-body">${words.t("people.waits-nothing")}</p>`;
  return insetText({
    text: html`<strong>${words.t("people.waits")}</strong><ul class="govuk-list">${waiting.map(
      ({ what, by }) =>
        html`<li>${words.t(`people.waits-${what}` as MessageKey)}${by !== null && html` <span class="govuk-hint">${untilOf(words, by)}</span>`}</li>`,
    )}${ofStays}</ul>`,
  });
}

/** A day as a day, a moment with its hour and zone. */
const untilOf = (words: Words, by: string): string =>
  by.length === 10
    ? words.t("people.by-day", { day: words.day(by as Person["birthDate"]) })
    : words.t("people.by-moment", { moment: words.deadline(instantOf(by)) });

function data(words: Words, person: Person, now: Date): Html {
  const row = (key: string, value: string | null | undefined) =>
    value ? { key: words.t(key as MessageKey), value } : null;
  return summaryList({
    rows: [
      row("applicants.given-names", person.givenNames),
      row("applicants.family-name", person.familyName),
      row(
        "applicants.birth-date",
        words.t("people.born", {
          day: words.day(person.birthDate),
          age: ageOn(person.birthDate, todayOf(now)),
        }),
      ),
      row("applicants.gender", person.gender && words.t(`applicants.gender-${person.gender}`)),
      row("applicants.country", words.country(person.country)),
      row("applicants.email", person.email),
      row("applicants.phone", person.phone),
    ],
  });
}

function stays({ tx }: StaffVisit, words: Words, person: Person): Html {
  const { mobilities, stays: declared } = person;
  const { slug } = tx.actor.scheme;
  const mayOpen = ofStays.seeMobilities(tx.actor);
  if (mobilities.length + declared.length === 0) {
    return html`<p class="govuk-body">${words.t("people.stays-none")}</p>`;
  }
  return table({
    words,
    cards: true,
    caption: words.t("people.stays"),
    captionClasses: "govuk-visually-hidden",
    head: [words.t("people.where"), words.t("people.days"), words.t("applicants.standing")],
    rows: [
      ...mobilities.map((mobility) => [
        html`${
          mayOpen
            ? html`<a class="govuk-link" href="${paths.mobility(slug, mobility.id)}">${mobility.city}, ${words.country(mobility.country)}</a>`
            : `${mobility.city}, ${words.country(mobility.country)}`
        }<br><span class="govuk-hint">${words.local(mobility.line)} · ${mobility.reference}</span>`,
        words.days(mobility.starts, mobility.ends),
        words.t(`people.stay-${mobility.state}` as MessageKey),
      ]),
      ...declared.map((stay) => [
        words.t("people.declared"),
        words.days(stay.entry, stay.exit),
        stay.permit ? words.t("people.permit") : words.t("people.counts"),
      ]),
    ],
  });
}
