import type { MessageKey } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { readStandingConsent } from "../../stages/consents/read-consents.ts";
import { acceptOffer } from "../../stages/mobilities/accept-offer.ts";
import {
  declineOffer,
  lapseOffer,
  withdrawAcceptance,
} from "../../stages/mobilities/decline-offer.ts";
import { mobilityStates } from "../../stages/mobilities/mobility.rules.ts";
import { can } from "../../stages/mobilities/offer.policy.ts";
import { answerTime, isMinorDuring, offerStates } from "../../stages/mobilities/offer.rules.ts";
import { type ListedOffer, readOffer } from "../../stages/mobilities/read-offers.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  problemSummary,
  summaryList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { consentThere, stateTag } from "./state.ts";

/** What the office can write down, in the order in which it is usually needed. */
const ACTS = ["accept", "decline", "lapse", "withdraw"] as const;
type Act = (typeof ACTS)[number];

/** Acts that need no reason: they record something good. */
const GLAD: readonly Act[] = ["accept"];

/** The buttons follow the state tables and the dates: an act that would be refused is not offered. */
function possible(offer: ListedOffer, now: Date): readonly Act[] {
  const answers: Partial<Record<string, string>> = offerStates[offer.state];
  const stay: Partial<Record<string, string>> = offer.stayState
    ? mobilityStates[offer.stayState]
    : {};
  const can: Readonly<Record<Act, boolean>> = {
    accept: answers.accept !== undefined,
    decline: answers.decline !== undefined,
    lapse: answers.lapse !== undefined && answerTime(offer.answerBy, now) === "late",
    withdraw: answers.withdraw !== undefined && stay.cancel !== undefined,
  };
  return ACTS.filter((act) => can[act]);
}

async function show(
  visit: StaffVisit,
  offer: ListedOffer,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor, now } = visit.tx;
  const { slug } = actor.scheme;
  const name = `${offer.givenNames} ${offer.familyName}`;
  const title = t("offers.one-title", { name });
  const consent = await readStandingConsent(visit.tx, offer.applicationId);
  const minor = isMinorDuring(day(offer.birthDate), day(offer.starts));
  const consentPath = paths.consents(slug, offer.applicationId);
  const acts = can.changeOffers(actor) ? possible(offer, now) : [];
  const act = (which: Act) =>
    html`<h3 class="govuk-heading-s">${t(`offers.${which}` as MessageKey)}</h3><p class="govuk-body">${t(`offers.${which}-lead` as MessageKey)}</p>${form(
      { action: paths.offerAnswer(slug, offer.id), key: newId() },
      hidden("act", which),
      which === "accept"
        ? null
        : input({
            words,
            name: "reason",
            id: `reason-${which}`,
            label: t("offers.reason-label"),
            hint: t("stays.reason-hint-cancel"),
            classes: "govuk-!-width-two-thirds",
            value: visit.form.text("act") === which ? visit.form.text("reason") : "",
            problems: visit.form.text("act") === which ? problems : [],
          }),
      button({
        text: t(`offers.${which}` as MessageKey),
        kind: GLAD.includes(which) ? "primary" : "secondary",
        preventDoubleClick: true,
      }),
    )}`;
  const body = html`${problemSummary(words, problems, { reason: `reason-${visit.form.text("act")}` })}<h1 class="govuk-heading-l">${title}</h1>
${summaryList({
  rows: [
    {
      key: t("offers.person"),
      value: html`<a class="govuk-link" href="${paths.person(slug, offer.personId)}">${name}</a>`,
    },
    { key: t("offers.school"), value: offer.school },
    { key: t("offers.phone"), value: offer.phone ?? "–" },
    { key: t("offers.place"), value: `${offer.city}, ${offer.flowCode}` },
    { key: t("offers.days"), value: words.days(day(offer.starts), day(offer.ends)) },
    { key: t("offers.state"), value: stateTag(words, offer, now) },
    { key: t("offers.until"), value: words.deadline(offer.answerBy) },
    offer.stayId && offer.stayState
      ? {
          key: t("offers.stay"),
          value: html`<a class="govuk-link" href="${paths.mobility(slug, offer.stayId)}">${t(`offers.stay-${offer.stayState}` as MessageKey)}</a>`,
        }
      : null,
    offer.reason ? { key: t("offers.reason"), value: offer.reason } : null,
  ],
})}
${
  minor &&
  (consent
    ? consentThere(words, consent)
    : html`<p class="govuk-body">${t("consents.needed")}</p>${
        can.changeOffers(actor) &&
        html`<p class="govuk-body"><a class="govuk-link" href="${consentPath}">${t("consents.title")}</a></p>`
      }`)
}
<h2 class="govuk-heading-m">${t("offers.what-now")}</h2>
${acts.length > 0 ? acts.map(act) : html`<p class="govuk-body">${t("offers.ended")}</p>`}`;
  return consoleShell(visit, {
    title,
    section: "flows",
    body,
    before: backLink({ words, href: paths.offers(slug, offer.callId), text: t("offers.back") }),
    error: problems.length > 0,
  });
}

async function record(visit: StaffVisit): Promise<Answer> {
  const id = visit.params.offerId ?? "";
  const { slug } = visit.tx.actor.scheme;
  const reason = visit.form.text("reason");
  const offer = await readOffer(visit.tx, id);
  const acts: Readonly<Record<Act, () => Promise<Result<unknown>>>> = {
    accept: () => acceptOffer(visit.tx, id),
    decline: () => declineOffer(visit.tx, id, reason),
    lapse: () => lapseOffer(visit.tx, id, reason),
    withdraw: () => withdrawAcceptance(visit.tx, id, reason),
  };
  const act = ACTS.find((known) => known === visit.form.text("act"));
  if (!offer || !act) return nothingHere;
  const done = await acts[act]();
  if (done.ok) return redirect(paths.offer(slug, id));
  return refusedPage(await show(visit, offer, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeOffers,
    path: paths.offer(":scheme", ":offerId"),
    answer: async (visit) => {
      const offer = await readOffer(visit.tx, visit.params.offerId ?? "");
      return offer ? page(await show(visit, offer)) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.changeOffers,
    path: paths.offerAnswer(":scheme", ":offerId"),
    answer: record,
  },
];
