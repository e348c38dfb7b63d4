import type { Route } from "../../platform/web/route.ts";
import { routes as agreement } from "./agreement.page.ts";
import { routes as files } from "./files.page.ts";
import { routes as party } from "./party.page.ts";
import { routes as text } from "./text.page.ts";
import { routes as wall } from "./wall.page.ts";

/** Agreements: the signature wall, one agreement with its evidence, its text, its parties, its papers. */
export const routes: Route[] = [...wall, ...agreement, ...text, ...party, ...files];
