import type { Route } from "../../platform/web/route.ts";
import { routes as brought } from "./brought.page.ts";
import { routes as kit } from "./kit.page.ts";

export const routes: readonly Route[] = [...kit, ...brought];
