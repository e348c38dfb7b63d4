import type { Route } from "../../platform/web/route.ts";
import { routes as oneClass } from "./class.page.ts";
import { routes as classes } from "./classes.page.ts";
import { routes as consentMessage } from "./consent-message.page.ts";
import { routes as facts } from "./facts.page.ts";
import { routes as handOver } from "./hand-over.page.ts";
import { routes as headLetter } from "./head-letter.page.ts";
import { routes as preparation } from "./preparation.page.ts";
import { routes as preselection } from "./preselection.page.ts";
import { routes as print } from "./print.page.ts";
import { routes as pupils } from "./pupils.page.ts";
import { routes as requests } from "./requests.page.ts";
import { routes as staff } from "./staff.page.ts";
import { routes as today } from "./today.page.ts";

/** Pages of a school officer, and those on which the office lets schools in. */
export const routes: readonly Route[] = [
  ...today,
  ...classes,
  ...oneClass,
  ...pupils,
  ...preparation,
  ...facts,
  ...consentMessage,
  ...staff,
  ...headLetter,
  ...print,
  ...handOver,
  ...requests,
  ...preselection,
];
