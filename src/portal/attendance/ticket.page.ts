import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { dayText } from "../../shared/typed-day.ts";
import {
  isOver,
  issueOwnCertificate,
  readCertificateFile,
  readOwnCertificate,
  type StoredCertificate,
} from "../../stages/attendance/certificate.ts";
import { giveFeedback, hasGivenFeedback } from "../../stages/attendance/give-feedback.ts";
import { keepOwnDetails } from "../../stages/attendance/keep-details.ts";
import { type AttendanceList, attendanceOf } from "../../stages/attendance/read-attendance.ts";
import { spoken, squareText } from "../../stages/attendance/ticket.rules.ts";
import { asRegistered, type OwnRegistration } from "../../stages/events/own-registration.ts";
import { eventWhere } from "../../ui/events/index.ts";
import {
  asset,
  button,
  form,
  type Html,
  hidden,
  html,
  insetText,
  localText,
  notificationBanner,
  problemSummary,
  summaryList,
  warningText,
} from "../../ui/index.ts";
import { qrCode } from "../../ui/qr/qr-code.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { detailsForm, feedbackForm } from "./ticket-forms.ts";

const PATH = paths.ticket(":lang", ":scheme", ":secret");
const here = (visit: PublicVisit): string =>
  paths.ticket(visit.locale, visit.params.scheme ?? "", visit.params.secret ?? "");

async function show(
  visit: PublicVisit,
  own: OwnRegistration,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const { event, registration } = own;
  const title = words.local(event.title);
  const slug = visit.params.scheme ?? "";
  const list = await attendanceOf(visit.tx, event.id, registration.id);
  const stands = registration.state === "registered" && event.state !== "cancelled";
  return portalShell(visit, {
    title: `${t("attendance.ticket")}: ${title}`,
    hideFromSearch: true,
    error: problems.length > 0,
    scripts: ["ticket.js"],
    body: html`${problemSummary(words, problems, { birthDate: "birthDate-day" })}${
      visit.query.has("saved") &&
      notificationBanner({ words, text: t("attendance.saved"), type: "success" })
    }<span class="govuk-caption-l">${t("attendance.ticket")}</span><h1 class="govuk-heading-l">${localText(words, event.title)}</h1>
${stands ? ticketPart(visit, words, own) : warningText({ words, text: t(`attendance.ticket-${why(own)}`) })}
${list && stands && (await afterPart(visit, words, { own, list, problems }))}
<p class="govuk-body app-way"><a class="govuk-link" href="${paths.registration(words.locale, slug, visit.params.secret ?? "")}">${t("attendance.to-registration")}</a></p>`,
  });
}

function why({ event, registration }: OwnRegistration): "called-off" | "waiting" | "none" {
  if (event.state === "cancelled") return "called-off";
  const { state } = registration;
  return state === "waiting" || state === "requested" ? "waiting" : "none";
}

/** What is shown at the door: also on paper, also without a line. */
function ticketPart(visit: PublicVisit, words: Words, own: OwnRegistration): Html {
  const { t } = words;
  const { event, registration } = own;
  const address = paths.event(words.locale, visit.params.scheme ?? "", event.id);
  const square = squareText(
    new URL(address, visit.site.publicUrl).toString(),
    registration.ticketCode,
  );
  return html`<section class="app-card" data-offline="${asset("offline-worker.js")}">
${qrCode(square, t("attendance.square"))}
<p class="govuk-heading-xl">${spoken(registration.ticketCode)}</p>
${summaryList({
  rows: [
    { key: t("attendance.name"), value: registration.name },
    { key: t("events.fact-when"), value: words.days(event.starts, event.ends) },
    { key: t("events.fact-where"), value: eventWhere(words, event) },
  ],
})}
<p class="govuk-body">${t("attendance.ticket-lead")}</p>
<p class="govuk-hint" data-kept hidden>${t("attendance.kept-here")} <button type="button" class="govuk-button govuk-button--secondary" data-forget>${t("attendance.forget-here")}</button></p>
<p class="govuk-hint" data-forgotten hidden>${t("attendance.forgotten-here")}</p>
</section>
<p class="govuk-body"><a class="govuk-link" href="${paths.eventHere(words.locale, visit.params.scheme ?? "", event.id)}">${t("attendance.here-link")}</a></p>`;
}

