import { MOST_BYTES } from "../../platform/files/upload.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import type { Problem, Result } from "../../shared/result.ts";
import type { Policy, TypedPolicy } from "../../stages/preparation/insurance.rules.ts";
import {
  type InsuranceCopy,
  keepPolicyCopy,
  readPolicyCopies,
} from "../../stages/preparation/insurance-copy.ts";
import {
  addPolicy,
  changePolicy,
  endPolicy,
  type Insurance,
  readInsurance,
} from "../../stages/preparation/keep-insurance.ts";
import { can } from "../../stages/preparation/preparation.policy.ts";
import {
  breadcrumbs,
  type Html,
  html,
  insetText,
  notificationBanner,
  problemSummary,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { sentBoxes, typedDay, withBoxes } from "../travel/boxes.ts";
import { copiesPart } from "./copies-part.ts";
import { endPart, policyForm, policyList } from "./insurance-parts.ts";
import { preparationPaths } from "./preparation-paths.ts";

const flowOf = (visit: StaffVisit): string => visit.params.flowId ?? "";

/** All policies of a flow with room for another one, or one of them to change. */
function shown(
  visit: StaffVisit,
  of: Insurance,
  policy: Policy | null,
  copies: readonly InsuranceCopy[],
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { t } = words;
  const { slug } = visit.tx.actor.scheme;
  const { flow } = of.group;
  const works = can.workFor(visit.tx.actor, flow.sendingCountry);
  const all = preparationPaths.insurance(slug, flow.id);
  const title = policy
    ? t("insurance.change")
    : t("insurance.title-of", { flow: flow.code, city: flow.city });
  return consoleShell(visit, {
    title,
    section: "flows",
    error: problems.length > 0,
    before: breadcrumbs({
      words,
      items: [
        { text: flow.code, href: paths.flow(slug, flow.id) },
        { text: t("boards.group"), href: preparationPaths.group(slug, flow.id) },
        policy ? { text: t("insurance.title"), href: all } : { text: t("insurance.title") },
      ],
    }),
    body: html`${problemSummary(
      words,
      problems,
      { starts: "starts-day", ends: "ends-day" },
      {
        insurer: t("insurance.insurer"),
        number: t("insurance.number"),
        kinds: t("insurance.kinds"),
        whom: t("insurance.whom"),
        people: t("insurance.people"),
        starts: t("insurance.starts"),
        ends: t("insurance.ends"),
        copy: t("insurance.copy"),
      },
    )}${
      visit.query.has("done") &&
      notificationBanner({ words, type: "success", text: t("stays.moved") })
    }<h1 class="govuk-heading-l">${title} <span class="govuk-caption-m">${words.days(flow.starts, flow.ends)}</span></h1>
${
  policy
    ? html`${policyForm(visit, words, of, policy, problems)}${copiesPart(visit, words, {
        flowId: flow.id,
        policy,
        copies: copies.filter(({ policyId }) => policyId === policy.id),
        problems,
      })}${endPart(visit, words, of, policy)}`
    : html`<p class="govuk-body">${t("insurance.lead")}</p>${policyList(words, slug, of, works, copies)}${works && html`${insetText({ text: t("insurance.own") })}<h2 class="govuk-heading-m">${t("insurance.new")}</h2>${policyForm(visit, words, of, null, problems)}`}`
}`,
  });
}

async function open(visit: StaffVisit, problems: readonly Problem[] = []): Promise<Answer> {
  const of = await readInsurance(visit.tx, flowOf(visit));
  const { policyId } = visit.params;
  const policy = of?.policies.find(({ id }) => id === policyId) ?? null;
  if (!of || (policyId && !policy)) return nothingHere;
  const works = can.workFor(visit.tx.actor, of.group.flow.sendingCountry);
  if (policy && !works) return nothingHere;
  const copies = works ? await readPolicyCopies(visit.tx, of.group.flow.id) : [];
  const body = shown(visit, of, policy, copies, problems);
  return problems.length > 0 ? refusedPage(body) : page(body);
}

async function keep(
  visit: StaffVisit,
  save: (typed: TypedPolicy) => Promise<Result<unknown>>,
): Promise<Answer> {
  const { form } = visit;
  const [starts, ends] = (["starts", "ends"] as const).map((name) =>
    typedDay(sentBoxes(visit, name), name),
  );
  const done = await save({
    insurer: form.text("insurer"),
    number: form.text("number"),
    kinds: form.all("kinds"),
    starts: starts?.text ?? "",
    ends: ends?.text ?? "",
    phone: form.text("phone"),
    whom: form.text("whom"),
    people: form.all("people"),
  });
  return answered(
    visit,
    done.ok ? done : { ...done, problems: withBoxes(done.problems, [starts!, ends!]) },
  );
}

async function answered(visit: StaffVisit, done: Result<unknown>): Promise<Answer> {
  if (done.ok) {
    return redirect(
      `${preparationPaths.insurance(visit.tx.actor.scheme.slug, flowOf(visit))}?done`,
    );
  }
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  return open(visit, done.problems);
}

const OF = [":scheme", ":flowId"] as const;
const ONE = [...OF, ":policyId"] as const;
const idOf = (visit: StaffVisit): string => visit.params.policyId ?? "";

export const routes: Route[] = [
  {
    method: "GET",
    access: "staff",
    allow: can.see,
    path: preparationPaths.insurance(...OF),
    answer: (visit) => open(visit),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: preparationPaths.insurance(...OF),
    answer: (visit) => keep(visit, (typed) => addPolicy(visit.tx, flowOf(visit), typed)),
  },
  {
    method: "GET",
    access: "staff",
    allow: can.work,
    path: preparationPaths.policy(...ONE),
    answer: (visit) => open(visit),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: preparationPaths.policy(...ONE),
    answer: (visit) =>
      keep(visit, (typed) => changePolicy(visit.tx, flowOf(visit), idOf(visit), typed)),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: preparationPaths.policyCopies(...ONE),
    limit: MOST_BYTES.picture,
    answer: async (visit) =>
      answered(
        visit,
        await keepPolicyCopy(visit.tx, flowOf(visit), idOf(visit), visit.form.file("copy")),
      ),
  },
  {
    method: "POST",
    access: "staff",
    allow: can.work,
    path: preparationPaths.policyEnd(...ONE),
    answer: async (visit) => answered(visit, await endPolicy(visit.tx, flowOf(visit), idOf(visit))),
  },
];
