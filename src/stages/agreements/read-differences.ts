import type { Tx } from "../../platform/db/index.ts";
import type { AgreementKind, AgreementState } from "./agreement.ts";
import { type Difference, differencesOf } from "./difference.rules.ts";
import { textsBesideStays } from "./difference.store.ts";

/** An agreement beside its stay. */
export type BesideStay = {
  readonly agreementId: string;
  readonly mobilityId: string;
  readonly kind: AgreementKind;
  readonly state: AgreementState;
  /** What the text that was sent says otherwise; nothing for a draft. */
  readonly sent: readonly Difference[];
  /** What the text that is being written still says otherwise. */
  readonly written: readonly Difference[];
  /** When the stay changed; for a text that says the same, since when it is in its state. */
  readonly since: Date;
};

/** Every live agreement of stays that the caller has been shown to be allowed to see. */
export async function readDifferences(
  tx: Tx,
  mobilityIds: readonly string[],
): Promise<readonly BesideStay[]> {
  const rows = await textsBesideStays(tx, mobilityIds);
  return rows.map(({ agreementId, mobilityId, kind, state, stateSince, since, ...one }) => {
    const sent = one.sent ? differencesOf(kind, one.sent, one.stay) : [];
    const written = differencesOf(kind, one.written, one.stay);
    const changed = sent.length > 0 || written.length > 0;
    return {
      agreementId,
      mobilityId,
      kind,
      state,
      sent,
      written,
      since: changed ? since : stateSince,
    };
  });
}

/**
 * Since when a stay's agreements are not what everybody signed: a text says otherwise than the stay
 * is, or a change of one that was signed waits for a signature. Stays without such a one are missing.
 */
export async function unsettledTexts(
  tx: Tx,
  mobilityIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly how: "differs" | "amended"; readonly since: Date }>> {
  const found = new Map<string, { how: "differs" | "amended"; since: Date }>();
  for (const { mobilityId, sent, state, since } of await readDifferences(tx, mobilityIds)) {
    const how = sent.length > 0 ? "differs" : state === "amended" ? "amended" : null;
    const known = found.get(mobilityId);
    if (how && (!known || since < known.since)) found.set(mobilityId, { how, since });
  }
  return found;
}
