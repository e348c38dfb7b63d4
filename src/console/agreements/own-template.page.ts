import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { file, nothingHere, page, redirect } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { FilledDocx } from "../../platform/word/fill-apart.ts";
import { WORD_TYPE } from "../../platform/word/parts-of.ts";
import type { Result } from "../../shared/result.ts";
import { can } from "../../stages/agreements/own-template.policy.ts";
import type { OwnTemplate } from "../../stages/agreements/own-template.ts";
import { endTemplate } from "../../stages/agreements/own-template-keep.ts";
import {
  previewTemplate,
  readOwnTemplate,
  readOwnTemplateFile,
} from "../../stages/agreements/own-template-read.ts";
import { readHistory } from "../../stages/reporting/read-today.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  insetText,
  lines,
  notificationBanner,
  summaryList,
} from "../../ui/index.ts";
import { historyList } from "../history.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { ownPaths } from "./own-paths.ts";
import { kindWords, languageName, templateName, useTag } from "./own-words.ts";

const asked = (visit: StaffVisit) => readOwnTemplate(visit.tx, visit.params.ownTemplateId ?? "");
const programmeOf = (visit: StaffVisit) => wordsOf(visit).local(visit.tx.actor.scheme.name);

export const routes: Route[] = [
  {
    method: "GET",
    path: ownPaths.one(":scheme", ":ownTemplateId"),
    access: "staff",
    allow: can.see,
    answer: async (visit) => {
      const found = await asked(visit);
      return found ? page(await show(visit, found)) : nothingHere;
    },
  },
  {
    method: "GET",
    path: ownPaths.part(":scheme", ":ownTemplateId", "file"),
    access: "staff",
    allow: can.see,
    answer: async (visit) => {
      const found = await asked(visit);
      if (!found) return nothingHere;
      const body = await readOwnTemplateFile(visit.tx, found);
      return file({ name: nameOf(found), type: WORD_TYPE, body });
    },
  },
  {
    method: "GET",
    path: ownPaths.part(":scheme", ":ownTemplateId", "preview"),
    access: "staff",
    allow: can.see,
    answer: async (visit) => {
      const found = await asked(visit);
      if (!found) return nothingHere;
      const filled = await previewTemplate(visit.tx, found, programmeOf(visit));
      if (!filled.ok) return nothingHere;
      const { bytes } = filled.value;
      return file({ name: `preview-${nameOf(found)}`, type: WORD_TYPE, body: bytes });
    },
  },
  {
    method: "POST",
    path: ownPaths.part(":scheme", ":ownTemplateId", "ending"),
    access: "staff",
    allow: can.keep,
    answer: async (visit) => {
      const done = await endTemplate(visit.tx, visit.params.ownTemplateId ?? "");
      if (!done.ok) return nothingHere;
      return redirect(`${ownPaths.list(visit.tx.actor.scheme.slug)}?ended`);
    },
  },
];

const nameOf = (one: OwnTemplate): string =>
  `${one.kind}-${one.year}-${one.language}-${one.version}.docx`;

async function show(visit: StaffVisit, one: OwnTemplate): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { tx } = visit;
  const { slug } = tx.actor.scheme;
  const filled = await previewTemplate(tx, one, programmeOf(visit));
  const history = await readHistory(tx, one.id);
  return consoleShell(visit, {
    title: templateName(words, one),
    section: "mobilities",
    before: backLink({ words, href: ownPaths.list(slug) }),
    body: html`${
      visit.query.has("added") &&
      notificationBanner({ words, type: "success", text: t("own-templates.added-done") })
    }<h1 class="govuk-heading-l">${templateName(words, one)}</h1>
${summaryList({
  rows: [
    { key: t("own-templates.state"), value: useTag(words, one) },
    { key: t("own-templates.kind"), value: kindWords(words, one.kind) },
    { key: t("own-templates.year"), value: String(one.year) },
    { key: t("own-templates.language"), value: languageName(one.language) },
    {
      key: t("own-templates.file"),
      value: html`<a class="govuk-link" href="${ownPaths.part(slug, one.id, "file")}" download>${one.fileName}</a>`,
    },
    {
      key: t("own-templates.added"),
      value: html`${words.dayTime(one.addedAt)}${one.addedBy !== null && html`<br>${one.addedBy}`}`,
    },
  ],
})}
<h2 class="govuk-heading-m">${t("own-templates.preview-title")}</h2>
${filled.ok && html`<p class="govuk-body"><a class="govuk-link" href="${ownPaths.part(slug, one.id, "preview")}" download>${t("own-templates.preview-file")}</a></p>`}
${insetText({ text: preview(words, filled) })}
${
  can.keep(tx.actor) &&
  one.endedAt === null &&
  form(
    { action: ownPaths.part(slug, one.id, "ending"), key: newId() },
    html`<p class="govuk-body">${t("own-templates.end-hint")}</p>`,
    button({ text: t("own-templates.end"), kind: "warning", preventDoubleClick: true }),
  )
}
<h2 class="govuk-heading-m">${t("history.title")}</h2>
${historyList(words, history)}`,
  });
}

/** What the paper says, in its own language and without its looks; or why it says nothing. */
const preview = (words: Words, filled: Result<FilledDocx>): Html =>
  filled.ok
    ? html`${filled.value.lines
        .filter(({ area }) => area !== "properties")
        .map(({ text }) => html`<p class="govuk-body" translate="no">${lines(text)}</p>`)}`
    : html`${filled.problems.map((one) => html`<p class="govuk-body">${words.problem(one)}</p>`)}`;
