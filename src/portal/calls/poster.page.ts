import { nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { CallSheet } from "../../stages/calls/call-sheet.ts";
import { officeOfCountry, readOffices } from "../../stages/organisations/read-offices.ts";
import { callPaid, callSummary } from "../../ui/call-sheet/index.ts";
import { type Html, html } from "../../ui/index.ts";
import { qrCode } from "../../ui/qr/qr-code.ts";
import { officeCard } from "../check/office.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { askedCall } from "./call.page.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.callPoster(":lang", ":scheme", ":number"),
    access: "public",
    shared: true,
    answer: async (visit) => {
      const call = await askedCall(visit);
      return call ? page(await posterPage(visit, call)) : nothingHere;
    },
  },
];

/**
 * One sheet for a wall. Its square leads to "Check that this is real" and not straight to a form:
 * whoever stands before a poster should find the partner's door and telephone first.
 */
async function posterPage(visit: PublicVisit, call: CallSheet): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const slug = visit.params.scheme ?? "";
  const asked = visit.query.get("country");
  const owner = call.owners.find(({ country }) => country === asked);
  const office = owner ? officeOfCountry(await readOffices(visit.tx), owner.country) : null;
  const country = owner ? `&country=${owner.country}` : "";
  const check = `${visit.site.publicUrl}${paths.check(words.locale, slug)}?code=${call.publicCode}${country}`;
  const title = words.local(call.title);
  return portalShell(visit, {
    title: t("front.poster-title", { title }),
    hideFromSearch: true,
    before: html`<a class="govuk-back-link" href="${paths.call(words.locale, slug, String(call.number))}">${title}</a>`,
    body: html`<p class="govuk-body app-screen-only">${t("front.poster-how")}</p>
<article class="app-poster"><h1 class="govuk-heading-xl">${title}</h1>
${callSummary(words, call)}
<div class="app-poster__check">${qrCode(check, t("site.check-offer"))}<div><h2 class="govuk-heading-m">${t("site.check-offer")}</h2><p class="govuk-body">${t("front.poster-check", { address: check.replace(/^https?:\/\/|\?.*$/g, "") })} <strong class="app-code">${call.publicCode}</strong></p></div></div>
${callPaid(words, call)}
${office && html`<h2 class="govuk-heading-m">${t("check.partner")}</h2>${officeCard(words, office, owner)}`}
<p class="govuk-body"><strong>${t("check.promise-money")} ${t("check.promise-passport")} ${t("check.promise-home")}</strong></p></article>`,
  });
}
