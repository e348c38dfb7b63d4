import { file, nothingHere, page, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/allocation-runs/allocation-run.policy.ts";
import type { Run } from "../../stages/allocation-runs/allocation-run.ts";
import { listFrozenFiles, takeFrozenFile } from "../../stages/allocation-runs/read-frozen-file.ts";
import { readRun } from "../../stages/allocation-runs/read-runs.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  problemSummary,
  select,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.runFolder(":scheme", ":runId"),
    access: "staff",
    allow: can.readFrozenFiles,
    answer: async (visit) => {
      const run = await readRun(visit.tx, visit.params.runId!);
      return run ? page(await folderPage(visit, run)) : nothingHere;
    },
  },
  {
    method: "POST",
    path: paths.runFolder(":scheme", ":runId"),
    access: "staff",
    allow: can.readFrozenFiles,
    // Taking a file twice is written down twice; there is nothing to protect from doubling.
    repeatable: true,
    answer: async (visit) => {
      const run = await readRun(visit.tx, visit.params.runId!);
      if (!run) return nothingHere;
      const [name, purpose] = [visit.form.text("file"), visit.form.text("purpose")];
      if (purpose.length < 5 || purpose.length > 200) {
        const problem =
          purpose.length < 5
            ? { code: "too-short", params: { min: 5 }, field: "purpose" }
            : { code: "too-long", params: { max: 200 }, field: "purpose" };
        return refusedPage(await folderPage(visit, run, { name, purpose }, [problem]));
      }
      const body = await takeFrozenFile(visit.tx, run.id, name, purpose);
      if (body === null) return nothingHere;
      const type = name.endsWith(".csv") ? "text/csv; charset=utf-8" : "application/json";
      return file({ name: name.replace("/", "-"), type, body });
    },
  },
];

/** The frozen folder as the run was computed from it, points and draw included. */
async function folderPage(
  visit: StaffVisit,
  run: Run,
  typed = { name: "", purpose: "" },
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const files = await listFrozenFiles(visit.tx, run.id);
  const title = words.t("allocation.frozen-files");
  return consoleShell(visit, {
    title,
    section: "home",
    error: problems.length > 0,
    before: backLink({ words, href: paths.run(slug, run.id) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t("allocation.frozen-files-hint")}</p>
${form(
  { action: paths.runFolder(slug, run.id) },
  select({
    words,
    name: "file",
    label: words.t("allocation.frozen-file"),
    value: typed.name,
    items: files.map((f) => ({ value: f.name, text: f.name })),
  }),
  input({
    words,
    name: "purpose",
    label: words.t("allocation.frozen-purpose"),
    value: typed.purpose,
    problems,
  }),
  button({ text: words.t("allocation.frozen-take"), kind: "secondary" }),
)}`,
  });
}
