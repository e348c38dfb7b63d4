import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  file,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { StaffRoute, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import { dayFrom } from "../../shared/typed-day.ts";
import { can } from "../../stages/consents/consent.policy.ts";
import { GUARDIANS } from "../../stages/consents/consent.ts";
import { readWall } from "../../stages/consents/read-wall.ts";
import {
  matchPaper,
  type Paper,
  readPaperById,
  readPapers,
  readPicture,
  removePaper,
} from "../../stages/consents/take-papers.ts";
import { recordConsent } from "../../stages/mobilities/record-consent.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  problemSummary,
  radios,
  select,
} from "../../ui/index.ts";
import { collationOf } from "../list-query.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { paperForm, typedDate } from "./paper-form.ts";
import { sectionOf } from "./section.ts";

/** The learners a sheet may belong to when its square cannot be read; more than a school has. */
const MOST_LEARNERS = 500;

const slugOf = (visit: StaffVisit) => visit.tx.actor.scheme.slug;

/** The photograph, and beside it what a person reads from it. */
async function show(
  visit: StaffVisit,
  paper: Paper,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const slug = slugOf(visit);
  const title = t("consents.paper-one-title");
  const picture = paths.paperPicture(slug, paper.id);
  const body = html`${problemSummary(words, problems, { givenOn: "givenOn-day" }, { guardianName: t("consents.guardian"), givenOn: t("consents.given-on"), purposes: t("consents.ticked"), applicationId: t("consents.paper-learner") })}<h1 class="govuk-heading-l">${title}</h1>
${paper.familyName && html`<p class="govuk-body"><strong>${t("consents.for", { name: `${paper.familyName}, ${paper.givenNames}` })}</strong> ${paper.guardian && `(${t("consents.link-of", { number: paper.guardian })})`}</p>`}
<div class="app-paper"><div class="app-paper__picture"><a href="${picture}"><img src="${picture}" alt="${t("consents.picture")}"></a></div>
<div>${
    paper.state === "matched"
      ? html`<p class="govuk-body">${t("consents.paper-confirm-lead")}</p>${paperForm({
          visit,
          words,
          action: paths.paper(slug, paper.id),
          guardians: 1,
          guardian: paper.guardian,
          problems,
          button: t("consents.paper-confirm"),
        })}`
      : await matchForm(visit, words, paper, problems)
  }
${
  paper.state !== "confirmed" &&
  form(
    { action: paths.paperRemoval(slug, paper.id), key: newId() },
    button({ text: t("consents.paper-remove"), kind: "secondary", preventDoubleClick: true }),
  )
}</div></div>`;
  return consoleShell(visit, {
    title,
    section: sectionOf(visit),
    body,
    before: backLink({ words, href: paths.papers(slug), text: t("consents.papers-title") }),
    error: problems.length > 0,
  });
}

async function matchForm(
  visit: StaffVisit,
  words: Words,
  paper: Paper,
  problems: readonly Problem[],
): Promise<Html | null> {
  if (paper.state !== "unread") return null;
  const { t } = words;
  const { rows } = await readWall(visit.tx, {
    filter: "all",
    call: null,
    collation: collationOf(visit.locale),
    page: 1,
    aPage: MOST_LEARNERS,
  });
  return html`<p class="govuk-body">${paper.problem && words.problem({ code: paper.problem })} ${t("consents.paper-again")}</p>${form(
    { action: paths.paperMatch(slugOf(visit), paper.id), key: newId(), classes: "app-text" },
    select({
      words,
      name: "applicationId",
      label: t("consents.paper-learner"),
      value: visit.form.text("applicationId"),
      problems,
      items: [
        { value: "", text: t("site.choose") },
        ...rows
          .map((row) => ({
            value: row.applicationId,
            text: `${row.familyName}, ${row.givenNames} (${row.school})`,
          }))
          .sort((a, b) => words.compare(a.text, b.text)),
      ],
    }),
    radios({
      words,
      name: "guardian",
      legend: t("consents.link-guardian"),
      value: visit.form.text("guardian") || "1",
      items: GUARDIANS.map((number) => ({
        value: String(number),
        text: t("consents.link-of", { number }),
      })),
    }),
    button({ text: t("consents.paper-choose"), preventDoubleClick: true }),
  )}`;
}

async function confirm(visit: StaffVisit, paper: Paper): Promise<Result<unknown>> {
  const date = dayFrom(typedDate(visit), "givenOn");
  const done = await recordConsent(visit.tx, {
    applicationId: paper.applicationId ?? "",
    guardianName: visit.form.text("guardianName"),
    givenOn: date.day ?? "",
    purposes: visit.form.all("purposes"),
    guardian: paper.guardian ?? 1,
    paperId: paper.id,
  });
  if (done.ok) return done;
  const problems = [
    ...done.problems.filter((problem) => date.day !== null || problem.field !== "givenOn"),
    ...date.problems,
  ];
  return { ok: false, problems };
}

type Work = (visit: StaffVisit, paper: Paper) => Promise<Result<unknown>>;
const doing =
  (work: Work, next: (visit: StaffVisit, paper: Paper) => Promise<string>) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const paper = await readPaperById(visit.tx, visit.params.paperId ?? "");
    if (!paper) return nothingHere;
    const done = await work(visit, paper);
    if (done.ok) return redirect(await next(visit, paper));
    if (done.problems.some((problem) => problem.code === "not-found")) return nothingHere;
    return refusedPage(await show(visit, paper, done.problems));
  };

const toList = async (visit: StaffVisit) => paths.papers(slugOf(visit));
const toThis = async (visit: StaffVisit, paper: Paper) => paths.paper(slugOf(visit), paper.id);
/** Ten sheets are read one after the other without going back to the list. */
const toNext = async (visit: StaffVisit) => {
  const next = (await readPapers(visit.tx)).find((one) => one.state === "matched");
  return next ? paths.paper(slugOf(visit), next.id) : paths.papers(slugOf(visit));
};

const at = { access: "staff", allow: can.handlePapers } as const;
export const routes: StaffRoute[] = [
  {
    ...at,
    method: "GET",
    path: paths.paper(":scheme", ":paperId"),
    answer: async (visit) => {
      const paper = await readPaperById(visit.tx, visit.params.paperId ?? "");
      // One that could not be opened has no picture to look at.
      return paper && paper.state !== "refused" ? page(await show(visit, paper)) : nothingHere;
    },
  },
  {
    ...at,
    method: "POST",
    path: paths.paper(":scheme", ":paperId"),
    answer: doing(confirm, toNext),
  },
  {
    ...at,
    method: "POST",
    path: paths.paperMatch(":scheme", ":paperId"),
    answer: doing(
      (visit, paper) =>
        matchPaper(visit.tx, paper.id, {
          applicationId: visit.form.text("applicationId"),
          guardian: Number(visit.form.text("guardian")),
        }),
      toThis,
    ),
  },
  {
    ...at,
    method: "POST",
    path: paths.paperRemoval(":scheme", ":paperId"),
    answer: doing((visit, paper) => removePaper(visit.tx, paper.id), toList),
  },
  {
    ...at,
    method: "GET",
    path: paths.paperPicture(":scheme", ":paperId"),
    answer: async (visit) => {
      const body = await readPicture(visit.tx, visit.params.paperId ?? "");
      // Made by this program from points alone, so it can run nothing.
      return body
        ? file({ name: "sheet.jpg", type: "image/jpeg", body, inline: true })
        : nothingHere;
    },
  },
];
