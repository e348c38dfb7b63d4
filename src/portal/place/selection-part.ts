import type { Words } from "../../platform/i18n/index.ts";
import type { LearnerVisit } from "../../platform/web/route.ts";
import { kindOf } from "../../stages/calls/criterion.rules.ts";
import type { LearnerResult } from "../../stages/mobilities/read-result.ts";
import type { OwnStanding } from "../../stages/selection/read-lists.ts";
import { type Html, html, lines } from "../../ui/html.ts";
import { button, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** The own place on the list: points and where they come from, rank, why, and what can be done. */
export function standingPart(
  words: Words,
  visit: LearnerVisit,
  result: LearnerResult,
  own: OwnStanding,
): Html {
  const { t } = words;
  const slug = visit.params.scheme ?? "";
  return html`<h2 class="govuk-heading-m" id="list">${t(`lists.own-title-${own.list.kind}`)}</h2>
${rankPart(words, own)}
${pointsPart(words, result, own)}
<p class="govuk-body">${t("lists.own-name")} <code class="app-code">${own.pseudonym}</code></p>
<p class="govuk-body"><a class="govuk-link" href="${paths.list(visit.locale, slug, own.list.id)}">${t("lists.own-link")}</a></p>
${objectionPart(words, visit, own)}`;
}

function rankPart(words: Words, { line, ranked, list }: OwnStanding): Html {
  const { t } = words;
  if (line.rank === null) {
    return html`<p class="govuk-body"><strong>${t("lists.own-not-ranked")}</strong></p><ul class="govuk-list govuk-list--bullet">${line.reasons.map((reason) => html`<li>${words.problem(reason)}</li>`)}</ul>`;
  }
  return html`<p class="govuk-body"><strong>${t("lists.own-rank", { rank: line.rank, of: ranked, points: line.points })}</strong></p>${
    line.decidedBy !== "points" &&
    html`<p class="govuk-body">${t(line.decidedBy === "draw" ? "lists.own-draw" : "lists.own-tie")}</p>`
  }<p class="govuk-body">${t(`lists.own-then-${list.kind}`)}</p>`;
}

/** Every criterion with what was given for it: the scores are the person's own to read. */
function pointsPart(words: Words, result: LearnerResult, own: OwnStanding): Html {
  const { t } = words;
  return html`<h3 class="govuk-heading-s">${t("lists.own-points", { points: own.line.points })}</h3>${table(
    {
      words,
      cards: true,
      firstCellIsHeader: true,
      head: [
        t("lists.criterion"),
        t("lists.given"),
        { text: t("lists.points"), format: "numeric" },
        { text: t("lists.most"), format: "numeric" },
      ],
      rows: result.criteria.map((criterion) => {
        const given = own.line.inputs.filter((input) => input.criterion === criterion.code);
        const decided = given.some((input) => input.source === "committee");
        const scores = given.filter((input) => ["assessor", "panel"].includes(input.source));
        const labels = new Map((criterion.table ?? []).map((row) => [row.value, row.label]));
        const rows = given.flatMap((input) => {
          const label = input.source === "table" ? labels.get(input.value) : undefined;
          return label ? [words.local(label)] : [];
        });
        const said = decided
          ? t("lists.by-committee")
          : scores.length > 0
            ? t(`lists.scores-${kindOf(criterion) === "interview" ? "interview" : "assessed"}`, {
                scores: words.list(scores.map((input) => input.value)),
              })
            : rows.length > 0
              ? words.list(rows)
              : t("lists.by-school");
        return [
          words.local(criterion.name),
          said,
          words.number(own.line.byCriterion[criterion.code] ?? 0),
          words.number(criterion.maximum),
        ];
      }),
    },
  )}`;
}

function objectionPart(words: Words, visit: LearnerVisit, own: OwnStanding): Html | null {
  const { t } = words;
  const { objection, mayObject, selection } = own;
  if (objection) {
    return html`<h3 class="govuk-heading-s">${t("lists.objection-title")}</h3><p class="govuk-body">${t("lists.objection-on", { day: words.day(objection.broughtAt) })}<br>${lines(objection.body)}</p>${
      objection.answer
        ? html`<div class="app-card"><p class="govuk-body"><strong>${t(`lists.objection-${objection.state === "upheld" ? "upheld" : "rejected"}`)}</strong></p><p class="govuk-body">${lines(objection.answer)}</p></div>`
        : html`<p class="govuk-body">${t("lists.objection-waits")}</p>`
    }`;
  }
  if (!mayObject || !selection.objectionsUntil) return null;
  return html`<h3 class="govuk-heading-s">${t("lists.object-title")}</h3><p class="govuk-body">${t("lists.object-lead", { until: words.deadline(selection.objectionsUntil) })}</p>${button(
    {
      text: t("lists.object"),
      kind: "secondary",
      href: paths.placeObjection(visit.locale, visit.params.scheme ?? ""),
      classes: "app-button-wide",
    },
  )}`;
}
