import { isOffice } from "../../platform/db/actor.ts";
import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { CONTACT_KINDS, CONTACT_REASONS } from "../../stages/messages/contact.ts";
import { can } from "../../stages/messages/message.policy.ts";
import { readContacts } from "../../stages/messages/read-contacts.ts";
import { writeContact } from "../../stages/messages/write-contact.ts";
import {
  backLink,
  button,
  dateInput,
  form,
  type Html,
  html,
  notificationBanner,
  problemSummary,
  radios,
  select,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { schoolPaths } from "../school/school-paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { contactList } from "./contact-parts.ts";

const FIELDS = { on: "on-day" };

async function contactsPage(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const words = wordsOf(visit);
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const found = await readContacts(visit.tx, visit.params.personId ?? "");
  if (!found) return undefined;
  const { person, entries } = found;
  const name = `${person.givenNames} ${person.familyName}`;
  const title = words.t("contacts.of", { name });
  const office = isOffice(actor);
  return consoleShell(visit, {
    title,
    section: office ? "applicants" : "school-pupils",
    error: problems.length > 0,
    before: backLink({
      words,
      text: office ? name : words.t("school.pupils-title"),
      href: office ? paths.person(slug, person.id) : schoolPaths.pupils(slug),
    }),
    body: html`${problemSummary(words, problems, FIELDS, labels(words))}${
      visit.query.get("saved") === "1" &&
      notificationBanner({ words, type: "success", text: words.t("contacts.saved") })
    }<h1 class="govuk-heading-l">${title}</h1>
<div class="app-columns">${can.writeContact(actor, person) && contactForm(visit, words, person.id, problems)}
<section><h2 class="govuk-heading-m">${words.t("history.title")}</h2>${contactList(words, entries)}</section></div>`,
  });
}

const labels = (words: Words): Record<string, string> =>
  Object.fromEntries(
    (["kind", "reason", "words"] as const)
      .map((field): [string, string] => [field, words.t(`contacts.${field}`)])
      .concat([["on", words.t("contacts.day")]]),
  );

function contactForm(
  visit: StaffVisit,
  words: Words,
  personId: string,
  problems: readonly Problem[],
): Html {
  const { form: sent, tx } = visit;
  const [year, month, date] = wallTimeOf(tx.now).day.split("-");
  const box = (name: string, today: string | undefined) =>
    sent.has(`on-${name}`) ? sent.text(`on-${name}`) : String(Number(today));
  return html`<section><h2 class="govuk-heading-m">${words.t("contacts.write")}</h2>${form(
    {
      action: paths.contacts(tx.actor.scheme.slug, personId),
      key: newId(),
      keep: `contact-${personId}`,
    },
    radios({
      words,
      name: "kind",
      legend: words.t("contacts.kind"),
      value: sent.text("kind"),
      classes: "govuk-radios--small",
      problems,
      items: CONTACT_KINDS.map((kind) => ({
        value: kind,
        text: words.t(`contacts.kind-${kind}` as MessageKey),
      })),
    }),
    select({
      words,
      name: "reason",
      label: words.t("contacts.reason"),
      value: sent.text("reason"),
      problems,
      items: [
        { value: "", text: words.t("site.choose") },
        ...CONTACT_REASONS.map((reason) => ({
          value: reason,
          text: words.t(`contacts.reason-${reason}` as MessageKey),
        })),
      ],
    }),
    textarea({
      words,
      name: "words",
      label: words.t("contacts.words"),
      hint: words.t("contacts.words-hint"),
      value: sent.text("words"),
      rows: 4,
      problems,
    }),
    dateInput({
      words,
      name: "on",
      legend: words.t("contacts.day"),
      values: { day: box("day", date), month: box("month", month), year: box("year", year) },
      problems,
    }),
    button({ text: words.t("contacts.save"), preventDoubleClick: true }),
  )}</section>`;
}

async function write(visit: StaffVisit): Promise<Answer> {
  const { form: sent, tx, params } = visit;
  const typed = {
    day: sent.text("on-day"),
    month: sent.text("on-month"),
    year: sent.text("on-year"),
  };
  const on = dayFrom(typed, "on");
  const personId = params.personId ?? "";
  const done = await writeContact(
    tx,
    personId,
    { kind: sent.text("kind"), reason: sent.text("reason"), words: sent.text("words"), on: on.day },
    on.problems,
  );
  if (done.ok) return redirect(`${paths.contacts(tx.actor.scheme.slug, personId)}?saved=1`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const html = await contactsPage(visit, done.problems);
  return html ? refusedPage(html) : nothingHere;
}

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.contacts(":scheme", ":personId"),
    access: "staff",
    allow: can.readContacts,
    answer: async (visit) => {
      const html = await contactsPage(visit);
      return html ? page(html) : nothingHere;
    },
  },
  {
    method: "POST",
    path: paths.contacts(":scheme", ":personId"),
    access: "staff",
    allow: can.writeContacts,
    answer: write,
  },
];
