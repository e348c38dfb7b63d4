import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { SelectionOverview } from "../../stages/selection/read-selection.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { button, form, type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { wordsOf } from "../shell.ts";

/** The way to the final list in five steps, and the one that is next as a button or a link. */
export function stepsList(visit: StaffVisit, of: SelectionOverview): Html {
  const words = wordsOf(visit);
  const state = of.selection?.state ?? "none";
  const at = ["none", "preparing", "assessing", "decided", "provisional", "final"].indexOf(state);
  const all = of.assessors.reduce((sum, one) => sum + one.given, 0);
  const done = of.assessors.reduce((sum, one) => sum + one.done, 0);
  const live = of.assessors.filter((one) => one.removedAt === null).length;
  const steps = [
    [
      words.t("selection.step-prepare"),
      at > 0 ? words.t("selection.assessors", { count: live }) : "",
    ],
    [
      words.t("selection.step-assess"),
      at > 1 ? words.t("selection.of", { count: done, of: all }) : "",
    ],
    [words.t("selection.step-decide"), at > 2 ? words.t("selection.step-done") : ""],
    [
      words.t("selection.step-provisional"),
      state === "provisional" && of.selection?.objectionsUntil
        ? words.t("selection.objections-until", {
            when: words.deadline(of.selection.objectionsUntil),
          })
        : at > 4
          ? words.t("selection.step-done")
          : "",
    ],
    [words.t("selection.step-final"), at > 4 ? words.t("selection.step-done") : ""],
  ] as const;
  return html`<ol class="govuk-list govuk-list--number">${steps.map(
    ([name, said]) => html`<li>${name}${said && html` <strong>${said}</strong>`}</li>`,
  )}</ol>${can.lead(visit.tx.actor) && nextStep(visit, of)}`;
}

/** The one thing to do now. */
function nextStep(visit: StaffVisit, of: SelectionOverview): Html | null {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { call, selection, missing } = of;
  const part = (name: string) => paths.selectionPart(slug, call.id, name);
  const press = (name: string, text: string, kind?: "secondary") =>
    form(
      { action: part(name), key: newId() },
      button({ text, preventDoubleClick: true, ...(kind ? { kind } : {}) }),
    );
  const go = (name: string, text: string) => button({ text, href: part(name) });
  switch (selection?.state) {
    case "preparing":
      return of.assessors.some((one) => one.removedAt === null) && call.state === "closed"
        ? press("distribution", words.t("selection.give-out"))
        : html`<p class="govuk-body">${words.t(call.state === "closed" ? "selection.needs-assessors" : "selection.needs-closing")}</p>`;
    case "assessing":
      return html`${missing.length === 0 && go("decisions", words.t("selection.to-decision"))}${press("distribution", words.t("selection.give-out-rest"), "secondary")}`;
    case "decided":
      return html`${go("lists", words.t("selection.to-lists"))}${press("reopening", words.t("selection.reopen"), "secondary")}`;
    case "provisional":
      return missing.length === 0
        ? go("lists", words.t("selection.to-final"))
        : go("objections", words.t("selection.to-objections"));
    case "final":
      return html`<p class="govuk-body"><a class="govuk-link" href="${paths.workbench(slug, call.id)}">${words.t("selection.to-allocation")}</a></p>`;
    default:
      return null;
  }
}
