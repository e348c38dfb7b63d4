import type { Route } from "../../platform/web/route.ts";
import { routes as request } from "./request.page.ts";
import { routes as table } from "./table.page.ts";

export const routes: readonly Route[] = [...table, ...request];
