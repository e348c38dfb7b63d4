import type { Route } from "../../platform/web/route.ts";
import { routes as bundle } from "./own-bundle.page.ts";
import { routes as papers } from "./own-papers.page.ts";
import { routes as one } from "./own-template.page.ts";
import { routes as add } from "./own-template-new.page.ts";
import { routes as all } from "./own-templates.page.ts";

/** A consortium's own Word templates and the papers made with them. */
export const routes: readonly Route[] = [...all, ...add, ...one, ...bundle, ...papers];
