import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { type Answer, nothingHere, page } from "../../platform/web/answer.ts";
import type { LearnerRoute, LearnerVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import { type OwnHost, readOwnHost } from "../../stages/agreements/read-own-host.ts";
import { readOwnStatus } from "../../stages/applications/own-application.ts";
import { type LearnerResult, readResult } from "../../stages/mobilities/read-result.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { readOwnStanding } from "../../stages/selection/read-lists.ts";
import { readOwnEligibility } from "../../stages/selection/read-standings.ts";
import { type Html, html, lines } from "../../ui/html.ts";
import { button, form, summaryList } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { agreementsPart } from "./agreements-part.ts";
import { contactLine } from "./contact.ts";
import { exitTask, guardianSteps, onHoldNote } from "./guardian-part.ts";
import { needsReadings, shorterActs, stairsReadings } from "./needs-part.ts";
import { ownStanding } from "./own-standing.ts";
import { standingPart } from "./selection-part.ts";
import { daysOf, flowOf, type Standing, standingOf } from "./standing.ts";
import { ownStatus, stages, writtenForYou } from "./status.ts";
import { storyPart } from "./story.page.ts";
import { tasksPart } from "./task-list.page.ts";
import { changes, notPossible, points, strip, waitingLines, why } from "./why.ts";

async function show(visit: LearnerVisit): Promise<Answer> {
  const result = await readResult(visit.tx);
  if (!result) return nothingHere;
  const words = await portalWords(visit, result.audience);
  const scheme = await readScheme(visit.tx);
  const slug = visit.params.scheme ?? "";
  const standing = standingOf(result, visit.tx.now);
  const sent = await readOwnStatus(visit.tx);
  const own = standing === "undecided" ? sent : undefined;
  // Somebody who takes no part any more has no place on a list.
  const list = standing === "withdrawn" ? null : await readOwnStanding(visit.tx);
  const eligibility = own ? await readOwnEligibility(visit.tx) : undefined;
  const flow = flowOf(result);
  const title = headline(words, standing, flow?.city ?? "");
  const host = standing === "accepted" ? await readOwnHost(visit.tx) : undefined;
  const call = contactLine(words, scheme?.settings.contact);
  const body = html`<span class="govuk-caption-l">${words.local(result.callTitle)}</span><h1 class="govuk-heading-l">${title}</h1>
${flow && standing !== "withdrawn" && place(words, flow, host)}
${next(words, visit, result, standing, call)}
${standing === "accepted" && (await tasksPart(words, visit))}
${standing === "accepted" && (await agreementsPart(words, visit))}
${standing === "accepted" && (await storyPart(words, visit))}
${await exitTask(words, visit, result, standing)}
${sent && writtenForYou(words, sent)}${own && ownStatus(words, visit, result, own)}${stages(words, standing, result.callState === "open")}${eligibility && ownStanding(words, eligibility)}
${decided(words, visit, result, standing)}
${
  list === "not-yet"
    ? html`<p class="govuk-body">${words.t("lists.not-yet")}</p>`
    : list
      ? standingPart(words, visit, result, list)
      : hasPoints(result) && points(words, result)
}
<p class="govuk-body"><a class="govuk-link" href="${paths.how(visit.locale)}">${words.t("place-result.how-link")}</a></p>
${result.runId && checks(words, visit, result)}
${await needsReadings(words, visit)}${await stairsReadings(words, visit)}${await shorterActs(words, visit)}
<h2 class="govuk-heading-m">${words.t("place-result.questions")}</h2>${call}
<h2 class="govuk-heading-m">${words.t("place-result.borrowed-title")}</h2>
<p class="govuk-body">${words.t("place-result.borrowed")}</p>
${form(
  { action: paths.placeEnd(visit.locale, slug), key: newId() },
  button({ text: words.t("place-result.close"), kind: "secondary" }),
)}`;
  return page(await portalShell(visit, { title, body }));
}

/** Before points are given a table of noughts would frighten. */
const hasPoints = (result: LearnerResult): boolean => result.runId !== null || result.points > 0;

const headline = (words: Words, standing: Standing, city: string): string =>
  words.t(`place-result.title-${standing}`, { city });

function place(
  words: Words,
  flow: { city: string; country: string; starts: string; ends: string; host: string },
  host?: OwnHost,
): Html {
  const { t } = words;
  return summaryList({
    rows: [
      { key: t("place-result.city"), value: `${flow.city}, ${words.country(flow.country)}` },
      { key: t("place-result.days"), value: daysOf(words, flow) },
      host && {
        key: t("place-result.company"),
        value: html`<span lang="">${host.company}</span>${host.city !== flow.city && html`<br>${host.city}, ${words.country(host.country)}`}`,
      },
      host?.mentor
        ? { key: t("place-result.mentor"), value: html`<span lang="">${host.mentor}</span>` }
        : false,
      { key: t("place-result.host"), value: html`<span lang="">${flow.host}</span>` },
    ],
  });
}

/** The one thing to do now, or to know. */
function next(
  words: Words,
  visit: LearnerVisit,
  result: LearnerResult,
  standing: Standing,
  call: Html,
): Html {
  const { t } = words;
  const { offer } = result;
  const answer = paths.placeAnswer(visit.locale, visit.params.scheme ?? "");
  const text = (key: `place-result.${string}`, params = {}) =>
    html`<p class="govuk-body">${t(key, params)}</p>`;
  switch (standing) {
    case "undecided":
      return text("place-result.undecided", { day: words.day(day(result.decideBy)) });
    case "withdrawn":
      return html`${text("place-result.withdrawn")}${call}`;
    case "unplaced":
      return text("place-result.unplaced");
    case "placed":
      return text("place-result.placed");
    case "offered":
      return html`${offer?.fromReserveList && text("place-result.from-line")}${button({ text: t("place-result.see-and-accept"), href: answer, classes: "app-button-wide" })}
<p class="govuk-body">${t("place-result.answer-by")} <strong>${offer && words.deadline(offer.answerBy)}</strong>. ${t("place-result.silence")}</p>
${result.isMinor && (result.consent ? text("place-result.minor-signed") : html`${text("place-result.minor-before")}<p class="govuk-body"><a class="govuk-link" href="${paths.placeGuardian(visit.locale, visit.params.scheme ?? "")}">${t("place-result.guardian-link")}</a></p>`)}
<p class="govuk-body"><a class="govuk-link" href="${answer}?no">${t("place-result.cannot")}</a></p>`;
    case "offered-late":
      return html`${text("place-result.late", { when: offer ? words.deadline(offer.answerBy) : "" })}${call}`;
    case "wished":
      return html`${guardianSteps(words, visit, result)}<p class="govuk-body"><a class="govuk-link" href="${answer}?no">${t("place-result.cannot")}</a></p>`;
    case "accepted":
      if (offer?.stayState === "on-hold") return onHoldNote(words, visit, call);
      return html`${result.consent && text("place-result.consent-recorded", { day: words.day(result.consent.recordedAt) })}${text("place-result.cannot-after")}`;
    case "declined":
      return text("place-result.declined");
    case "lapsed":
      return html`${text("place-result.lapsed")}${call}`;
  }
}

function decided(
  words: Words,
  visit: LearnerVisit,
  result: LearnerResult,
  standing: Standing,
): Html | null {
  if (!result.runId || standing === "withdrawn") return null;
  const run = paths.run(visit.locale, visit.params.scheme ?? "", result.runId);
  return html`<h2 class="govuk-heading-m">${whyTitle(words, result)}</h2>
${why(words, result)}
${notPossible(words, result)}
${result.offer ? null : waitingLines(words, result)}
${strip(words, result)}
${changes(words, result)}
<p class="govuk-body"><a class="govuk-link" href="${run}">${words.t("place-result.run-link")}</a></p>`;
}

/** The question in the reader's head: why this one and not the one I wanted most. */
function whyTitle(words: Words, result: LearnerResult): string {
  const got = result.wishes.find((wish) => wish.place?.placeId === result.runPlaceId);
  const missed = result.wishes.find((wish) => wish.reason && !wish.reason.open);
  if (result.offer?.fromReserveList) return words.t("place-result.why-then");
  if (!got || !result.runPlaceId) return words.t("place-result.why-none");
  if (!missed || missed.rank > got.rank)
    return words.t("place-result.why-here", { city: got.city });
  return words.t("place-result.why-not", { city: got.city, other: missed.city });
}

function checks(words: Words, visit: LearnerVisit, result: LearnerResult): Html {
  const { t } = words;
  const asked = result.checks.map(
    (check) =>
      html`<div class="govuk-inset-text"><p class="govuk-body-s">${t("place-result.check-asked-on", { day: words.day(check.askedAt) })}</p><p class="govuk-body">${lines(check.message)}</p>${
        check.answer
          ? html`<p class="govuk-body-s">${t("place-result.check-answered-on", { day: check.answeredAt ? words.day(check.answeredAt) : "" })}</p><p class="govuk-body"><strong>${lines(check.answer)}</strong></p>`
          : html`<p class="govuk-body"><strong>${t("place-result.check-open")}</strong></p>`
      }</div>`,
  );
  const open = result.checks.some((check) => check.state === "open");
  return html`<h2 class="govuk-heading-m" id="check">${t("place-result.check-title")}</h2>${asked}${
    !open &&
    html`<p class="govuk-body">${t("place-result.check-lead")}</p><p class="govuk-body"><a class="govuk-link" href="${paths.placeCheck(visit.locale, visit.params.scheme ?? "")}">${t("place-result.check-link")}</a></p>`
  }`;
}

export const routes: LearnerRoute[] = [
  {
    method: "GET",
    access: "learner",
    path: paths.placeResult(":lang", ":scheme"),
    answer: show,
  },
];
