import type { Route } from "../../platform/web/route.ts";
import { routes as all } from "./growth.page.ts";
import { routes as network } from "./network.page.ts";
import { routes as one } from "./organisation.page.ts";
import { routes as standard } from "./standard.page.ts";

export const routes: readonly Route[] = [...all, ...one, ...standard, ...network];
