import type { ApplicantVisit, LearnerVisit, PublicVisit } from "../../platform/web/route.ts";
import type { Draft, DraftCall } from "../../stages/applications/draft.ts";
import { graceEnds } from "../../stages/calls/may-apply.rules.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { type Html, html } from "../../ui/html.ts";
import { contactLine } from "../place/contact.ts";
import { portalShell, portalWords } from "../shell.ts";

type Times = Pick<
  DraftCall,
  "title" | "state" | "opensAt" | "closesAt" | "graceMinutes" | "publicCode" | "audience"
>;

/** Not open yet, over, or over although it was begun in time: what happened, and whom to call. */
export async function closedPage(
  visit: ApplicantVisit | PublicVisit | LearnerVisit,
  call: Times,
  draft: Draft | null,
): Promise<Html> {
  const words = await portalWords(visit, call.audience);
  const { t } = words;
  const scheme = await readScheme(visit.tx);
  const isEarly = call.state === "draft" || visit.tx.now < call.opensAt;
  const title = t(isEarly ? "apply.early-title" : "apply.closed-title");
  const inTime = draft !== null && draft.startedAt <= call.closesAt;
  const sentences = isEarly
    ? [t("apply.early", { when: words.deadline(call.opensAt) })]
    : [
        t("apply.closed", { when: words.deadline(call.closesAt) }),
        inTime && !draft.sent
          ? t("apply.closed-grace-over", { until: words.time(graceEnds(call)) })
          : t("apply.closed-rule", { minutes: call.graceMinutes }),
        ...(draft?.sent ? [t("apply.closed-sent-stands")] : []),
        ...(draft && !draft.sent ? [t("apply.closed-kept", { code: draft.code })] : []),
      ];
  const body = html`<span class="govuk-caption-l">${words.local(call.title)}</span><h1 class="govuk-heading-l">${title}</h1>
${sentences.map((sentence) => html`<p class="govuk-body">${sentence}</p>`)}
<h2 class="govuk-heading-m">${t("apply.closed-ask-title")}</h2>
<p class="govuk-body">${t("apply.closed-ask")}</p>${contactLine(words, scheme?.settings.contact)}`;
  return portalShell(visit, { title, body, hideFromSearch: true });
}
