/** Parties and signatures of a learning agreement as the rules see them, without a database. */
import { bindingSections } from "../../src/stages/agreements/agreement.rules.ts";
import type { Hashes, Party, Signature } from "../../src/stages/agreements/agreement.ts";
import { textHash } from "../../src/stages/agreements/fingerprints.ts";
import { newestTemplate } from "../../src/stages/agreements/template.ts";

export const template = newestTemplate("learning-agreement");
export const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));
export const party = (role: Party["role"], turn: number): Party => ({
  id: role,
  agreementId: "a",
  role,
  number: 1,
  turn,
  name: role,
  capacity: "",
  email: null,
  phone: null,
  locale: "en",
  askedAt: null,
  reminders: 0,
  remindedAt: null,
  endedAt: null,
});
export const parties = template.parties.map(({ role, turn }) => party(role, turn));
/** A signature by link under the text that these fingerprints stand for. */
export const signature = (role: Party["role"], hashes: Hashes, minute: number): Signature => ({
  id: `${role}-${minute}`,
  partyId: role,
  role,
  number: 1,
  version: 1,
  hashes: Object.fromEntries(
    bindingSections(template, role).map((section) => [section, hashes[section] ?? ""]),
  ),
  textHash: textHash(template, hashes),
  channel: "link",
  signedName: role,
  drawing: null,
  saidLocale: "en",
  saidHash: "h",
  fileId: null,
  signedOn: "2027-01-01" as never,
  at: at(minute),
});
