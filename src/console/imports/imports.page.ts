import { XLSX_TYPE } from "../../platform/files/workbook.ts";
import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/imports/import.policy.ts";
import { IMPORT_KINDS, type Import } from "../../stages/imports/import.ts";
import { importTargets, listImports } from "../../stages/imports/read-imports.ts";
import { uploadImport } from "../../stages/imports/upload-import.ts";
import {
  backLink,
  button,
  fileUpload,
  form,
  type Html,
  html,
  problemSummary,
  radios,
  select,
  table,
  tag,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

/** The file itself is at most 16 MB; the form around it needs a little. */
const LIMIT = 17 * 1024 * 1024;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.imports(":scheme"),
    access: "staff",
    allow: can.seeImports,
    answer: async (visit) => page(await listPage(visit)),
  },
  {
    method: "GET",
    path: paths.newImport(":scheme"),
    access: "staff",
    allow: can.seeImports,
    answer: async (visit) => page(await newPage(visit, [])),
  },
  {
    method: "POST",
    path: paths.imports(":scheme"),
    access: "staff",
    allow: can.seeImports,
    limit: LIMIT,
    answer: async (visit) => {
      const { form: sent, tx } = visit;
      const words = wordsOf(visit);
      const file = sent.file("file");
      const pasted = sent.text("paste");
      const brought = file && file.bytes.length > 0;
      const done = await uploadImport(tx, {
        kind: sent.text("kind"),
        callId: sent.text("callId"),
        lineId: sent.text("lineId"),
        fileName: brought ? file.name : words.t("imports.paste-name"),
        bytes: brought ? file.bytes : Buffer.from(pasted),
      });
      if (!done.ok) return refusedPage(await newPage(visit, done.problems));
      return redirect(paths.import(tx.actor.scheme.slug, done.value));
    },
  },
];

const COLOURS = {
  uploaded: "yellow",
  checking: "purple",
  checked: "yellow",
  writing: "purple",
  written: "green",
  discarded: "grey",
  failed: "red",
} as const;

export const stepTag = (words: Words, state: Import["state"]): Html =>
  tag({ text: words.t(`imports.step-${state}` as MessageKey), colour: COLOURS[state] });

async function listPage(visit: StaffVisit): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const imports = await listImports(visit.tx);
  return consoleShell(visit, {
    title: words.t("imports.title"),
    section: "imports",
    body: html`<h1 class="govuk-heading-l">${words.t("imports.title")}</h1>
<p class="govuk-body">${words.t("imports.intro")}</p>
${button({ text: words.t("imports.new"), href: paths.newImport(slug) })}
${
  imports.length === 0
    ? html`<p class="govuk-body">${words.t("imports.none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: words.t("imports.title"),
        captionClasses: "govuk-visually-hidden",
        head: [
          words.t("imports.file"),
          words.t("imports.kind"),
          words.t("imports.brought-by"),
          words.t("imports.when"),
          { text: words.t("imports.rows"), format: "numeric" },
          words.t("imports.state"),
        ],
        rows: imports.map((each) => [
          html`<a class="govuk-link" href="${paths.import(slug, each.id)}">${each.fileName}</a>`,
          words.t(`imports.kind-${each.kind}` as MessageKey),
          each.brought ?? "",
          words.dayTime(each.createdAt),
          each.report ? words.number(each.report.rows) : "",
          stepTag(words, each.state),
        ]),
      })
}`,
  });
}

async function newPage(visit: StaffVisit, problems: readonly Problem[]): Promise<Html> {
  const words = wordsOf(visit);
  const { tx, form: sent, query } = visit;
  const { slug } = tx.actor.scheme;
  const targets = await importTargets(tx);
  const kinds = IMPORT_KINDS.filter((kind) => can.bring(tx.actor, kind));
  const typed = (name: string) => sent.text(name) || query.get(name) || "";
  const choose = { value: "", text: words.t("site.choose") };
  return consoleShell(visit, {
    title: words.t("imports.new"),
    section: "imports",
    error: problems.length > 0,
    before: backLink({ words, href: paths.imports(slug) }),
    body: html`${problemSummary(
      words,
      problems,
      {},
      {
        kind: words.t("imports.kind"),
        callId: words.t("imports.call"),
        lineId: words.t("imports.line"),
        file: words.t("imports.file"),
      },
    )}<h1 class="govuk-heading-l">${words.t("imports.new")}</h1>
<p class="govuk-body">${words.t("imports.intro")}</p>
${form(
  { action: paths.imports(slug), key: newId(), multipart: true },
  radios({
    words,
    name: "kind",
    legend: words.t("imports.kind"),
    value: typed("kind"),
    problems,
    items: kinds.map((kind) => ({
      value: kind,
      text: words.t(`imports.kind-${kind}` as MessageKey),
    })),
  }),
  select({
    words,
    name: "callId",
    label: words.t("imports.call"),
    hint: words.t("imports.call-hint"),
    value: typed("callId") || (targets.calls.length === 1 ? targets.calls[0]?.id : ""),
    problems,
    items: [
      choose,
      ...targets.calls.map((call) => ({
        value: call.id,
        text: words.t("imports.call-name", {
          number: call.number,
          title: words.local(call.title),
        }),
      })),
    ],
  }),
  select({
    words,
    name: "lineId",
    label: words.t("imports.line"),
    hint: words.t("imports.line-hint"),
    value: typed("lineId"),
    problems,
    items: [
      choose,
      ...targets.lines.map((line) => ({ value: line.id, text: words.local(line.name) })),
    ],
  }),
  fileUpload({
    words,
    name: "file",
    label: words.t("imports.file"),
    hint: words.t("imports.file-hint"),
    accept: `${XLSX_TYPE},text/csv,text/plain,text/tab-separated-values`,
    problems,
  }),
  textarea({
    words,
    name: "paste",
    label: words.t("imports.paste"),
    hint: words.t("imports.paste-hint"),
    rows: 5,
    spellcheck: false,
    value: sent.text("paste"),
  }),
  button({ text: words.t("imports.upload"), preventDoubleClick: true }),
)}`,
  });
}
