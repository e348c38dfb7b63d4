import type { Words } from "../../platform/i18n/index.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicRoute, PublicVisit } from "../../platform/web/route.ts";
import { day } from "../../shared/day.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { takingPartOf } from "../../stages/consents/consent.rules.ts";
import { PURPOSES } from "../../stages/consents/consent.ts";
import { asGuardian, type GuardianVisit } from "../../stages/consents/guardian-link.ts";
import { type GuardianPage, readGuardianPage } from "../../stages/consents/read-journey.ts";
import { answerAsGuardian, refuseAsGuardian } from "../../stages/mobilities/answer-as-guardian.ts";
import { withdrawConsent } from "../../stages/mobilities/record-consent.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { textHash } from "../../stages/schemes/text-review.ts";
import {
  consentSays,
  journeyData,
  journeyFacts,
  journeyOwner,
  journeyPaid,
} from "../../ui/guardian/index.ts";
import {
  type Html,
  html,
  notificationBanner,
  panel,
  problemSummary,
  warningText,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { contactLine } from "../place/contact.ts";
import { reviewed } from "../reviewed.ts";
import { portalShell, portalWords } from "../shell.ts";
import { answerForm, keptConsents } from "./page-parts.ts";
import { guardianTasks } from "./tasks-part.ts";

type Opened = { readonly guardian: GuardianVisit; readonly found: GuardianPage };

async function opened(visit: PublicVisit): Promise<Opened | undefined> {
  const guardian = await asGuardian(visit.tx, visit.params.secret ?? "");
  const found = guardian && (await readGuardianPage(guardian.tx, guardian.link.guardian));
  return guardian && found && { guardian, found };
}

/** Says that a link is over in words: a bare "not found" would make a family call the school twice. */
async function over(visit: PublicVisit): Promise<Answer> {
  const words = await portalWords(visit);
  const scheme = await readScheme(visit.tx);
  const title = words.t("guardian.over-title");
  const body = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${words.t("guardian.over")}</p>${contactLine(words, scheme?.settings.contact, "adult")}`;
  const html404 = await portalShell(visit, { title, body, hideFromSearch: true });
  return { ok: false, status: 404, html: html404, problems: [] };
}

/** Before an answer: the journey and the form. After it: what was said and how to take it back. */
async function show(
  visit: PublicVisit,
  { guardian, found }: Opened,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const { journey, own } = found;
  const part = { visit, words, found };
  const answered = guardian.link.answeredAt !== null || own.length > 0;
  const asks = own.length === 0;
  const title = answered && asks ? t("guardian.refused-title") : titleOf(words, found, answered);
  const body = html`${problemSummary(words, problems, {}, { guardianName: t("guardian.name"), consent: t("guardian.form-title") })}${visit.query.has("unsaved") && notificationBanner({ words, text: t("guardian.task-gone") })}
<span class="govuk-caption-l">${t("guardian.caption")} · ${words.local(journey.callTitle)}</span>
${answered && !asks ? outcome(words, visit, { guardian, found }) : html`<h1 class="govuk-heading-l">${title}</h1>`}
${answered ? asks && html`<p class="govuk-body">${t("guardian.refused")}</p>` : html`<p class="govuk-body">${t("guardian.lead", { name: journey.givenNames })}</p>`}
${!answered || asks ? about(words, part) : null}
${asks ? null : await guardianTasks(visit, words, guardian)}
${asks ? answerForm(part, problems) : html`${keptConsents(part)}${keep(words, visit)}${about(words, part)}`}`;
  return portalShell(visit, { title, body, error: problems.length > 0, hideFromSearch: true });
}

const titleOf = (
  words: Words,
  { journey }: Pick<GuardianPage, "journey">,
  answered: boolean,
): string =>
  answered
    ? words.t("guardian.done-title")
    : words.t("guardian.title", { name: `${journey.givenNames} ${journey.familyName}` });

/** Where, when, who watches over them, what is paid, what data, whom to call. */
function about(words: Words, { found }: { readonly found: GuardianPage }): Html {
  const { t } = words;
  const { journey, rule } = found;
  const exit = rule.exitNeeded === "yes" ? "needed" : "ask";
  return html`${journeyFacts(words, journey)}
${journeyPaid(words, journey)}
<h2 class="govuk-heading-m">${t("guardian.call-title")}</h2>${journeyOwner(journey) ?? html`<p class="govuk-body">${journey.school}</p>`}
<h2 class="govuk-heading-m">${t("guardian.data-title")}</h2>${journeyData(words, journey)}
<p class="govuk-body"><a class="govuk-link" href="${paths.privacy(words.locale)}">${t("guardian.data-more")}</a></p>
${rule.exitNeeded !== "no" && html`<h2 class="govuk-heading-m">${t("guardian.exit-title")}</h2><p class="govuk-body">${t(`guardian.exit-${exit}`)}</p>`}`;
}

/** What the answer did, in one or two sentences. */
function outcome(words: Words, visit: PublicVisit, { found }: Opened): Html {
  const { t } = words;
  const { journey, own, rule } = found;
  const today = wallTimeOf(visit.tx.now).day;
  const { given } = takingPartOf(own, 1, today);
  const last = own.filter((one) => one.purpose === "taking-part").at(-1);
  const isOver = last?.withdrawnAt === null && given.length === 0;
  if (isOver || (journey.stayState === "on-hold" && given.length === 0)) {
    const text = isOver
      ? t("guardian.done-ended", { day: words.day(day(last.endsOn ?? today)) })
      : t("guardian.done-hold");
    return html`<h1 class="govuk-heading-l">${titleOf(words, { journey }, false)}</h1>${warningText({ words, text })}`;
  }
  const said =
    journey.offerState === "accepted" && journey.stayState !== "on-hold"
      ? "done-accepted"
      : given.length === 0
        ? "without-taking-part"
        : journey.offerState === "wished" ||
            (rule.guardians === 2 && journey.stayState === "on-hold")
          ? "done-other"
          : journey.offerState === "offered"
            ? "done-learner"
            : "done-no-place";
  return panel({ title: t("guardian.done-title"), text: t(`guardian.${said}`) });
}

const keep = (words: Words, visit: PublicVisit): Html =>
  html`<h2 class="govuk-heading-m">${words.t("guardian.keep-title")}</h2><p class="govuk-body">${words.t("guardian.keep")}</p><p class="govuk-body"><a class="govuk-link" href="${visit.path}/copy">${words.t("guardian.copy")}</a></p>`;

async function answer(visit: PublicVisit): Promise<Answer> {
  const found = await opened(visit);
  if (!found) return over(visit);
  const done = await act(visit, found);
  if (!done) return nothingHere;
  if (done.ok) return redirect(visit.path);
  if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  return refusedPage(await show(visit, found, done.problems));
}

function act(visit: PublicVisit, { guardian, found }: Opened): Promise<Result<unknown>> | null {
  const { form, locale } = visit;
  const { link } = guardian;
  const wording = { locale, hash: textHash("consent", locale) };
  const give = (asked: readonly string[], guardianName: string) =>
    answerAsGuardian(guardian, {
      purposes: PURPOSES.filter((purpose) => asked.includes(purpose)),
      guardianName,
      wording,
    });
  switch (form.text("do")) {
    case "answer":
      return give(form.all("consent"), form.text("guardianName"));
    case "refuse":
      return refuseAsGuardian(guardian);
    // The name was typed with the first answer by this link.
    case "give":
      return give([form.text("purpose")], found.own.at(-1)?.guardianName ?? "");
    case "withdraw":
      return withdrawConsent(guardian.tx, {
        applicationId: link.applicationId,
        guardian: link.guardian,
        purpose: form.text("purpose"),
      });
    default:
      return null;
  }
}

/** What was agreed to, as a small file that any phone keeps and opens. */
async function copy(visit: PublicVisit): Promise<Answer> {
  const found = await opened(visit);
  if (!found) return nothingHere;
  const words = await portalWords(visit);
  const { t } = words;
  const { journey, own } = found.found;
  const lines = own.flatMap((one) => [
    "",
    `${t(`guardian.purpose-${one.purpose}`)}: ${consentSays(words, one.purpose, journey.givenNames)}`,
    t("guardian.given", { day: words.day(one.givenOn), name: one.guardianName }),
    one.endsOn ? t("guardian.until", { day: words.day(one.endsOn) }) : "",
    one.withdrawnAt ? t("guardian.withdrawn", { day: words.day(one.withdrawnAt) }) : "",
  ]);
  const place = journey.place
    ? [
        `${t("guardian.where")}: ${journey.place.city}, ${words.country(journey.place.country)}`,
        `${t("guardian.when")}: ${words.days(journey.place.starts, journey.place.ends)}`,
      ]
    : [];
  const name = `${journey.givenNames} ${journey.familyName}`;
  const text = [t("guardian.title", { name }), words.local(journey.callTitle), ...place, ...lines];
  return file({
    name: `${t("guardian.copy-name")}.txt`,
    type: "text/plain; charset=utf-8",
    body: `${text.filter((line, at) => line !== "" || text[at - 1] !== "").join("\n")}\n`,
  });
}

const PATH = paths.guardian(":lang", ":scheme", ":secret");
const GUARDED: readonly PublicRoute[] = [
  {
    method: "GET",
    access: "public",
    path: PATH,
    answer: async (visit) => {
      const found = await opened(visit);
      return found ? page(await show(visit, found)) : over(visit);
    },
  },
  // One address for reading and answering: it holds a secret, which nothing writes down.
  { method: "POST", access: "public", path: PATH, answer },
  { method: "GET", access: "public", path: `${PATH}/copy`, answer: copy },
];
export const routes = GUARDED.map((route) => reviewed("consent", route));
