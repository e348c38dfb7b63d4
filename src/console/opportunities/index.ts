import type { Route } from "../../platform/web/route.ts";
import { routes as all } from "./opportunities.page.ts";
import { routes as one } from "./opportunity.page.ts";

export const routes: readonly Route[] = [...all, ...one];
