import type { Route } from "../../platform/web/route.ts";
import { routes as news } from "./news.page.ts";
import { routes as newsletters } from "./newsletter.page.ts";
import { routes as list } from "./stories.page.ts";
import { routes as story } from "./story.page.ts";
import { routes as form } from "./story-form.page.ts";

export const routes: readonly Route[] = [...list, ...form, ...story, ...news, ...newsletters];
