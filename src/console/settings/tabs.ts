import type { MessageKey } from "../../platform/i18n/index.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";

const PAGES = [
  "people",
  "programme",
  "lines",
  "readers",
  "languages",
  "visas",
  "kit",
  "archive",
] as const;

/** The pages of the settings, as links: each has an address of its own. */
export function settingsTabs(visit: StaffVisit, current: (typeof PAGES)[number]): Html {
  const { words } = visit;
  const { slug } = visit.tx.actor.scheme;
  return html`<nav aria-label="${words.t("accounts.settings-nav")}"><ul class="govuk-list app-inline-list">${PAGES.map(
    (name) => {
      const text = words.t(`accounts.${name}-title` as MessageKey);
      return html`<li>${
        name === current
          ? html`<strong aria-current="page">${text}</strong>`
          : html`<a class="govuk-link" href="${paths[name](slug)}">${text}</a>`
      }</li>`;
    },
  )}</ul></nav>`;
}
