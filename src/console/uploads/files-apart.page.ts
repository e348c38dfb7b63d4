import {
  readUploadsApart,
  refuseUpload,
  scanAgain,
  type Upload,
} from "../../platform/files/upload.ts";
import { newId } from "../../platform/random.ts";
import { nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/accounts/membership.policy.ts";
import {
  backLink,
  button,
  form,
  type Html,
  hidden,
  html,
  problemSummary,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

/** Files that nobody is served: why each lies apart, and the two things that can be done. */
async function show(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const files = await readUploadsApart(visit.tx);
  const why = ({ reason, finding }: Upload) =>
    html`${reason && words.problem({ code: reason })}${finding && html`<br><span class="govuk-hint">${t("uploads.finding", { name: finding })}</span>`}`;
  const act = (file: Upload, name: string, text: string) =>
    form(
      { action: paths.fileApart(slug, file.id), key: newId() },
      hidden("act", name),
      button({
        text: html`${text}<span class="govuk-visually-hidden"> ${file.name}</span>`,
        kind: name === "scan" ? "secondary" : "warning",
        preventDoubleClick: true,
        classes: "govuk-!-margin-bottom-2",
      }),
    );
  return consoleShell(visit, {
    title: t("uploads.apart-title"),
    section: "outbox",
    before: backLink({ words, href: paths.outbox(slug), text: t("outbox.title") }),
    error: problems.length > 0,
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${t("uploads.apart-title")}</h1>
<p class="govuk-body">${t("uploads.apart-lead")}</p>
${
  files.length === 0
    ? html`<p class="govuk-body">${t("uploads.apart-none")}</p>`
    : table({
        words,
        cards: true,
        firstCellIsHeader: true,
        caption: t("uploads.apart-title"),
        captionClasses: "govuk-visually-hidden",
        head: [t("uploads.file"), t("uploads.why"), t("uploads.sent"), t("uploads.to-do")],
        rows: files.map((file) => [
          html`<span lang="">${file.name}</span>`,
          why(file),
          html`${words.dayTime(file.at)}<br>${file.sentBy ?? t("uploads.sent-by-link")}`,
          html`${act(file, "scan", t("uploads.scan-again"))}${act(file, "let-go", t("uploads.let-go"))}`,
        ]),
      })
}`,
  });
}

const at = { access: "staff", allow: can.settleFilesApart } as const;
export const routes: StaffRoute[] = [
  {
    ...at,
    method: "GET",
    path: paths.filesApart(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
  {
    ...at,
    method: "POST",
    path: paths.fileApart(":scheme", ":apartId"),
    answer: async (visit) => {
      const work = { scan: scanAgain, "let-go": refuseUpload }[visit.form.text("act")];
      if (!work) return nothingHere;
      const done = await work(visit.tx, visit.params.apartId ?? "");
      if (done.ok) return redirect(paths.filesApart(visit.tx.actor.scheme.slug));
      if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
      return refusedPage(await show(visit, done.problems));
    },
  },
];
