import type { Route } from "../../platform/web/route.ts";
import { routes as answer } from "./answer.page.ts";
import { routes as change } from "./change.page.ts";
import { routes as checkRequest } from "./check-request.page.ts";
import { routes as door } from "./place.page.ts";
import { routes as result } from "./result.page.ts";

/** A learner's result: the door, the result, the answer, the request for a check. */
export const routes: Route[] = [...door, ...result, ...answer, ...change, ...checkRequest];
