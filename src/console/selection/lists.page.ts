import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { publishFinalList, publishProvisionalList } from "../../stages/selection/publish-list.ts";
import { RANKING_FILES } from "../../stages/selection/ranking/ranking-folder.ts";
import { readListFiles } from "../../stages/selection/read-lists.ts";
import { readSelection, type SelectionOverview } from "../../stages/selection/read-selection.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { button, form, type Html, html, problemSummary, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { selectionPage } from "./call-frame.ts";
import { missingLines, spelled } from "./missing.ts";

function listsPage(
  visit: StaffVisit,
  of: SelectionOverview,
  problems: readonly Problem[] = [],
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { actor } = visit.tx;
  const title = words.t("selection.lists-title");
  const state = of.selection?.state;
  return selectionPage(visit, of.call, {
    part: "lists",
    begun: of.selection !== null,
    title,
    problems: problemSummary(
      words,
      problems.map((one) => spelled(words, of.call, one)),
    ),
    error: problems.length > 0,
    body: html`<p class="govuk-body">${words.t("selection.lists-lead")}</p>
${
  of.lists.length === 0
    ? html`<p class="govuk-body">${words.t("selection.lists-none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: title,
        captionClasses: "govuk-visually-hidden",
        head: [
          words.t("selection.list"),
          words.t("selection.published-on"),
          { text: words.t("selection.people"), format: "numeric" },
          words.t("selection.files"),
        ],
        rows: of.lists.map((list) => [
          html`<a class="govuk-link" href="${paths.publicList(visit.locale, slug, list.id)}">${words.t(`selection.list-${list.kind}`)}</a><br><code class="app-hash">${list.sha256}</code>`,
          words.dayTime(list.madeAt),
          words.number(list.people),
          can.exportRanking(actor)
            ? html`${RANKING_FILES.map((name) => html`<a class="govuk-link" href="${paths.listFile(slug, list.id, name)}">${name}</a> `)}`
            : "–",
        ]),
      })
}
<p class="govuk-body app-muted">${words.t("selection.lists-check")} <code>kalfa rank</code></p>
${can.lead(actor) && state === "decided" && publishForm(visit, of, "provisional")}
${can.lead(actor) && state === "provisional" && publishForm(visit, of, "final")}`,
  });
}

/** What the button does, in words, and what still stands in the way. */
function publishForm(
  visit: StaffVisit,
  of: SelectionOverview,
  kind: "provisional" | "final",
): Html {
  const words = wordsOf(visit);
  return html`<h2 class="govuk-heading-m">${words.t(`selection.publish-${kind}-title`)}</h2><p class="govuk-body">${words.t(`selection.publish-${kind}-lead`, { days: of.call.objectionDays })}</p>${
    of.missing.length > 0
      ? missingLines(words, of.call, of.missing)
      : form(
          {
            action: paths.selectionPart(visit.tx.actor.scheme.slug, of.call.id, `lists/${kind}`),
            key: newId(),
          },
          button({ text: words.t(`selection.publish-${kind}`), preventDoubleClick: true }),
        )
  }`;
}

const found = (visit: StaffVisit) => readSelection(visit.tx, visit.params.callId ?? "");

async function show(visit: StaffVisit): Promise<Answer> {
  const of = await found(visit);
  return of ? page(listsPage(visit, of)) : nothingHere;
}

const publish =
  (kind: "provisional" | "final") =>
  async (visit: StaffVisit): Promise<Answer> => {
    const of = await found(visit);
    if (!of) return nothingHere;
    const done =
      kind === "final"
        ? await publishFinalList(visit.tx, of.call.id)
        : await publishProvisionalList(visit.tx, of.call.id);
    if (!done.ok) return refusedPage(listsPage(visit, of, done.problems));
    return redirect(paths.selectionPart(visit.tx.actor.scheme.slug, of.call.id, "letters"));
  };

async function take(visit: StaffVisit): Promise<Answer> {
  const name = RANKING_FILES.find((one) => one === visit.params.file);
  const files = name && (await readListFiles(visit.tx, visit.params.listId ?? ""));
  if (!name || !files?.ok) return nothingHere;
  return file({
    name,
    type: name.endsWith(".csv") ? "text/csv; charset=utf-8" : "application/json",
    body: files.value[name],
  });
}

const part = (name: string) => paths.selectionPart(":scheme", ":callId", name);
export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSelection,
    path: part("lists"),
    answer: show,
  },
  ...(["provisional", "final"] as const).map((kind) => ({
    method: "POST" as const,
    access: "staff" as const,
    allow: can.lead,
    path: part(`lists/${kind}`),
    answer: publish(kind),
  })),
  {
    method: "GET",
    access: "staff",
    allow: can.exportRanking,
    path: paths.listFile(":scheme", ":listId", ":file"),
    answer: take,
  },
];
