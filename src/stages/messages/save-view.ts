import type { StaffActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import type { ApplicantFilter } from "../applications/applicant-list.ts";
import { can } from "./message.policy.ts";
import type { SavedView } from "./sending.ts";
import { LONGEST_NAME } from "./template.rules.ts";
import { deleteView, insertView, viewsOf } from "./view.store.ts";

/** Views of the list of applicants that the person has or that were shared. */
export const listViews = async (tx: Tx<StaffActor>): Promise<readonly SavedView[]> =>
  can.saveView(tx.actor) ? viewsOf(tx, null) : [];

/**
 * Keeps a filter under a name. A shared one shows each reader what they may see: a country partner
 * the own country's people.
 */
export async function saveView(
  tx: Tx<StaffActor>,
  from: { readonly name: string; readonly filter: ApplicantFilter; readonly shared: boolean },
): Promise<Result<string>> {
  if (!can.saveView(tx.actor)) return notFound;
  const name = from.name.trim();
  if (name === "") return refuse({ code: "required", field: "name" });
  if (name.length > LONGEST_NAME) {
    return refuse({ code: "too-long", params: { max: LONGEST_NAME }, field: "name" });
  }
  const id = await insertView(tx, { ...from, name });
  if (id === null) return refuse({ code: "name-in-use", field: "name" });
  await record(tx, "view.saved", { type: "view", id }, { shared: from.shared });
  return ok(id);
}

export async function removeView(tx: Tx<StaffActor>, id: string): Promise<Result<string>> {
  const [view] = await viewsOf(tx, id);
  if (!view || !can.removeView(tx.actor, view)) return notFound;
  await deleteView(tx, view.id);
  await record(tx, "view.removed", { type: "view", id: view.id });
  return ok(view.id);
}
