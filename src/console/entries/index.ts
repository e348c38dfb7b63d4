import type { Route } from "../../platform/web/route.ts";
import { routes as entries } from "./entries.page.ts";
import { routes as entry } from "./entry.page.ts";
import { routes as newEntry } from "./new-entry.page.ts";

/** Applications written down or corrected on somebody's behalf. */
export const routes: readonly Route[] = [...entries, ...newEntry, ...entry];
