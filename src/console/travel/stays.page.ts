import { type Answer, nothingHere, redirect, refusedPage } from "../../platform/web/answer.ts";
import type { Route, StaffVisit } from "../../platform/web/route.ts";
import { declareStay, takeOutStay } from "../../stages/travel/change-stays.ts";
import { can } from "../../stages/travel/travel.policy.ts";
import { paths } from "../paths.ts";
import { sentBoxes, typedDay, withBoxes } from "./boxes.ts";
import { travelPage } from "./travel.page.ts";

const back = (visit: StaffVisit): string =>
  `${paths.travel(visit.tx.actor.scheme.slug, visit.params.personId ?? "")}?done=stays#stays`;

async function declare(visit: StaffVisit): Promise<Answer> {
  const entry = typedDay(sentBoxes(visit, "entry"), "entry");
  const exit = typedDay(sentBoxes(visit, "exit"), "exit");
  const done = await declareStay(visit.tx, visit.params.personId ?? "", {
    entry: entry.text,
    exit: exit.text,
    permit: visit.form.text("permit"),
  });
  if (done.ok) return redirect(back(visit));
  if (done.problems.some(({ code }) => code === "not-found")) return nothingHere;
  const shown = await travelPage(visit, withBoxes(done.problems, [entry, exit]));
  return shown ? refusedPage(shown) : nothingHere;
}

async function takeOut(visit: StaffVisit): Promise<Answer> {
  const { personId = "", stayId = "" } = visit.params;
  const done = await takeOutStay(visit.tx, personId, stayId);
  return done.ok ? redirect(back(visit)) : nothingHere;
}

const shared = { method: "POST", access: "staff" } as const;
const allow = (actor: StaffVisit["tx"]["actor"]) => can.keepStays(actor);

export const routes: Route[] = [
  { ...shared, allow, path: paths.travelStays(":scheme", ":personId"), answer: declare },
  {
    ...shared,
    allow,
    path: paths.travelStayRemoval(":scheme", ":personId", ":stayId"),
    answer: takeOut,
  },
];
