import { visibleCountries } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { selectApplicantPage, selectChoices, selectExport } from "./applicant-list.store.ts";
import type {
  ApplicantChoices,
  ApplicantPage,
  ApplicantQuery,
  ExportedApplicant,
} from "./applicant-list.ts";
import { can } from "./application.policy.ts";

/** One page of applicants as the actor may see them, and how many match in all. */
export async function listApplicants(tx: Tx, query: ApplicantQuery): Promise<ApplicantPage> {
  if (tx.actor.kind !== "staff" || !can.seeApplicants(tx.actor)) return { rows: [], total: 0 };
  return selectApplicantPage(tx, query, visibleCountries(tx.actor));
}

/** Everything that matches, for a file. Never holds a ground for a reserved seat. */
export async function exportApplicants(
  tx: Tx,
  query: Omit<ApplicantQuery, "page" | "size">,
): Promise<readonly ExportedApplicant[]> {
  if (tx.actor.kind !== "staff" || !can.exportApplicants(tx.actor)) return [];
  return selectExport(tx, query, visibleCountries(tx.actor));
}

const NO_CHOICES: ApplicantChoices = { calls: [], countries: [], schools: [], trades: [] };

/** What the list can be narrowed to. */
export async function applicantChoices(tx: Tx): Promise<ApplicantChoices> {
  if (tx.actor.kind !== "staff" || !can.seeApplicants(tx.actor)) return NO_CHOICES;
  return selectChoices(tx, visibleCountries(tx.actor));
}
