import type { Route } from "../../platform/web/route.ts";
import { routes as line } from "./line.page.ts";
import { routes as sheet } from "./sheet.page.ts";
import { routes as sheets } from "./sheets.page.ts";

export const routes: readonly Route[] = [...sheets, ...sheet, ...line];
