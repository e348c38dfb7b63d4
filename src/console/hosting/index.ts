import type { Route } from "../../platform/web/route.ts";
import { routes as board } from "./board.page.ts";
import { routes as flow } from "./flow.page.ts";
import { routes as host } from "./host.page.ts";
import { routes as matching } from "./matching.page.ts";
import { routes as needs } from "./needs.page.ts";
import { routes as note } from "./note.page.ts";
import { routes as request } from "./request.page.ts";

export const routes: readonly Route[] = [
  ...board,
  ...flow,
  ...request,
  ...host,
  ...note,
  ...matching,
  ...needs,
];
