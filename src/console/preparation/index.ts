import type { Route } from "../../platform/web/route.ts";
import { routes as adults } from "./adults.page.ts";
import { routes as arrivals } from "./arrivals.page.ts";
import { routes as boards } from "./boards.page.ts";
import { routes as calendar } from "./calendar-part.ts";
import { routes as card } from "./card-part.ts";
import { routes as checks } from "./checks.page.ts";
import { routes as copies } from "./copies-part.ts";
import { routes as group } from "./group.page.ts";
import { routes as insurance } from "./insurance.page.ts";
import { routes as kinds } from "./kinds.page.ts";
import { routes as list } from "./list.page.ts";
import { routes as pack } from "./pack.page.ts";
import { routes as stay } from "./stay-tasks.page.ts";
import { routes as tell } from "./tell.page.ts";

/** What has to be done before a departure: tasks, checks, medical cards, groups, boards. */
export const routes: readonly Route[] = [
  ...list,
  ...checks,
  ...tell,
  ...kinds,
  ...stay,
  ...card,
  ...adults,
  ...group,
  ...insurance,
  ...copies,
  ...pack,
  ...boards,
  ...arrivals,
  ...calendar,
];
