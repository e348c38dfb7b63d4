import { newId } from "../../platform/random.ts";
import {
  type Answer,
  nothingHere,
  page,
  redirect,
  refusedPage,
} from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { ok, type Problem } from "../../shared/result.ts";
import { addReserve } from "../../stages/calls/add-reserve.ts";
import { can } from "../../stages/calls/call.policy.ts";
import {
  type Call,
  type NewReserve,
  RESERVE_GROUNDS,
  type Reserve,
} from "../../stages/calls/call.ts";
import { changeReserve, removeReserve } from "../../stages/calls/change-reserve.ts";
import { listReserves, readCall } from "../../stages/calls/read-calls.ts";
import {
  backLink,
  button,
  buttonGroup,
  form,
  type Html,
  html,
  insetText,
  problemSummary,
  radios,
  table,
} from "../../ui/index.ts";
import { paths } from "../paths.ts";
import { consoleShell, wordsOf } from "../shell.ts";
import { partRoutes } from "./part-page.ts";
import { shown, textsInput, typedTexts } from "./typed.ts";

const NEW = "new";

const list = partRoutes({
  name: "reserved",
  formless: true,
  save: async () => ok(null),
  body: async ({ visit, call }) => {
    const words = wordsOf(visit);
    const { slug } = visit.tx.actor.scheme;
    const reserves = await listReserves(visit.tx, call.id);
    return html`${
      reserves.length === 0
        ? insetText({ text: words.t("calls.no-groups") })
        : table({
            words,
            cards: true,
            firstCellIsHeader: true,
            head: [words.t("calls.group"), words.t("calls.ground")],
            rows: reserves.map((reserve) => [
              html`<a class="govuk-link" href="${paths.reserve(slug, call.id, reserve.code)}">${words.local(reserve.name)}</a>`,
              words.t(`calls.ground-${reserve.ground}`),
            ]),
          })
    }
${button({ text: words.t("calls.add-group"), kind: "secondary", href: paths.reserve(slug, call.id, NEW) })}`;
  },
});

/** The draft and the group that the address names; null for a new one. */
async function asked(
  visit: StaffVisit,
): Promise<{ call: Call; reserve: Reserve | null; next: string } | null> {
  const call = await readCall(visit.tx, visit.params.callId ?? "");
  if (call?.state !== "draft") return null;
  const reserves = await listReserves(visit.tx, call.id);
  const code = visit.params.reserve ?? "";
  const taken = reserves.map((each) => Number(each.code.replace("reserve_", "")));
  const next = `reserve_${Math.max(0, ...taken) + 1}`;
  if (code === NEW) return { call, reserve: null, next };
  const reserve = reserves.find((each) => each.code === code);
  return reserve ? { call, reserve, next } : null;
}

const listPath = (visit: StaffVisit, call: Call): string =>
  paths.callPart(visit.tx.actor.scheme.slug, call.id, "reserved");

const path = paths.reserve(":scheme", ":callId", ":reserve");

export const routes: Route[] = [
  ...list,
  {
    method: "GET",
    path,
    access: "staff",
    allow: can.changeCall,
    answer: async (visit) => {
      const found = await asked(visit);
      return found ? page(groupPage(visit, found.call, found.reserve, [])) : nothingHere;
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
      const { call, reserve, next } = found;
      const to = {
        name: typedTexts(visit.form, "name"),
        ground: visit.form.text("ground") as NewReserve["ground"],
      };
      const saved = reserve
        ? await changeReserve(visit.tx, { callId: call.id, code: reserve.code }, to)
        : await addReserve(visit.tx, { callId: call.id, code: next, ...to });
      if (saved.ok) return redirect(listPath(visit, call));
      const { problems } = saved;
      return refusedPage(groupPage(visit, call, reserve, problems));
    },
  },
  {
    method: "POST",
    path: paths.reserveRemoval(":scheme", ":callId", ":reserve"),
    access: "staff",
    allow: can.changeCall,
    answer: async (visit): Promise<Answer> => {
      const found = await asked(visit);
      if (!found?.reserve) return nothingHere;
      const { call, reserve } = found;
      const removed = await removeReserve(visit.tx, { callId: call.id, code: reserve.code });
      return removed.ok
        ? redirect(listPath(visit, call))
        : refusedPage(groupPage(visit, call, reserve, removed.problems));
    },
  },
];

function groupPage(
  visit: StaffVisit,
  call: Call,
  reserve: Reserve | null,
  problems: readonly Problem[],
): Html {
  const words = wordsOf(visit);
  const { slug } = visit.tx.actor.scheme;
  const code = reserve?.code ?? NEW;
  const title = words.t(reserve ? "calls.change-group" : "calls.add-group");
  return consoleShell(visit, {
    title,
    section: "calls",
    error: problems.length > 0,
    before: backLink({ words, href: listPath(visit, call) }),
    body: html`${problemSummary(words, problems)}<h1 class="govuk-heading-l">${title}</h1>
${form(
  { action: paths.reserve(slug, call.id, code), key: newId(), keep: `group-${call.id}-${code}` },
  radios({
    words,
    problems,
    name: "ground",
    legend: { text: words.t("calls.ground"), classes: "govuk-fieldset__legend--s" },
    hint: words.t("calls.ground-hint"),
    value: shown(visit.form, "ground", reserve?.ground ?? ""),
    items: RESERVE_GROUNDS.map((value) => ({ value, text: words.t(`calls.ground-${value}`) })),
  }),
  textsInput({
    words,
    problems,
    form: visit.form,
    name: "name",
    label: words.t("calls.group-name"),
    hint: words.t("calls.group-name-hint"),
    saved: reserve?.name ?? {},
  }),
  buttonGroup(
    button({ text: words.t("site.save"), preventDoubleClick: true }),
    html`<a class="govuk-link" href="${listPath(visit, call)}">${words.t("site.cancel")}</a>`,
  ),
)}
${
  reserve &&
  form(
    { action: paths.reserveRemoval(slug, call.id, reserve.code), key: newId() },
    button({ text: words.t("calls.remove-group"), kind: "warning" }),
  )
}`,
  });
}
