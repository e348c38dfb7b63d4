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
import { atWall, isWallClock } from "../../shared/wall-time.ts";
import { can } from "../../stages/messages/message.policy.ts";
import { planSending } from "../../stages/messages/plan-sending.ts";
import { listTemplates } from "../../stages/messages/save-template.ts";
import { listViews } from "../../stages/messages/save-view.ts";
import { scheduleSending } from "../../stages/messages/schedule-sending.ts";
import { isChannel, readableIn } from "../../stages/messages/sending.rules.ts";
import { CHANNELS, type Channel, type Plan } from "../../stages/messages/sending.ts";
import {
  backLink,
  button,
  dateInput,
  form,
  type Html,
  hidden,
  html,
  input,
  insetText,
  problemSummary,
  radios,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { inPhone, ownName } from "./sending-parts.ts";

/** Chosen so far: in the address while one looks, in the form once one decides. */
const chosen = (visit: StaffVisit, name: string): string =>
  visit.form.has(name) ? visit.form.text(name) : (visit.query.get(name) ?? "");

function fallbacksOf(visit: StaffVisit): Record<string, string> {
  const names = [...visit.query.keys(), ...visit.form.names()].filter((n) =>
    n.startsWith("fallback-"),
  );
  return Object.fromEntries(
    names.map((name) => [name.slice("fallback-".length), chosen(visit, name)]),
  );
}

const channelsOf = (visit: StaffVisit): readonly Channel[] =>
  visit.site.sms ? CHANNELS : ["mail"];

async function newSendingPage(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { tx } = visit;
  const { slug } = tx.actor.scheme;
  const templates = await listTemplates(tx);
  const views = await listViews(tx);
  const asked = chosen(visit, "channel");
  const channel = channelsOf(visit).find((known) => known === asked) ?? "mail";
  const [templateId, viewId] = [chosen(visit, "template"), chosen(visit, "view")];
  const plan =
    templateId && viewId
      ? await planSending(
          tx,
          { templateId, viewId, channel, fallbacks: fallbacksOf(visit) },
          visit.site.publicUrl,
        )
      : undefined;
  const labels = Object.fromEntries([
    ["at", words.t("messages.when")],
    ["time", words.t("messages.time")],
    ...(plan?.lacking ?? []).map(({ locale }) => [`fallback-${locale}`, ownName(locale)]),
  ]);
  return consoleShell(visit, {
    title: words.t("messages.new"),
    section: "messages",
    error: problems.length > 0,
    before: backLink({ words, text: words.t("messages.title"), href: paths.messages(slug) }),
    body: html`${problemSummary(words, problems, { at: "at-day" }, labels)}<h1 class="govuk-heading-l">${words.t("messages.new")}</h1>
${form(
  { action: paths.newSending(slug), method: "get", classes: "app-filters" },
  select({
    words,
    name: "template",
    label: words.t("messages.template"),
    value: templateId,
    items: [
      { value: "", text: words.t("site.choose") },
      ...words
        .inOrder(templates, ({ name }) => name)
        .map(({ id, name }) => ({ value: id, text: name })),
    ],
  }),
  select({
    words,
    name: "view",
    label: words.t("messages.view"),
    value: viewId,
    items: [
      { value: "", text: words.t("site.choose") },
      ...words
        .inOrder(views, ({ name }) => name)
        .map(({ id, name }) => ({ value: id, text: name })),
    ],
  }),
  channelsOf(visit).length > 1
    ? select({
        words,
        name: "channel",
        label: words.t("messages.channel"),
        value: channel,
        items: channelsOf(visit).map((one) => ({
          value: one,
          text: words.t(`messages.channel-${one}`),
        })),
      })
    : null,
  button({ text: words.t("messages.look"), kind: "secondary" }),
)}
${views.length === 0 && insetText({ text: html`${words.t("messages.views-none")} <a class="govuk-link" href="${paths.applicants(slug)}">${words.t("applicants.title")}</a>` })}
${plan && planned(visit, plan, channel, problems)}`,
  });
}

function planned(
  visit: StaffVisit,
  plan: Plan,
  channel: Channel,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const unreached = plan.people.filter((one) => one.to === null).length;
  if (plan.people.length === 0) {
    return html`<p class="govuk-body">${words.t("messages.nobody")}</p>`;
  }
  const reached = [
    words.t("messages.reached", {
      count: plan.people.length - unreached,
      people: plan.people.length,
    }),
    unreached > 0 ? words.t("messages.unreached", { count: unreached }) : "",
    words.t("messages.withdrawn-not"),
  ];
  return html`<h2 class="govuk-heading-m">${words.t("messages.who")}</h2>
<p class="govuk-body">${reached.filter(Boolean).join(" ")}</p>
${previews(visit, plan)}
${form(
  { action: paths.sendings(slug), key: newId(), classes: "app-text" },
  hidden("template", plan.template.id),
  hidden("view", plan.view.id),
  hidden("channel", channel),
  ...plan.lacking.map(({ locale, people }) =>
    select({
      words,
      name: `fallback-${locale}`,
      label: words.t("messages.fallback", { language: ownName(locale), count: people }),
      hint: words.t("messages.fallback-hint"),
      value: fallbacksOf(visit)[locale] ?? "",
      problems,
      items: [
        { value: "", text: words.t("site.choose") },
        ...readableIn(Object.keys(plan.template.texts)).map((one) => ({
          value: one,
          text: ownName(one),
        })),
      ],
    }),
  ),
  moment(visit, problems),
  button({ text: words.t("messages.schedule"), preventDoubleClick: true }),
)}`;
}

/** The three languages that most of the audience reads, each with the words of a real person. */
function previews(visit: StaffVisit, plan: Plan): Html {
  const words = wordsOf(visit);
  const groups = new Map<string, Plan["people"][number][]>();
  for (const one of plan.people) {
    if (one.locale !== null) groups.set(one.locale, [...(groups.get(one.locale) ?? []), one]);
  }
  const shown = [...groups].sort(([, a], [, b]) => b.length - a.length).slice(0, 3);
  return html`<h2 class="govuk-heading-m">${words.t("messages.preview")}</h2><p class="govuk-body">${words.t("messages.preview-hint")}</p><div class="app-phones">${shown.map(
    ([locale, [first]]) => first && inPhone(words, { ...first, locale }),
  )}</div>`;
}

function moment(visit: StaffVisit, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const box = (name: string) => visit.form.text(`at-${name}`);
  return radios({
    words,
    name: "when",
    legend: words.t("messages.when"),
    value: visit.form.text("when") || "now",
    items: [
      { value: "now", text: words.t("messages.when-now") },
      {
        value: "later",
        text: words.t("messages.when-later"),
        conditional: html`${dateInput({
          words,
          name: "at",
          legend: words.t("messages.day"),
          values: { day: box("day"), month: box("month"), year: box("year") },
          problems,
        })}${input({
          words,
          name: "time",
          label: words.t("messages.time"),
          hint: words.t("messages.time-hint"),
          value: visit.form.text("time"),
          classes: "govuk-input--width-5",
          problems,
        })}`,
      },
    ],
  });
}

/** Null for now; what cannot be read is said at its box. */
function typedMoment(visit: StaffVisit): { at: Date | null; problems: Problem[] } {
  const { form: sent } = visit;
  if (sent.text("when") !== "later") return { at: null, problems: [] };
  const [date, month, year] = ["day", "month", "year"].map((name) => sent.text(`at-${name}`));
  const { day, problems } = dayFrom(
    { day: date ?? "", month: month ?? "", year: year ?? "" },
    "at",
  );
  const time = sent.text("time");
  const isTime = isWallClock(time);
  const all = isTime ? problems : [...problems, { code: "not-a-clock", field: "time" }];
  return { at: day && isTime ? atWall(day, time) : null, problems: all };
}

async function schedule(visit: StaffVisit): Promise<Answer> {
  const { form: sent, tx, site } = visit;
  const { at, problems } = typedMoment(visit);
  const channel = sent.text("channel");
  const done = await scheduleSending(
    tx,
    {
      templateId: sent.text("template"),
      viewId: sent.text("view"),
      channel: isChannel(channel) ? channel : "",
      fallbacks: fallbacksOf(visit),
      at,
    },
    { publicUrl: site.publicUrl, gateway: site.sms ?? false },
    problems,
  );
  if (done.ok) return redirect(paths.sending(tx.actor.scheme.slug, done.value));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(await newSendingPage(visit, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.newSending(":scheme"),
    access: "staff",
    allow: can.write,
    answer: async (visit) => page(await newSendingPage(visit)),
  },
  {
    method: "POST",
    path: paths.sendings(":scheme"),
    access: "staff",
    allow: can.write,
    answer: schedule,
  },
];
