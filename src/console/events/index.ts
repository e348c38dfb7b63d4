import type { Route } from "../../platform/web/route.ts";
import { routes as event } from "./event.page.ts";
import { routes as events } from "./events.page.ts";
import { routes as keep } from "./keep.page.ts";
import { routes as needs } from "./needs.page.ts";
import { routes as people } from "./people.page.ts";
import { routes as session } from "./session.page.ts";

export const routes: readonly Route[] = [
  ...events,
  ...keep,
  ...event,
  ...session,
  ...people,
  ...needs,
];
