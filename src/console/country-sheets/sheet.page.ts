import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/country-sheets/country-sheet.policy.ts";
import { TOPICS } from "../../stages/country-sheets/country-sheet.ts";
import { addLine } from "../../stages/country-sheets/keep-line.ts";
import { readCountry } from "../../stages/reporting/read-country.ts";
import { lineWords, sheetTopics, topicWords } from "../../ui/country-sheet/index.ts";
import {
  backLink,
  details,
  type Html,
  html,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { withBoxes } from "../travel/boxes.ts";
import { labelsOf, lineForm, TARGETS, typedLine } from "./line-form.ts";
import { sheetPaths } from "./sheet-paths.ts";

/** Null for a country that the scheme does not meet. */
async function sheetPage(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<Html | null> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const of = await readCountry(visit.tx, visit.params.country ?? "");
  if (!of) return null;
  const isKeeper = can.keepSheet(actor, of.country);
  const country = words.country(of.country);
  return consoleShell(visit, {
    title: t("country-sheet.of", { country }),
    section: "country-sheets",
    error: problems.length > 0,
    before: backLink({ words, text: t("country-sheet.title"), href: sheetPaths.all(slug) }),
    body: html`${problemSummary(words, problems, TARGETS, labelsOf(words))}${
      visit.query.get("done") === "1" &&
      notificationBanner({ words, type: "success", text: t("country-sheet.saved") })
    }<h1 class="govuk-heading-l">${t("country-sheet.of", { country })}</h1>
<p class="govuk-body"><a class="govuk-link" href="/${visit.locale}/${slug}/countries/${of.country}">${t("country-sheet.public")}</a></p>
<p class="govuk-body">${t("country-sheet.elsewhere")} <a class="govuk-link" href="${paths.consentRules(slug)}">${t("consents.rules-title")}</a> · <a class="govuk-link" href="${paths.visas(slug)}">${t("travel.visas-title")}</a></p>
${sheetTopics(
  words,
  of,
  TOPICS,
  (line) =>
    html`<br><a class="govuk-link" href="${sheetPaths.line(slug, line.id)}">${t(isKeeper ? "country-sheet.open-line" : "country-sheet.open-history")}<span class="govuk-visually-hidden"> (${topicWords(words, line.topic)}: ${words.local(line.words)})</span></a>`,
)}
${
  isKeeper &&
  html`<h2 class="govuk-heading-m" id="add">${t("country-sheet.add")}</h2>${lineForm(visit, words, sheetPaths.country(slug, of.country), null, problems)}`
}${
  of.removed.length > 0 &&
  details({
    summary: t("country-sheet.removed", { count: of.removed.length }),
    text: html`<ul class="govuk-list govuk-list--spaced">${of.removed.map(
      (line) =>
        html`<li><a class="govuk-link" href="${sheetPaths.line(slug, line.id)}">${topicWords(words, line.topic)}</a><br>${lineWords(words, line)}</li>`,
    )}</ul>`,
  })
}`,
  });
}

async function add(visit: StaffVisit): Promise<Answer> {
  const country = visit.params.country ?? "";
  const { typed, days } = typedLine(visit);
  const added = await addLine(visit.tx, country, typed);
  if (added.ok) {
    return redirect(`${sheetPaths.country(visit.tx.actor.scheme.slug, country)}?done=1`);
  }
  if (added.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const shown = await sheetPage(visit, withBoxes(added.problems, days));
  return shown ? refusedPage(shown) : nothingHere;
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSheets,
    path: sheetPaths.country(":scheme", ":country"),
    answer: async (visit) => {
      const shown = await sheetPage(visit);
      return shown ? page(shown) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.keepSheets,
    path: sheetPaths.country(":scheme", ":country"),
    answer: add,
  },
];
