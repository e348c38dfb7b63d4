import type { Route } from "../../platform/web/route.ts";
import { routes as borderForm } from "./border-form.page.ts";
import { routes as learner } from "./learner-consents.page.ts";
import { routes as paper } from "./paper.page.ts";
import { routes as papers } from "./papers.page.ts";
import { routes as rules } from "./rules.page.ts";
import { routes as sheets } from "./sheets.page.ts";
import { routes as wall } from "./wall.page.ts";

/** Guardians' consents: who lacks what, one learner, sheets to print, photographs, country rules. */
export const routes: Route[] = [
  ...wall,
  ...learner,
  ...sheets,
  ...papers,
  ...paper,
  ...rules,
  ...borderForm,
];
