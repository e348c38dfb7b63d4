import { actorId } from "../../platform/db/actor.ts";
import type { Tx } from "../../platform/db/index.ts";
import { record } from "../../platform/events/record.ts";
import { enqueue } from "../../platform/jobs/enqueue.ts";
import { newId } from "../../platform/random.ts";
import { notFound, ok, type Problem, type Result, refuse } from "../../shared/result.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import {
  bindingSections,
  changedSections,
  currentHashes,
  drawingFrom,
  whoseTurn,
} from "./agreement.rules.ts";
import {
  keepContent,
  keepNamed,
  lockAgreement,
  type StoredAgreement,
  versionsOf,
} from "./agreement.store.ts";
import type { Content, Named } from "./agreement.ts";
import { moveOn } from "./ask-parties.ts";
import { fingerprints } from "./fingerprints.ts";
import { insertSignature } from "./party.store.ts";
import { readStand, type Stand } from "./read-standings.ts";
import { readContent } from "./send-agreement.ts";
import type { SignerVisit } from "./signing-link.ts";

export type TypedSignature = {
  /** Which text the page showed: a newer one is not signed unread. */
  readonly version: number;
  readonly name: string;
  readonly agreed: boolean;
  readonly drawing: string;
  /** Fields that this party fills in while signing, such as the mentor's name. */
  readonly named: (path: string) => string;
  /** The sentence that was confirmed: its words and their language. */
  readonly said: { readonly locale: string; readonly hash: string };
};

const LONGEST_NAME = 120;

export const signerNameProblems = (typed: string, field: string): Problem[] => {
  if (typed === "") return [{ code: "required", field }];
  if (typed.length < 2) return [{ code: "too-short", params: { min: 2 }, field }];
  return typed.length > LONGEST_NAME
    ? [{ code: "too-long", params: { max: LONGEST_NAME }, field }]
    : [];
};

/** Who does not go agrees to nothing any more; the page says so in kind words. */
export const mayBeSigned = ({ stayState }: Pick<StoredAgreement, "stayState">): boolean =>
  stayState !== "cancelled";
export const staysAtHome: Problem = { code: "agreement-stay-cancelled" };

/**
 * Signs by the party's own link: a typed name and a tick; a drawing is kept when there is one. A text
 * that changed since the page was opened is refused with what changed; a second press changes nothing.
 */
export async function signAgreement(
  { tx, party }: SignerVisit,
  typed: TypedSignature,
  publicUrl: string,
): Promise<Result<{ readonly complete: boolean }>> {
  const agreement = await lockAgreement(tx, party.agreementId);
  const stand = agreement && (await readStand(tx, agreement));
  if (!agreement || !stand) return notFound;
  if (agreement.state === "withdrawn") {
    return refuse({ code: "agreement-withdrawn", params: { action: "sign" } });
  }
  const own = stand.standings.find((one) => one.party.id === party.id);
  if (!own) return notFound;
  if (!mayBeSigned(agreement)) return refuse(staysAtHome);
  if (own.valid) return ok({ complete: agreement.state === "signed" });
  const name = typed.name.trim();
  const namedContent = namedBy(stand, party.role, typed.named);
  const problems: Problem[] = [
    ...(await outdated(tx, stand, { role: party.role, version: typed.version })),
    ...(whoseTurn(stand.standings).includes(own) ? [] : [{ code: "agreement-not-your-turn" }]),
    ...signerNameProblems(name, "name"),
    ...(typed.agreed ? [] : [{ code: "agreement-tick", field: "agreed" }]),
    ...namedContent.problems,
  ];
  if (problems.length > 0) return refuse(...problems);
  const signatureId = newId();
  const named = await keepNaming(tx, agreement, stand, namedContent.content, signatureId);
  const written = await insertSignature(tx, {
    id: signatureId,
    agreementId: agreement.id,
    partyId: party.id,
    version: stand.version.number,
    hashes: signedHashes(stand, party.role, named),
    textHash: stand.version.textHash,
    channel: "link",
    signedName: name,
    drawing: drawingFrom(typed.drawing) ?? null,
    saidLocale: typed.said.locale,
    saidHash: typed.said.hash,
    fileId: null,
    signedOn: wallTimeOf(tx.now).day,
    by: actorId(tx.actor) ?? "",
  });
  if (!written) return ok({ complete: agreement.state === "signed" });
  await record(
    tx,
    "agreement.signed",
    { type: "agreement", id: agreement.id },
    { partyId: party.id, channel: "link", version: stand.version.number },
  );
  const after = await moveOn(tx, agreement, { since: null, publicUrl });
  return ok({ complete: after === "complete" });
}

