import { MOST_BYTES } from "../../platform/files/upload.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { can } from "../../stages/consents/consent.policy.ts";
import { keepExitScan, readExitScan } from "../../stages/consents/exit-scan.ts";
import { makeGuardianLink, readGuardianLinks } from "../../stages/consents/guardian-link.ts";
import { type LearnerConsents, readLearnerConsents } from "../../stages/consents/read-consents.ts";
import { type Journey, readJourneys } from "../../stages/consents/read-journey.ts";
import { isMinorDuring } from "../../stages/mobilities/offer.rules.ts";
import {
  declareSoleGuardian,
  endSoleGuardian,
  recordConsent,
  withdrawConsent,
} from "../../stages/mobilities/record-consent.ts";
import { backLink, type Html, html, problemSummary, warningText } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { exitPart } from "./exit-part.ts";
import { linksPart } from "./links-part.ts";
import { paperForm, typedDate } from "./paper-form.ts";
import { saidPart } from "./said-part.ts";
import { sectionOf } from "./section.ts";
import { solePart } from "./sole-part.ts";

const idOf = (visit: StaffVisit) => visit.params.applicationId ?? "";

/** Everything about one learner's guardians: what was said, links, paper, the form for the border. */
async function show(
  visit: StaffVisit,
  known: LearnerConsents,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { subject, rule } = known;
  const [journey] = await readJourneys(visit.tx, [subject.applicationId]);
  const minor = isMinorDuring(day(subject.birthDate), firstDay(journey, subject.lastDay));
  const may = can.recordConsent(visit.tx.actor, subject);
  const title = t("consents.one-title", { name: `${subject.givenNames} ${subject.familyName}` });
  const body = html`${problemSummary(words, problems, { givenOn: "givenOn-day", guardian: "guardian" }, { guardianName: t("consents.guardian"), givenOn: t("consents.given-on"), purposes: t("consents.ticked"), scan: t("uploads.exit-field") })}<h1 class="govuk-heading-l">${title}</h1>
${journey?.stayState === "on-hold" && warningText({ words, text: t("consents.hold-lead") })}
<p class="govuk-body">${t(minor ? "consents.needed" : "consents.not-needed")}</p>
${rule.guardians === 2 && html`<p class="govuk-body">${t("consents.needed-two")}</p>`}
${minor && solePart(visit, words, known, may, problems)}
${saidPart(visit, words, known, may)}
${may && journey && linksPart(visit, words, journey, rule, await readGuardianLinks(visit.tx, subject.applicationId), problems)}
${
  may &&
  html`<h2 class="govuk-heading-m">${t("consents.paper-title")}</h2><p class="govuk-body"><a class="govuk-link" href="${paths.consentSheets(slug)}?application=${subject.applicationId}">${t("consents.sheets")}</a></p>${paperForm(
    {
      visit,
      words,
      action: paths.consents(slug, subject.applicationId),
      guardians: rule.guardians,
      problems,
    },
  )}`
}
${minor && rule.exitNeeded !== "no" && (await exitPart(visit, words, known, may, problems))}`;
  return consoleShell(visit, {
    title,
    section: sectionOf(visit),
    body,
    before: backLink({ words, href: paths.consentWall(slug), text: t("consents.wall-title") }),
    error: problems.length > 0,
  });
}

const firstDay = (journey: Journey | undefined, otherwise: string) =>
  journey?.place?.starts ?? journey?.wishes[0]?.starts ?? day(otherwise);

/** Reads, does, and comes back to the page: the same for each form on it. */
const doing =
  (work: (visit: StaffVisit, known: LearnerConsents) => Promise<Result<unknown>>) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const known = await readLearnerConsents(visit.tx, idOf(visit));
    if (!known) return nothingHere;
    const done = await work(visit, known);
    if (done.ok) return redirect(paths.consents(visit.tx.actor.scheme.slug, idOf(visit)));
    if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
    return refusedPage(await show(visit, known, done.problems));
  };

async function record(visit: StaffVisit): Promise<Result<unknown>> {
  const date = dayFrom(typedDate(visit), "givenOn");
  const done = await recordConsent(visit.tx, {
    applicationId: idOf(visit),
    guardianName: visit.form.text("guardianName"),
    givenOn: date.day ?? "",
    purposes: visit.form.all("purposes"),
    guardian: Number(visit.form.text("guardian") || "1"),
  });
  if (done.ok) return done;
  // The three boxes know better what is wrong with a date than the day they make.
  const problems = [
    ...done.problems.filter((problem) => date.day !== null || problem.field !== "givenOn"),
    ...date.problems,
  ];
  return { ok: false, problems };
}

const at = { access: "staff", allow: can.handlePapers } as const;
export const routes: StaffRoute[] = [
  {
    ...at,
    allow: can.seeConsents,
    method: "GET",
    path: paths.consents(":scheme", ":applicationId"),
    answer: async (visit) => {
      const known = await readLearnerConsents(visit.tx, idOf(visit));
      return known ? page(await show(visit, known)) : nothingHere;
    },
  },
  {
    ...at,
    method: "POST",
    path: paths.consents(":scheme", ":applicationId"),
    answer: doing(record),
  },
  {
    ...at,
    method: "POST",
    path: paths.consentWithdrawal(":scheme", ":applicationId"),
    answer: doing((visit) =>
      withdrawConsent(visit.tx, {
        applicationId: idOf(visit),
        purpose: visit.form.text("purpose"),
        guardian: Number(visit.form.text("guardian")),
      }),
    ),
  },
  {
    ...at,
    method: "POST",
    path: paths.exitScans(":scheme", ":applicationId"),
    limit: MOST_BYTES.picture,
    answer: doing((visit) => keepExitScan(visit.tx, idOf(visit), visit.form.files("scan")[0])),
  },
  {
    ...at,
    method: "GET",
    path: paths.exitScan(":scheme", ":applicationId", ":uploadId"),
    answer: async (visit) => {
      const scan = await readExitScan(visit.tx, idOf(visit), visit.params.uploadId ?? "");
      return scan.ok ? file(scan.value) : nothingHere;
    },
  },
  {
    ...at,
    method: "POST",
    path: paths.soleGuardian(":scheme", ":applicationId"),
    answer: doing((visit) =>
      declareSoleGuardian(visit.tx, {
        applicationId: idOf(visit),
        reason: visit.form.text("soleReason"),
      }),
    ),
  },
  {
    ...at,
    method: "POST",
    path: paths.soleGuardianEnd(":scheme", ":applicationId"),
    answer: doing((visit) => endSoleGuardian(visit.tx, idOf(visit))),
  },
  {
    ...at,
    method: "POST",
    path: paths.guardianLinks(":scheme", ":applicationId"),
    answer: doing((visit) =>
      makeGuardianLink(visit.tx, {
        applicationId: idOf(visit),
        guardian: Number(visit.form.text("guardian")),
        locale: visit.form.text("language"),
      }),
    ),
  },
];
