import { WRITTEN, type WrittenLocale } from "../../platform/i18n/catalogues.ts";
import { localeFacts } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/messages/message.policy.ts";
import { readTemplate, retireTemplate, saveTemplate } from "../../stages/messages/save-template.ts";
import { PLACEHOLDERS, type Template } from "../../stages/messages/template.ts";
import {
  backLink,
  button,
  details,
  form,
  type Html,
  html,
  input,
  lines,
  problemSummary,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

/** Open at once; the others wait folded until somebody writes them. */
const FIRST: readonly WrittenLocale[] = ["en", "sq", "sr-Cyrl"];

function templatePage(
  visit: StaffVisit,
  template: Template | null,
  problems: readonly Problem[] = [],
): Html {
  const words = wordsOf(visit);
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const title = template?.name ?? words.t("messages.template-new");
  const changes = template === null || can.changeTemplate(actor, template);
  const labels = Object.fromEntries(
    WRITTEN.flatMap((locale) =>
      (["subject", "body"] as const).map((part) => [
        `${part}-${locale}`,
        `${words.t(`messages.${part}`)}, ${localeFacts(locale).ownName}`,
      ]),
    ).concat([["name", words.t("messages.name")]]),
  );
  return consoleShell(visit, {
    title,
    section: "messages",
    error: problems.length > 0,
    before: backLink({ words, text: words.t("messages.title"), href: paths.messages(slug) }),
    body: html`${problemSummary(words, problems, {}, labels)}<h1 class="govuk-heading-l">${title}</h1>
${changes ? editor(visit, template, problems) : reading(template)}`,
  });
}

/** For those who may read it and not change it. */
const reading = (template: Template | null): Html =>
  html`${WRITTEN.map((locale) => {
    const text = template?.texts[locale];
    const { htmlLang, ownName } = localeFacts(locale);
    return (
      text &&
      html`<h2 class="govuk-heading-s" lang="${htmlLang}">${ownName}</h2><div class="app-letter" lang="${htmlLang}"><p class="govuk-body"><strong>${text.subject}</strong></p><p class="govuk-body">${lines(text.body)}</p></div>`
    );
  })}`;

function editor(visit: StaffVisit, template: Template | null, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const sent = visit.form;
  const shown = (name: string, saved: string | undefined) =>
    sent.has(name) ? sent.text(name) : (saved ?? "");
  const language = (locale: WrittenLocale): Html => {
    const saved = template?.texts[locale];
    const { htmlLang, ownName } = localeFacts(locale);
    const of = { words, problems, attributes: { lang: htmlLang } };
    const fields = html`${input({
      ...of,
      name: `subject-${locale}`,
      label: words.t("messages.subject"),
      value: shown(`subject-${locale}`, saved?.subject),
    })}${textarea({
      ...of,
      name: `body-${locale}`,
      label: words.t("messages.body"),
      value: shown(`body-${locale}`, saved?.body),
      rows: 8,
    })}`;
    const isOpen =
      FIRST.includes(locale) ||
      saved !== undefined ||
      problems.some(({ field }) => field?.endsWith(`-${locale}`)) ||
      sent.text(`body-${locale}`) !== "";
    return isOpen
      ? html`<section><h2 class="govuk-heading-m" lang="${htmlLang}">${ownName}</h2>${fields}</section>`
      : details({ summary: ownName, text: fields });
  };
  return html`${form(
    {
      action: template ? paths.template(slug, template.id) : paths.templates(slug),
      key: newId(),
      classes: "app-text",
      keep: `template-${template?.id ?? "new"}`,
    },
    input({
      words,
      name: "name",
      label: words.t("messages.name"),
      hint: words.t("messages.name-hint"),
      value: shown("name", template?.name),
      problems,
    }),
    html`<p class="govuk-body">${words.t("messages.placeholders")}</p><ul class="govuk-list app-inline-list">${PLACEHOLDERS.map(
      (name) => html`<li><code>{${name}}</code> ${words.t(`messages.placeholder-${name}`)}</li>`,
    )}</ul>`,
    ...[...WRITTEN]
      .sort((a, b) => Number(FIRST.includes(b)) - Number(FIRST.includes(a)))
      .map(language),
    button({ text: words.t("messages.template-save"), preventDoubleClick: true }),
  )}${
    template &&
    details({
      summary: words.t("messages.template-retire"),
      text: form(
        { action: paths.templateRetirement(slug, template.id), key: newId() },
        html`<p class="govuk-body">${words.t("messages.template-retire-body")}</p>`,
        button({ text: words.t("messages.template-retire"), kind: "warning" }),
      ),
    })
  }`;
}

const typed = (visit: StaffVisit) => ({
  name: visit.form.text("name"),
  texts: Object.fromEntries(
    WRITTEN.map((locale) => [
      locale,
      { subject: visit.form.text(`subject-${locale}`), body: visit.form.text(`body-${locale}`) },
    ]),
  ),
});

async function save(visit: StaffVisit, template: Template | null) {
  const { tx } = visit;
  const saved = await saveTemplate(tx, template?.id ?? null, typed(visit));
  if (saved.ok) return redirect(paths.messages(tx.actor.scheme.slug));
  if (saved.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage(templatePage(visit, template, saved.problems));
}

const found = (visit: StaffVisit) => readTemplate(visit.tx, visit.params.templateId ?? "");
const writes = { access: "staff", allow: can.write } as const;
export const routes: Route[] = [
  {
    ...writes,
    method: "GET",
    path: paths.newTemplate(":scheme"),
    answer: async (visit: StaffVisit) => page(templatePage(visit, null)),
  },
  {
    ...writes,
    method: "POST",
    path: paths.templates(":scheme"),
    answer: (visit: StaffVisit) => save(visit, null),
  },
  {
    method: "GET",
    path: paths.template(":scheme", ":templateId"),
    access: "staff",
    allow: can.seeMessages,
    answer: async (visit: StaffVisit) => {
      const template = await found(visit);
      return template ? page(templatePage(visit, template)) : nothingHere;
    },
  },
  {
    ...writes,
    method: "POST",
    path: paths.template(":scheme", ":templateId"),
    answer: async (visit: StaffVisit) => {
      const template = await found(visit);
      return template ? save(visit, template) : nothingHere;
    },
  },
  {
    ...writes,
    method: "POST",
    path: paths.templateRetirement(":scheme", ":templateId"),
    answer: async (visit: StaffVisit) => {
      const done = await retireTemplate(visit.tx, visit.params.templateId ?? "");
      return done.ok ? redirect(paths.messages(visit.tx.actor.scheme.slug)) : nothingHere;
    },
  },
];
