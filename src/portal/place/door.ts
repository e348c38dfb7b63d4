import type { MessageKey } from "../../platform/i18n/index.ts";
import {
  type Answer,
  countedRefusal,
  page,
  redirectAsApplicant,
  redirectAsLearner,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { codeFrom } from "../../stages/applications/code.rules.ts";
import { openByCode } from "../../stages/applications/open-by-code.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import { type Html, html } from "../../ui/html.ts";
import { button, dateInput, form, input, problemSummary } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";
import { contactLine } from "./contact.ts";

const slugOf = (visit: PublicVisit) => visit.params.scheme ?? "";
const birthOf = (visit: PublicVisit) => ({
  day: visit.form.text("birth-day"),
  month: visit.form.text("birth-month"),
  year: visit.form.text("birth-year"),
});

/** The same door with two names: to an application being written, and to a status or a result. */
type Door = {
  readonly path: (lang: string, scheme: string) => string;
  readonly title: MessageKey;
  readonly lead: MessageKey;
  readonly button: MessageKey;
};
const TO_PLACE: Door = {
  path: paths.place,
  title: "place-result.door-title",
  lead: "place-result.door-lead",
  button: "place-result.show",
};
const TO_APPLICATION: Door = {
  path: paths.applyContinue,
  title: "apply.continue-title",
  lead: "apply.continue-lead",
  button: "apply.continue",
};

/** Code and birth date, nothing else: no account, no password, no e-mail. */
async function door(
  visit: PublicVisit,
  to: Door,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const scheme = await readScheme(visit.tx);
  const title = t(to.title);
  const body = html`${problemSummary(words, problems, { birth: "birth-day" }, { code: t("place-result.code"), birth: t("place-result.birth") })}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t(to.lead)}</p>
${form(
  { action: to.path(visit.locale, slugOf(visit)), method: "post" },
  input({
    words,
    name: "code",
    label: { text: t("place-result.code"), classes: "govuk-label--m" },
    hint: t("place-result.code-hint"),
    value: visit.form.text("code"),
    problems,
    classes: "govuk-input--width-10",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: false,
  }),
  dateInput({
    words,
    name: "birth",
    legend: { text: t("place-result.birth"), classes: "govuk-fieldset__legend--m" },
    hint: t("place-result.birth-hint"),
    values: birthOf(visit),
    problems,
    autocomplete: "bday",
  }),
  button({ text: t(to.button) }),
)}
<h2 class="govuk-heading-m">${t("place-result.no-code-title")}</h2>
<p class="govuk-body">${t("place-result.no-code")}</p>${contactLine(words, scheme?.settings.contact)}`;
  return portalShell(visit, { title, body, error: problems.length > 0, hideFromSearch: true });
}

async function tooMany(
  visit: PublicVisit,
  to: Door,
  what: "too-many" | "too-many-codes",
): Promise<Html> {
  const words = await portalWords(visit);
  const scheme = await readScheme(visit.tx);
  const title = words.t(`place-result.${what}-title`);
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t(`place-result.${what}`)}</p>${contactLine(words, scheme?.settings.contact)}
<p class="govuk-body"><a class="govuk-link" href="${to.path(visit.locale, slugOf(visit))}">${words.t(what === "too-many" ? "place-result.try-other" : "place-result.try-again")}</a></p>`;
  return portalShell(visit, { title, body, hideFromSearch: true });
}

async function open(visit: PublicVisit, to: Door): Promise<Answer> {
  const typed = visit.form.text("code");
  const code = codeFrom(typed);
  const birth = dayFrom(birthOf(visit), "birth");
  const problems: Problem[] = [];
  if (typed === "") problems.push({ code: "required", field: "code" });
  else if (!code) problems.push({ code: "result-code-shape", field: "code" });
  problems.push(...birth.problems);
  if (problems.length > 0 || !code || !birth.day)
    return refusedPage(await door(visit, to, problems));
  const opened = await openByCode(visit.tx, { code, birthDate: birth.day, client: visit.client });
  if (opened.kind === "too-many" || opened.kind === "too-many-codes") {
    return countedRefusal(429, await tooMany(visit, to, opened.kind));
  }
  if (opened.kind === "wrong") {
    const problem = { code: "result-not-found", params: { left: opened.triesLeft }, field: "code" };
    return countedRefusal(422, await door(visit, to, [problem]));
  }
  const { holder } = opened;
  return holder.kind === "learner"
    ? redirectAsLearner(paths.placeResult(visit.locale, slugOf(visit)), holder)
    : redirectAsApplicant(paths.applyCheck(visit.locale, slugOf(visit)), holder);
}

/** The page of the door and what happens when somebody knocks. */
const routesOf = (to: Door): Route[] => [
  {
    method: "GET",
    access: "public",
    path: to.path(":lang", ":scheme"),
    answer: async (visit) => page(await door(visit, to)),
  },
  {
    method: "POST",
    access: "public",
    // Opening changes nothing, and each attempt needs its own cookie and count.
    repeatable: true,
    path: to.path(":lang", ":scheme"),
    answer: (visit) => open(visit, to),
  },
];

export const doorToPlace = routesOf(TO_PLACE);
export const doorToApplication = routesOf(TO_APPLICATION);
