import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { type Problem, refuse } from "../../shared/result.ts";
import { addFlow } from "../../stages/calls/add-flow.ts";
import { can } from "../../stages/calls/call.policy.ts";
import type { Call } from "../../stages/calls/call.ts";
import { changeFlow, checkFlow, removeFlow } from "../../stages/calls/change-flow.ts";
import type { Flow } from "../../stages/calls/flow.ts";
import { listReserves, readCall } from "../../stages/calls/read-calls.ts";
import { readFlow } from "../../stages/calls/read-flows.ts";
import { listOrganisations } from "../../stages/organisations/read-organisations.ts";
import { readScheme } from "../../stages/schemes/read-scheme.ts";
import {
  backLink,
  button,
  buttonGroup,
  form,
  type Html,
  html,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { flowFields, typedFlow } from "./flow-form.ts";

const NEW = "new";

async function asked(visit: StaffVisit): Promise<{ call: Call; flow: Flow | null } | null> {
  const call = await readCall(visit.tx, visit.params.callId ?? "");
  if (call?.state !== "draft") return null;
  const id = visit.params.flow ?? "";
  if (id === NEW) return { call, flow: null };
  const flow = await readFlow(visit.tx, id);
  return flow?.callId === call.id ? { call, flow } : null;
}

const placesPath = (visit: StaffVisit, call: Call): string =>
  paths.callPart(visit.tx.actor.scheme.slug, call.id, "places");

const path = paths.callFlow(":scheme", ":callId", ":flow");

export const routes: Route[] = [
  {
    method: "GET",
    path,
    access: "staff",
    allow: can.changeCall,
    answer: async (visit) => {
      const found = await asked(visit);
      return found ? page(await flowPage(visit, found.call, found.flow, [])) : nothingHere;
    },
  },
  {
    method: "POST",
    path,
    access: "staff",
    allow: can.changeCall,
    answer: async (visit): Promise<Answer> => {
      const found = await asked(visit);
      if (!found) return nothingHere;
      const { call, flow } = found;
      const reserves = await listReserves(visit.tx, call.id);
      const typed = typedFlow(visit.form, reserves, flow);
      const saved =
        typed.problems.length > 0
          ? refuse(...typed.problems, ...(await checkFlow(visit.tx, call, typed.flow)))
          : flow
            ? await changeFlow(visit.tx, flow.id, typed.flow)
            : await addFlow(visit.tx, { ...typed.flow, callId: call.id });
      if (saved.ok) return redirect(placesPath(visit, call));
      return refusedPage(await flowPage(visit, call, flow, saved.problems));
    },
  },
  {
    method: "POST",
    path: paths.callFlowRemoval(":scheme", ":callId", ":flow"),
    access: "staff",
    allow: can.changeCall,
    answer: async (visit): Promise<Answer> => {
      const found = await asked(visit);
      if (!found?.flow) return nothingHere;
      const removed = await removeFlow(visit.tx, found.flow.id);
      return removed.ok
        ? redirect(placesPath(visit, found.call))
        : refusedPage(await flowPage(visit, found.call, found.flow, removed.problems));
    },
  },
];

/** As the fields stand on the page, so that the problems at its top are in their order. */
const FIELDS =
  "sendingCountry hostingOrganisationId city country starts ends places minimum leader code".split(
    " ",
  );
const placeOf = ({ field }: Problem) => FIELDS.indexOf(field ?? "");

async function flowPage(
  visit: StaffVisit,
  call: Call,
  flow: Flow | null,
  found: readonly Problem[],
): Promise<Html> {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const problems = [...found].sort((a, b) => placeOf(a) - placeOf(b));
  const title = flow
    ? words.t("flows.heading", { country: words.country(flow.sendingCountry), city: flow.city })
    : words.t("calls.add-flow");
  const id = flow?.id ?? NEW;
  const scheme = await readScheme(visit.tx);
  const organisations = await listOrganisations(visit.tx);
  const labels = {
    sendingCountry: words.t("calls.sending-country"),
    hostingOrganisationId: words.t("flows.host"),
    city: words.t("flows.city"),
    country: words.t("flows.country"),
    starts: words.t("flows.starts"),
    ends: words.t("flows.ends"),
    places: words.t("flows.places"),
    minimum: words.t("flows.minimum"),
    code: words.t("flows.code"),
  };
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({ words, href: placesPath(visit, call) }),
    body: html`${problemSummary(words, problems, { starts: "starts-day", ends: "ends-day" }, labels)}<h1 class="govuk-heading-l">${title}</h1>
${form(
  { action: paths.callFlow(slug, call.id, id), key: newId(), keep: `flow-${call.id}-${id}` },
  flowFields({
    words,
    problems,
    form: visit.form,
    flow,
    countries: (scheme?.countries ?? []).map(({ country }) => country),
    hosts: organisations.filter(({ roles }) => roles.includes("hosting")),
    reserves: await listReserves(visit.tx, call.id),
  }),
  buttonGroup(
    button({ text: words.t("site.save"), preventDoubleClick: true }),
    html`<a class="govuk-link" href="${placesPath(visit, call)}">${words.t("site.cancel")}</a>`,
  ),
)}
${
  flow &&
  form(
    { action: paths.callFlowRemoval(slug, call.id, flow.id), key: newId() },
    button({ text: words.t("calls.remove-flow"), kind: "warning" }),
  )
}`,
  });
}
