import type { Route } from "../../platform/web/route.ts";
import { routes as papers } from "./papers.page.ts";
import { routes as stays } from "./stays.page.ts";
import { routes as travel } from "./travel.page.ts";
import { routes as visas } from "./visas.page.ts";

/** Days and papers of people, and what the programme knows about visas. */
export const routes: readonly Route[] = [...travel, ...papers, ...stays, ...visas];
