import { Readable } from "node:stream";
import type { MessageKey } from "../../platform/i18n/index.ts";
import { type Progress, readProgress } from "../../platform/jobs/progress.ts";
import { newId } from "../../platform/random.ts";
import {
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
  waitingPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import { can } from "../../stages/archive/archive.policy.ts";
import { LEVELS, type SchemeExport } from "../../stages/archive/archive.ts";
import {
  beginExport,
  fetchExport,
  KEPT_HOURS,
  listExports,
  readExport,
} from "../../stages/archive/begin-export.ts";
import {
  backLink,
  button,
  checkboxes,
  form,
  type Html,
  html,
  insetText,
  problemSummary,
  radios,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { settingsTabs } from "../settings/tabs.ts";
import { consoleShell, wordsOf } from "../shell.ts";

const LOOK_AGAIN = 2;

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.archive(":scheme"),
    access: "staff",
    allow: can.export,
    answer: async (visit) => page(await askPage(visit, [])),
  },
  {
    method: "POST",
    path: paths.archive(":scheme"),
    access: "staff",
    allow: can.export,
    answer: async (visit) => {
      const sent = visit.form;
      const sure = sent.all("sure").includes("yes");
      const begun = await beginExport(visit.tx, { level: sent.text("level"), sure });
      if (!begun.ok) return refusedPage(await askPage(visit, begun.problems));
      return redirect(paths.archiveOne(visit.tx.actor.scheme.slug, begun.value));
    },
  },
  {
    method: "GET",
    path: paths.archiveOne(":scheme", ":exportId"),
    access: "staff",
    allow: can.export,
    answer: async (visit) => {
      const one = await readExport(visit.tx, visit.params.exportId ?? "");
      if (!one) return nothingHere;
      const progress = await readProgress(visit.tx, one.progressId);
      const shown = onePage(visit, one, progress);
      const waits = one.bytes === null && progress?.state !== "failed";
      return waits ? waitingPage(shown, LOOK_AGAIN) : page(shown);
    },
  },
  {
    method: "GET",
    path: paths.archiveFile(":scheme", ":exportId"),
    access: "staff",
    allow: can.export,
    answer: async (visit) => {
      const id = visit.params.exportId ?? "";
      const one = await readExport(visit.tx, id);
      const bytes = await fetchExport(visit.tx, id);
      if (!one || !bytes) return nothingHere;
      const { slug } = visit.tx.actor.scheme;
      return file({
        name: `${slug}-${one.level}-${wallTimeOf(one.madeAt).day}.zip`,
        type: "application/zip",
        body: Readable.from(bytes),
      });
    },
  },
];

async function askPage(visit: StaffVisit, problems: readonly Problem[]): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const made = await listExports(visit.tx);
  const title = t("accounts.archive-title");
  return consoleShell(visit, {
    title,
    section: "settings",
    error: problems.length > 0,
    body: html`${problemSummary(words, problems, {}, { level: t("archive.level"), sure: t("archive.sure") })}<h1 class="govuk-heading-l">${title}</h1>
${settingsTabs(visit, "archive")}
<p class="govuk-body">${t("archive.intro")}</p>
${form(
  { action: paths.archive(slug), key: newId(), classes: "app-text" },
  radios({
    words,
    name: "level",
    legend: t("archive.level"),
    value: visit.form.text("level") || "office",
    problems,
    items: LEVELS.map((value) => ({
      value,
      text: t(`archive.level-${value}`),
      hint: t(`archive.level-${value}-hint`),
    })),
  }),
  checkboxes({
    words,
    name: "sure",
    legend: t("archive.sure"),
    values: visit.form.all("sure"),
    problems,
    items: [{ value: "yes", text: t("archive.sure-yes") }],
  }),
  button({ text: t("archive.begin") }),
)}
${
  made.length > 0 &&
  html`<h2 class="govuk-heading-m">${t("archive.made")}</h2>
<ul class="govuk-list govuk-list--bullet">${made.map(
    (one) =>
      html`<li><a class="govuk-link" href="${paths.archiveOne(slug, one.id)}">${t(`archive.level-${one.level}`)}, ${words.dayTime(one.madeAt)}</a></li>`,
  )}</ul>`
}`,
  });
}

function onePage(visit: StaffVisit, one: SchemeExport, progress: Progress | null): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = t(`archive.level-${one.level}` as MessageKey);
  return consoleShell(visit, {
    title,
    section: "settings",
    before: backLink({ words, href: paths.archive(slug) }),
    body: html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t(`archive.level-${one.level}-hint` as MessageKey)}</p>
${
  one.counts
    ? ready(visit, one, one.counts)
    : progress?.state === "failed"
      ? insetText({ text: t("archive.failed") })
      : waiting(visit, one, progress)
}`,
  });
}

function waiting(visit: StaffVisit, one: SchemeExport, progress: Progress | null): Html {
  const words = wordsOf(visit);
  const total = Math.max(progress?.total ?? 1, 1);
  const done = Math.min(progress?.done ?? 0, total);
  return html`<div aria-live="polite"><progress class="app-progress" max="${total}" value="${done}">${words.percent(done / total)}</progress>
<p class="govuk-body">${words.t("archive.waiting", { share: words.percent(done / total) })}</p></div>
<p class="govuk-body"><a class="govuk-link" href="${paths.archiveOne(visit.tx.actor.scheme.slug, one.id)}">${words.t("imports.renew")}</a></p>`;
}

function ready(
  visit: StaffVisit,
  one: SchemeExport,
  counts: NonNullable<SchemeExport["counts"]>,
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const megabytes = words.number((one.bytes ?? 0) / 1_000_000, 1);
  return html`<ul class="govuk-list govuk-list--bullet">
<li>${t("archive.readme-in-tables", { tables: counts.tables, rows: counts.rows })}</li>
<li>${t("archive.readme-documents", { count: counts.documents })}</li>
<li>${t("archive.readme-site", { count: counts.pages })}</li>
</ul>
${counts.missing > 0 && insetText({ text: t("archive.readme-missing", { count: counts.missing }) })}
${button({ text: t("archive.download", { megabytes }), href: paths.archiveFile(visit.tx.actor.scheme.slug, one.id) })}
<p class="govuk-hint">${t("archive.kept", { hours: KEPT_HOURS })}</p>
<p class="govuk-body">SHA-256: <code>${one.sha256}</code></p>`;
}
