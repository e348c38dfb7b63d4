import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { LearnerRoute, LearnerVisit } from "../../platform/web/route.ts";
import { isUuid } from "../../shared/id.ts";
import type { Problem } from "../../shared/result.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import { declineOffer } from "../../stages/mobilities/decline-offer.ts";
import {
  type HeldOffer,
  type LearnerResult,
  readResult,
} from "../../stages/mobilities/read-result.ts";
import { type Html, html } from "../../ui/html.ts";
import {
  backLink,
  button,
  form,
  hidden,
  problemSummary,
  summaryList,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { daysOf, standingOf } from "./standing.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";

/** Second click: what the answer means, and the button that gives it. */
async function ask(
  visit: LearnerVisit,
  result: LearnerResult,
  offer: HeldOffer,
  saysNo: boolean,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit, result.audience);
  const { t } = words;
  const back = paths.placeResult(visit.locale, slugOf(visit));
  const action = paths.placeAnswer(visit.locale, slugOf(visit));
  const needsGuardian = result.isMinor && !result.consent;
  const title = t(saysNo ? "place-result.decline-title" : "place-result.accept-title", {
    city: offer.city,
  });
  const facts = summaryList({
    rows: [
      { key: t("place-result.city"), value: `${offer.city}, ${words.country(offer.country)}` },
      { key: t("place-result.days"), value: daysOf(words, offer) },
      { key: t("place-result.host"), value: html`<span lang="">${offer.host}</span>` },
    ],
  });
  const yes = html`<p class="govuk-body">${t(needsGuardian ? "place-result.accept-minor" : "place-result.accept-adult")}</p>
${form(
  { action, key: newId() },
  hidden("offer", offer.id),
  hidden("answer", "yes"),
  button({
    text: t(needsGuardian ? "place-result.say-wish" : "place-result.say-yes"),
    preventDoubleClick: true,
    classes: "app-button-wide",
  }),
)}
<p class="govuk-body"><a class="govuk-link" href="${action}?no">${t("place-result.cannot")}</a></p>`;
  const no = html`<p class="govuk-body">${t("place-result.decline-lead")}</p>
${form(
  { action, key: newId() },
  hidden("offer", offer.id),
  hidden("answer", "no"),
  textarea({
    words,
    name: "reason",
    label: t("place-result.reason"),
    hint: t("place-result.reason-hint"),
    value: visit.form.text("reason"),
    rows: 3,
    problems,
  }),
  button({ text: t("place-result.say-no"), kind: "warning", preventDoubleClick: true }),
)}`;
  const body = html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>${facts}${saysNo ? no : yes}`;
  return portalShell(visit, {
    title,
    body,
    before: backLink({ words, href: back }),
    error: problems.length > 0,
  });
}

async function confirm(visit: LearnerVisit): Promise<Answer> {
  const result = await readResult(visit.tx);
  if (!result) return nothingHere;
  const saysNo = visit.query.has("no");
  const standing = standingOf(result, visit.tx.now);
  // A page opened in time may be sent up to an hour late; one opened late says whom to call.
  const open = standing === "offered" || (saysNo && ["offered-late", "wished"].includes(standing));
  if (!result.offer || !open) return redirect(paths.placeResult(visit.locale, slugOf(visit)));
  return page(await ask(visit, result, result.offer, saysNo));
}

async function give(visit: LearnerVisit): Promise<Answer> {
  const id = visit.form.text("offer");
  const saysNo = visit.form.text("answer") === "no";
  if (!isUuid(id)) return nothingHere;
  const done = saysNo
    ? await declineOffer(visit.tx, id, visit.form.text("reason"))
    : await acceptOffer(visit.tx, id);
  if (done.ok) return redirect(paths.placeResult(visit.locale, slugOf(visit)));
  if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  const result = await readResult(visit.tx);
  if (!result?.offer) return nothingHere;
  return refusedPage(await ask(visit, result, result.offer, saysNo, done.problems));
}

export const routes: LearnerRoute[] = [
  {
    method: "GET",
    access: "learner",
    path: paths.placeAnswer(":lang", ":scheme"),
    answer: confirm,
  },
  { method: "POST", access: "learner", path: paths.placeAnswer(":lang", ":scheme"), answer: give },
];
