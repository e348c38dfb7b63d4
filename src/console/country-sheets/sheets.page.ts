import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { type Answer, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/country-sheets/country-sheet.policy.ts";
import { LONGEST_AGE, SHORTEST_AGE } from "../../stages/country-sheets/country-sheet.rules.ts";
import { setAge } from "../../stages/country-sheets/keep-line.ts";
import { readAge, readSheets, type Sheet } from "../../stages/country-sheets/read-sheets.ts";
import { lineSource, lineWords, topicWords } from "../../ui/country-sheet/index.ts";
import {
  button,
  details,
  form,
  type Html,
  html,
  input,
  notificationBanner,
  problemSummary,
  table,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { sheetPaths } from "./sheet-paths.ts";

async function sheetsPage(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const sheets = words.inOrder(await readSheets(visit.tx), ({ country }) => words.country(country));
  const age = await readAge(visit.tx);
  const number = (count: number) => ({ text: words.number(count), format: "numeric" as const });
  const of = (sheet: Sheet, standing: string) =>
    sheet.lines.filter((line) => line.standing === standing).length;
  return consoleShell(visit, {
    title: t("country-sheet.title"),
    section: "country-sheets",
    error: problems.length > 0,
    body: html`${problemSummary(words, problems, {}, { days: t("country-sheet.age") })}${
      visit.query.get("done") === "1" &&
      notificationBanner({ words, type: "success", text: t("country-sheet.saved") })
    }<h1 class="govuk-heading-l">${t("country-sheet.title")}</h1>
<p class="govuk-body">${t("country-sheet.lead", { days: age })}</p>
${
  sheets.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    scrollLabel: t("country-sheet.title"),
    caption: t("country-sheet.title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      t("country-sheet.country"),
      t("country-sheet.part"),
      { text: t("country-sheet.figure-lines"), format: "numeric" },
      { text: t("country-sheet.to-check"), format: "numeric" },
      { text: t("country-sheet.figure-not-ours"), format: "numeric" },
    ],
    rows: sheets.map((sheet) => [
      html`<a class="govuk-link" href="${sheetPaths.country(slug, sheet.country)}">${words.country(sheet.country)}</a>`,
      words.list([
        ...(sheet.sends ? [t("country-sheet.sends")] : []),
        ...(sheet.hosts ? [t("country-sheet.hosts")] : []),
      ]),
      number(sheet.lines.length),
      number(of(sheet, "check-again")),
      number(of(sheet, "not-ours")),
    ]),
  })
}
<h2 class="govuk-heading-m" id="again">${t("country-sheet.to-check")}</h2>
${oldLines(words, slug, sheets)}
${can.setAge(actor) && agePart(visit, words, age, problems)}`,
  });
}

/** Everything that is older than the age that is set, the oldest first. */
function oldLines(words: Words, slug: string, sheets: readonly Sheet[]): Html {
  const old = sheets
    .flatMap((sheet) => sheet.lines)
    .filter((line) => line.standing === "check-again")
    .sort((a, b) => (a.checkedOn < b.checkedOn ? -1 : 1));
  if (old.length === 0) {
    return html`<p class="govuk-body">${words.t("country-sheet.none-old")}</p>`;
  }
  return html`<ul class="govuk-list govuk-list--spaced">${old.map(
    (line) =>
      html`<li><a class="govuk-link" href="${sheetPaths.line(slug, line.id)}">${words.country(line.country)}: ${topicWords(words, line.topic)}</a><br>${lineWords(words, line)}<br>${lineSource(words, line, true)}</li>`,
  )}</ul>`;
}

const agePart = (
  visit: StaffVisit,
  words: Words,
  age: number,
  problems: readonly Problem[],
): Html =>
  details({
    summary: words.t("country-sheet.age"),
    open: problems.length > 0,
    text: form(
      { action: sheetPaths.age(visit.tx.actor.scheme.slug), key: newId() },
      input({
        words,
        problems,
        name: "days",
        label: words.t("country-sheet.age-days"),
        hint: words.t("country-sheet.age-hint", { min: SHORTEST_AGE, max: LONGEST_AGE }),
        value: visit.form.has("days") ? visit.form.text("days") : String(age),
        inputmode: "numeric",
        classes: "govuk-input--width-4",
        autocomplete: "off",
      }),
      button({
        text: words.t("country-sheet.age-save"),
        kind: "secondary",
        preventDoubleClick: true,
      }),
    ),
  });

async function keepAge(visit: StaffVisit): Promise<Answer> {
  const typed = visit.form.text("days");
  const done = await setAge(visit.tx, /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN);
  return done.ok
    ? redirect(`${sheetPaths.all(visit.tx.actor.scheme.slug)}?done=1`)
    : refusedPage(await sheetsPage(visit, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSheets,
    path: sheetPaths.all(":scheme"),
    answer: async (visit) => page(await sheetsPage(visit)),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.setAge,
    path: sheetPaths.age(":scheme"),
    answer: keepAge,
  },
];
