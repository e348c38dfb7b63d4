import type { Words } from "../../platform/i18n/index.ts";
import type { Problem } from "../../shared/result.ts";
import { fieldLabel } from "../../stages/agreements/shown-text.ts";
import type { StayedDraft } from "../../stages/agreements/stayed-drafts.ts";
import { saidText } from "../../ui/agreement/index.ts";
import { type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";

/** A field of the text is named in the problem: it stands on another page. */
export const namedField = (
  agreement: Parameters<typeof fieldLabel>[0],
  words: Words,
  one: Problem,
): Problem =>
  one.field?.includes(".")
    ? {
        code: "agreement-field",
        params: {
          field: saidText(fieldLabel(agreement, one.field)),
          problem: words.problem({ code: one.code, ...(one.params ? { params: one.params } : {}) }),
        },
      }
    : one;

/** Who of a group was not sent, each with everything that stands in the way. */
export function stayedPart(
  words: Words,
  slug: string,
  drafts: readonly StayedDraft[],
): Html | null {
  const { t } = words;
  if (drafts.length === 0) return null;
  return html`<h2 class="govuk-heading-m">${t("agreements.stayed-title", { count: drafts.length })}</h2>
<ul class="govuk-list govuk-list--spaced">${drafts.map(
    (draft) =>
      html`<li><a class="govuk-link" href="${paths.agreement(slug, draft.agreementId)}">${draft.familyName}, ${draft.givenNames}</a><ul class="govuk-list govuk-list--bullet">${draft.problems.map((one) => html`<li>${words.problem(namedField(draft, words, one))}</li>`)}</ul></li>`,
  )}</ul>`;
}
