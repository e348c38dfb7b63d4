import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import { askReflectionsOfLine } from "../../stages/recognition/ask-reflection.ts";
import { issueCertificatesOfLine } from "../../stages/recognition/issue-certificate.ts";
import {
  countOutcomes,
  listOutcomes,
  OUTCOME_SHOWS,
} from "../../stages/recognition/read-outcomes.ts";
import { can } from "../../stages/recognition/recognition.policy.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import type { ActivityLine } from "../../stages/schemes/scheme.ts";
import {
  breadcrumbs,
  button,
  form,
  type Html,
  html,
  notificationBanner,
  select,
  summaryList,
} from "../../ui/index.ts";
import { filterBy, filterForm, listRows } from "../list-parts.ts";
import { listQuery } from "../list-query.ts";
import { stayTag } from "../mobilities/mobilities.page.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { outcomePaths } from "./outcome-paths.ts";

const A_PAGE = 15;
const ACTS = { questions: askReflectionsOfLine, certificates: issueCertificatesOfLine } as const;

/** One act for everybody of a line; what was done is said on the list of that line. */
const forLine =
  (act: keyof typeof ACTS) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const code = visit.form.text("line");
    const line = (await staffLines(visit)).find((one) => one.code === code);
    if (!line) return nothingHere;
    const done = await ACTS[act](visit.tx, line.id, visit.site.publicUrl);
    if (!done.ok) return nothingHere;
    const said = new URLSearchParams({ line: line.code, [act]: String(done.value) });
    return redirect(`${outcomePaths.list(visit.tx.actor.scheme.slug)}?${said}`);
  };

export const routes: Route[] = [
  {
    method: "GET",
    path: outcomePaths.list(":scheme"),
    access: "staff",
    allow: can.seeOutcomes,
    answer: async (visit) => page(await listPage(visit)),
  },
  {
    method: "POST",
    path: outcomePaths.all(":scheme", "questions"),
    access: "staff",
    allow: can.changeSomeOutcome,
    answer: forLine("questions"),
  },
  {
    method: "POST",
    path: outcomePaths.all(":scheme", "certificates"),
    access: "staff",
    allow: can.changeSomeOutcome,
    answer: forLine("certificates"),
  },
];

async function staffLines(visit: StaffVisit): Promise<readonly ActivityLine[]> {
  const scheme = await readScheme(visit.tx);
  return scheme?.lines.filter((line) => line.audience === "staff") ?? [];
}

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const path = outcomePaths.list(slug);
  const list = listQuery(visit.query, path, ["ends"]);
  const staff = await staffLines(visit);
  const line = staff.find((one) => one.code === list.text("line"));
  const show = OUTCOME_SHOWS.find((one) => one === list.text("show"));
  const { rows, total } = await listOutcomes(visit.tx, {
    ...(line ? { lineId: line.id } : {}),
    ...(show ? { show } : {}),
    limit: A_PAGE,
    offset: (list.page - 1) * A_PAGE,
  });
  return consoleShell(visit, {
    title: t("recognition.title"),
    section: "mobilities",
    before: breadcrumbs({
      words,
      items: [
        { text: t("stays.title"), href: paths.mobilities(slug) },
        { text: t("recognition.title") },
      ],
    }),
    body: html`${doneBanner(visit, words)}<h1 class="govuk-heading-l">${t("recognition.title")}</h1>
<p class="govuk-body">${t("recognition.lead")}</p>
${await figures(visit, words, line)}
${filterForm(
  words,
  list,
  path,
  filterBy(words, list, {
    name: "line",
    label: t("recognition.line"),
    items: staff.map((one) => ({ value: one.code, text: words.local(one.name) })),
  }),
  filterBy(words, list, {
    name: "show",
    label: t("recognition.show"),
    items: OUTCOME_SHOWS.map((value) => ({
      value,
      text: t(`recognition.show-${value}` as MessageKey),
    })),
  }),
)}
${listRows(words, list, {
  count: t("recognition.count", { count: total }),
  none: t("recognition.none"),
  csv: null,
  total,
  aPage: A_PAGE,
  caption: t("recognition.title"),
  head: [
    t("recognition.person"),
    t("recognition.where"),
    t("recognition.when"),
    t("recognition.reflection"),
    t("recognition.certificate"),
  ],
  rows: rows.map((row) => [
    html`<a class="govuk-link" href="${paths.mobility(slug, row.mobilityId)}#outcome">${row.familyName}, ${row.givenNames}</a> ${stayTag(words, row.state)}<br><span class="govuk-hint">${row.organisation}</span>`,
    html`${row.city}, ${words.country(row.country)}<br><span class="govuk-hint">${words.local(row.line)} · ${t(`stays.mode-${row.mode}` as MessageKey)}</span>`,
    words.days(day(row.starts), day(row.ends)),
    html`${t(`recognition.reflection-${row.reflection ?? "none"}` as MessageKey)}${row.share && html`<br><span class="govuk-hint">${t("recognition.share-yes")}</span>`}`,
    t(`recognition.certificate-${row.certificate ?? "none"}` as MessageKey),
  ]),
})}
${can.changeSomeOutcome(visit.tx.actor) && staff.length > 0 && wholeLine(words, slug, staff, line?.code ?? "")}`,
  });
}

/** How it stands, each figure the way to its people: on a telephone the list below is long. */
async function figures(
  visit: StaffVisit,
  words: Words,
  line: ActivityLine | undefined,
): Promise<Html | null> {
  const counts = await countOutcomes(visit.tx, line?.id);
  const path = outcomePaths.list(visit.tx.actor.scheme.slug);
  return (
    counts &&
    summaryList({
      rows: OUTCOME_SHOWS.map((show) => ({
        key: words.t(`recognition.show-${show}` as MessageKey),
        value: html`<a class="govuk-link" href="${`${path}?${new URLSearchParams({ ...(line && { line: line.code }), show })}`}">${words.t("recognition.count", { count: counts[show] })}</a>`,
      })),
    })
  );
}

function wholeLine(
  words: Words,
  slug: string,
  staff: readonly ActivityLine[],
  chosen: string,
): Html {
  const { t } = words;
  const one = (act: keyof typeof ACTS, text: MessageKey) =>
    form(
      { action: outcomePaths.all(slug, act), key: newId(), classes: "app-text" },
      select({
        words,
        name: "line",
        id: `line-${act}`,
        label: t("recognition.line"),
        value: chosen,
        items: staff.map(({ code, name }) => ({ value: code, text: words.local(name) })),
      }),
      button({ text: t(text), kind: "secondary", preventDoubleClick: true }),
    );
  return html`<h2 class="govuk-heading-m">${t("recognition.all-title")}</h2>
<p class="govuk-body">${t("recognition.all-lead")}</p>
<div class="app-columns"><section>${one("questions", "recognition.ask-all")}</section><section>${one("certificates", "recognition.issue-all")}</section></div>`;
}

/** What was done for a whole line, from the address: a figure alone. */
function doneBanner(visit: StaffVisit, words: Words): Html | null {
  for (const [act, key] of [
    ["questions", "recognition.done-asked"],
    ["certificates", "recognition.done-issued"],
  ] as const) {
    const said = visit.query.get(act);
    if (said !== null && /^\d{1,5}$/.test(said)) {
      const text = words.t(key, { count: Number(said) });
      return notificationBanner({ words, type: "success", text });
    }
  }
  return null;
}
