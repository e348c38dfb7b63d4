import type { Route } from "../../platform/web/route.ts";
import { routes as kits } from "./kits.page.ts";
import { routes as library } from "./library.page.ts";
import { routes as resource } from "./resource.page.ts";
import { routes as write } from "./write.page.ts";

export const routes: readonly Route[] = [...library, ...write, ...kits, ...resource];
