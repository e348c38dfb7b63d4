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
import { can } from "../../stages/calls/call.policy.ts";
import { cancelFlow } from "../../stages/calls/cancel-flow.ts";
import { mergeTargets } from "../../stages/calls/flow.rules.ts";
import type { Flow } from "../../stages/calls/flow.ts";
import { mergeFlow } from "../../stages/calls/merge-flow.ts";
import { listFlows, readFlow } from "../../stages/calls/read-flows.ts";
import { readFlowFigures } from "../../stages/reporting/read-flow-figures.ts";
import {
  backLink,
  button,
  buttonGroup,
  form,
  type Html,
  html,
  problemSummary,
  radios,
  textarea,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";

type Way = "cancel" | "merge";

const asked = (visit: StaffVisit) => readFlow(visit.tx, visit.params.flowId ?? "");

const show =
  (way: Way) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const flow = await asked(visit);
    return flow ? page(await endPage(visit, flow, way, [])) : nothingHere;
  };

const end =
  (way: Way) =>
  async (visit: StaffVisit): Promise<Answer> => {
    const flow = await asked(visit);
    if (!flow) return nothingHere;
    const flowId = flow.id;
    const reason = visit.form.text("reason");
    const done =
      way === "cancel"
        ? await cancelFlow(visit.tx, { flowId, reason })
        : await mergeFlow(visit.tx, { flowId, into: visit.form.text("into"), reason });
    if (!done.ok) return refusedPage(await endPage(visit, flow, way, done.problems));
    return redirect(`${paths.flow(visit.tx.actor.scheme.slug, flowId)}?done`);
  };

export const routes: Route[] = [
  {
    method: "GET",
    path: paths.flowCancellation(":scheme", ":flowId"),
    access: "staff",
    allow: can.endFlow,
    answer: show("cancel"),
  },
  {
    method: "POST",
    path: paths.flowCancellation(":scheme", ":flowId"),
    access: "staff",
    allow: can.endFlow,
    answer: end("cancel"),
  },
  {
    method: "GET",
    path: paths.flowMerger(":scheme", ":flowId"),
    access: "staff",
    allow: can.endFlow,
    answer: show("merge"),
  },
  {
    method: "POST",
    path: paths.flowMerger(":scheme", ":flowId"),
    access: "staff",
    allow: can.endFlow,
    answer: end("merge"),
  },
];

async function endPage(
  visit: StaffVisit,
  flow: Flow,
  way: Way,
  problems: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const figures = await readFlowFigures(visit.tx, flow.id);
  const targets = way === "merge" ? mergeTargets(flow, await listFlows(visit.tx, flow.callId)) : [];
  const wishes = figures.wishes.reduce((sum, each) => sum + each.people, 0);
  const title = words.t(way === "cancel" ? "flows.cancel-title" : "flows.merge-title", {
    country: words.country(flow.sendingCountry),
    city: flow.city,
  });
  const action = way === "cancel" ? paths.flowCancellation : paths.flowMerger;
  return consoleShell(visit, {
    title,
    section: "flows",
    error: problems.length > 0,
    before: backLink({ words, href: paths.flow(slug, flow.id) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${words.t(way === "cancel" ? "flows.cancel-effect" : "flows.merge-effect", { count: wishes })}</p>
<p class="govuk-body">${words.t("flows.run-after")}</p>
${form(
  { action: action(slug, flow.id), key: newId(), keep: `flow-${way}-${flow.id}` },
  way === "merge"
    ? radios({
        words,
        problems,
        name: "into",
        legend: words.t("flows.merge-into"),
        value: visit.form.text("into"),
        items: targets.map((target) => ({
          value: target.id,
          text: `${target.city}, ${words.days(target.starts, target.ends)} (${target.code})`,
          hint: words.t("site.places", {
            count: target.places.reduce((sum, place) => sum + place.seats, 0),
          }),
        })),
      })
    : null,
  textarea({
    words,
    problems,
    name: "reason",
    label: words.t("flows.reason"),
    hint: words.t("flows.reason-hint"),
    value: visit.form.text("reason"),
    rows: 3,
  }),
  buttonGroup(
    button({
      text: words.t(way === "cancel" ? "flows.cancel" : "flows.merge"),
      kind: way === "cancel" ? "warning" : "primary",
      preventDoubleClick: true,
    }),
    html`<a class="govuk-link" href="${paths.flow(slug, flow.id)}">${words.t("flows.keep")}</a>`,
  ),
)}`,
  });
}
