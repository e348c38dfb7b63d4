import { createHash } from "node:crypto";
import type { HostActor } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { type HostLocale, isHostLocale } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { mark } from "../../platform/vault.ts";
import { isUuid } from "../../shared/id.ts";
import { notFound, ok, type Result, refuse } from "../../shared/result.ts";
import { readOrganisation } from "../organisations/read-organisations.ts";
import { can } from "./hosting.policy.ts";
import { type HostLink, linkByHash, linkOf, replaceLink } from "./link.store.ts";

/** A season of planning. */
const DAYS_OPEN = 180;
const DAY_MS = 86_400_000;
const SECRET = /^[0-9a-f]{32}$/;

/**
 * What stands in an address for a host: 128 bits that follow from an id and the data key, so that
 * the office can copy the message again although nothing but a hash of it outlives its letter.
 */
export const hostSecret = (kind: "request" | "table", id: string): string =>
  mark(`host-${kind}/${id}`).slice(0, 32);
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
export const isSecret = (text: string): boolean => SECRET.test(text);

/** Makes the address at which a host writes down what it can take; an earlier one ends. */
export async function makeHostLink(
  tx: Tx,
  organisationId: string,
  language: string,
): Promise<Result<{ readonly secret: string; readonly language: HostLocale }>> {
  if (!isUuid(organisationId) || !can.keepHosts(tx.actor)) return notFound;
  if (!isHostLocale(language)) return refuse({ code: "not-a-choice", field: "language" });
  if (!(await readOrganisation(tx, organisationId))) return notFound;
  const id = newId();
  const secret = hostSecret("table", id);
  const expiresAt = new Date(tx.now.getTime() + DAYS_OPEN * DAY_MS);
  await replaceLink(tx, { id, organisationId, language, expiresAt, hash: hashOf(secret) });
  await record(tx, "host-link.made", { type: "organisation", id: organisationId }, { linkId: id });
  return ok({ secret, language });
}

/** The live address of a host, to copy again. */
export async function readHostLink(
  tx: Tx,
  organisationId: string,
): Promise<(HostLink & { readonly secret: string }) | null> {
  if (!isUuid(organisationId) || !can.keepHosts(tx.actor)) return null;
  const link = await linkOf(tx, organisationId);
  return link ? { ...link, secret: hostSecret("table", link.id) } : null;
}

export type HostVisit = { readonly tx: Tx<HostActor>; readonly link: HostLink };

/**
 * The same transaction on behalf of the host whose table this is; undefined for an address that
 * never was, has ended or is past its time. Reading changes nothing.
 */
export async function asHost(tx: Tx, secret: string): Promise<HostVisit | undefined> {
  const { schemeId } = tx.actor;
  if (!schemeId || !isSecret(secret)) return undefined;
  const link = await linkByHash(tx, hashOf(secret));
  if (!link) return undefined;
  const { organisationId } = link;
  const actor: HostActor = { kind: "host", schemeId, organisationId, linkId: link.id };
  return { link, tx: { ...tx, actor } };
}
