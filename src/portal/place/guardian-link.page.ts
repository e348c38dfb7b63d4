import type { SchemeSettings } from "../../platform/db/actor.ts";
import { isLocale, LOCALES, localeFacts, type Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { LearnerRoute, LearnerVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { GUARDIANS } from "../../stages/consents/consent.ts";
import {
  type Link,
  makeGuardianLink,
  readGuardianLinks,
} from "../../stages/consents/guardian-link.ts";
import { type Journey, readJourneys } from "../../stages/consents/read-journey.ts";
import { readRule } from "../../stages/consents/set-rule.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { guardianMessage, shareMessage } from "../../ui/guardian/index.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  problemSummary,
  radios,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords, schemeOf } from "../shell.ts";

const slugOf = (visit: LearnerVisit) => visit.params.scheme ?? "";

/** The learner makes the message that goes to a parent's telephone, and can copy it again later. */
async function show(
  visit: LearnerVisit,
  problems: readonly Problem[] = [],
): Promise<Html | undefined> {
  const words = await portalWords(visit);
  const { t } = words;
  const settings = (await schemeOf(visit))?.settings;
  const { applicationId } = visit.tx.actor;
  const [journey] = await readJourneys(visit.tx, [applicationId]);
  if (!journey) return undefined;
  const { guardians } = await readRule(visit.tx, journey.sendingCountry, applicationId);
  const links = await readGuardianLinks(visit.tx, applicationId);
  const title = t("place-result.guardian-link-title");
  const which = ["place-result.guardian-first", "place-result.guardian-second"] as const;
  const body = html`${problemSummary(words, problems, { guardian: "guardian" })}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("place-result.guardian-link-lead")}</p>
<p class="govuk-body">${t("place-result.guardian-link-own")}</p>
${guardians === 2 && html`<p class="govuk-body"><strong>${t("place-result.guardian-both")}</strong></p>`}
${links.map(
  (link) =>
    html`<h2 class="govuk-heading-m">${t(which[link.guardian - 1]!)}</h2>${message(visit, words, settings, journey, link)}`,
)}
${form(
  { action: paths.placeGuardian(visit.locale, slugOf(visit)), key: newId() },
  guardians === 2 || links.length > 0
    ? radios({
        words,
        name: "guardian",
        legend: { text: t("place-result.guardian-which"), classes: "govuk-fieldset__legend--m" },
        value: visit.form.text("guardian") || (links.length > 0 ? "2" : "1"),
        problems,
        items: GUARDIANS.map((number) => ({
          value: String(number),
          text: t(which[number - 1]!),
        })),
      })
    : hidden("guardian", "1"),
  select({
    words,
    name: "language",
    label: { text: t("place-result.guardian-language"), classes: "govuk-label--m" },
    value: visit.form.text("language") || visit.locale,
    problems,
    items: LOCALES.map((locale) => ({ value: locale, text: localeFacts(locale).ownName })),
  }),
  button({
    text: t("place-result.guardian-make"),
    preventDoubleClick: true,
    kind: links.length > 0 ? "secondary" : "primary",
  }),
)}`;
  return portalShell(visit, {
    title,
    body,
    before: backLink({ words, href: paths.placeResult(visit.locale, slugOf(visit)) }),
    error: problems.length > 0,
  });
}

function message(
  visit: LearnerVisit,
  words: Words,
  settings: SchemeSettings | undefined,
  journey: Journey,
  link: Link & { readonly secret: string },
): Html {
  if (link.answeredAt) {
    return html`<p class="govuk-body">${words.t("place-result.guardian-answered")}</p>`;
  }
  const locale = isLocale(link.locale) ? link.locale : visit.locale;
  const theirs = readerWords(settings, "public", locale);
  const address = `${visit.site.publicUrl}${paths.guardian(locale, slugOf(visit), link.secret)}`;
  return shareMessage({
    words,
    id: `message-${link.guardian}`,
    text: guardianMessage(theirs, { ...journey, address }),
    lang: theirs.lang,
    subject: theirs.t("guardian.message-subject"),
  });
}

async function make(visit: LearnerVisit): Promise<Answer> {
  const made = await makeGuardianLink(visit.tx, {
    applicationId: visit.tx.actor.applicationId,
    guardian: Number(visit.form.text("guardian")),
    locale: visit.form.text("language"),
  });
  if (made.ok) return redirect(paths.placeGuardian(visit.locale, slugOf(visit)));
  if (made.problems.some((problem) => problem.code === "not-found")) return nothingHere;
  const refused = await show(
    visit,
    made.problems.map((problem) => ({ field: "guardian", ...problem })),
  );
  return refused ? refusedPage(refused) : nothingHere;
}

const path = paths.placeGuardian(":lang", ":scheme");
export const routes: LearnerRoute[] = [
  {
    method: "GET",
    access: "learner",
    path,
    answer: async (visit) => {
      const shown = await show(visit);
      return shown ? page(shown) : nothingHere;
    },
  },
  { method: "POST", access: "learner", path, answer: make },
];
