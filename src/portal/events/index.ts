import type { Route } from "../../platform/web/route.ts";
import { routes as event } from "./event.page.ts";
import { routes as events } from "./events.page.ts";
import { routes as register } from "./register.page.ts";
import { routes as registration } from "./registration.page.ts";

export const routes: readonly Route[] = [...events, ...event, ...register, ...registration];
