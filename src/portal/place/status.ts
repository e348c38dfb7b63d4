import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import type { LearnerVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { OwnStatus } from "../../stages/applications/own-application.ts";
import type { LearnerResult } from "../../stages/mobilities/read-result.ts";
import { type Html, html } from "../../ui/html.ts";
import { button, form, insetText, summaryList } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import type { Standing } from "./standing.ts";

const STAGES = ["sent", "read", "decided", "answered", "ready"] as const;

/** How many of the five stages lie behind. */
function stagesDone(standing: Standing): number {
  switch (standing) {
    case "undecided":
      return 1;
    case "placed":
    case "unplaced":
    case "offered":
    case "offered-late":
      return 3;
    case "accepted":
    case "wished":
      return 4;
    default:
      return 0;
  }
}

/** Where the application is of five stages; nothing for somebody whose way has ended. */
export function stages(words: Words, standing: Standing, isOpen: boolean): Html | null {
  const { t } = words;
  const done = stagesDone(standing);
  if (done === 0 || standing === "unplaced") return null;
  // While people can still apply, nobody works on what was sent.
  const now = isOpen ? null : Math.min(done, STAGES.length - 1);
  const at = (now ?? done - 1) + 1;
  return html`<h2 class="govuk-heading-m">${t("apply.status-stage", { at, all: STAGES.length })}</h2>
<ol class="govuk-list govuk-list--number">${STAGES.map((stage, index) => {
    const state = index < done ? "done" : index === now ? "now" : "later";
    const text = html`${t(`apply.stage-${stage}` as MessageKey)} (${t(`apply.stage-${state}` as MessageKey)})`;
    return index === now
      ? html`<li aria-current="step"><strong>${text}</strong></li>`
      : html`<li>${text}</li>`;
  })}</ol>`;
}

/** That somebody else wrote it down or corrected it, from what and when; as long as there is a page. */
export function writtenForYou(words: Words, own: OwnStatus): Html | null {
  const { t } = words;
  const { kind, how, receivedOn } = own.enteredBy;
  const corrected = own.correctedBy?.kind;
  const said: string[] = [];
  if (kind === "school" || kind === "partner" || kind === "office") {
    const day = words.day(own.enteredAt);
    said.push(
      t(`apply.entered-${kind}`),
      t(how === "paper" ? "apply.entered-when-paper" : "apply.entered-when", { day }),
    );
    if (receivedOn) said.push(t("apply.entered-late", { day: words.day(receivedOn) }));
  }
  if (corrected === "school" || corrected === "partner" || corrected === "office") {
    said.push(t(`apply.corrected-${corrected}`, { day: words.day(own.sentAt) }));
  }
  return said.length > 0 ? insetText({ text: said.join(" ") }) : null;
}

/** What was sent and when, what comes next by which day, and what can still be done about it. */
export function ownStatus(
  words: Words,
  visit: LearnerVisit,
  result: LearnerResult,
  own: OwnStatus,
): Html {
  const { t } = words;
  const slug = visit.params.scheme ?? "";
  const next =
    own.call.state === "open"
      ? t("apply.next-closes", { when: words.deadline(own.call.closesAt) })
      : t("apply.next-decided", { day: words.day(day(result.decideBy)) });
  const until = own.changeableUntil;
  return html`${summaryList({
    rows: [
      { key: t("apply.receipt"), value: String(own.receipt).padStart(6, "0") },
      { key: t("apply.received"), value: words.deadline(own.sentAt) },
    ],
  })}<p class="govuk-body">${t("apply.next-date", { what: next })}</p>${
    until &&
    html`<p class="govuk-body">${t("apply.correct-until", { when: words.deadline(until) })}</p>${
      own.hasForm &&
      form(
        { action: paths.placeCorrection(visit.locale, slug), key: newId() },
        button({ text: t("apply.correct"), kind: "secondary" }),
      )
    }<p class="govuk-body"><a class="govuk-link" href="${paths.placeWithdrawal(visit.locale, slug)}">${t("apply.withdraw")}</a></p>`
  }`;
}
