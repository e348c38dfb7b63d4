import type { Route } from "../../platform/web/route.ts";
import { routes as views } from "../applicants/views.page.ts";
import { routes as contacts } from "./contacts.page.ts";
import { routes as messages } from "./messages.page.ts";
import { routes as newSending } from "./new-sending.page.ts";
import { routes as sending } from "./sending.page.ts";
import { routes as template } from "./template.page.ts";

/** Writing to people, and what was said to whom. */
export const routes: readonly Route[] = [
  ...contacts,
  ...views,
  ...messages,
  ...template,
  ...newSending,
  ...sending,
];
