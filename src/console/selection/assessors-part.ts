import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import type { SelectionOverview } from "../../stages/selection/read-selection.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { button, form, type Html, html, input, select, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";

/** Who scores, how far each is and how strict; for whoever leads, the ways to change it. */
export function assessorsPart(
  visit: StaffVisit,
  of: SelectionOverview,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const state = of.selection?.state;
  const open = can.lead(visit.tx.actor) && (state === "preparing" || state === "assessing");
  return html`<h2 class="govuk-heading-m">${words.t("selection.assessors-title")}</h2>
${people(visit, words, of, open)}
${of.assessors.some((one) => one.drift?.from !== null && one.drift !== null) && html`<p class="govuk-body app-muted">${words.t("selection.drift-note")}</p>`}
${open && html`<div class="app-columns">${assignForm(visit, words, of, problems)}${teamForm(visit, words, of, problems)}</div>`}`;
}

function people(visit: StaffVisit, words: Words, of: SelectionOverview, open: boolean): Html {
  if (of.assessors.length === 0) {
    return html`<p class="govuk-body">${words.t("selection.assessors-none")}</p>`;
  }
  const teams = new Map(of.teams.map((team) => [team.id, team]));
  const signed = (value: number) => `${value > 0 ? "+" : ""}${words.number(value, 1)}`;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: words.t("selection.assessors-title"),
    captionClasses: "govuk-visually-hidden",
    head: [
      words.t("selection.name"),
      words.t("selection.team"),
      { text: words.t("selection.done"), format: "numeric" },
      { text: words.t("selection.conflicts"), format: "numeric" },
      { text: words.t("selection.mean"), format: "numeric" },
      { text: words.t("selection.drift"), format: "numeric" },
      ...(open
        ? [html`<span class="govuk-visually-hidden">${words.t("selection.remove")}</span>`]
        : []),
    ],
    rows: words
      .inOrder(of.assessors, ({ name }) => name)
      .map((one) => {
        const team = one.teamId === null ? undefined : teams.get(one.teamId);
        return [
          html`${one.name} <span class="govuk-hint">A${one.mark}${one.removedAt && html`, ${words.t("selection.removed")}`}</span>`,
          team
            ? `${team.name}${team.country ? ` (${words.country(team.country)})` : ""}`
            : words.t("selection.no-team"),
          words.t("selection.of", { count: one.done, of: one.given }),
          words.number(one.conflicts),
          one.drift ? words.number(one.drift.mean, 1) : "–",
          one.drift?.from === null || !one.drift ? "–" : signed(one.drift.from ?? 0),
          ...(open
            ? [one.removedAt === null ? removal(visit, words, of, one.id, one.name) : ""]
            : []),
        ];
      }),
  });
}

const removal = (
  visit: StaffVisit,
  words: Words,
  of: SelectionOverview,
  id: string,
  name: string,
): Html =>
  form(
    {
      action: paths.assessorRemoval(visit.tx.actor.scheme.slug, of.call.id, id),
      key: newId(),
    },
    html`<button class="app-link-button" type="submit">${words.t("selection.remove")}<span class="govuk-visually-hidden"> ${name}</span></button>`,
  );

function assignForm(
  visit: StaffVisit,
  words: Words,
  of: SelectionOverview,
  problems: readonly Problem[],
): Html {
  const { slug } = visit.tx.actor.scheme;
  if (of.candidates.length === 0) {
    return html`<div><h3 class="govuk-heading-s">${words.t("selection.assign-title")}</h3><p class="govuk-body">${words.t("selection.candidates-none")} <a class="govuk-link" href="${paths.people(slug)}">${words.t("selection.give-role")}</a></p></div>`;
  }
  return html`<div><h3 class="govuk-heading-s">${words.t("selection.assign-title")}</h3>${form(
    { action: paths.selectionPart(slug, of.call.id, "assessors"), key: newId() },
    select({
      words,
      name: "userId",
      label: words.t("selection.name"),
      value: visit.form.text("userId"),
      problems,
      items: words
        .inOrder(of.candidates, ({ name }) => name)
        .map((one) => ({
          value: one.userId,
          text: one.organisation ? `${one.name}, ${one.organisation}` : one.name,
        })),
    }),
    of.teams.length > 0
      ? select({
          words,
          name: "teamId",
          label: words.t("selection.team"),
          value: visit.form.text("teamId"),
          problems,
          items: [
            { value: "", text: words.t("selection.no-team") },
            ...words
              .inOrder(of.teams, ({ name }) => name)
              .map((team) => ({ value: team.id, text: team.name })),
          ],
        })
      : null,
    button({ text: words.t("selection.assign"), kind: "secondary" }),
  )}</div>`;
}

function teamForm(
  visit: StaffVisit,
  words: Words,
  of: SelectionOverview,
  problems: readonly Problem[],
): Html {
  const { slug } = visit.tx.actor.scheme;
  return html`<div><h3 class="govuk-heading-s">${words.t("selection.team-title")}</h3>${form(
    { action: paths.selectionPart(slug, of.call.id, "teams"), key: newId() },
    input({
      words,
      name: "name",
      label: words.t("selection.team-name"),
      value: visit.form.text("name"),
      problems,
    }),
    select({
      words,
      name: "country",
      label: words.t("selection.team-country"),
      hint: words.t("selection.team-country-hint"),
      value: visit.form.text("country"),
      problems,
      items: [
        { value: "", text: words.t("selection.all-countries") },
        ...words.inOrder(
          of.countries.map((code) => ({ value: code, text: words.country(code) })),
          ({ text }) => text,
        ),
      ],
    }),
    button({ text: words.t("selection.team-add"), kind: "secondary" }),
  )}</div>`;
}
