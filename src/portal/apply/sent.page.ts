import type { Words } from "../../platform/i18n/index.ts";
import { type Answer, nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { ApplicantVisit, Route } from "../../platform/web/route.ts";
import type { Draft } from "../../stages/applications/draft.ts";
import { readDraft } from "../../stages/applications/read-draft.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { html } from "../../ui/html.ts";
import { button, form, panel, summaryList } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { contactLine } from "../place/contact.ts";
import { portalShell, portalWords } from "../shell.ts";
import { slugOf } from "./frame.ts";

const numberOf = (receipt: number): string => String(receipt).padStart(6, "0");

/** Ways to tell a friend of the call: addresses that open the messenger, nothing from anybody else's site. */
function share(words: Words, visit: ApplicantVisit, draft: Draft) {
  const link = `${visit.site.publicUrl}${paths.apply(visit.locale, slugOf(visit), draft.call.publicCode)}`;
  const text = encodeURIComponent(`${words.local(draft.call.title)} ${link}`);
  return html`<p class="govuk-body">${words.t("apply.share")} <a class="govuk-link" href="viber://forward?text=${text}">Viber</a>, <a class="govuk-link" href="https://wa.me/?text=${text}" rel="noreferrer">WhatsApp</a></p>`;
}

async function show(visit: ApplicantVisit): Promise<Answer> {
  const slug = slugOf(visit);
  const draft = await readDraft(visit.tx, visit.tx.actor.draftId);
  if (!draft) return nothingHere;
  if (draft.state !== "sent" || !draft.sent) {
    return redirect(paths.applyCheck(visit.locale, slug));
  }
  const words = await portalWords(visit, draft.call.audience);
  const { t } = words;
  const scheme = await readScheme(visit.tx);
  const title = t("apply.sent-title");
  const body = html`${panel({
    title,
    text: html`${t("apply.sent-code")}<br><strong lang="">${draft.code}</strong>`,
  })}
${summaryList({
  rows: [
    { key: t("apply.receipt"), value: numberOf(draft.sent.receipt) },
    { key: t("apply.received"), value: words.deadline(draft.sent.at) },
    { key: t("apply.call"), value: words.local(draft.call.title) },
  ],
})}
<p class="govuk-body">${t("apply.sent-keep-code")}</p>
<h2 class="govuk-heading-m">${t("apply.next-title")}</h2>
<ol class="govuk-list govuk-list--number">
<li>${t("apply.next-closes", { when: words.deadline(draft.call.closesAt) })}</li>
<li>${t("apply.next-decided", { day: words.day(draft.call.decideBy) })}</li>
<li>${t("apply.next-answer", { when: words.deadline(draft.call.answerBy) })}</li>
</ol>
<p class="govuk-body"><a class="govuk-link" href="${paths.callDates(visit.locale, slug, String(draft.call.number))}">${t("apply.calendar")}</a></p>
${share(words, visit, draft)}
<p class="govuk-body"><a class="govuk-link" href="${paths.place(visit.locale, slug)}">${t("apply.see-status")}</a></p>
<h2 class="govuk-heading-m">${t("place-result.questions")}</h2>${contactLine(words, scheme?.settings.contact)}
${form(
  { action: paths.applyLeave(visit.locale, slug), attributes: { "data-done": "" } },
  button({ text: t("apply.close-here"), kind: "secondary" }),
)}`;
  return page(
    await portalShell(visit, { title, body, scripts: ["apply.js"], hideFromSearch: true }),
  );
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "applicant",
    path: paths.applySent(":lang", ":scheme"),
    answer: show,
  },
];
