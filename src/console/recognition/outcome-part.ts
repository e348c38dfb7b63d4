import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { linkOf, type Outcome, readOutcome } from "../../stages/recognition/read-outcomes.ts";
import { can } from "../../stages/recognition/recognition.policy.ts";
import { notYet } from "../../stages/recognition/reflection.rules.ts";
import { PROMPTS } from "../../stages/recognition/reflection.ts";
import {
  button,
  details,
  form,
  type Html,
  html,
  input,
  lines,
  summaryList,
} from "../../ui/index.ts";
import { libraryPaths } from "../library/library-paths.ts";
import { outcomePaths } from "./outcome-paths.ts";

/** What came of a stay of staff, on its page: what the person wrote, and the certificate. */
export async function outcomePart(
  visit: StaffVisit,
  words: Words,
  mobilityId: string,
  problems: readonly Problem[] = [],
): Promise<Html | null> {
  const outcome = await readOutcome(visit.tx, mobilityId);
  if (!outcome || notYet(outcome.lived)) return null;
  const may = can.changeOutcome(visit.tx.actor, outcome.lived.sendingCountry);
  return html`<h2 class="govuk-heading-m" id="outcome">${words.t("recognition.title")}</h2>
${reflectionPart(visit, words, outcome, may)}${certificatePart(visit, words, outcome, may, problems)}`;
}

function reflectionPart(
  visit: StaffVisit,
  words: Words,
  { lived, reflection }: Outcome,
  may: boolean,
): Html {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const asks =
    may &&
    (!reflection || reflection.state === "asked") &&
    form(
      { action: outcomePaths.question(slug, lived.mobilityId), key: newId() },
      button({
        text: t(reflection ? "recognition.ask-again" : "recognition.ask"),
        kind: "secondary",
        preventDoubleClick: true,
      }),
    );
  if (!reflection) return html`${asks}`;
  if (!reflection.sentAt) {
    const link = `${visit.site.publicUrl}${linkOf(reflection, slug)}`;
    return html`<p class="govuk-body">${t("recognition.asked-on", { when: words.dayTime(reflection.askedAt) })}</p>
${may && html`<p class="govuk-body">${t("recognition.link")} <span class="app-hash">${link}</span></p>`}${asks}`;
  }
  return html`<p class="govuk-body">${t("recognition.answered-on", { when: words.dayTime(reflection.sentAt) })} · ${t(reflection.share ? "recognition.share-yes" : "recognition.share-no")}</p>
${summaryList({
  rows: PROMPTS.map((prompt) => ({
    key: t(`recognition.${prompt}` as MessageKey),
    value: html`<span lang="">${lines(reflection[prompt] ?? "")}</span>`,
  })),
})}${
  reflection.resourceId !== null &&
  html`<p class="govuk-body"><a class="govuk-link" href="${libraryPaths.resource(slug, reflection.resourceId)}">${t("recognition.in-library")}</a></p>`
}${
  may &&
  reflection.share &&
  reflection.state === "sent" &&
  form(
    { action: outcomePaths.offer(slug, lived.mobilityId), key: newId() },
    button({ text: t("recognition.offer"), kind: "secondary", preventDoubleClick: true }),
  )
}`;
}

function certificatePart(
  visit: StaffVisit,
  words: Words,
  { lived, certificate }: Outcome,
  may: boolean,
  problems: readonly Problem[],
): Html | null {
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const path = outcomePaths.certificate(slug, lived.mobilityId);
  if (!certificate) {
    return may
      ? form(
          { action: path, key: newId() },
          button({ text: t("recognition.issue"), kind: "secondary", preventDoubleClick: true }),
        )
      : null;
  }
  return html`${
    certificate.sealedAt
      ? html`<p class="govuk-body"><a class="govuk-link" href="${path}">${t("recognition.download")}</a> <span class="govuk-hint">${t("recognition.sealed-on", { code: certificate.code, when: words.dayTime(certificate.sealedAt) })}</span></p>`
      : html`<p class="govuk-body">${t("recognition.sealing")}</p>`
  }${
    may &&
    details({
      summary: t("recognition.withdraw"),
      open: problems.length > 0,
      text: html`<p class="govuk-body">${t("recognition.withdraw-lead")}</p>${form(
        {
          action: outcomePaths.withdrawal(slug, lived.mobilityId),
          key: newId(),
          classes: "app-text",
        },
        input({
          words,
          name: "reason",
          id: "reason-withdrawal",
          label: t("recognition.reason"),
          value: visit.form.text("reason"),
          problems,
        }),
        button({ text: t("recognition.withdraw"), kind: "secondary", preventDoubleClick: true }),
      )}`,
    })
  }`;
}
