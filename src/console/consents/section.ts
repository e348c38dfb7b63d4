import { isOffice } from "../../platform/db/actor.ts";
import type { StaffVisit } from "../../platform/web/route.ts";
import type { Section } from "../shell.ts";

/** Whose pages these are: the office reaches them from its applicants, a school from its consents. */
export const sectionOf = (visit: StaffVisit): Section =>
  isOffice(visit.tx.actor) ? "applicants" : "consents";
