import type { Route } from "../../platform/web/route.ts";
import { routes as contacts } from "./contacts.page.ts";

/** Writing to people, and what was said to whom. */
export const routes: readonly Route[] = [...contacts];
