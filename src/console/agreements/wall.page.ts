import type { MessageKey, Words } from "../../platform/i18n/index.ts";
import { type Progress, readProgress } from "../../platform/jobs/progress.ts";
import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
  waitingPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { isUuid } from "../../shared/id.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "../../stages/agreements/agreement.policy.ts";
import { KINDS, type PartyRole, ROLES } from "../../stages/agreements/agreement.ts";
import { draftAgreement } from "../../stages/agreements/draft-agreement.ts";
import { draftForFlow } from "../../stages/agreements/draft-for-flow.ts";
import {
  readWall,
  WALL_STATES,
  type WallFlow,
  type WallLine,
  type WallState,
} from "../../stages/agreements/read-wall.ts";
import { readStayedDrafts } from "../../stages/agreements/stayed-drafts.ts";
import { kindName, roleName } from "../../ui/agreement/index.ts";
import {
  button,
  type Content,
  checkboxes,
  form,
  type Html,
  html,
  insetText,
  problemSummary,
  select,
} from "../../ui/index.ts";
import { filterForm, listRows } from "../list-parts.ts";
import { listQuery } from "../list-query.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { ownPaths } from "./own-paths.ts";
import { standingPart, stateTag } from "./state.ts";
import { stayedPart } from "./stayed-part.ts";

const A_PAGE = 25;
const LOOK_AGAIN = 2;

/** Document by party: who has signed, who is next, since when, and when they are reminded. */
async function show(
  visit: StaffVisit,
  problems: readonly Problem[] = [],
): Promise<{ html: Html; waits: boolean }> {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const path = paths.agreements(slug);
  const list = listQuery(visit.query, path, ["starts"]);
  const state = (Object.keys(WALL_STATES) as WallState[]).find((one) => one === list.text("show"));
  const flow = list.text("flow");
  const { rows, total, flows } = await readWall(visit.tx, {
    flow,
    state: state ?? "open",
    page: list.page,
    aPage: A_PAGE,
  });
  // A column for each role that somebody on this page has.
  const roles = ROLES.filter((role) =>
    rows.some((row) => row.standings.some(({ party }) => party.role === role)),
  );
  const asked = list.text("progress");
  const progress = isUuid(asked) ? await readProgress(visit.tx, asked) : null;
  const waits = progress?.state === "waiting" || progress?.state === "working";
  const stayed =
    progress && isUuid(flow)
      ? await readStayedDrafts(visit.tx, { flowId: flow, progressId: asked })
      : [];
  const title = t("agreements.title");
  const body = html`${problemSummary(words, problems, {}, { kind: t("agreements.kind"), flow: t("agreements.flow") })}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${t("agreements.lead")}</p>
<p class="govuk-body"><a class="govuk-link" href="${ownPaths.list(slug)}">${t("own-templates.title")}</a></p>
${progress && progressPart(words, progress, list.href({}))}
${stayedPart(words, slug, stayed)}
${filterForm(
  words,
  list,
  path,
  chooseFlow(words, flows, flow),
  select({
    words,
    name: "show",
    label: t("agreements.show"),
    value: state ?? "open",
    items: Object.keys(WALL_STATES).map((value) => ({
      value,
      text: t(`agreements.show-${value}` as MessageKey),
    })),
  }),
)}
${listRows(words, list, {
  count: t("agreements.count", { count: total }),
  none: t("agreements.none"),
  csv: null,
  total,
  aPage: A_PAGE,
  caption: title,
  head: [t("agreements.document"), ...roles.map((role) => roleName(words, role))],
  rows: rows.map((row) => cells(visit, words, row, roles)),
})}
${can.work(visit.tx.actor) && draftForm(visit, words, flows, problems)}`;
  return {
    waits,
    html: consoleShell(visit, {
      title,
      section: "mobilities",
      body,
      error: problems.length > 0,
    }),
  };
}

/** How far the writing for a group is; the page comes back by itself, and by a link where it may not. */
function progressPart(words: Words, progress: Progress, again: string): Html {
  const { done, total, state } = progress;
  const { t } = words;
  if (state === "failed")
    return insetText({ text: t("agreements.progress-failed", { done, total }) });
  if (state === "done") return insetText({ text: t("agreements.progress-done", { done, total }) });
  return html`<div aria-live="polite"><progress class="app-progress" max="${Math.max(total, 1)}" value="${done}">${words.percent(total === 0 ? 0 : done / total)}</progress><p class="govuk-body">${t("agreements.progress", { done, total })}</p></div><p class="govuk-body"><a class="govuk-link" href="${again}">${t("imports.renew")}</a></p>`;
}

