import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { type Problem, refuse } from "../../shared/result.ts";
import { atWall } from "../../shared/wall-time.ts";
import { can } from "../../stages/calls/call.policy.ts";
import { type Call, EXTENSION_REASONS, type Extension } from "../../stages/calls/call.ts";
import {
  extendCall,
  listExtensions,
  readExtension,
  revokeExtension,
} from "../../stages/calls/extend-call.ts";
import { readCall } from "../../stages/calls/read-calls.ts";
import { DEADLINE_CLOCK } from "../../stages/calls/schedule.rules.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  notificationBanner,
  problemSummary,
  radios,
  table,
  tag,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { dayInput, shown, typedClock, typedDay } from "./typed.ts";

/** More time belongs to an opened call; of a draft there is nothing to extend. */
async function asked(visit: StaffVisit): Promise<Call | null> {
  const call = await readCall(visit.tx, visit.params.callId ?? "");
  return call && call.state !== "draft" ? call : null;
}

const path = paths.callPart(":scheme", ":callId", "extensions");

export const routes: Route[] = [
  {
    method: "GET",
    path,
    access: "staff",
    allow: can.seeCalls,
    answer: async (visit) => {
      const call = await asked(visit);
      return call ? page(await extensionsPage(visit, call, [])) : nothingHere;
    },
  },
  {
    method: "POST",
    path,
    access: "staff",
    allow: can.extendCall,
    answer: async (visit): Promise<Answer> => {
      const call = await asked(visit);
      if (!call) return nothingHere;
      const given = await extend(visit, call);
      if (!given.ok) return refusedPage(await extensionsPage(visit, call, given.problems));
      const { slug } = visit.tx.actor.scheme;
      return redirect(`${paths.callPart(slug, call.id, "extensions")}?given`);
    },
  },
  {
    method: "POST",
    path: paths.extensionEnding(":scheme", ":extensionId"),
    access: "staff",
    allow: can.extendCall,
    answer: async (visit): Promise<Answer> => {
      const extension = await readExtension(visit.tx, visit.params.extensionId ?? "");
      const call = extension && (await readCall(visit.tx, extension.callId));
      if (!extension || !call) return nothingHere;
      const ended = await revokeExtension(visit.tx, extension.id);
      if (!ended.ok) return refusedPage(await extensionsPage(visit, call, ended.problems));
      const { slug } = visit.tx.actor.scheme;
      return redirect(`${paths.callPart(slug, call.id, "extensions")}?ended`);
    },
  },
];

async function extend({ tx, form: typed }: StaffVisit, call: Call) {
  const until = typedDay(typed, "until");
  const clock = typedClock(typed, "until");
  const unread = [...until.problems, ...clock.problems];
  const given = await extendCall(tx, {
    callId: call.id,
    code: typed.text("code"),
    reason: typed.text("reason"),
    until: until.day && unread.length === 0 ? atWall(until.day, clock.time) : new Date(Number.NaN),
  });
  if (unread.length === 0) return given;
  return refuse(...(given.ok ? [] : given.problems), ...unread);
}

async function extensionsPage(
  visit: StaffVisit,
  call: Call,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const extensions = await listExtensions(visit.tx, call.id);
  const mayExtend = can.extendCall(visit.tx.actor) && call.state !== "published";
  const note = (["given", "ended"] as const).find((each) => visit.query.has(each));
  const title = words.t("calls.part-extensions");
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({
      words,
      href: paths.call(slug, call.id),
      text: words.t("calls.back-to-call"),
    }),
    body: html`${problemSummary(words, problems, { until: "until-day" })}${
      note &&
      notificationBanner({ words, type: "success", text: words.t(`calls.extension-${note}`) })
    }<h1 class="govuk-heading-l"><span class="govuk-caption-l">${words.t("call-sheet.name", { number: call.number })}</span> ${title}</h1>
<p class="govuk-body">${words.t("calls.extensions-intro", { closes: words.deadline(call.closesAt) })}</p>
${extensionTable(visit, extensions, mayExtend)}
${mayExtend && extensionForm(visit, call, problems)}`,
  });
}

function extensionTable(
  visit: StaffVisit,
  extensions: readonly Extension[],
  mayEnd: boolean,
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  if (extensions.length === 0) {
    return html`<p class="govuk-body">${words.t("calls.no-extensions")}</p>`;
  }
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("calls.part-extensions"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("calls.extension-code"),
      words.t("calls.extension-until"),
      words.t("calls.extension-reason"),
      words.t("calls.extension-by"),
      words.t("calls.state"),
    ],
    rows: extensions.map((extension) => [
      html`<span class="app-code">${extension.code}</span>`,
      words.dayTime(extension.until),
      words.t(`calls.reason-${extension.reason}`),
      html`${extension.grantedBy}<br><span class="govuk-hint">${words.dayTime(extension.grantedAt)}</span>`,
      extension.revokedAt
        ? html`${tag({ text: words.t("calls.extension-over"), colour: "grey" })}<br><span class="govuk-hint">${extension.revokedBy ?? ""}, ${words.dayTime(extension.revokedAt)}</span>`
        : mayEnd
          ? form(
              { action: paths.extensionEnding(slug, extension.id), key: newId() },
              button({
                text: html`${words.t("calls.end-extension")}<span class="govuk-visually-hidden"> ${extension.code}</span>`,
                kind: "secondary",
              }),
            )
          : tag({ text: words.t("calls.extension-live"), colour: "green" }),
    ]),
  });
}

function extensionForm(visit: StaffVisit, call: Call, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const typed = visit.form;
  return html`<h2 class="govuk-heading-m">${words.t("calls.extend")}</h2>
${form(
  { action: paths.callPart(slug, call.id, "extensions"), key: newId() },
  input({
    words,
    problems,
    name: "code",
    label: words.t("calls.extension-code"),
    hint: words.t("calls.extension-code-hint"),
    value: shown(typed, "code", ""),
    classes: "govuk-input--width-10",
    autocomplete: "off",
    spellcheck: false,
  }),
  radios({
    words,
    problems,
    name: "reason",
    legend: { text: words.t("calls.extension-reason"), classes: "govuk-fieldset__legend--s" },
    hint: words.t("calls.extension-reason-hint"),
    value: shown(typed, "reason", ""),
    items: EXTENSION_REASONS.map((value) => ({ value, text: words.t(`calls.reason-${value}`) })),
  }),
  html`<div class="app-moment">${dayInput({ words, problems, form: typed, name: "until", legend: words.t("calls.extension-until"), saved: null })}${input(
    {
      words,
      problems,
      name: "until-time",
      label: words.t("calls.clock"),
      value: shown(typed, "until-time", DEADLINE_CLOCK),
      classes: "govuk-input--width-5",
      inputmode: "numeric",
      autocomplete: "off",
    },
  )}</div>`,
  button({ text: words.t("calls.extend"), preventDoubleClick: true }),
)}`;
}
