import { isLocale, type Words } from "../../platform/i18n/index.ts";
import { type Answer, file, nothingHere, page } from "../../platform/web/answer.ts";
import type { PublicVisit, Route } from "../../platform/web/route.ts";
import type { Call } from "../../stages/calls/call.ts";
import { kindOf } from "../../stages/calls/criterion.rules.ts";
import { RANKING_FILES } from "../../stages/selection/ranking/ranking-folder.ts";
import {
  type PublicLine,
  type ReadList,
  readList,
  readListFiles,
} from "../../stages/selection/read-lists.ts";
import { details, type Html, html, insetText, table } from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { portalShell, portalWords } from "../shell.ts";

/** A list that anybody may read and compute anew: pseudonyms, points, ranks, and the three files. */
async function listPage(visit: PublicVisit, read: ReadList): Promise<Html> {
  const words = await portalWords(visit);
  const { t } = words;
  const { list, call, selection } = read;
  const slug = visit.params.scheme ?? "";
  const title = t(`lists.title-${list.kind}`, { call: words.local(call.title) });
  const until = selection.objectionsUntil;
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body-l app-text">${t("lists.lead", { people: list.people, seats: read.seats })}</p>
<p class="govuk-body app-text">${t("lists.published", { when: words.dayTime(list.madeAt) })}${
    list.kind === "provisional" &&
    until &&
    html` ${t(visit.tx.now <= until ? "lists.objections-until" : "lists.objections-over", { until: words.deadline(until) })}`
  }</p>
<p class="govuk-body app-text">${t("lists.who")} <a class="govuk-link" href="${paths.place(visit.locale, slug)}">${t("lists.find-yourself")}</a></p>
${read.lines.length > 0 ? ranks(words, read) : insetText({ text: t("lists.too-few") })}
<h2 class="govuk-heading-m">${t("lists.rule-title")}</h2>
${rule(words, call)}
${read.lines.length > 0 && checking(visit, words, read)}
<p class="govuk-body"><strong>${t("lists.fingerprint")}</strong><br><code class="app-hash">${list.sha256}</code></p>`;
  return portalShell(visit, { title, body, wide: true, hideFromSearch: true });
}

function ranks(words: Words, { lines, call, seats }: ReadList): Html {
  const { t } = words;
  const ranked = lines.filter((line) => line.rank !== null);
  const others = lines.filter((line) => line.rank === null);
  const why = (line: PublicLine): string => {
    if (line.decidedBy === "points") return "";
    if (line.decidedBy === "draw") return t("lists.by-draw");
    const code = line.decidedBy.slice("tie:".length);
    const criterion = call.criteria.find((one) => one.code === code);
    return t("lists.by-tie", { criterion: criterion ? words.local(criterion.name) : code });
  };
  return html`${table({
    caption: t("lists.ranks"),
    captionClasses: "govuk-table__caption--m",
    scrollLabel: t("lists.ranks"),
    firstCellIsHeader: true,
    head: [
      { text: t("lists.rank"), format: "numeric" },
      t("lists.called"),
      { text: t("lists.points"), format: "numeric" },
      ...call.criteria.map((one) => ({
        text: words.local(one.name),
        format: "numeric" as const,
      })),
      t("lists.equal-points"),
    ],
    rows: ranked.map((line) => ({
      // The line under which seats end is drawn by the row, and said in the text above the table.
      ...(line.rank === seats ? { classes: "app-row--last-seat" } : {}),
      cells: [
        { text: words.number(line.rank ?? 0), format: "numeric" as const },
        html`<code class="app-nowrap">${line.id}</code>`,
        html`<strong>${words.number(line.points)}</strong>`,
        ...call.criteria.map((one) => words.number(line.byCriterion[one.code] ?? 0)),
        why(line),
      ],
    })),
  })}${
    others.length > 0 &&
    html`<h2 class="govuk-heading-m">${t("lists.not-ranked-title")}</h2><p class="govuk-body app-text">${t("lists.not-ranked-lead")}</p><ul class="govuk-list">${others.map(
      (line) =>
        html`<li><code>${line.id}</code> ${t(line.decidedBy === "veto" ? "lists.not-ranked-veto" : "lists.not-ranked-rule")}</li>`,
    )}</ul>`
  }`;
}

/** How points come about, criterion by criterion, and what parts equal points. */
function rule(words: Words, call: Call): Html {
  const { t } = words;
  const ties = call.ties.flatMap((code) => {
    const criterion = call.criteria.find((one) => one.code === code);
    return criterion ? [words.local(criterion.name)] : [];
  });
  return html`<ul class="govuk-list govuk-list--bullet app-text">${call.criteria.map(
    (one) =>
      html`<li><strong>${words.local(one.name)}</strong>: ${t(`lists.kind-${kindOf(one)}`, { max: one.maximum })}</li>`,
  )}</ul><p class="govuk-body app-text">${
    ties.length > 0 ? t("lists.ties-then-draw", { ties: words.list(ties) }) : t("lists.ties-draw")
  }</p>`;
}

function checking(visit: PublicVisit, words: Words, { list }: ReadList): Html {
  const slug = visit.params.scheme ?? "";
  return details({
    summary: words.t("lists.check-title"),
    text: html`<p class="govuk-body">${words.t("lists.check-lead")}</p><ul class="govuk-list">${RANKING_FILES.map(
      (name) =>
        html`<li><a class="govuk-link" href="${paths.listFile(visit.locale, slug, list.id, name)}">${name}</a></li>`,
    )}</ul><p class="govuk-body"><code>npx kalfa rank FOLDER</code></p>`,
  });
}

async function show(visit: PublicVisit): Promise<Answer> {
  const read = isLocale(visit.params.lang ?? "")
    ? await readList(visit.tx, visit.params.listId ?? "")
    : undefined;
  return read ? page(await listPage(visit, read)) : nothingHere;
}

async function take(visit: PublicVisit): Promise<Answer> {
  const name = RANKING_FILES.find((one) => one === visit.params.file);
  const files = name && (await readListFiles(visit.tx, visit.params.listId ?? ""));
  if (!name || !files?.ok) return nothingHere;
  return file({
    name,
    type: name.endsWith(".csv") ? "text/csv; charset=utf-8" : "application/json",
    body: files.value[name],
  });
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "public",
    path: paths.list(":lang", ":scheme", ":listId"),
    answer: show,
  },
  {
    method: "GET",
    access: "public",
    path: paths.listFile(":lang", ":scheme", ":listId", ":file"),
    answer: take,
  },
];
