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
import type { Problem, Result } from "../../shared/result.ts";
import { can } from "../../stages/country-sheets/country-sheet.policy.ts";
import type { SheetLine, SheetVersion } from "../../stages/country-sheets/country-sheet.ts";
import { changeLine, checkLine, removeLine } from "../../stages/country-sheets/keep-line.ts";
import { readLine } from "../../stages/country-sheets/read-sheets.ts";
import { lineWords, topicWords } from "../../ui/country-sheet/index.ts";
import {
  backLink,
  button,
  details,
  form,
  type Html,
  hidden,
  html,
  problemSummary,
} from "../../ui/index.ts";
import { sourceLine } from "../../ui/travel/findings.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { withBoxes } from "../travel/boxes.ts";
import { labelsOf, lineForm, TARGETS, typedLine } from "./line-form.ts";
import { sheetPaths } from "./sheet-paths.ts";

async function linePage(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<Html | null> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const file = await readLine(visit.tx, visit.params.sheetLineId ?? "");
  if (!file) return null;
  const { line, versions } = file;
  const isKeeper = can.keepSheet(actor, line.country);
  const country = words.country(line.country);
  const act = (name: "check" | "removal", text: string, kind?: "secondary" | "warning") =>
    form(
      { action: sheetPaths.act(slug, line.id, name), key: newId() },
      hidden("version", String(line.version)),
      button({ text, kind, preventDoubleClick: true }),
    );
  return consoleShell(visit, {
    title: `${country}: ${topicWords(words, line.topic)}`,
    section: "country-sheets",
    error: problems.length > 0,
    before: backLink({
      words,
      text: t("country-sheet.of", { country }),
      href: sheetPaths.country(slug, line.country),
    }),
    body: html`${problemSummary(words, problems, TARGETS, labelsOf(words))}<h1 class="govuk-heading-l">${country}: ${topicWords(words, line.topic)}</h1>
<p class="govuk-body">${lineWords(words, line)}</p>
<p class="govuk-body">${sourceLine(words, { text: line.source, link: line.link, on: line.checkedOn })}</p>
${
  isKeeper &&
  html`${line.shown && html`<p class="govuk-body">${t("country-sheet.check-lead")}</p>${act("check", t("country-sheet.check"))}`}
<h2 class="govuk-heading-m">${t(line.shown ? "country-sheet.change" : "country-sheet.put-back")}</h2>
${lineForm(visit, words, sheetPaths.line(slug, line.id), line, problems)}
${line.shown && details({ summary: t("country-sheet.remove"), text: html`<p class="govuk-body">${t("country-sheet.remove-lead")}</p>${act("removal", t("country-sheet.remove"), "warning")}` })}`
}<h2 class="govuk-heading-m">${t("history.title")}</h2>${history(words, versions)}`,
  });
}

/** What the line said when, the newest first. */
const history = (words: Words, versions: readonly SheetVersion[]): Html =>
  html`<ol class="govuk-list govuk-list--spaced">${versions.map(
    (version) =>
      html`<li><strong>${words.t(`country-sheet.was-${whatOf(version)}` as MessageKey)}</strong> · ${
        version.writtenAt ? words.dayTime(version.writtenAt) : words.t("country-sheet.with-program")
      }${version.checkedBy !== null && ` · ${version.checkedBy}`}<br>${lineWords(words, version)}<br><span class="govuk-hint">${sourceLine(words, { text: version.source, link: version.link, on: version.checkedOn })}</span></li>`,
  )}</ol>`;

const whatOf = (version: SheetVersion): "removed" | "checked" | "written" => {
  if (!version.shown) return "removed";
  return version.again ? "checked" : "written";
};

type Done = Promise<Result<SheetLine>>;

async function after(
  visit: StaffVisit,
  doing: Done,
  days: Parameters<typeof withBoxes>[1] = [],
): Promise<Answer> {
  const done = await doing;
  const { slug } = visit.tx.actor.scheme;
  if (done.ok) return redirect(`${sheetPaths.country(slug, done.value.country)}?done=1`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const shown = await linePage(visit, withBoxes(done.problems, days));
  return shown ? refusedPage(shown) : nothingHere;
}

const idOf = (visit: StaffVisit) => visit.params.sheetLineId ?? "";
/** Which version somebody looked at when they pressed the button. */
const versionOf = (visit: StaffVisit) => {
  const text = visit.form.text("version");
  return /^\d{1,6}$/.test(text) ? Number(text) : -1;
};

const keeps = { access: "staff", allow: can.keepSheets, method: "POST" } as const;

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSheets,
    path: sheetPaths.line(":scheme", ":sheetLineId"),
    answer: async (visit) => {
      const shown = await linePage(visit);
      return shown ? page(shown) : nothingHere;
    },
  },
  {
    ...keeps,
    path: sheetPaths.line(":scheme", ":sheetLineId"),
    answer: (visit: StaffVisit) => {
      const { typed, days } = typedLine(visit);
      return after(visit, changeLine(visit.tx, idOf(visit), versionOf(visit), typed), days);
    },
  },
  {
    ...keeps,
    path: sheetPaths.act(":scheme", ":sheetLineId", "check"),
    answer: (visit: StaffVisit) => after(visit, checkLine(visit.tx, idOf(visit), versionOf(visit))),
  },
  {
    ...keeps,
    path: sheetPaths.act(":scheme", ":sheetLineId", "removal"),
    answer: (visit: StaffVisit) =>
      after(visit, removeLine(visit.tx, idOf(visit), versionOf(visit))),
  },
];
