import type { Route } from "../../platform/web/route.ts";
import { routes as field } from "./field.page.ts";
import { routes as form } from "./form.page.ts";
import { routes as forms } from "./forms.page.ts";
import { routes as formPage } from "./page.page.ts";
import { routes as preview } from "./preview.page.ts";

/** Versions of the questions that applicants answer, and the pages on which a new one is made. */
export const routes: readonly Route[] = [...forms, ...form, ...formPage, ...field, ...preview];
