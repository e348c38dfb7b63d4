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
import { dayFrom } from "../../shared/typed-day.ts";
import { can } from "../../stages/mobilities/offer.policy.ts";
import { isMinorDuring } from "../../stages/mobilities/offer.rules.ts";
import {
  type ListedOffer,
  readConsent,
  readLatestOffer,
} from "../../stages/mobilities/read-offers.ts";
import { recordConsent } from "../../stages/mobilities/record-consent.ts";
import {
  backLink,
  button,
  dateInput,
  form,
  type Html,
  html,
  input,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { consentThere } from "./state.ts";

const dateOf = (visit: StaffVisit) => ({
  day: visit.form.text("givenOn-day"),
  month: visit.form.text("givenOn-month"),
  year: visit.form.text("givenOn-year"),
});

/** A signed paper becomes a record: who signed, on which day, who wrote it down. */
async function show(
  visit: StaffVisit,
  offer: ListedOffer,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = t("consents.title");
  const consent = await readConsent(visit.tx, offer.applicationId);
  const minor = isMinorDuring(day(offer.birthDate), day(offer.starts));
  const paper = form(
    { action: paths.consents(slug, offer.applicationId), key: newId() },
    input({
      words,
      name: "guardianName",
      label: t("consents.guardian"),
      value: visit.form.text("guardianName"),
      problems,
      spellcheck: false,
      autocomplete: "off",
    }),
    dateInput({
      words,
      name: "givenOn",
      legend: t("consents.given-on"),
      values: dateOf(visit),
      problems,
    }),
    button({ text: t("consents.save"), preventDoubleClick: true }),
  );
  const body = html`${problemSummary(words, problems, { givenOn: "givenOn-day" }, { guardianName: t("consents.guardian"), givenOn: t("consents.given-on") })}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body"><strong>${t("consents.for", { name: `${offer.familyName}, ${offer.givenNames}` })}</strong></p>
${
  consent
    ? consentThere(words, consent)
    : html`<p class="govuk-body">${t(minor ? "consents.needed" : "consents.not-needed")}</p><p class="govuk-body">${t("consents.lead")}</p>${paper}`
}`;
  return consoleShell(visit, {
    title,
    section: "flows",
    body,
    before: backLink({ words, href: paths.offer(slug, offer.id) }),
    error: problems.length > 0,
  });
}

async function save(visit: StaffVisit): Promise<Answer> {
  const applicationId = visit.params.applicationId ?? "";
  const offer = await readLatestOffer(visit.tx, applicationId);
  if (!offer) return nothingHere;
  const date = dayFrom(dateOf(visit), "givenOn");
  const done = await recordConsent(visit.tx, {
    applicationId,
    guardianName: visit.form.text("guardianName"),
    givenOn: date.day ?? "",
  });
  if (done.ok) return redirect(paths.offer(visit.tx.actor.scheme.slug, offer.id));
  // The three boxes know better what is wrong with a date than the day they make.
  const problems = [
    ...done.problems.filter((problem) => date.day !== null || problem.field !== "givenOn"),
    ...date.problems,
  ];
  return refusedPage(await show(visit, offer, problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.changeOffers,
    path: paths.consents(":scheme", ":applicationId"),
    answer: async (visit) => {
      const offer = await readLatestOffer(visit.tx, visit.params.applicationId ?? "");
      return offer ? page(await show(visit, offer)) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.changeOffers,
    path: paths.consents(":scheme", ":applicationId"),
    answer: save,
  },
];
