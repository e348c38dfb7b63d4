import { MOST_BYTES } from "../../platform/files/upload.ts";
import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { file, nothingHere, page, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/growth/growth.policy.ts";
import { type GrowthAnswer, LEVELS } from "../../stages/growth/growth.ts";
import { readStandard } from "../../stages/growth/read-growth.ts";
import { readAnswerFile, removeAnswerFile, sayStandard } from "../../stages/growth/say-standard.ts";
import {
  breadcrumbs,
  button,
  checkboxes,
  fileUpload,
  form,
  type Html,
  html,
  input,
  insetText,
  problemSummary,
  radios,
  table,
  textarea,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { growthPaths } from "./growth-paths.ts";
import { evidence, standardName, standing } from "./organisation.page.ts";

async function standardPage(
  visit: StaffVisit,
  found: NonNullable<Awaited<ReturnType<typeof readStandard>>>,
  problems: readonly Problem[] = [],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const { actor } = visit.tx;
  const { slug } = actor.scheme;
  const { of, standard, said } = found;
  const now = said.find(({ supersededAt }) => supersededAt === null);
  const title = standardName(words, standard);
  return consoleShell(visit, {
    title: `${title}, ${of.name}`,
    section: "growth",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: t("growth.title"), href: growthPaths.all(slug) },
        { text: of.name, href: growthPaths.one(slug, of.id) },
        { text: title },
      ],
    }),
    body: html`${problemSummary(
      words,
      problems,
      {},
      {
        level: t("growth.level"),
        evidence: t("growth.evidence"),
        link: t("growth.link"),
        file: t("growth.file"),
      },
    )}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${of.name}: ${standing(words, now)}</p>
${now?.reason && insetText({ text: html`<strong>${t("growth.given-back", { name: now.decidedByName ?? "" })}</strong> ${now.reason}` })}
${can.answerFor(actor, of) && answerForm(visit, words, now, problems)}
${
  said.length > 0 &&
  html`<h2 class="govuk-heading-m">${t("growth.history")}</h2>${table({
    words,
    cards: true,
    firstCellIsHeader: true,
    scrollLabel: t("growth.history"),
    head: [t("growth.when"), t("growth.where-it-is"), t("growth.shown-by"), t("growth.decision")],
    rows: said.map((answer) => [
      html`${words.dayTime(answer.saidAt)}<br><span class="govuk-hint">${answer.saidByName}</span>`,
      standing(words, answer),
      html`${evidence(words, slug, answer)}${can.answerFor(actor, of) && removalForm(visit, words, answer)}`,
      answer.decidedAt
        ? html`${words.dayTime(answer.decidedAt)}<br><span class="govuk-hint">${answer.decidedByName}</span>${answer.reason !== null && html`<br>${answer.reason}`}`
        : "–",
    ]),
  })}`
}`,
  });
}

/** Beside every file, also of an answer that counts no more: one sent by mistake has to go. */
const removalForm = (visit: StaffVisit, words: Words, answer: GrowthAnswer): Html | null =>
  answer.uploadId === null
    ? null
    : form(
        {
          action: growthPaths.fileRemoval(
            visit.tx.actor.scheme.slug,
            answer.organisationId,
            answer.standard,
            answer.id,
          ),
          key: newId(),
        },
        button({
          text: html`${words.t("growth.file-remove")}<span class="govuk-visually-hidden">: ${answer.fileName}</span>`,
          kind: "secondary",
          preventDoubleClick: true,
        }),
      );

function answerForm(
  visit: StaffVisit,
  words: Words,
  now: GrowthAnswer | undefined,
  problems: readonly Problem[],
): Html {
  const { t } = words;
  const sent = visit.form;
  // What was sent to take a file away is no answer.
  const again = sent.has("level") || sent.has("evidence");
  return form(
    { action: visit.path, key: newId(), classes: "app-text", multipart: true },
    radios({
      words,
      name: "level",
      legend: t("growth.level"),
      value: again ? sent.text("level") : (now?.level ?? ""),
      problems,
      items: LEVELS.map((value) => ({ value, text: t(`growth.level-${value}`) })),
    }),
    textarea({
      words,
      name: "evidence",
      label: t("growth.evidence"),
      hint: t("growth.evidence-hint"),
      rows: 4,
      value: again ? sent.text("evidence") : (now?.evidence ?? ""),
      problems,
    }),
    input({
      words,
      name: "link",
      type: "url",
      label: t("growth.link"),
      value: again ? sent.text("link") : (now?.link ?? ""),
      problems,
    }),
    now?.fileName
      ? checkboxes({
          words,
          name: "keepsFile",
          legend: t("growth.file-there"),
          classes: "govuk-checkboxes--small",
          values: again ? sent.all("keepsFile") : ["yes"],
          problems,
          items: [{ value: "yes", text: t("growth.file-keep", { name: now.fileName }) }],
        })
      : null,
    fileUpload({
      words,
      name: "file",
      label: t("growth.file"),
      hint: t("growth.file-hint"),
      accept: ".pdf,.docx,image/jpeg,image/png",
      problems,
    }),
    button({ text: t("site.save"), preventDoubleClick: true }),
  );
}

const find = (visit: StaffVisit) =>
  readStandard(visit.tx, visit.params.partnerId ?? "", visit.params.standard ?? "");

/** The boxes beside the file have a few kilobytes. */
const MOST_SENT = Math.max(...Object.values(MOST_BYTES)) + 64 * 1024;

const asked = (visit: StaffVisit) => ({
  organisationId: visit.params.partnerId ?? "",
  standard: visit.params.standard ?? "",
  answerId: visit.params.growthAnswerId ?? "",
});

const path = growthPaths.standard(":scheme", ":partnerId", ":standard");

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.seeGrowth,
    path,
    answer: async (visit) => {
      const found = await find(visit);
      return found ? page(await standardPage(visit, found)) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.answer,
    path,
    limit: MOST_SENT,
    answer: async (visit) => {
      const found = await find(visit);
      if (!found) return nothingHere;
      const { form: sent } = visit;
      const done = await sayStandard(
        visit.tx,
        { organisationId: found.of.id, standard: found.standard },
        {
          level: sent.text("level"),
          evidence: sent.text("evidence"),
          link: sent.text("link"),
          file: sent.file("file"),
          keepsFile: sent.all("keepsFile").includes("yes"),
        },
      );
      if (done.ok) {
        return redirect(`${growthPaths.one(visit.tx.actor.scheme.slug, found.of.id)}?done=1`);
      }
      if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
      return refusedPage(await standardPage(visit, found, done.problems));
    },
  },
  {
    method: "GET",
    access: "staff",
    allow: can.seeGrowth,
    path: growthPaths.file(":scheme", ":partnerId", ":standard", ":growthAnswerId"),
    answer: async (visit) => {
      const kept = await readAnswerFile(visit.tx, asked(visit));
      return kept ? file({ name: kept.name, type: kept.type, body: kept.body }) : nothingHere;
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.answer,
    path: growthPaths.fileRemoval(":scheme", ":partnerId", ":standard", ":growthAnswerId"),
    answer: async (visit) => {
      const found = await find(visit);
      if (!found) return nothingHere;
      const { organisationId, standard, answerId } = asked(visit);
      const done = await removeAnswerFile(visit.tx, { organisationId, standard, answerId });
      if (done.ok) {
        return redirect(growthPaths.standard(visit.tx.actor.scheme.slug, found.of.id, standard));
      }
      if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
      return refusedPage(await standardPage(visit, found, done.problems));
    },
  },
];
