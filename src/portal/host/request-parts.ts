import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { ageOn, type Day } from "../../shared/day.ts";
import type { Problem } from "../../shared/result.ts";
import {
  AGAIN,
  DECLINE_REASONS,
  type HostRequest,
  type RequestPerson,
} from "../../stages/hosting/hosting.ts";
import { next } from "../../stages/hosting/request.rules.ts";
import { BEFORE_DEPARTURE } from "../../stages/mobilities/mobility.rules.ts";
import type { Scheme } from "../../stages/schemes/scheme.ts";
import { tradeWords } from "../../ui/hosting/grid.ts";
import {
  backLink,
  button,
  dateInput,
  form,
  type Html,
  hidden,
  html,
  input,
  panel,
  problemSummary,
  radios,
  summaryList,
} from "../../ui/index.ts";

/** Answers to the question itself, and the one that takes a yes back. */
export const ANSWERS = ["change", "decline", "other", "back"] as const;
export type AnswerName = (typeof ANSWERS)[number];

export type Part = {
  readonly words: Words;
  readonly scheme: Scheme;
  readonly request: HostRequest;
  readonly people: readonly RequestPerson[];
  /** The address of the question itself. */
  readonly path: string;
};

/** Age, country and year of the learners: nothing by which one of them could be found. */
function who({ words, people, request }: Part): Html {
  const { t } = words;
  const ages = people.map((p) => ageOn(p.birthDate as Day, request.starts as Day)).sort();
  const from = ages[0] ?? 0;
  const to = ages.at(-1) ?? 0;
  const countries = [...new Set(people.map((person) => person.sendingCountry))];
  const years = [...new Set(people.flatMap((person) => person.schoolYear ?? []))].sort();
  const lines = [
    from === to ? t("host.age", { from }) : t("host.ages", { from, to }),
    t("host.from", { country: words.countries(countries) }),
    ...(years.length > 0 ? [t("host.year", { year: words.list(years) })] : []),
    t("host.names-later"),
  ];
  return html`${lines.map((line, at) => html`${at > 0 && html`<br>`}${line}`)}`;
}

const contact = (scheme: Scheme): Html => {
  const { name = "", phone = "", email = "" } = scheme.settings.contact ?? {};
  return html`${name}${phone && html`, <a class="govuk-link" href="tel:${phone.replace(/[^+\d]/g, "")}">${phone}</a>`}${email && html`, ${email}`}`;
};

export const titleOf = ({ words, request }: Part): string =>
  words.t("host.title", { count: request.places });

/** What the heading of an answered question says stands in the title too. */
const isTakenBack = ({ state, withdrawnBy }: HostRequest): boolean =>
  state === "withdrawn" && withdrawnBy === "host";

/** Where a yes stands, and everybody it was for is still at home. */
export const mayTakeBack = ({ request, people }: Part): boolean =>
  next(request.state, "take-back").ok &&
  people.every(({ state }) => (BEFORE_DEPARTURE as readonly string[]).includes(state));

export function titleOfOutcome({ words, request }: Part): string {
  if (isTakenBack(request)) return words.t("host.taken-back-title");
  switch (request.state) {
    case "accepted":
      return words.t("host.accepted-title");
    case "accepted-with-change":
      return words.t("host.changed-title");
    case "declined":
      return words.t("host.declined-title");
    case "forwarded":
      return words.t("host.forwarded-title");
    default:
      return words.t("host.over-title");
  }
}

/** The question: everything that decides it on one screen, then the four answers. */
export function question(part: Part): Html {
  const { words, request, scheme, path } = part;
  const { t } = words;
  const programme = words.local(scheme.name);
  return html`<h1 class="govuk-heading-l">${titleOf(part)}</h1>
<p class="govuk-body">${t("host.lead", { asker: scheme.settings.contact?.name ?? programme, programme })}</p>
${summaryList({
  rows: [
    { key: t("host.trade-title"), value: tradeWords(words, "host", request.trade) },
    { key: t("host.days-title"), value: words.days(request.starts as Day, request.ends as Day) },
    { key: t("host.who-title"), value: who(part) },
    { key: t("host.tasks-title"), value: request.tasks || t("host.tasks-none") },
    { key: t("host.give-title"), value: t("host.give") },
    { key: t("host.cost-title"), value: t("host.cost") },
    { key: t("host.we-title"), value: contact(scheme) },
  ],
})}
${form({ action: path, key: newId() }, hidden("do", "yes"), button({ text: t("host.yes") }))}
<p class="govuk-body">${button({ text: t("host.change"), href: `${path}/change`, kind: "secondary" })}</p>
<p class="govuk-body"><a class="govuk-link" href="${path}/decline">${t("host.decline")}</a></p>
<p class="govuk-body"><a class="govuk-link" href="${path}/other">${t("host.other")}</a></p>
<p class="govuk-hint">${t("host.safe", { day: words.day(request.answerBy as Day) })}</p>
<h2 class="govuk-heading-m">${t("host.steps-title")}</h2>
<ol class="govuk-list govuk-list--number">${(["1", "2", "3", "4"] as const).map((step) => html`<li>${t(`host.step-${step}`)}</li>`)}</ol>`;
}

