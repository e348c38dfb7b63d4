import { isLocale, LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
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
import { pagesOf } from "../../stages/applications/application.forms.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { LATE_REASONS } from "../../stages/applications/draft.ts";
import {
  beginEntry,
  callsForLatePaper,
  callsToEnter,
} from "../../stages/applications/enter-application.ts";
import { readFormOfCall } from "../../stages/applications/standard-forms.ts";
import type { Call } from "../../stages/calls/call.ts";
import {
  backLink,
  button,
  dateInput,
  form,
  type Html,
  hidden,
  html,
  insetText,
  problemSummary,
  radios,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { entryBoxes } from "./boxes.ts";
import { sectionOf } from "./entries.page.ts";

/** A call that somebody can be written into, after its deadline only from a paper in time. */
type OpenTo = Call & { readonly late: boolean };

const openTo = async (tx: StaffVisit["tx"]): Promise<readonly OpenTo[]> => [
  ...(await callsToEnter(tx)).map((call) => ({ ...call, late: false })),
  ...(await callsForLatePaper(tx)).map((call) => ({ ...call, late: true })),
];

const named = (words: Words, call: Call): string =>
  words.t("applicants.call-name", { number: call.number, title: words.local(call.title) });

/** Which call, then who: name and school begin an application, the other questions follow. */
async function show(
  visit: StaffVisit,
  calls: readonly OpenTo[],
  call: OpenTo | undefined,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = t("entries.new");
  const body =
    calls.length === 0
      ? insetText({ text: t("entries.no-call") })
      : call
        ? await questions(visit, call, problems)
        : form(
            { action: paths.newEntry(slug), method: "get" },
            radios({
              words,
              name: "call",
              legend: { text: t("entries.call"), classes: "govuk-fieldset__legend--m" },
              items: calls.map((each) => ({
                value: each.id,
                text: each.late
                  ? t("entries.call-closed", { call: named(words, each) })
                  : named(words, each),
              })),
            }),
            button({ text: t("apply.continue") }),
          );
  return consoleShell(visit, {
    title,
    section: sectionOf(visit),
    error: problems.length > 0,
    before: backLink({ words, href: paths.entries(slug), text: t("entries.title") }),
    body: html`${problemSummary(words, problems, { receivedOn: "receivedOn-day" })}<h1 class="govuk-heading-l">${title}</h1>${body}`,
  });
}

async function questions(
  visit: StaffVisit,
  call: OpenTo,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const [first, ...others] = pagesOf(await readFormOfCall(visit.tx, call));
  const pages = [
    first,
    others.find((each) => each.fields.some((field) => field.kind === "school")),
  ].flatMap((each) => each ?? []);
  const boxes = await entryBoxes(visit, words, pages, { answers: {}, flows: [] }, problems);
  const { form: typed } = visit;
  return form(
    { action: paths.entries(slug), key: typed.text("_key") || newId(), keep: `entry-${call.id}` },
    hidden("call", call.id),
    html`<p class="govuk-body">${named(words, call)}</p>`,
    call.late
      ? lateFields(visit, words, call, problems)
      : radios({
          words,
          problems,
          name: "how",
          legend: { text: t("entries.how"), classes: "govuk-fieldset__legend--m" },
          value: typed.text("how"),
          items: (["paper", "told"] as const).map((how) => ({
            value: how,
            text: t(`entries.how-${how}`),
          })),
        }),
    boxes,
    select({
      words,
      problems,
      name: "language",
      label: t("entries.language"),
      value: typed.text("language") || visit.locale,
      items: LOCALES.map((locale) => ({ value: locale, text: localeFacts(locale).ownName })),
    }),
    button({ text: t("entries.begin"), preventDoubleClick: true }),
  );
}

/** What a paper needs that is written in after the deadline: its day, and why it waited. */
function lateFields(
  visit: StaffVisit,
  words: Words,
  call: OpenTo,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const { form: typed } = visit;
  return html`${insetText({
    text: html`<strong>${t("entries.late-title")}</strong> ${t("entries.late-lead", { when: words.deadline(call.closesAt) })}`,
  })}${hidden("how", "paper")}${dateInput({
    words,
    problems,
    name: "receivedOn",
    legend: { text: t("entries.received-on"), classes: "govuk-fieldset__legend--m" },
    values: receivedBoxes(visit),
  })}${radios({
    words,
    problems,
    name: "lateReason",
    legend: { text: t("entries.late-why"), classes: "govuk-fieldset__legend--m" },
    value: typed.text("lateReason"),
    items: LATE_REASONS.map((reason) => ({ value: reason, text: t(`entries.late-${reason}`) })),
  })}`;
}

const receivedBoxes = ({ form: typed }: StaffVisit) => ({
  day: typed.text("receivedOn-day"),
  month: typed.text("receivedOn-month"),
  year: typed.text("receivedOn-year"),
});

async function begin(visit: StaffVisit): Promise<Answer> {
  const { form: typed, tx } = visit;
  const { slug } = tx.actor.scheme;
  const calls = await openTo(tx);
  const call = calls.find((each) => each.id === typed.text("call"));
  if (!call) return redirect(paths.newEntry(slug));
  const received = dayFrom(receivedBoxes(visit), "receivedOn");
  const language = typed.text("language");
  const begun = await beginEntry(tx, {
    call,
    key: typed.text("_key"),
    locale: isLocale(language) ? language : visit.locale,
    how: typed.text("how"),
    typed,
    ...(call.late && {
      late: { receivedOn: received.day, reason: typed.text("lateReason") },
    }),
  });
  // What is wrong with the boxes says more than that there is no day.
  const boxes = call.late ? received.problems : [];
  const problems = [
    ...boxes,
    ...(begun.ok ? [] : begun.problems).filter(
      ({ field }) => boxes.length === 0 || field !== "receivedOn",
    ),
  ];
  if (begun.ok) return redirect(paths.entry(slug, begun.value.draftId));
  if (problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, calls, call, problems));
}

const allow: Extract<Route, { access: "staff" }>["allow"] = (actor) =>
  can.enterFor(actor, { country: null, organisationId: null });

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow,
    path: paths.newEntry(":scheme"),
    answer: async (visit) => {
      const calls = await openTo(visit.tx);
      const [only] = calls;
      const asked = calls.find((each) => each.id === visit.query.get("call"));
      return page(await show(visit, calls, calls.length === 1 ? only : asked));
    },
  },
  { method: "POST", access: "staff", allow, path: paths.entries(":scheme"), answer: begin },
];