const flowName = (words: Words, one: WallFlow): string =>
  `${words.country(one.sendingCountry)} – ${one.city}, ${words.shortDay(one.starts as never)}`;

const chooseFlow = (
  words: Words,
  flows: readonly WallFlow[],
  value: string,
  problems: readonly Problem[] = [],
  id?: string,
): Html =>
  select({
    words,
    name: "flow",
    ...(id ? { id } : {}),
    label: words.t("agreements.flow"),
    value,
    problems,
    items: [
      { value: "", text: words.t(id ? "site.choose" : "site.all") },
      ...flows.map((one) => ({ value: one.id, text: flowName(words, one) })),
    ],
  });

function cells(
  visit: StaffVisit,
  words: Words,
  row: WallLine,
  roles: readonly PartyRole[],
): Content[] {
  const { slug } = visit.tx.actor.scheme;
  const link = paths.agreement(slug, row.id);
  // Of what was never sent nobody was asked anything, so its parties have no pages.
  const opens = row.hashes !== null && can.work(visit.tx.actor);
  const document = html`<a class="govuk-link" href="${link}">${row.familyName}, ${row.givenNames}</a><br>${kindName(words, row.kind)}<br>${row.city}, ${words.shortDay(row.starts as never)}<br>${stateTag(words, row.state)}${row.questions > 0 && html`<br><strong>${words.t("agreements.questions-open", { count: row.questions })}</strong>`}`;
  return [
    document,
    ...roles.map((role) => {
      const own = row.standings.filter(({ party }) => party.role === role);
      if (own.length === 0) return html`<span class="govuk-hint">–</span>`;
      return html`${own.map((one) => {
        const name = one.party.name || one.party.capacity || roleName(words, role);
        return html`<div>${opens ? html`<a class="govuk-link" href="${paths.agreementParty(slug, row.id, one.party.id)}">${name}</a>` : name}<br>${standingPart(words, one, { isTurn: row.turn.includes(one), now: visit.tx.now })}</div>`;
      })}`;
    }),
  ];
}

/** One kind for everybody of a flow at once; what lacks something stays a draft. */
function draftForm(
  visit: StaffVisit,
  words: Words,
  flows: readonly WallFlow[],
  problems: readonly Problem[],
): Html {
  const { t } = words;
  return html`<h2 class="govuk-heading-m">${t("agreements.draft-title")}</h2><p class="govuk-body">${t("agreements.draft-lead")}</p>${form(
    { action: paths.agreements(visit.tx.actor.scheme.slug), key: newId(), classes: "app-text" },
    select({
      words,
      name: "kind",
      label: t("agreements.kind"),
      value: visit.form.text("kind") || KINDS[0],
      problems,
      items: KINDS.map((value) => ({ value, text: kindName(words, value) })),
    }),
    chooseFlow(
      words,
      flows,
      visit.form.text("flow") || visit.query.get("flow") || "",
      problems,
      "draft-flow",
    ),
    checkboxes({
      words,
      name: "send",
      values: visit.form.all("send"),
      items: [{ value: "yes", text: t("agreements.draft-send") }],
    }),
    button({ text: t("agreements.draft"), preventDoubleClick: true }),
  )}`;
}

async function draft(visit: StaffVisit): Promise<Answer> {
  const { form: typed, tx, site } = visit;
  const flowId = typed.text("flow");
  const done = await draftForFlow(tx, {
    flowId,
    kind: typed.text("kind"),
    send: typed.text("send") === "yes",
    publicUrl: site.publicUrl,
  });
  const path = paths.agreements(tx.actor.scheme.slug);
  if (done.ok) return redirect(`${path}?flow=${flowId}&progress=${done.value.progressId}`);
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage((await show(visit, done.problems)).html);
}

/** For one stay, from its page. */
async function draftOne(visit: StaffVisit): Promise<Answer> {
  const { slug } = visit.tx.actor.scheme;
  const drafted = await draftAgreement(visit.tx, {
    mobilityId: visit.params.mobilityId ?? "",
    kind: visit.form.text("kind"),
  });
  if (drafted.ok) return redirect(paths.agreement(slug, drafted.value.agreementId));
  if (drafted.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return refusedPage((await show(visit, drafted.problems)).html);
}

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: paths.agreements(":scheme"),
    answer: async (visit) => {
      const shown = await show(visit);
      return shown.waits ? waitingPage(shown.html, LOOK_AGAIN) : page(shown.html);
    },
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: paths.agreements(":scheme"),
    answer: draft,
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: paths.mobilityAgreements(":scheme", ":mobilityId"),
    answer: draftOne,
  },
];
