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
import type { Flow } from "../../stages/calls/flow.ts";
import { readFlow } from "../../stages/calls/read-flows.ts";
import { can } from "../../stages/hosting/hosting.policy.ts";
import { keepMatching } from "../../stages/hosting/keep-matching.ts";
import {
  listMatchPins,
  listMatchRuns,
  matchCompanies,
  readMatchRun,
} from "../../stages/hosting/match-companies.ts";
import { pinToCompany, unpinFromCompany } from "../../stages/hosting/pin-to-company.ts";
import {
  countBeds,
  type FlowStay,
  readCompanies,
  readFlowStays,
} from "../../stages/hosting/read-hosts.ts";
import {
  backLink,
  button,
  form,
  type Html,
  html,
  input,
  notificationBanner,
  problemSummary,
  select,
  table,
  warningText,
} from "../../ui/index.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { hostingPaths } from "./hosting-paths.ts";
import { languagesLine } from "./languages-line.ts";
import { matchRun } from "./match-run.ts";
import { needsPart } from "./needs.page.ts";
import { travelPart } from "./travel-part.ts";

const asked = async (visit: StaffVisit): Promise<Flow | null> => {
  const flow = await readFlow(visit.tx, visit.params.flowId ?? "");
  return flow && can.matchLearners(visit.tx.actor, flow.sendingCountry) ? flow : null;
};
const nameOf = (stay: FlowStay) => `${stay.familyName}, ${stay.givenNames}`;

const get = (
  path: string,
  show: (visit: StaffVisit, flow: Flow) => Promise<Html | null>,
): Route => ({
  method: "GET",
  path,
  access: "staff",
  allow: can.askSomeHost,
  answer: async (visit) => {
    const flow = await asked(visit);
    const shown = flow && (await show(visit, flow));
    return shown ? page(shown) : nothingHere;
  },
});
const post = (path: string, act: (visit: StaffVisit, flow: Flow) => Promise<Answer>): Route => ({
  method: "POST",
  path,
  access: "staff",
  allow: can.askSomeHost,
  answer: async (visit) => {
    const flow = await asked(visit);
    return flow ? act(visit, flow) : nothingHere;
  },
});
const slugOf = (visit: StaffVisit) => visit.tx.actor.scheme.slug;
const ID = [":scheme", ":flowId"] as const;

export const routes: Route[] = [
  get(hostingPaths.matching(...ID), (visit, flow) => matchingPage(visit, flow, [])),
  {
    ...post(hostingPaths.matching(...ID), async (visit, flow) => {
      const made = await matchCompanies(visit.tx, flow.id);
      return made.ok
        ? redirect(hostingPaths.matchRun(slugOf(visit), flow.id, made.value))
        : refusedPage(await matchingPage(visit, flow, made.problems));
    }),
    purpose: "freeze",
  },
  post(hostingPaths.matchPins(...ID), async (visit, flow) => {
    const pinned = await pinToCompany(visit.tx, flow.id, {
      mobilityId: visit.form.text("mobility"),
      organisationId: visit.form.text("company"),
      reason: visit.form.text("reason"),
    });
    return pinned.ok
      ? redirect(hostingPaths.matching(slugOf(visit), flow.id))
      : refusedPage(await matchingPage(visit, flow, pinned.problems));
  }),
  post(hostingPaths.matchPinRemoval(...ID, ":pinnedId"), async (visit, flow) => {
    const free = await unpinFromCompany(visit.tx, flow.id, visit.params.pinnedId ?? "");
    return free.ok ? redirect(hostingPaths.matching(slugOf(visit), flow.id)) : nothingHere;
  }),
  get(hostingPaths.matchRun(...ID, ":matchId"), (visit, flow) => runPage(visit, flow, [])),
  post(hostingPaths.keepRun(...ID, ":matchId"), async (visit, flow) => {
    const { matchId = "" } = visit.params;
    const later = visit.form.text("do") === "later";
    const kept = await keepMatching(visit.tx, flow.id, matchId, {
      publicUrl: visit.site.publicUrl,
      language: visit.locale,
      later,
    });
    if (kept.ok) {
      return redirect(`${hostingPaths.flow(slugOf(visit), flow.id)}?${later ? "kept" : "asked"}`);
    }
    const shown = await runPage(visit, flow, kept.problems);
    return shown ? refusedPage(shown) : nothingHere;
  }),
];

