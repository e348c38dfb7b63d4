import type { Words } from "../../platform/i18n/index.ts";
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
import {
  bringObjection,
  listObjections,
  type Objection,
} from "../../stages/selection/objections.ts";
import { readCases, type SelectionCases } from "../../stages/selection/read-cases.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import {
  button,
  form,
  type Html,
  html,
  problemSummary,
  select,
  table,
  tag,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { selectionPage } from "./call-frame.ts";

const COLOURS = { open: "yellow", upheld: "green", rejected: "grey" } as const;

type Seen = SelectionCases & { readonly objections: readonly Objection[] };

async function found(visit: StaffVisit): Promise<Seen | undefined> {
  const cases = await readCases(visit.tx, visit.params.callId ?? "");
  return cases && { ...cases, objections: await listObjections(visit.tx, cases.call.id) };
}

function objectionsPage(visit: StaffVisit, of: Seen, problems: readonly Problem[] = []): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { selection, call, objections } = of;
  const title = words.t("selection.objections-title");
  const byId = new Map(of.cases.map((one) => [one.id, one]));
  const until = selection.objectionsUntil;
  return selectionPage(visit, call, {
    part: "objections",
    title,
    problems: problemSummary(words, problems),
    error: problems.length > 0,
    body: html`${until && html`<p class="govuk-body">${words.t("selection.objections-until", { when: words.deadline(until) })}</p>`}
${
  objections.length === 0
    ? html`<p class="govuk-body">${words.t("selection.objections-none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: title,
        captionClasses: "govuk-visually-hidden",
        head: [
          words.t("selection.objection"),
          words.t("selection.brought"),
          words.t("selection.state"),
        ],
        rows: objections.map((one) => {
          const person = byId.get(one.applicationId);
          return [
            html`<a class="govuk-link" href="${paths.objection(slug, one.id)}">${person ? `${person.familyName}, ${person.givenNames}` : one.code}</a>`,
            html`${words.shortDay(one.broughtAt)}<br><span class="govuk-hint">${words.t(`selection.brought-${one.brought}`)}</span>`,
            tag({
              text: words.t(`selection.objection-${one.state}`),
              colour: COLOURS[one.state],
            }),
          ];
        }),
      })
}
${selection.state === "provisional" && can.enterFacts(visit.tx.actor) && bringForm(visit, words, of, problems)}`,
  });
}

/** Somebody telephoned or wrote on paper. */
function bringForm(
  visit: StaffVisit,
  words: Words,
  of: Seen,
  problems: readonly Problem[],
): Html | null {
  const done = new Set(of.objections.map((one) => one.applicationId));
  const people = of.cases
    .filter((one) => !done.has(one.id))
    .sort((a, b) => words.compare(a.familyName, b.familyName));
  if (people.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${words.t("selection.bring-title")}</h2>${form(
    {
      action: paths.selectionPart(visit.tx.actor.scheme.slug, of.call.id, "objections"),
      key: newId(),
      keep: `objection-${of.call.id}`,
    },
    select({
      words,
      name: "applicationId",
      label: words.t("selection.name"),
      value: visit.form.text("applicationId"),
      problems,
      // Nobody stands there beforehand: an objection under the wrong name cannot be taken back.
      items: [
        { value: "", text: words.t("site.choose") },
        ...people.map((one) => ({
          value: one.id,
          text: `${one.familyName}, ${one.givenNames}`,
        })),
      ],
    }),
    textarea({
      words,
      name: "message",
      label: words.t("selection.bring-text"),
      hint: words.t("selection.bring-text-hint"),
      value: visit.form.text("message"),
      rows: 4,
      problems,
    }),
    button({ text: words.t("selection.bring"), kind: "secondary", preventDoubleClick: true }),
  )}`;
}

async function show(visit: StaffVisit): Promise<Answer> {
  const of = await found(visit);
  return of ? page(objectionsPage(visit, of)) : nothingHere;
}

async function bring(visit: StaffVisit): Promise<Answer> {
  const of = await found(visit);
  // Whoever has nobody in this call was never given the form.
  if (!of || of.cases.length === 0) return nothingHere;
  const applicationId = visit.form.text("applicationId");
  if (applicationId === "") {
    return refusedPage(
      objectionsPage(visit, of, [{ code: "not-a-choice", field: "applicationId" }]),
    );
  }
  const done = await bringObjection(visit.tx, applicationId, visit.form.text("message"));
  if (done.ok) {
    return redirect(paths.selectionPart(visit.tx.actor.scheme.slug, of.call.id, "objections"));
  }
  if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(objectionsPage(visit, of, done.problems));
}

const path = paths.selectionPart(":scheme", ":callId", "objections");
export const routes: Route[] = [
  { method: "GET", access: "staff", allow: can.seeSelection, path, answer: show },
  {
    method: "POST",
    access: "staff",
    allow: (actor) => can.enterFacts(actor),
    path,
    answer: bring,
  },
];
