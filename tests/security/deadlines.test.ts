/** Beside the walk of the forms and not before it, so that two workers share them. */
import { testDeadlines } from "./deadlines.ts";
import { securitySite } from "./site.ts";

testDeadlines(await securitySite());
