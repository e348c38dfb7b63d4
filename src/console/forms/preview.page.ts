import { isLocale, LOCALES, localeFacts } from "../../platform/i18n/index.ts";
import { nothingHere, page } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { type FormPage, pagesOf } from "../../stages/applications/application.forms.ts";
import { can } from "../../stages/applications/application.policy.ts";
import { type KeptForm, readForm } from "../../stages/applications/change-form.ts";
import { schoolsToEnter } from "../../stages/applications/enter-application.ts";
import { pageByCode } from "../../stages/applications/form-parts.ts";
import { questionDrawing } from "../../stages/applications/question-drawing.ts";
import { countriesOfScheme } from "../../stages/applications/read-draft.ts";
import { TRADES } from "../../stages/applications/save-answers.ts";
import { readerWords } from "../../stages/schemes/reader-words.ts";
import { type Drawing, drawField } from "../../ui/application-form/index.ts";
import { attributes, backLink, button, type Html, html } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { conditionWords, formName, pageName } from "./form-parts.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.formPreview(":scheme", ":formId", ":page"),
    access: "staff",
    allow: can.changeForms,
    answer: async (visit) => {
      const shown = await readForm(visit.tx, visit.params.formId ?? "");
      const asked = shown && pageByCode(shown.definition, visit.params.page ?? "");
      return shown && asked ? page(await framed(visit, shown, asked)) : nothingHere;
    },
  },
];

/** A page of the form in a frame as wide as a cheap phone, in each language; it sends nothing. */
async function framed(visit: StaffVisit, shown: KeptForm, asked: FormPage): Promise<Html> {
  const words = wordsOf(visit);
  const { slug, settings } = visit.tx.actor.scheme;
  const lang = visit.query.get("lang") ?? "";
  const inside = readerWords(settings, "public", isLocale(lang) ? lang : visit.locale);
  const pages = pagesOf(shown.definition);
  const at = pages.indexOf(asked);
  const href = (code: string, locale: string = inside.locale) =>
    `${paths.formPreview(slug, shown.id, code)}?lang=${locale}`;
  const beside = (name: "previous" | "next", other: FormPage | undefined) =>
    other &&
    html`<li><a class="govuk-link" href="${href(other.code)}">${words.t(`forms.preview-${name}`, { page: pageName(words, other) })}</a></li>`;
  const when = conditionWords(words, shown.definition, asked);
  const title = words.t("forms.preview");
  return consoleShell(visit, {
    title,
    section: "calls",
    before: backLink({
      words,
      href: paths.form(slug, shown.id),
      text: words.t("forms.back-to-form"),
    }),
    body: html`<h1 class="govuk-heading-l"><span class="govuk-caption-l">${formName(words, shown)}</span> ${title}</h1>
<p class="govuk-body">${words.t("forms.preview-intro")}</p>
<ul class="app-choices">${LOCALES.map((locale) => {
      const { ownName, htmlLang } = localeFacts(locale);
      const spoken = attributes({ lang: htmlLang });
      return locale === inside.locale
        ? html`<li><strong aria-current="true"${spoken}>${ownName}</strong></li>`
        : html`<li><a class="govuk-link" href="${href(asked.code, locale)}"${spoken}>${ownName}</a></li>`;
    })}</ul>
${when !== null && html`<p class="govuk-body">${words.t("forms.only-when", { when })}</p>`}${
  asked.fields.some((field) => field.kind === "cities") &&
  html`<p class="govuk-body">${words.t("forms.preview-cities")}</p>`
}
<div class="app-phone" lang="${inside.lang}" tabindex="0" role="region" aria-label="${title}"><p class="govuk-caption-l">${inside.t("apply.question-of", { at: at + 1, all: pages.length })}</p>${await boxes(visit, inside, asked)}${button({ text: inside.t("apply.continue"), type: "button", classes: "app-button-wide" })}</div>
<ul class="app-choices">${beside("previous", pages[at - 1])}${beside("next", pages[at + 1])}</ul>`,
  });
}

/** The boxes as an applicant meets them, with the real schools; which cities there are, a call says. */
async function boxes(
  visit: StaffVisit,
  inside: ReturnType<typeof wordsOf>,
  asked: FormPage,
): Promise<Html> {
  const asksSchool = asked.fields.some((field) => field.kind === "school");
  const drawing: Drawing = {
    ...questionDrawing(inside),
    problems: [],
    text: () => "",
    all: () => [],
    trades: TRADES,
    schools: asksSchool ? await schoolsToEnter(visit.tx) : [],
    countries: asksSchool ? await countriesOfScheme(visit.tx) : [],
    flows: [],
    alone: false,
    unlisted: false,
  };
  const fields = asked.fields.map((field) => drawField(field, drawing));
  return asked.fields.length === 1
    ? html`${fields}`
    : html`<h2 class="govuk-heading-l">${pageName(inside, asked)}</h2>${fields}`;
}
