import type { Route } from "../../platform/web/route.ts";
import { routes as attendance } from "./attendance.page.ts";
import { routes as certificates } from "./certificates.page.ts";
import { routes as counted } from "./counted.page.ts";
import { routes as door } from "./door.page.ts";

export const routes: readonly Route[] = [...door, ...attendance, ...counted, ...certificates];