type After = {
  readonly own: OwnRegistration;
  readonly list: AttendanceList;
  readonly problems: readonly Problem[];
};

/** How much somebody was there for, the certificate, and what they thought of it. */
async function afterPart(visit: PublicVisit, words: Words, from: After): Promise<Html | null> {
  const { t } = words;
  const { own, list, problems } = from;
  const [one] = list.people;
  if (!one || one.arrivals.length === 0) return null;
  const { share } = one;
  const given = await hasGivenFeedback(own);
  const certificate = await readOwnCertificate(own);
  return html`<h2 class="govuk-heading-m">${t("attendance.own-share")}</h2>
<p class="govuk-body">${t("attendance.share-line", { ...share })}</p>
${certificatePart(visit, words, { ...from, certificate, earned: one.earned })}
${certificate === null && detailsForm(visit, words, one, problems)}
<h2 class="govuk-heading-m">${t("attendance.feedback")}</h2>
${given ? insetText({ text: t("attendance.feedback-thanks") }) : feedbackForm(visit, words, problems)}`;
}

function certificatePart(
  visit: PublicVisit,
  words: Words,
  from: After & { readonly certificate: StoredCertificate | null; readonly earned: boolean },
): Html {
  const { t } = words;
  const { certificate, list } = from;
  const title = html`<h2 class="govuk-heading-m">${t("attendance.certificate")}</h2>`;
  if (certificate?.sealedAt) {
    const href = paths.ticketCertificate(
      words.locale,
      visit.params.scheme ?? "",
      visit.params.secret ?? "",
    );
    return html`${title}<p class="govuk-body"><a class="govuk-link" href="${href}">${t("attendance.certificate-open", { code: certificate.code })}</a></p>`;
  }
  if (certificate) {
    return html`${title}<p class="govuk-body">${t("attendance.certificate-soon")} <a class="govuk-link" href="${here(visit)}">${t("attendance.look-again")}</a></p>`;
  }
  if (!isOver(list, visit.tx.now)) {
    return html`${title}<p class="govuk-body">${t("attendance.certificate-later", { needed: list.neededShare })}</p>`;
  }
  if (!from.earned) {
    return html`${title}<p class="govuk-body">${t("attendance.certificate-not", { needed: list.neededShare })}</p>`;
  }
  return html`${title}${form(
    { action: here(visit), key: newId() },
    hidden("do", "certificate"),
    html`<p class="govuk-body">${t("attendance.certificate-lead")}</p>`,
    button({ text: t("attendance.certificate-make"), preventDoubleClick: true }),
  )}`;
}

function act(visit: PublicVisit, own: OwnRegistration): Promise<Result<unknown>> | null {
  const { form: sent, site } = visit;
  const box = (part: string) => sent.text(`birthDate-${part}`);
  switch (sent.text("do")) {
    case "certificate":
      return issueOwnCertificate(own, site.publicUrl);
    case "details":
      return keepOwnDetails(own, {
        givenNames: sent.text("givenNames"),
        familyName: sent.text("familyName"),
        birthDate: dayText({ day: box("day"), month: box("month"), year: box("year") }),
      });
    case "feedback":
      return giveFeedback(own, {
        useful: sent.text("useful"),
        takeHome: sent.text("takeHome"),
        better: sent.text("better"),
      });
    default:
      return null;
  }
}

const opened = (visit: PublicVisit) => asRegistered(visit.tx, visit.params.secret ?? "");

async function answer(visit: PublicVisit): Promise<Answer> {
  const own = await opened(visit);
  const done = own && (await act(visit, own));
  if (!own || !done) return nothingHere;
  return done.ok
    ? redirect(`${here(visit)}?saved`)
    : refusedPage(await show(visit, own, done.problems));
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "public",
    path: PATH,
    answer: async (visit) => {
      const own = await opened(visit);
      return own ? page(await show(visit, own)) : nothingHere;
    },
  },
  { method: "POST", access: "public", path: PATH, answer },
  {
    method: "GET",
    access: "public",
    path: paths.ticketCertificate(":lang", ":scheme", ":secret"),
    answer: async (visit) => {
      const own = await opened(visit);
      const certificate = own && (await readOwnCertificate(own));
      const body = certificate && (await readCertificateFile(visit.tx, certificate));
      if (!certificate || !body) return nothingHere;
      return file({ name: `${certificate.code}.pdf`, type: "application/pdf", body });
    },
  },
];
