import { LARGEST_PICTURE, withPictureReader } from "../../platform/files/picture.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/consents/consent.policy.ts";
import {
  MOST_PAPERS,
  type Paper,
  readPapers,
  takePapers,
} from "../../stages/consents/take-papers.ts";
import {
  backLink,
  button,
  fileUpload,
  form,
  type Html,
  html,
  notificationBanner,
  problemSummary,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { sectionOf } from "./section.ts";

/** Photographs sent, and what each still waits for; the next thing to do stands beside each. */
async function show(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const title = t("consents.papers-title");
  const papers = await readPapers(visit.tx);
  const count = (name: string) => Number.parseInt(visit.query.get(name) ?? "", 10) || 0;
  const body = html`${problemSummary(words, problems, {}, { papers: t("consents.papers-field") })}${
    visit.query.has("matched") &&
    notificationBanner({
      words,
      type: "success",
      text: t("consents.papers-taken", { matched: count("matched"), left: count("left") }),
    })
  }<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${t("consents.papers-lead", { most: MOST_PAPERS })}</p>
${form(
  { action: paths.papers(slug), key: newId(), multipart: true, classes: "app-text" },
  fileUpload({
    words,
    name: "papers",
    label: t("consents.papers-field"),
    hint: t("consents.papers-hint", { megabytes: LARGEST_PICTURE / 1024 / 1024 }),
    multiple: true,
    // Types and no `capture`: a browser inside a chat program must still offer the gallery.
    accept: "image/jpeg,image/png,image/webp,image/heic,image/heif",
    attributes: { "data-shrink": "" },
    problems,
  }),
  button({ text: t("consents.papers-send"), preventDoubleClick: true }),
)}
<h2 class="govuk-heading-m">${t("consents.papers-waiting")}</h2>
${papers.length === 0 ? html`<p class="govuk-body">${t("consents.papers-nothing")}</p>` : waiting(words, slug, papers)}`;
  return consoleShell(visit, {
    title,
    section: sectionOf(visit),
    body,
    before: backLink({
      words,
      href: paths.consentWall(slug),
      text: t("consents.wall-title"),
    }),
    error: problems.length > 0,
  });
}

const waiting = (words: Words, slug: string, papers: readonly Paper[]): Html => {
  const { t } = words;
  return table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("consents.papers-waiting"),
    captionClasses: "govuk-visually-hidden",
    head: [t("consents.paper-file"), t("consents.paper-whose"), t("consents.paper-do")],
    rows: papers.map((paper) => [
      html`<span lang="">${paper.fileName}</span>`,
      paper.familyName ? `${paper.familyName}, ${paper.givenNames}` : t("consents.paper-nobody"),
      toDo(words, slug, paper),
    ]),
  });
};

function toDo(words: Words, slug: string, paper: Paper): Html {
  const { t } = words;
  const why = paper.problem && words.problem({ code: paper.problem });
  if (paper.state === "refused") {
    return html`${why} ${form(
      { action: paths.paperRemoval(slug, paper.id), key: newId() },
      button({ text: t("consents.paper-remove"), kind: "secondary", preventDoubleClick: true }),
    )}`;
  }
  const text = t(paper.state === "matched" ? "consents.paper-read" : "consents.paper-choose");
  return html`${why && html`${why} `}<a class="govuk-link" href="${paths.paper(slug, paper.id)}">${text}<span class="govuk-visually-hidden"> ${paper.fileName}</span></a>`;
}

async function take(visit: StaffVisit): Promise<Answer> {
  const files = visit.form.files("papers");
  const taken = await withPictureReader((read) => takePapers(visit.tx, files, read));
  if (!taken.ok) {
    if (taken.problems.some((problem) => problem.code === "not-found")) return nothingHere;
    return refusedPage(await show(visit, taken.problems));
  }
  const { matched, unread, refused } = taken.value;
  const { slug } = visit.tx.actor.scheme;
  return redirect(`${paths.papers(slug)}?matched=${matched}&left=${unread + refused}`);
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.handlePapers,
    path: paths.papers(":scheme"),
    answer: async (visit) => page(await show(visit)),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.handlePapers,
    path: paths.papers(":scheme"),
    limit: MOST_PAPERS * LARGEST_PICTURE,
    answer: take,
  },
];
