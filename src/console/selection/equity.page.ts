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
import type { GroupShares, Share } from "../../stages/selection/equity.rules.ts";
import {
  type CallEquity,
  enterPopulation,
  populationProblems,
  readEquity,
} from "../../stages/selection/read-equity.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { rateDots } from "../../ui/charts/index.ts";
import {
  button,
  form,
  type Html,
  html,
  input,
  problemSummary,
  select,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";
import { selectionPage } from "./call-frame.ts";

function equityPage(visit: StaffVisit, of: CallEquity, problems: readonly Problem[] = []): Html {
  const words = wordsOf(visit);
  return selectionPage(visit, of.call, {
    part: "equity",
    begun: of.begun,
    title: words.t("selection.equity-title"),
    problems: problemSummary(
      words,
      problems,
      {},
      { women: words.t("selection.women"), men: words.t("selection.men") },
    ),
    error: problems.length > 0,
    body: html`${of.equity ? chances(words, of) : html`<p class="govuk-body">${words.t("selection.equity-no-list")}</p>`}
${schools(visit, words, of)}
${ownSchools(visit, of).length > 0 && populationForm(visit, words, of, problems)}`,
  });
}

/** Twice the same question: of those who applied, and of those who could have. */
function chances(words: Words, { equity, seats }: CallEquity): Html | null {
  if (!equity) return null;
  const chart = (id: string, title: string, of: (group: GroupShares) => Share | null) =>
    rateDots({
      words,
      id,
      title,
      rows: equity.groups.flatMap((group) => {
        const share = of(group);
        if (!share || share.of === 0) return [];
        return [
          {
            label: words.t(`selection.group-${group.group}`),
            placed: share.count,
            applied: share.of,
            low: share.low,
            high: share.high,
            tooFew: share.tooFew,
          },
        ];
      }),
    });
  const known = equity.groups.some((group) => group.applied !== null);
  return html`<h2 class="govuk-heading-m">${words.t("selection.equity-selected-title")}</h2><p class="govuk-body">${words.t("selection.equity-selected-lead", { seats })}</p><ul class="govuk-list">${equity.verdicts.map(
    (one) =>
      html`<li>${words.t(`selection.equity-${one.selected}`, { attribute: words.t(`selection.attribute-${one.attribute}`) })}</li>`,
  )}</ul>${chart("selected", words.t("selection.equity-selected-chart"), (group) => group.selected)}
<h2 class="govuk-heading-m">${words.t("selection.equity-applied-title")}</h2><p class="govuk-body">${words.t("selection.equity-applied-lead", { known: equity.schools.known, of: equity.schools.of })}</p>${
    known
      ? html`<ul class="govuk-list">${equity.verdicts.map(
          (one) =>
            one.applied &&
            html`<li>${words.t(`selection.equity-${one.applied}`, { attribute: words.t(`selection.attribute-${one.attribute}`) })}</li>`,
        )}</ul>${chart("applied", words.t("selection.equity-applied-chart"), (group) => group.applied)}`
      : html`<p class="govuk-body">${words.t("selection.equity-no-numbers")}</p>`
  }`;
}

/** By country, then by name, in the reader's own order of letters. */
const inOrder = (words: Words, schools: CallEquity["schools"]) =>
  [...schools].sort(
    (a, b) =>
      words.compare(words.country(a.country), words.country(b.country)) ||
      words.compare(a.school, b.school),
  );

function schools(visit: StaffVisit, words: Words, of: CallEquity): Html {
  const { slug } = visit.tx.actor.scheme;
  return html`<h2 class="govuk-heading-m">${words.t("selection.population-title")}</h2>${table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("selection.population-title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("selection.school"),
      words.t("selection.country"),
      words.t("selection.school-year"),
      { text: words.t("selection.women"), format: "numeric" },
      { text: words.t("selection.men"), format: "numeric" },
    ],
    rows: inOrder(words, of.schools).map((school) => [
      html`<a class="govuk-link" href="${paths.organisation(slug, school.organisationId)}">${school.school}</a>`,
      words.country(school.country),
      school.schoolYear ?? "–",
      school.women === null ? "–" : words.number(school.women),
      school.men === null ? "–" : words.number(school.men),
    ]),
  })}`;
}

/** Those whose numbers this reader may write down; without one there is no form. */
const ownSchools = (visit: StaffVisit, of: CallEquity): CallEquity["schools"] =>
  of.schools.filter(({ organisationId, country }) =>
    can.enterPopulation(visit.tx.actor, { id: organisationId, country }),
  );

function populationForm(
  visit: StaffVisit,
  words: Words,
  of: CallEquity,
  problems: readonly Problem[],
): Html {
  const number = (name: "women" | "men") =>
    input({
      words,
      name,
      label: words.t(`selection.${name}`),
      value: visit.form.text(name),
      inputmode: "numeric",
      classes: "govuk-input--width-5",
      problems,
    });
  return html`<h3 class="govuk-heading-s">${words.t("selection.population-enter")}</h3>${form(
    {
      action: paths.selectionPart(visit.tx.actor.scheme.slug, of.call.id, "populations"),
      key: newId(),
    },
    select({
      words,
      name: "organisationId",
      label: words.t("selection.school"),
      value: visit.form.text("organisationId"),
      problems,
      items: [
        { value: "", text: words.t("site.choose") },
        ...inOrder(words, ownSchools(visit, of)).map((school) => ({
          value: school.organisationId,
          text: `${school.school}, ${words.country(school.country)}`,
        })),
      ],
    }),
    input({
      words,
      name: "schoolYear",
      label: words.t("selection.school-year"),
      hint: words.t("selection.school-year-hint"),
      value: visit.form.text("schoolYear"),
      classes: "govuk-input--width-5",
      problems,
    }),
    number("women"),
    number("men"),
    button({ text: words.t("selection.population-save"), kind: "secondary" }),
  )}`;
}

const found = (visit: StaffVisit) => readEquity(visit.tx, visit.params.callId ?? "");

async function show(visit: StaffVisit): Promise<Answer> {
  const of = await found(visit);
  return of ? page(equityPage(visit, of)) : nothingHere;
}

const whole = (text: string): number => (/^\d{1,7}$/.test(text) ? Number(text) : Number.NaN);

async function enter(visit: StaffVisit): Promise<Answer> {
  const of = await found(visit);
  if (!of || ownSchools(visit, of).length === 0) return nothingHere;
  const { form: typed } = visit;
  const organisationId = typed.text("organisationId");
  const figures = {
    audience: of.call.audience,
    schoolYear: typed.text("schoolYear"),
    women: whole(typed.text("women")),
    men: whole(typed.text("men")),
  };
  if (organisationId === "") {
    const problems = [
      { code: "not-a-choice", field: "organisationId" },
      ...populationProblems(figures),
    ];
    return refusedPage(equityPage(visit, of, problems));
  }
  const done = await enterPopulation(visit.tx, { organisationId, ...figures });
  if (done.ok) {
    return redirect(paths.selectionPart(visit.tx.actor.scheme.slug, of.call.id, "equity"));
  }
  if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(equityPage(visit, of, done.problems));
}

const part = (name: string) => paths.selectionPart(":scheme", ":callId", name);
export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeSelection,
    path: part("equity"),
    answer: show,
  },
  {
    method: "POST",
    access: "staff",
    allow: (actor) => can.enterFacts(actor),
    path: part("populations"),
    answer: enter,
  },
];
