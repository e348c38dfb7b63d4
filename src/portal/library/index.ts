import type { Route } from "../../platform/web/route.ts";
import { routes as kit } from "./kit.page.ts";
import { routes as library } from "./library.page.ts";
import { routes as resource } from "./resource.page.ts";

export const routes: readonly Route[] = [...library, ...kit, ...resource];
