import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import type { Problem } from "../../shared/result.ts";
import { can } from "./agreement.policy.ts";
import { type StayedDraft, stayedDrafts } from "./stayed-draft.store.ts";

export type { StayedDraft } from "./stayed-draft.store.ts";

/** Written down where a whole group is sent: nobody sits before the screen to read the refusal. */
export const keepStayedDraft = (
  tx: Tx,
  of: {
    readonly agreementId: string;
    readonly progressId: string;
    readonly problems: readonly Problem[];
  },
): Promise<void> =>
  record(
    tx,
    "agreement.stayed-draft",
    { type: "agreement", id: of.agreementId },
    { progressId: of.progressId, problems: of.problems },
  );

export const readStayedDrafts = async (
  tx: Tx,
  of: { readonly flowId: string; readonly progressId: string },
): Promise<StayedDraft[]> => (can.see(tx.actor) ? stayedDrafts(tx, of) : []);
