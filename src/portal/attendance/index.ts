import type { Route } from "../../platform/web/route.ts";
import { routes as desk } from "./desk.page.ts";
import { routes as here } from "./here.page.ts";
import { routes as ticket } from "./ticket.page.ts";

export const routes: readonly Route[] = [...desk, ...here, ...ticket];
