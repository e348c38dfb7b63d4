import type { Tx } from "../../platform/db/index.ts";
import { type Standing, standings } from "./agreement.rules.ts";
import { newestVersion, type StoredAgreement } from "./agreement.store.ts";
import type { Party, Signature, Version } from "./agreement.ts";
import { partiesOf, signaturesOf } from "./party.store.ts";
import { type Template, templateOf } from "./template.ts";

export type Stand = {
  readonly template: Template;
  readonly version: Version;
  readonly parties: readonly Party[];
  readonly signatures: readonly Signature[];
  readonly standings: readonly Standing[];
};

/** Where an agreement that was sent stands with each party; undefined for a draft. */
export async function readStand(tx: Tx, agreement: StoredAgreement): Promise<Stand | undefined> {
  const version = await newestVersion(tx, agreement.id);
  if (!version) return undefined;
  const template = templateOf(agreement);
  const parties = await partiesOf(tx, agreement.id);
  const signatures = await signaturesOf(tx, agreement.id);
  return {
    template,
    version,
    parties,
    signatures,
    standings: standings(template, parties, signatures, version),
  };
}
