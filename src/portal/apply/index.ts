import type { Route } from "../../platform/web/route.ts";
import { routes as check } from "./check.page.ts";
import { routes as goOn } from "./continue.page.ts";
import { routes as head } from "./head.page.ts";
import { routes as leave } from "./leave.page.ts";
import { routes as question } from "./question.page.ts";
import { routes as sent } from "./sent.page.ts";
import { routes as start } from "./start.page.ts";

/** From "before you start" to "sent", one question a page, without an account. */
export const routes: Route[] = [
  ...start,
  ...goOn,
  ...question,
  ...check,
  ...sent,
  ...leave,
  ...head,
];
