import { newId } from "../../platform/random.ts";
import type { Answer } from "../../platform/web/answer.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { type Problem, refuse } from "../../shared/result.ts";
import { can as forms } from "../../stages/applications/application.policy.ts";
import { ensureStandardForms } from "../../stages/applications/standard-forms.ts";
import { can } from "../../stages/calls/call.policy.ts";
import type { Call } from "../../stages/calls/call.ts";
import { copyCall, startCall } from "../../stages/calls/copy-call.ts";
import { listCallRows, listCalls } from "../../stages/calls/read-calls.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { takeOverPreselection } from "../../stages/schools/preselect.ts";
import {
  backLink,
  button,
  buttonGroup,
  form,
  type Html,
  html,
  problemSummary,
  radios,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { fromTemplate } from "./from-template.ts";
import { callStateTag } from "./state.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.calls(":scheme"),
    access: "staff",
    allow: can.seeCalls,
    answer: async (visit) => page(await listPage(visit)),
  },
  {
    method: "GET",
    path: paths.newCall(":scheme"),
    access: "staff",
    allow: can.createCall,
    answer: async (visit) => page(await newPage(visit, [])),
  },
  {
    method: "POST",
    path: paths.calls(":scheme"),
    access: "staff",
    allow: can.createCall,
    answer: async (visit): Promise<Answer> => {
      const made = await makeCall(visit);
      if (!made.ok) {
        return made.problems.some(({ code }) => code === "not-found")
          ? nothingHere
          : refusedPage(await newPage(visit, made.problems));
      }
      return redirect(`${paths.call(visit.tx.actor.scheme.slug, made.value)}?made`);
    },
  },
];

/** `line:<id>` begins from the template of the line's audience, `call:<id>` from a past call. */
async function makeCall(visit: StaffVisit) {
  // A scheme older than its forms gets the standard ones with its first call.
  await ensureStandardForms(visit.tx);
  const [kind, id = ""] = visit.form.text("from").split(":");
  if (kind === "call") {
    const copied = await copyCall(visit.tx, id);
    if (copied.ok) await takeOverPreselection(visit.tx, id, copied.value);
    return copied;
  }
  const line = (await readScheme(visit.tx))?.lines.find((each) => each.id === id);
  if (kind !== "line" || !line) return refuse({ code: "not-a-choice", field: "from" });
  return startCall(visit.tx, { lineId: line.id, ...fromTemplate(line.audience) });
}

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const calls = await listCallRows(visit.tx);
  return consoleShell(visit, {
    title: words.t("calls.title"),
    section: "calls",
    body: html`<h1 class="govuk-heading-l">${words.t("calls.title")}</h1>
<p class="govuk-body">${words.t("calls.intro")}</p>
${can.createCall(visit.tx.actor) && button({ text: words.t("calls.new"), href: paths.newCall(slug) })}
${
  forms.changeForms(visit.tx.actor) &&
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.forms(slug)}">${words.t("forms.title")}</a></p>`
}
${
  calls.length === 0
    ? html`<p class="govuk-body">${words.t("calls.none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: words.t("calls.title"),
        captionClasses: "govuk-visually-hidden",
        head: [
          words.t("calls.call"),
          words.t("calls.line"),
          words.t("calls.state"),
          words.t("calls.closes"),
          { text: words.t("flows.seats"), format: "numeric" },
          { text: words.t("calls.applications"), format: "numeric" },
        ],
        rows: calls.map((call) => [
          html`<a class="govuk-link" href="${paths.call(slug, call.id)}">${call.number}: ${words.local(call.title)}</a>${
            call.roundOfNumber !== null &&
            html`<br><span class="govuk-hint">${words.t("calls.round-of", { round: call.round, number: call.roundOfNumber })}</span>`
          }`,
          words.local(call.lineName),
          callStateTag(words, call.state),
          words.dayTime(call.closesAt),
          { text: words.number(call.seats), format: "numeric" },
          { text: words.number(call.applications), format: "numeric" },
        ]),
      })
}`,
  });
}

async function newPage(visit: StaffVisit, problems: readonly Problem[]): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const lines = (await readScheme(visit.tx))?.lines ?? [];
  const past = [...(await listCalls(visit.tx))].reverse();
  const title = words.t("calls.new");
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({ words, href: paths.calls(slug) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t("calls.new-intro")}</p>
${form(
  { action: paths.calls(slug), key: newId() },
  radios({
    words,
    problems,
    name: "from",
    legend: { text: words.t("calls.begin-from"), classes: "govuk-fieldset__legend--m" },
    value: visit.form.text("from"),
    items: [
      ...past.map((call: Call) => ({
        value: `call:${call.id}`,
        text: words.t("calls.copy-of", { number: call.number, title: words.local(call.title) }),
        hint: words.t("calls.copy-hint"),
      })),
      past.length > 0 && { divider: words.t("site.or") },
      ...lines.map((line) => ({
        value: `line:${line.id}`,
        text: words.t("calls.template-of", { line: words.local(line.name) }),
        hint: words.t(`calls.template-${line.audience}`),
      })),
    ],
  }),
  buttonGroup(
    button({ text: words.t("site.continue"), preventDoubleClick: true }),
    html`<a class="govuk-link" href="${paths.calls(slug)}">${words.t("site.cancel")}</a>`,
  ),
)}`,
  });
}