/** One of the three other answers, with what was typed. */
export function answerForm(
  part: Part,
  name: AnswerName,
  typed: (field: string) => string,
  problems: readonly Problem[] = [],
): Html {
  const { words, request, path } = part;
  const { t } = words;
  const labels: Readonly<Record<string, string>> = {
    places: t("host.places"),
    starts: t("host.starts"),
    ends: t("host.ends"),
    tasks: t("host.tasks"),
    reason: t("host.reason"),
    again: t("host.again"),
    name: t("host.other-name"),
    email: t("host.other-email"),
    because: t("host.back-because"),
  };
  const box = (field: string, more: { value?: string; width?: string; type?: string } = {}) =>
    input({
      words,
      problems,
      name: field,
      label: labels[field] ?? "",
      value: typed(field) || (problems.length > 0 ? "" : (more.value ?? "")),
      autocomplete: "off",
      ...(more.width ? { classes: `govuk-input--width-${more.width}` } : {}),
      ...(more.type ? { type: more.type } : {}),
    });
  const dayBoxes = (field: "starts" | "ends") => {
    const [year = "", month = "", date = ""] = request[field].split("-");
    const planned = { day: date.replace(/^0/, ""), month: month.replace(/^0/, ""), year };
    const part = (name: "day" | "month" | "year") => typed(`${field}-${name}`);
    const again = { day: part("day"), month: part("month"), year: part("year") };
    return dateInput({
      words,
      problems,
      name: field,
      legend: { text: labels[field] ?? "", classes: "govuk-fieldset__legend--s" },
      values: problems.length > 0 ? again : planned,
    });
  };
  const choice = (field: "reason" | "again", values: readonly string[]) =>
    radios({
      words,
      problems,
      name: field,
      value: typed(field),
      legend: { text: labels[field] ?? "", classes: "govuk-fieldset__legend--m" },
      items: values.map((value) => ({ value, text: t(`host.${field}-${value}`) })),
    });
  const fields: Readonly<Record<AnswerName, readonly Html[]>> = {
    change: [
      box("places", { value: String(request.places), width: "3" }),
      dayBoxes("starts"),
      dayBoxes("ends"),
      box("tasks"),
    ],
    decline: [choice("reason", DECLINE_REASONS), choice("again", AGAIN)],
    other: [box("name"), box("email", { type: "email" })],
    back: [box("because")],
  };
  return html`${backLink({ words, href: path })}${problemSummary(words, problems, { starts: "starts-day", ends: "ends-day" }, labels)}
<h1 class="govuk-heading-l">${t(`host.${name}`)}</h1>
<p class="govuk-body">${t(`host.${name}-lead`)}</p>
${form({ action: path, key: newId() }, hidden("do", name), ...fields[name], button({ text: t("host.send") }))}`;
}

/** The days of who comes, as a file for a calendar, below the address of the question. */
export const DATES = "dates.ics";

/** Who comes to this company after its yes; nobody before it. */
export const coming = ({ request, people }: Part): readonly RequestPerson[] =>
  request.state === "accepted"
    ? people.filter((person) => person.companyId === request.organisationId)
    : [];

/** After the answer: what it did, and to a host that said yes, who comes. */
export function outcome(part: Part, flow: { readonly leader: string | null } | null): Html {
  const { words, request, scheme } = part;
  const { t } = words;
  const { state } = request;
  if (state === "accepted") {
    return html`${panel({ title: t("host.accepted-title"), text: t("host.accepted") })}
<h2 class="govuk-heading-m">${t("host.people-title")}</h2>
<ul class="govuk-list govuk-list--bullet">${coming(part).map(
      (person) =>
        html`<li>${person.givenNames} ${person.familyName}, ${words.days(person.starts as Day, person.ends as Day)}</li>`,
    )}</ul>
${coming(part).length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${part.path}/${DATES}">${t("host.calendar")}</a></p>`}
${summaryList({
  rows: [
    { key: t("host.trade-title"), value: tradeWords(words, "host", request.trade) },
    { key: t("host.arrival-title"), value: words.day(request.starts as Day) },
    flow?.leader ? { key: t("host.leader-title"), value: flow.leader } : false,
    { key: t("host.we-title"), value: contact(scheme) },
  ],
})}${backPart(part)}`;
  }
  if (isTakenBack(request)) {
    return panel({ title: t("host.taken-back-title"), text: t("host.taken-back") });
  }
  if (state === "accepted-with-change" || state === "declined") {
    const name = state === "declined" ? "declined" : "changed";
    return html`${panel({ title: t(`host.${name}-title`), text: t(`host.${name}`) })}${backPart(part)}`;
  }
  if (state === "forwarded") {
    return html`${panel({ title: t("host.forwarded-title"), text: t("host.declined") })}`;
  }
  return over(words, scheme);
}

/** A yes that cannot be after all, while nobody has come. */
const backPart = (part: Part): Html | null =>
  mayTakeBack(part)
    ? html`<p class="govuk-body"><a class="govuk-link" href="${part.path}/back">${part.words.t("host.back")}</a></p>`
    : null;

export const over = (words: Words, scheme: Scheme): Html =>
  html`<h1 class="govuk-heading-l">${words.t("host.over-title")}</h1><p class="govuk-body">${words.t("host.over")}</p><p class="govuk-body">${contact(scheme)}</p>`;