async function matchingPage(
  visit: StaffVisit,
  flow: Flow,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { t } = words;
  const slug = slugOf(visit);
  const waiting = (await readFlowStays(visit.tx, flow.id)).filter(
    (stay) => stay.state === "planned" && stay.requestId === null,
  );
  const companies = await readCompanies(visit.tx, flow);
  const pins = await listMatchPins(visit.tx, flow.id);
  const beds = await bedLine(visit, flow);
  const speakers = await languagesLine(visit, waiting, companies);
  const runs = await listMatchRuns(visit.tx, flow.id);
  const title = t("hosting.matching-title", { flow: flow.code, city: flow.city });
  const labels = {
    mobility: t("hosting.person"),
    company: t("hosting.company"),
    reason: t("hosting.pin-reason"),
  };
  return consoleShell(visit, {
    title,
    section: "hosting",
    error: problems.length > 0,
    before: backLink({ words, href: hostingPaths.flow(slug, flow.id) }),
    body: html`${problemSummary(words, problems, {}, labels)}<h1 class="govuk-heading-l">${title}</h1>
${visit.query.has("needs") && notificationBanner({ words, type: "success", text: t("hosting.needs-kept") })}<p class="govuk-body">${t("hosting.matching-lead")}</p>${beds}${speakers}${await travelPart(visit, words, waiting)}
${form(
  { action: hostingPaths.matching(slug, flow.id), key: newId(), classes: "app-text" },
  button({ text: t("hosting.match-now", { count: waiting.length }) }),
)}
${needsPart(visit, flow.id)}
<h2 class="govuk-heading-m">${t("hosting.pins")}</h2><p class="govuk-body">${t("hosting.pins-lead")}</p>
${
  pins.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    head: [labels.mobility, labels.company, labels.reason, t("hosting.pin-off")],
    rows: pins.map((pin) => {
      const stay = waiting.find((each) => each.mobilityId === pin.mobilityId);
      return [
        stay ? nameOf(stay) : "–",
        pin.company,
        pin.reason,
        form(
          { action: hostingPaths.matchPinRemoval(slug, flow.id, pin.id), key: newId() },
          button({ text: t("hosting.pin-off"), kind: "secondary" }),
        ),
      ];
    }),
  })
}
${
  waiting.length > 0 &&
  companies.length > 0 &&
  form(
    { action: hostingPaths.matchPins(slug, flow.id), key: newId(), classes: "app-text" },
    select({
      words,
      problems,
      name: "mobility",
      label: labels.mobility,
      value: visit.form.text("mobility"),
      items: waiting.map((stay) => ({ value: stay.mobilityId, text: nameOf(stay) })),
    }),
    select({
      words,
      problems,
      name: "company",
      label: labels.company,
      value: visit.form.text("company"),
      items: companies.map((company) => ({ value: company.id, text: company.name })),
    }),
    input({
      words,
      problems,
      name: "reason",
      label: labels.reason,
      value: visit.form.text("reason"),
      autocomplete: "off",
    }),
    button({ text: t("hosting.pin"), kind: "secondary" }),
  )
}
${
  runs.length > 0 &&
  table({
    words,
    cards: true,
    firstCellIsHeader: true,
    caption: t("hosting.runs"),
    captionClasses: "govuk-table__caption--m",
    head: [
      t("hosting.run"),
      t("hosting.made"),
      { text: t("hosting.people"), format: "numeric" },
      { text: t("hosting.placed"), format: "numeric" },
      t("hosting.kept"),
    ],
    rows: runs.map((run) => [
      html`<a class="govuk-link" href="${hostingPaths.matchRun(slug, flow.id, run.id)}">${words.number(run.number)}</a>`,
      words.dayTime(run.madeAt),
      { text: words.number(run.people), format: "numeric" },
      { text: words.number(run.placed), format: "numeric" },
      run.keptAt ? words.shortDay(run.keptAt) : "–",
    ]),
  })
}`,
  });
}

/** Rooms are the hosting partner's: whether everybody of the flow has a bed, whatever the company. */
async function bedLine(visit: StaffVisit, flow: Flow): Promise<Html | null> {
  const words = wordsOf(visit);
  const stays = await readFlowStays(visit.tx, flow.id);
  const beds = await countBeds(visit.tx, { ...flow, hostId: flow.hostingOrganisationId });
  if (beds.any + beds.women + beds.men === 0) return null;
  const women = stays.filter((stay) => stay.gender === "woman").length;
  const men = stays.filter((stay) => stay.gender === "man").length;
  const others = stays.length - women - men;
  const missing = Math.max(0, women - beds.women) + Math.max(0, men - beds.men) + others - beds.any;
  const line = words.t("hosting.beds-line", { ...beds, people: stays.length });
  return missing > 0
    ? warningText({ words, text: `${line} ${words.t("hosting.beds-short", { count: missing })}` })
    : html`<p class="govuk-body">${line}</p>`;
}

async function runPage(
  visit: StaffVisit,
  flow: Flow,
  problems: readonly Problem[],
): Promise<Html | null> {
  const words = wordsOf(visit);
  const slug = slugOf(visit);
  const run = await readMatchRun(visit.tx, flow.id, visit.params.matchId ?? "");
  if (!run) return null;
  const stays = await readFlowStays(visit.tx, flow.id);
  const companies = await readCompanies(visit.tx, flow);
  const title = words.t("hosting.run-title", { number: run.number, flow: flow.code });
  return consoleShell(visit, {
    title,
    section: "hosting",
    error: problems.length > 0,
    before: backLink({ words, href: hostingPaths.matching(slug, flow.id) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>${matchRun(
      words,
      { run, stays, companies },
      form(
        { action: hostingPaths.keepRun(slug, flow.id, run.id), key: newId() },
        html`<div class="govuk-button-group">${button({ text: words.t("hosting.keep") })}${button({
          text: words.t("hosting.keep-later"),
          name: "do",
          value: "later",
          kind: "secondary",
        })}</div>`,
      ),
    )}`,
  });
}
