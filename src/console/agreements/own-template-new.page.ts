import { newId } from "../../platform/random.ts";
import { file, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { MOST_WORD_MEGABYTES, WORD_TYPE } from "../../platform/word/parts-of.ts";
import type { Problem } from "../../shared/result.ts";
import { type AgreementKind, isKind, KINDS } from "../../stages/agreements/agreement.ts";
import { can } from "../../stages/agreements/own-template.policy.ts";
import { addOwnTemplate } from "../../stages/agreements/own-template-keep.ts";
import {
  ownLanguages,
  type ShownOwnField,
  sampleDocx,
  shownFields,
} from "../../stages/agreements/own-template-sample.ts";
import {
  backLink,
  button,
  details,
  fileUpload,
  form,
  type Html,
  html,
  input,
  problemSummary,
  select,
  table,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { ownPaths } from "./own-paths.ts";
import { kindItems, kindWords, languageName, written } from "./own-words.ts";

/** The file and the form around it. */
const LIMIT = (MOST_WORD_MEGABYTES + 1) * 1024 * 1024;

/** What is asked about: of the address, else the first kind in the reader's own language. */
function chosen(visit: StaffVisit): { readonly kind: AgreementKind; readonly language: string } {
  const asked = visit.form.text("kind") || visit.query.get("kind");
  const kind = isKind(asked) ? asked : KINDS[0];
  const language = visit.form.text("language") || (visit.query.get("language") ?? visit.locale);
  return { kind, language: ownLanguages(kind).includes(language) ? language : "en" };
}

export const routes: Route[] = [
  {
    method: "GET",
    path: ownPaths.add(":scheme"),
    access: "staff",
    allow: can.see,
    answer: async (visit) => page(newPage(visit, [])),
  },
  {
    method: "GET",
    path: ownPaths.sample(":scheme"),
    access: "staff",
    allow: can.see,
    answer: async (visit) => {
      const { kind, language } = chosen(visit);
      return file({
        name: `${kind}-${language}.docx`,
        type: WORD_TYPE,
        body: sampleDocx(kind, language),
      });
    },
  },
  {
    method: "POST",
    path: ownPaths.list(":scheme"),
    access: "staff",
    allow: can.keep,
    limit: LIMIT,
    answer: async (visit) => {
      const { form: sent, tx } = visit;
      const brought = sent.file("file");
      const done = await addOwnTemplate(tx, {
        kind: sent.text("kind"),
        year: sent.text("year"),
        language: sent.text("language"),
        fileName: brought?.name ?? "",
        bytes: brought?.bytes,
      });
      if (!done.ok) return refusedPage(newPage(visit, done.problems));
      return redirect(`${ownPaths.one(tx.actor.scheme.slug, done.value)}?added`);
    },
  },
];

function newPage(visit: StaffVisit, problems: readonly Problem[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug, name } = visit.tx.actor.scheme;
  const { kind, language } = chosen(visit);
  const keeps = can.keep(visit.tx.actor);
  const title = keeps ? t("own-templates.new") : t("own-templates.all-fields");
  return consoleShell(visit, {
    title,
    section: "mobilities",
    error: problems.length > 0,
    before: backLink({ words, href: ownPaths.list(slug) }),
    body: html`${problemSummary(
      words,
      problems,
      {},
      {
        kind: t("own-templates.kind"),
        year: t("own-templates.year"),
        language: t("own-templates.language"),
      },
    )}<h1 class="govuk-heading-l">${title}</h1>
${keeps && uploadForm(visit, problems, { kind, language })}
<h2 class="govuk-heading-m">${t("own-templates.fields-title", { kind: kindWords(words, kind) })}</h2>
<p class="govuk-body">${t("own-templates.fields-lead")}</p>
<p class="govuk-body"><a class="govuk-link" href="${ownPaths.sample(slug)}?kind=${kind}&amp;language=${language}" download>${t("own-templates.sample")}</a></p>
${form(
  { action: ownPaths.add(slug), method: "get", classes: "app-text" },
  select({
    words,
    name: "kind",
    id: "fields-kind",
    label: t("own-templates.kind"),
    value: kind,
    items: kindItems(words),
  }),
  languageSelect(visit, { id: "fields-language", kind, value: language }),
  button({ text: t("own-templates.show-fields"), kind: "secondary" }),
)}
${fieldTables(visit, shownFields(kind, language, words.local(name)))}`,
  });
}

const languageSelect = (
  visit: StaffVisit,
  from: {
    readonly id?: string;
    readonly kind: AgreementKind;
    readonly value: string;
    readonly problems?: readonly Problem[];
  },
): Html => {
  const words = wordsOf(visit);
  return select({
    words,
    name: "language",
    ...(from.id === undefined ? {} : { id: from.id }),
    label: words.t("own-templates.language"),
    value: from.value,
    problems: from.problems ?? [],
    items: ownLanguages(from.kind).map((one) => ({ value: one, text: languageName(one) })),
  });
};

/** Ten faults stand in a list above; beside the field one sentence says so. */
function atFile(problems: readonly Problem[]): readonly Problem[] {
  const faults = problems.filter(({ field }) => field === "file");
  return faults.length > 1
    ? [{ code: "own-template-faults", params: { count: faults.length }, field: "file" }]
    : faults;
}

function uploadForm(
  visit: StaffVisit,
  problems: readonly Problem[],
  { kind, language }: { readonly kind: AgreementKind; readonly language: string },
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  return form(
    {
      action: ownPaths.list(visit.tx.actor.scheme.slug),
      key: newId(),
      multipart: true,
      classes: "app-text",
    },
    select({
      words,
      name: "kind",
      label: t("own-templates.kind"),
      value: kind,
      problems,
      items: kindItems(words),
    }),
    languageSelect(visit, { kind, value: language, problems }),
    input({
      words,
      name: "year",
      label: t("own-templates.year"),
      hint: t("own-templates.year-hint"),
      inputmode: "numeric",
      autocomplete: "off",
      classes: "govuk-input--width-4",
      value: visit.form.text("year") || String(visit.tx.now.getUTCFullYear()),
      problems,
    }),
    fileUpload({
      words,
      name: "file",
      label: t("own-templates.file"),
      hint: t("own-templates.file-hint", { megabytes: MOST_WORD_MEGABYTES }),
      accept: `.docx,${WORD_TYPE}`,
      problems: atFile(problems),
    }),
    button({ text: t("own-templates.check-and-add"), preventDoubleClick: true }),
  );
}

/** Folded by the sections of the paper: a telephone would have to scroll past a hundred fields. */
function fieldTables(visit: StaffVisit, fields: readonly ShownOwnField[]): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const sections = Map.groupBy(fields, ({ section }) => section ?? t("own-templates.beside"));
  return html`${[...sections].map(([section, own]) =>
    details({
      summary: t("own-templates.section-count", { section, count: own.length }),
      text: table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: section,
        captionClasses: "govuk-visually-hidden",
        head: [t("own-templates.field"), t("own-templates.written"), t("own-templates.example")],
        rows: own.map((field) => [field.label, written(field.written), field.example]),
      }),
    }),
  )}`;
}
