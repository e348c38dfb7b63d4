import type { Route } from "../../platform/web/route.ts";
import { routes as offer } from "./offer.page.ts";
import { routes as offers } from "./offers.page.ts";
import { routes as reserve } from "./reserve.page.ts";

/** Offers of a call, one offer, the next in line. */
export const routes: Route[] = [...offers, ...offer, ...reserve];
