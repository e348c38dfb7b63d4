/** Who of an event counts for the line it is held for: a proposal, which the office confirms. */
import type { Direction } from "../schemes/scheme.ts";
import type { Share } from "./share.rules.ts";
import { hasEarned } from "./share.rules.ts";

/** Why somebody is shown beside those who count. */
export type NotCounted =
  | "no-line"
  | "online-does-not-count"
  | "share-too-small"
  | "no-organisation"
  | "not-a-sending-country"
  | "of-a-sending-country"
  | "details-missing";

export type Candidate = {
  readonly share: Share;
  readonly mode: "on-site" | "online";
  /** The organisation somebody works for, as the scheme knows it. */
  readonly organisation: { readonly country: string } | null;
  /** Names as in a passport and the day of birth: what makes a person of a registration. */
  readonly hasDetails: boolean;
};

export type LineFacts = {
  readonly audience: "learners" | "staff";
  readonly onlineCounts: boolean;
  readonly direction: Direction;
  readonly sendingCountries: ReadonlySet<string>;
};

/**
 * Everything that keeps somebody from counting; nothing: the office may confirm. A line's target is
 * about people of the sending countries; who teaches in a hosting one is welcome and shown beside. Of
 * a line towards the senders it is the other way round: who comes to teach counts, not who listens.
 */
export function whyNotCounted(
  who: Candidate,
  line: LineFacts | null,
  neededShare: number,
): readonly NotCounted[] {
  if (!line) return ["no-line"];
  const found: NotCounted[] = [];
  if (!hasEarned(who.share, neededShare)) found.push("share-too-small");
  if (who.mode === "online" && !line.onlineCounts) found.push("online-does-not-count");
  if (!who.organisation) found.push("no-organisation");
  else {
    const sends = line.sendingCountries.has(who.organisation.country);
    if (line.direction === "to-senders") {
      if (sends) found.push("of-a-sending-country");
    } else if (!sends) found.push("not-a-sending-country");
  }
  if (found.length === 0 && !who.hasDetails) found.push("details-missing");
  return found;
}

/** Details can be written down on the spot; the other reasons stand. */
export const canBeProposed = (why: readonly NotCounted[]): boolean =>
  why.every((one) => one === "details-missing");
