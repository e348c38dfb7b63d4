import type { Route } from "../../platform/web/route.ts";
import { routes as oneCase } from "./case.page.ts";
import { routes as caseActs } from "./case-acts.page.ts";
import { routes as cases } from "./cases.page.ts";
import { routes as decisions } from "./decisions.page.ts";
import { routes as equity } from "./equity.page.ts";
import { routes as grid } from "./grid.page.ts";
import { routes as letters } from "./letters.page.ts";
import { routes as lists } from "./lists.page.ts";
import { routes as objection } from "./objection.page.ts";
import { routes as objections } from "./objections.page.ts";
import { routes as overview } from "./overview.page.ts";
import { routes as ownCase } from "./own-case.page.ts";
import { routes as ownConflict } from "./own-conflict.page.ts";
import { routes as queue } from "./queue.page.ts";

/** What assessors do, and how a call gets from their scores to a list that stands. */
export const routes: Route[] = [
  ...queue,
  ...ownCase,
  ...ownConflict,
  ...grid,
  ...overview,
  ...cases,
  ...oneCase,
  ...caseActs,
  ...decisions,
  ...lists,
  ...objections,
  ...objection,
  ...letters,
  ...equity,
];
