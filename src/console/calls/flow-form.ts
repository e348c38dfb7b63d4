import { catalogue } from "../../platform/i18n/catalogues.ts";
import type { Words } from "../../platform/i18n/index.ts";
import type { Form } from "../../platform/web/form.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import type { Reserve } from "../../stages/calls/call.ts";
import type { Flow, NewFlow } from "../../stages/calls/flow.ts";
import type { Organisation } from "../../stages/organisations/organisation.ts";
import { fieldset, type Html, html, input, select } from "../../ui/index.ts";
import { dayInput, shown, typedDay, typedNumber } from "./typed.ts";

const TRADE = "place.trade.";
const TRADES = [...catalogue("en").keys()].flatMap((key) =>
  key.startsWith(TRADE) ? [key.slice(TRADE.length)] : [],
);
const SPARE = 2;
const MOST = 30;

const seatRows = (form: Form): number[] => {
  const rows: number[] = [];
  for (let at = 0; form.has(`seats-${at}`) && at < MOST; at += 1) rows.push(at);
  return rows;
};

/** A short name such as `AL-BOLOGNA` when none was given. */
const codeFor = (form: Form): string =>
  `${form.text("sendingCountry")}-${fold(form.text("city")).replace(/[^a-z0-9]+/g, "-")}`
    .toUpperCase()
    .replace(/-+$/, "")
    .slice(0, 40);

/** The flow as its form describes it, and what of it could not be read. */
export function typedFlow(
  form: Form,
  reserves: readonly Reserve[],
  was: Flow | null,
): { flow: Omit<NewFlow, "callId">; problems: Problem[] } {
  const starts = typedDay(form, "starts");
  const ends = typedDay(form, "ends");
  const places = seatRows(form).flatMap((at) => {
    if (form.text(`seats-${at}`) === "") return [];
    const reserved = reserves.flatMap((reserve) => {
      const field = `${reserve.code}-${at}`;
      return form.text(field) === "" || form.text(field) === "0"
        ? []
        : [{ code: reserve.code, seats: typedNumber(form, field) }];
    });
    const carriedFrom = was?.places[at]?.carriedFrom ?? null;
    return [
      {
        trade: form.text(`trade-${at}`) || null,
        seats: typedNumber(form, `seats-${at}`),
        reserved,
        carriedFrom,
      },
    ];
  });
  const flow = {
    code: form.text("code") || codeFor(form),
    sendingCountry: form.text("sendingCountry"),
    hostingOrganisationId: form.text("hostingOrganisationId"),
    city: form.text("city"),
    country: form.text("country"),
    // Of a day that cannot be read nothing else is asked: its own problem says what to write.
    starts: starts.day ?? ends.day ?? NO_DAY,
    ends: ends.day ?? starts.day ?? NO_DAY,
    minimum: form.text("minimum") === "" ? 0 : typedNumber(form, "minimum"),
    leader: form.text("leader") || null,
    places,
  };
  return { flow, problems: [...starts.problems, ...ends.problems] };
}
const NO_DAY = "2000-01-01" as NewFlow["starts"];

export type FlowFields = {
  readonly words: Words;
  readonly problems: readonly Problem[];
  readonly form: Form;
  readonly flow: Flow | null;
  readonly countries: readonly string[];
  readonly hosts: readonly Organisation[];
  readonly reserves: readonly Reserve[];
};

