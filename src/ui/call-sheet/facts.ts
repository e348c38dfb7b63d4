import type { Words } from "../../platform/i18n/index.ts";
import { summaryList } from "../components/lists.ts";
import { type Html, html } from "../html.ts";
import { type ShownCall, type ShownFlow, seatsOfFlow } from "./shown.ts";

/** Sending countries in the order in which the reader's language names them. */
const countriesOf = (words: Words, flows: readonly ShownFlow[]): string[] =>
  [...new Set(flows.map((flow) => flow.sendingCountry))].sort((a, b) =>
    words.compare(words.country(a), words.country(b)),
  );

/** "Call 4" and, of a later round, which call it continues. */
export const callName = (
  words: Words,
  call: Pick<ShownCall, "number" | "round" | "roundOfNumber">,
): string =>
  call.round > 1 && call.roundOfNumber !== null
    ? words.t("call-sheet.name-round", {
        number: call.number,
        round: call.round,
        first: call.roundOfNumber,
      })
    : words.t("call-sheet.name", { number: call.number });

/** First and last day anybody is away, or null before there is a flow. */
function windowOf(words: Words, flows: readonly ShownFlow[]): string | null {
  const starts = flows.map((flow) => flow.starts).sort();
  const ends = flows.map((flow) => flow.ends).sort();
  const [first] = starts;
  const last = ends.at(-1);
  return first && last ? words.days(first, last) : null;
}

/** The box at the top: for whom, where to, when, how many places, until when, under which code. */
export function callSummary(words: Words, call: ShownCall): Html {
  const seats = call.flows.reduce((sum, flow) => sum + seatsOfFlow(flow), 0);
  const cities = [...new Map(call.flows.map((flow) => [flow.city, flow.country]))]
    .map(([city, country]) => `${city} (${words.country(country)})`)
    .sort(words.compare);
  const window = windowOf(words, call.flows);
  return summaryList({
    classes: "app-call__facts",
    rows: [
      { key: words.t("call-sheet.what"), value: words.local(call.lineName) },
      call.flows.length > 0 && {
        key: words.t("call-sheet.from"),
        value: words.list(countriesOf(words, call.flows).map((code) => words.country(code))),
      },
      cities.length > 0 && {
        key: words.t("call-sheet.where"),
        value: html`<ul class="govuk-list app-plain">${cities.map((city) => html`<li>${city}</li>`)}</ul>`,
      },
      window !== null && { key: words.t("call-sheet.when"), value: window },
      { key: words.t("call-sheet.places"), value: words.number(seats) },
      { key: words.t("call-sheet.apply-by"), value: words.deadline(call.closesAt) },
      {
        key: words.t("call-sheet.code"),
        value: html`<span class="app-code">${call.publicCode}</span>`,
      },
    ],
  });
}

/** Who may apply, one fact a line. */
export function callWho(words: Words, call: ShownCall): Html {
  const { who, audience } = call;
  const lines = [
    words.t(`call-sheet.who-age-${audience}`, {
      minimum: call.minimumAge,
      maximum: call.maximumAge,
    }),
    who.enrolled && words.t(`call-sheet.who-enrolled-${audience}`),
    who.graduateMonths !== null &&
      words.t("call-sheet.who-graduate", { months: who.graduateMonths }),
    call.flows.length > 0 &&
      words.t(`call-sheet.who-country-${audience}`, {
        countries: words.list(countriesOf(words, call.flows).map((code) => words.country(code))),
      }),
    words.t(`call-sheet.who-earlier-${who.earlierMobility}`),
  ];
  return html`<ul class="govuk-list govuk-list--bullet">${lines.map((line) => line && html`<li>${line}</li>`)}</ul>`;
}

/** What is paid, and what is not: both are said, so that nobody finds out on the way. */
export function callPaid(words: Words, call: ShownCall): Html {
  const list = (paid: boolean, title: string) => {
    const lines = call.paid.filter((line) => line.paid === paid);
    return (
      lines.length > 0 &&
      html`<h3 class="govuk-heading-s">${title}</h3><ul class="govuk-list govuk-list--bullet">${lines.map(
        (line) => html`<li>${words.local(line.text)}</li>`,
      )}</ul>`
    );
  };
  return html`${list(true, words.t("call-sheet.paid-yes"))}${list(false, words.t("call-sheet.paid-no"))}`;
}

/** Every date that binds somebody, in the order of the year, with the zone where something ends. */
export function callDates(words: Words, call: ShownCall): Html {
  const window = windowOf(words, call.flows);
  return summaryList({
    classes: "app-call__facts",
    rows: [
      { key: words.t("call-sheet.date-opens"), value: words.dayTime(call.opensAt) },
      {
        key: words.t("call-sheet.date-closes"),
        value: html`${words.deadline(call.closesAt)}${
          call.graceMinutes > 0 &&
          html`<br><span class="govuk-hint">${words.t("call-sheet.grace", { minutes: call.graceMinutes })}</span>`
        }`,
      },
      { key: words.t("call-sheet.date-decided"), value: words.day(call.decideBy) },
      { key: words.t("call-sheet.date-answer"), value: words.deadline(call.answerBy) },
      window !== null && { key: words.t("call-sheet.date-travel"), value: window },
    ],
  });
}

/** Places by sending country: everybody competes with people of the same country only. */
export function callPlaces(words: Words, call: ShownCall): Html {
  const countries = countriesOf(words, call.flows);
  return html`${countries.map((country) => {
    const flows = call.flows.filter((flow) => flow.sendingCountry === country);
    return html`<h3 class="govuk-heading-s">${words.country(country)}</h3><ul class="govuk-list app-call__flows">${flows.map(
      (flow) => flowLine(words, flow),
    )}</ul>`;
  })}`;
}

function flowLine(words: Words, flow: ShownFlow): Html {
  const trades = flow.places.filter((place) => place.trade !== null);
  return html`<li><strong>${flow.city}</strong>, ${words.country(flow.country)}: ${words.t("site.places", { count: seatsOfFlow(flow) })}<br><span class="govuk-hint">${words.days(flow.starts, flow.ends)} · ${flow.hostingOrganisation}${
    trades.length > 0 &&
    html`<br>${trades
      .map((place) => `${words.trade(place.trade ?? "")}: ${words.number(place.seats)}`)
      .join(", ")}`
  }</span></li>`;
}

/** The person to call in each country; `country` alone, where it is known whose reader it is. */
export function callContacts(words: Words, call: ShownCall, country?: string): Html {
  const owners = call.owners
    .filter((owner) => country === undefined || owner.country === country)
    .sort((a, b) => words.compare(words.country(a.country), words.country(b.country)));
  return html`<ul class="govuk-list app-call__people">${owners.map(
    (owner) =>
      html`<li><strong>${words.country(owner.country)}</strong>: ${owner.name}<br><a class="govuk-link" href="tel:${owner.phone.replace(/[^+\d]/g, "")}">${owner.phone}</a>${
        owner.email &&
        html` · <a class="govuk-link" href="mailto:${owner.email}">${owner.email}</a>`
      }</li>`,
  )}</ul>`;
}
