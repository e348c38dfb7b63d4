import type { Tx } from "../../platform/db/index.ts";
import { type Standing, whoseTurn } from "./agreement.rules.ts";
import { agreementById, type StoredAgreement, versionsOf } from "./agreement.store.ts";
import type { AgreementFile, Change, Content, Party, PartyRole, Question } from "./agreement.ts";
import { newestSealed } from "./file.store.ts";
import { type SentPaper, sentPapersOf } from "./own-sent-paper.store.ts";
import { questionsOf } from "./party.store.ts";
import { readStand, type Stand } from "./read-standings.ts";
import { readContent } from "./send-agreement.ts";
import type { SignerVisit } from "./signing-link.ts";
import { personName } from "./wall.store.ts";

export type SigningPage = {
  readonly agreement: StoredAgreement;
  readonly stand: Stand;
  readonly party: Party;
  readonly own: Standing;
  readonly content: Content;
  readonly isTurn: boolean;
  /** Who signs before, where somebody does. */
  readonly before: readonly Standing[];
  /** What changed since this party signed last; empty for a first signature. */
  readonly changes: readonly Change[];
  /** Fields that this party fills in while signing. */
  readonly toName: readonly string[];
  readonly questions: readonly Question[];
  readonly paper: AgreementFile | undefined;
  /** The consortium's own Word paper of this text; undefined where it goes out without one. */
  readonly ownPaper: SentPaper | undefined;
  readonly person: string;
};

/** Everything on the page of one party; nothing of it changes by being read. */
export async function readSigning({ tx, party }: SignerVisit): Promise<SigningPage | undefined> {
  const agreement = await agreementById(tx, party.agreementId);
  const stand = agreement && (await readStand(tx, agreement));
  const own = stand?.standings.find((one) => one.party.id === party.id);
  if (!agreement || !stand || !own) return undefined;
  const content = readContent(stand.version);
  const turn = whoseTurn(stand.standings);
  return {
    agreement,
    stand,
    party,
    own,
    content,
    isTurn: turn.includes(own),
    before: stand.standings.filter((one) => one.valid === null && one.party.turn < party.turn),
    changes: await changesSince(tx, stand, own),
    toName: fieldsToName(stand, party.role),
    questions: (await questionsOf(tx, agreement.id)).filter((one) => one.partyId === party.id),
    paper: await newestSealed(tx, agreement.id),
    ownPaper: (await sentPapersOf(tx, agreement.id)).find(
      ({ number }) => number === stand.version.number,
    ),
    person: await personName(tx, agreement.mobilityId),
  };
}

/** Fields that a role fills in while signing, on a page or on paper, and that nobody filled before. */
export function fieldsToName(stand: Stand, role: PartyRole): readonly string[] {
  const content = readContent(stand.version);
  return stand.template.sections
    .filter((section) => section.namedBy === role)
    .flatMap((section) => section.fields.map((field) => `${section.code}.${field.code}`))
    .filter((path) => content[path] === undefined && !path.endsWith(".phone"));
}

/** Old and new of every field that changed after the version that this party signed. */
async function changesSince(tx: Tx, stand: Stand, own: Standing): Promise<readonly Change[]> {
  const { fallen } = own;
  if (!fallen) return [];
  const later = (await versionsOf(tx, stand.version.agreementId)).filter(
    (one) => one.number > fallen.signature.version,
  );
  const all = later.flatMap((one) => one.changes);
  // Changed twice: what stood there when it was signed, and what stands there now.
  return all
    .filter(
      (one, at) => all.findIndex((x) => x.section === one.section && x.field === one.field) === at,
    )
    .map((first) => ({
      ...first,
      after:
        all.findLast((x) => x.section === first.section && x.field === first.field)?.after ??
        first.after,
    }))
    .filter((one) => fallen.sections.includes(one.section));
}