/** Where from, where to, when, for how many. */
export function flowFields(of: FlowFields): Html {
  const { words, problems, form, flow } = of;
  const box = (name: string, label: string, saved: string | number, more: object = {}) =>
    input({
      words,
      problems,
      name,
      label,
      value: shown(form, name, saved),
      autocomplete: "off",
      spellcheck: false,
      classes: "govuk-input--width-20",
      ...more,
    });
  const choose = (
    name: string,
    label: string,
    saved: string,
    items: readonly { value: string; text: string }[],
  ) =>
    select({
      words,
      problems,
      name,
      label,
      value: shown(form, name, saved),
      items: [{ value: "", text: words.t("site.choose") }, ...items],
    });
  const byName = (codes: readonly string[]) =>
    [...new Set(codes)]
      .map((value) => ({ value, text: words.country(value) }))
      .sort((a, b) => words.compare(a.text, b.text));
  return html`${choose("sendingCountry", words.t("calls.sending-country"), flow?.sendingCountry ?? "", byName(of.countries))}
${choose(
  "hostingOrganisationId",
  words.t("flows.host"),
  flow?.hostingOrganisationId ?? "",
  words.inOrder(
    of.hosts.map(({ id, name, city }) => ({ value: id, text: `${name}, ${city}` })),
    ({ text }) => text,
  ),
)}
${box("city", words.t("flows.city"), flow?.city ?? "")}
${choose("country", words.t("flows.country"), flow?.country ?? "", byName(of.hosts.map((host) => host.country)))}
<div class="app-row-of-fields">${dayInput({ words, problems, form, name: "starts", legend: words.t("flows.starts"), saved: flow?.starts ?? null })}${dayInput({ words, problems, form, name: "ends", legend: words.t("flows.ends"), saved: flow?.ends ?? null })}</div>
${seats(of)}
${box("minimum", words.t("flows.minimum"), flow?.minimum ?? 0, { classes: "govuk-input--width-3", inputmode: "numeric", hint: words.t("calls.minimum-hint") })}
${box("leader", words.t("calls.leader"), flow?.leader ?? "", { hint: words.t("calls.leader-hint") })}
${box("code", words.t("flows.code"), flow?.code ?? "", { hint: words.t("calls.code-hint") })}`;
}

/** Seats for every trade, or trade by trade; and how many of them are reserved for whom. */
function seats({ words, problems, form, flow, reserves }: FlowFields): Html {
  const typed = seatRows(form);
  const saved = flow?.places ?? [];
  const rows =
    typed.length > 0 ? typed : Array.from({ length: saved.length + SPARE }, (_, at) => at);
  const number = (name: string, label: string, value: string | number) =>
    input({
      words,
      problems,
      name,
      label,
      value: shown(form, name, value),
      classes: "govuk-input--width-3",
      inputmode: "numeric",
      autocomplete: "off",
    });
  const wrong = problems.filter((problem) => problem.field === "places");
  // A file may have named a trade that no catalogue knows: it stays to be chosen.
  const trades = [...new Set([...TRADES, ...saved.flatMap((place) => place.trade ?? [])])];
  const row = (at: number): Html => {
    const place = saved[at];
    const kept = new Map((place?.reserved ?? []).map((each) => [each.code, each.seats]));
    return html`<div class="app-row-of-fields">${number(`seats-${at}`, words.t("flows.seats"), place?.seats ?? "")}${select(
      {
        words,
        name: `trade-${at}`,
        label: words.t("flows.trade"),
        value: shown(form, `trade-${at}`, place?.trade ?? ""),
        items: [
          { value: "", text: words.t("flows.every-trade") },
          ...trades
            .map((value) => ({ value, text: words.trade(value) }))
            .sort((a, b) => words.compare(a.text, b.text)),
        ],
      },
    )}${reserves.map((reserve) =>
      number(
        `${reserve.code}-${at}`,
        words.t("calls.seats-for", { name: words.local(reserve.name) }),
        kept.get(reserve.code) ?? "",
      ),
    )}</div>`;
  };
  return fieldset(
    {
      legend: { text: words.t("flows.places"), classes: "govuk-fieldset__legend--s" },
      classes: "app-set",
      attributes: { id: "places" },
    },
    html`<p class="govuk-hint">${words.t("calls.seats-hint")}</p>${wrong.map(
      (problem) =>
        html`<p class="govuk-error-message"><span class="govuk-visually-hidden">${words.t("site.error-prefix")}</span> ${words.problem(problem)}</p>`,
    )}${rows.map(row)}`,
  );
}
