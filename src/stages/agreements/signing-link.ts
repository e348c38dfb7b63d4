import { createHash } from "node:crypto";
import type { SignerActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/random.ts";
import { mark } from "../../platform/vault.ts";
import { agreementById, newestVersion } from "./agreement.store.ts";
import type { Party } from "./agreement.ts";
import { insertLink, linkByHash, linkOfParty, partyById } from "./party.store.ts";

/** A signed agreement is looked at long after; a link of somebody who was replaced ends at once. */
const DAYS_OPEN = 400;
const DAY_MS = 86_400_000;

/** Follows from the link's id and the data key: it can be told again, and of a sent letter no copy holds it. */
const secretOf = (linkId: string): string => mark(`signing-link/${linkId}`).slice(0, 32);
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The secret of the party's address; made when there is none that still opens. */
export async function signingSecret(tx: Tx, partyId: string): Promise<string> {
  const known = await linkOfParty(tx, partyId);
  if (known) return secretOf(known.id);
  const id = newId();
  const secret = secretOf(id);
  await insertLink(tx, {
    id,
    partyId,
    hash: hashOf(secret),
    expiresAt: new Date(tx.now.getTime() + DAYS_OPEN * DAY_MS),
  });
  return secret;
}

/** What stands in the party's address, where one was made; for whoever hands it over by hand. */
export async function openSecret(tx: Tx, partyId: string): Promise<string | undefined> {
  const known = await linkOfParty(tx, partyId);
  return known && secretOf(known.id);
}

export type SignerVisit = { readonly tx: Tx<SignerActor>; readonly party: Party };

/**
 * The same transaction on behalf of the party whose link this is; undefined for one that never was,
 * has ended or is past its time. Reading changes nothing: programs that scan messages open every link.
 */
export async function asSigner(tx: Tx, secret: string): Promise<SignerVisit | undefined> {
  const { schemeId } = tx.actor;
  if (!schemeId || !/^[0-9a-f]{32}$/.test(secret)) return undefined;
  const link = await linkByHash(tx, hashOf(secret));
  if (!link) return undefined;
  const party = await partyById(tx, link.partyId);
  if (!party || party.endedAt !== null) return undefined;
  const agreement = await agreementById(tx, party.agreementId);
  if (!agreement || agreement.state === "draft") return undefined;
  // A company or hosting partner that does not take the learner any more reads nothing about them.
  if (party.role === "hosting" || party.role === "intermediary") {
    const version = await newestVersion(tx, agreement.id);
    const replaced =
      party.role === "hosting"
        ? version?.companyId !== agreement.stayCompanyId
        : version?.hostingPartnerId !== agreement.stayHostingPartnerId;
    if (version && replaced) return undefined;
  }
  const actor: SignerActor = {
    kind: "signer",
    schemeId,
    agreementId: agreement.id,
    partyId: party.id,
  };
  return { party, tx: { ...tx, actor } };
}
