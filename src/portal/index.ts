import type { Route } from "../platform/web/route.ts";
import { routes as about } from "./about/about.page.ts";
import { routes as apply } from "./apply/index.ts";
import { routes as home } from "./home/home.page.ts";
import { routes as how } from "./how/how.page.ts";
import { routes as place } from "./place/index.ts";
import { routes as results } from "./results/results.page.ts";
import { routes as runs } from "./runs/run.page.ts";

/** Every public page. */
export const routes: readonly Route[] = [
  ...home,
  ...apply,
  ...how,
  ...results,
  ...place,
  ...runs,
  ...about,
];