/** A text that changed in a section which this party signs: refused, and says which. */
async function outdated(
  tx: Tx,
  stand: Stand,
  shown: { readonly role: Parameters<typeof changedSections>[1]; readonly version: number },
): Promise<Problem[]> {
  if (shown.version === stand.version.number) return [];
  const versions = await versionsOf(tx, stand.version.agreementId);
  const seen = versions.find((one) => one.number === shown.version);
  const sections = seen
    ? changedSections(stand.template, shown.role, currentHashes(seen), stand.version)
    : bindingSections(stand.template, shown.role);
  return sections.length === 0
    ? []
    : [{ code: "agreement-outdated", params: { sections: sections.join(" ") } }];
}

/** What the template lets this role fill in, as it was typed; a mentor needs a name. */
export function namedBy(
  stand: Stand,
  role: string,
  typed: (path: string) => string,
): { readonly content: Content | null; readonly problems: readonly Problem[] } {
  const sections = stand.template.sections.filter((one) => one.namedBy === role);
  const known = readContent(stand.version);
  const content: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const section of sections) {
    for (const field of section.fields) {
      const path = `${section.code}.${field.code}`;
      if (known[path] !== undefined) continue;
      const value = typed(path).trim();
      if (field.code === "name" && value === "") {
        problems.push({ code: "agreement-mentor", field: path });
      }
      if (value.length > LONGEST_NAME) {
        problems.push({ code: "too-long", params: { max: LONGEST_NAME }, field: path });
      }
      if (value !== "") content[path] = value;
    }
  }
  return { content: Object.keys(content).length > 0 ? content : null, problems };
}

/** Keeps what a party named with its signature, in the text that was sent and in the one after it. */
export async function keepNaming(
  tx: Tx,
  agreement: StoredAgreement,
  stand: Stand,
  content: Content | null,
  signatureId: string,
): Promise<Named | null> {
  if (!content || stand.version.named) return null;
  const sections = [...new Set(Object.keys(content).map((path) => path.split(".")[0] ?? ""))];
  const after = fingerprints(stand.template, { ...stand.version.content, ...content });
  const of = (hashes: Readonly<Record<string, string>>) =>
    Object.fromEntries(sections.map((section) => [section, hashes[section] ?? ""]));
  const named: Named = {
    content,
    before: of(stand.version.hashes),
    after: of(after),
    signatureId,
  };
  await keepNamed(tx, stand.version, named);
  await keepContent(tx, agreement.id, { ...agreement.content, ...named.content });
  const { id } = agreement;
  await enqueue(tx, "fill-sent-paper", { agreementId: id }, { key: `fill-sent-paper:${id}` });
  return named;
}

/** The fingerprints of what this party signs, the mentor that it names with this signature included. */
export function signedHashes(
  stand: Stand,
  role: Parameters<typeof bindingSections>[1],
  named: Named | null,
): Readonly<Record<string, string>> {
  const all = { ...currentHashes(stand.version), ...named?.after };
  return Object.fromEntries(
    bindingSections(stand.template, role).map((section) => [section, all[section] ?? ""]),
  );
}
