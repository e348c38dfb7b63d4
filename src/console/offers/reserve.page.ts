import type { Words } from "../../platform/i18n/index.ts";
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
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/mobilities/offer.policy.ts";
import { offerNextReserve } from "../../stages/mobilities/offer-next-reserve.ts";
import {
  type ReserveProposal,
  readReserveProposal,
  type Waiting,
} from "../../stages/mobilities/read-reserve.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  problemSummary,
  summaryList,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

/** Who is next for a freed seat, what was checked, and whom it passes over and why. */
function proposalPage(
  visit: StaffVisit,
  of: ReserveProposal,
  problems: readonly Problem[] = [],
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const { place, proposed, free } = of;
  const title = words.t("offers.proposal-title", { city: place.city });
  return consoleShell(visit, {
    title,
    section: "flows",
    error: problems.length > 0,
    before: backLink({ words, href: paths.offers(slug, place.callId) }),
    body: html`${problemSummary(words, problems)}<span class="govuk-caption-l">${place.flowCode}, ${words.days(day(place.starts), day(place.ends))}</span><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t("offers.proposal-free", { count: free })}</p>
${
  proposed
    ? html`${person(words, slug, of, proposed)}${
        free > 0 &&
        form(
          { action: paths.reserveOffers(slug, place.id), key: newId() },
          hidden("application", proposed.applicationId),
          button({ text: words.t("offers.offer-seat"), preventDoubleClick: true }),
        )
      }`
    : free > 0 &&
      html`<p class="govuk-body"><strong>${words.t("offers.proposal-nobody")}</strong></p>`
}
${of.passedOver.length > 0 && passedOver(words, slug, of)}`,
  });
}

const nameOf = (one: Waiting) => `${one.givenNames} ${one.familyName}`;

function person(words: Words, slug: string, of: ReserveProposal, one: Waiting): Html {
  const criterion = of.call.criteria.find((each) => each.code === "languages");
  const labels = new Map((criterion?.table ?? []).map((row) => [row.value, row.label]));
  const levels = one.rows.flatMap((row) => {
    const label = labels.get(row);
    return label ? [words.local(label)] : [];
  });
  return summaryList({
    rows: [
      {
        key: words.t("offers.name"),
        value: html`<a class="govuk-link" href="${paths.person(slug, one.personId)}">${nameOf(one)}</a>`,
      },
      { key: words.t("offers.points"), value: words.number(one.points) },
      { key: words.t("offers.phone"), value: one.phone ?? "–" },
      criterion
        ? {
            key: words.t("offers.languages"),
            value: html`${levels.length > 0 && html`${words.list(levels)}, `}${words.t("offers.languages-points", { points: one.languages ?? 0, max: criterion.maximum })}`,
          }
        : null,
      { key: words.t("offers.dates"), value: words.t("offers.dates-free") },
      { key: words.t("offers.visa"), value: words.t("offers.visa-fine") },
    ],
  });
}

const passedOver = (words: Words, slug: string, of: ReserveProposal): Html =>
  html`<h2 class="govuk-heading-m">${words.t("offers.passed-over", { count: of.passedOver.length })}</h2><p class="govuk-body">${words.t("offers.passed-over-lead")}</p><ul class="govuk-list govuk-list--spaced">${of.passedOver.map(
    (one) =>
      html`<li><a class="govuk-link" href="${paths.person(slug, one.personId)}">${nameOf(one)}</a>, ${words.t("site.points", { count: one.points })}<ul class="govuk-list govuk-list--bullet">${one.obstacles.map((obstacle) => html`<li>${words.problem(obstacle)}</li>`)}</ul></li>`,
  )}</ul>`;

const found = (visit: StaffVisit) => readReserveProposal(visit.tx, visit.params.placeId ?? "");

async function show(visit: StaffVisit): Promise<Answer> {
  const of = await found(visit);
  return of ? page(proposalPage(visit, of)) : nothingHere;
}

async function offer(visit: StaffVisit): Promise<Answer> {
  const { slug } = visit.tx.actor.scheme;
  const proposed = visit.form.text("application") || undefined;
  const done = await offerNextReserve(visit.tx, visit.params.placeId ?? "", proposed);
  if (done.ok) return redirect(paths.offer(slug, done.value.offerId));
  const of = await found(visit);
  return of ? refusedPage(proposalPage(visit, of, done.problems)) : nothingHere;
}

const path = paths.reserveOffers(":scheme", ":placeId");
export const routes: Route[] = [
  { method: "GET", access: "staff", allow: can.changeOffers, path, answer: show },
  { method: "POST", access: "staff", allow: can.changeOffers, path, answer: offer },
];
