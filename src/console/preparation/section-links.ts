import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import { type Html, html } from "../../ui/index.ts";
import { preparationPaths } from "./preparation-paths.ts";

const PAGES = [
  ["list", "tasks.list-title", can.see],
  ["checks", "tasks.checks-title", can.work],
  ["tell", "tasks.tell-title", can.work],
  ["kinds", "tasks.kinds-title", can.changeKinds],
  ["adultList", "adults.title", can.see],
  ["boards", "boards.title", can.see],
  ["arrivals", "boards.arrivals", can.see],
] as const;

/** The pages of the preparation beside each other; the one that is open is no link. */
export const sectionLinks = (visit: StaffVisit, words: Words, here: string): Html =>
  html`<ul class="app-choices">${PAGES.filter(
    ([name, , who]) => name !== here && who(visit.tx.actor),
  ).map(
    ([name, key]) =>
      html`<li><a class="govuk-link" href="${preparationPaths[name](visit.tx.actor.scheme.slug)}">${words.t(key as MessageKey)}</a></li>`,
  )}</ul>`;
