import type { StaffVisit } from "../../platform/web/route.ts";
import type { Call } from "../../stages/calls/call.ts";
import { can } from "../../stages/selection/selection.policy.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

export const PARTS = [
  "overview",
  "cases",
  "panel",
  "decisions",
  "lists",
  "objections",
  "letters",
  "equity",
] as const;
export type Part = (typeof PARTS)[number];

const OF_CASES: readonly Part[] = ["cases", "panel", "objections"];

/** A page of one call's selection: its parts as links, each with an address of its own. */
export function selectionPage(
  visit: StaffVisit,
  call: Call,
  page: {
    readonly part: Part;
    /** False before anybody prepared the selection: there are no cases yet. */
    readonly begun?: boolean;
    readonly title: string;
    readonly body: Html;
    readonly problems?: Html | null;
    readonly error?: boolean;
  },
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  // Letters are the coordinator's; every other part is open to whoever sees the selection.
  const parts = PARTS.filter(
    (part) =>
      (part !== "letters" || can.lead(visit.tx.actor)) &&
      (page.begun !== false || !OF_CASES.includes(part)),
  );
  const href = (part: Part) =>
    part === "overview" ? paths.selection(slug, call.id) : paths.selectionPart(slug, call.id, part);
  return consoleShell(visit, {
    title: page.title,
    section: "selection",
    error: page.error ?? false,
    body: html`${page.problems}<span class="govuk-caption-l">${words.t("selection.call-number", { number: call.number })}: ${words.local(call.title)}</span><h1 class="govuk-heading-l">${page.title}</h1>
<nav aria-label="${words.t("selection.parts")}"><ul class="govuk-list app-inline-list">${parts.map(
      (part) =>
        html`<li>${
          part === page.part
            ? html`<strong aria-current="page">${words.t(`selection.part-${part}`)}</strong>`
            : html`<a class="govuk-link" href="${href(part)}">${words.t(`selection.part-${part}`)}</a>`
        }</li>`,
    )}</ul></nav>
${page.body}`,
  });
}
