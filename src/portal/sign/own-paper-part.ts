import type { Words } from "../../platform/i18n/index.ts";
import type { PublicVisit } from "../../platform/web/route.ts";
import type { SigningPage } from "../../stages/agreements/read-signing.ts";
import { type Html, html } from "../../ui/index.ts";

/** The consortium's own Word paper, and in so many words which of the two texts is signed here. */
export function ownPaperPart(
  visit: PublicVisit,
  words: Words,
  from: { readonly found: SigningPage; readonly programme: string },
): Html | null {
  const { found, programme } = from;
  if (!found.ownPaper || found.agreement.state === "withdrawn") return null;
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("sign.own-title")}</h2><p class="govuk-body">${t("sign.own-lead", { programme })}</p><p class="govuk-body"><a class="govuk-link" href="${visit.path}/own-paper" download>${t("sign.own-download", { programme })}</a><br><span class="app-hash">${found.ownPaper.digest}</span></p>`;
}
