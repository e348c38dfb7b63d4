import type { WORD_TYPE } from "../../platform/word/parts-of.ts";
import type { Day } from "../../shared/day.ts";

export const KINDS = [
  "learning-agreement",
  "grant-agreement",
  "host-agreement",
  "staff-agreement",
] as const;
/** Without one of these signed by all, nobody leaves: rule C3, and the same for staff. */
export const BEFORE_LEAVING: readonly AgreementKind[] = ["learning-agreement", "staff-agreement"];
/** What is signed for a stay of learners, and for one of staff. */
export const KINDS_FOR: Readonly<Record<"learners" | "staff", readonly AgreementKind[]>> = {
  learners: ["learning-agreement", "grant-agreement", "host-agreement"],
  staff: ["staff-agreement", "grant-agreement"],
};
export type AgreementKind = (typeof KINDS)[number];
export const isKind = (value: unknown): value is AgreementKind => KINDS.includes(value as never);

export const ROLES = [
  "participant",
  "guardian",
  "sending",
  "intermediary",
  "hosting",
  "coordinator",
] as const;
export type PartyRole = (typeof ROLES)[number];

export type AgreementState = "draft" | "sent" | "signed" | "amended" | "withdrawn";
export type AgreementAction = "send" | "complete" | "correct" | "withdraw";

/** What is agreed, by `section.field`; a list has one entry a line. Nothing empty is kept. */
export type Content = Readonly<Record<string, string | readonly string[]>>;

/** A fingerprint of each section, by its code. */
export type Hashes = Readonly<Record<string, string>>;

/** What the host fills in when it signs, such as the mentor: fields of sections that it may name. */
export type Named = {
  readonly content: Content;
  /** Fingerprints of the named sections as they were before and as they are since. */
  readonly before: Hashes;
  readonly after: Hashes;
  readonly signatureId: string;
};

export type Change = {
  readonly section: string;
  readonly field: string;
  readonly before: string | readonly string[];
  readonly after: string | readonly string[];
};

export type Version = {
  readonly agreementId: string;
  readonly number: number;
  readonly content: Content;
  readonly hashes: Hashes;
  readonly textHash: string;
  readonly changes: readonly Change[];
  readonly named: Named | null;
  /** Whom the text is about; null where it names nobody yet. */
  readonly companyId: string | null;
  readonly hostingPartnerId: string | null;
  readonly sentAt: Date;
};

export type Agreement = {
  readonly id: string;
  readonly mobilityId: string;
  readonly kind: AgreementKind;
  readonly templateYear: number;
  readonly templateVersion: number;
  readonly state: AgreementState;
  readonly since: Date;
  readonly reason: string | null;
  readonly code: string;
  readonly languages: readonly string[];
  readonly content: Content;
  readonly version: number;
};

export type Party = {
  readonly id: string;
  readonly agreementId: string;
  readonly role: PartyRole;
  /** First or second guardian; 1 for everybody else. */
  readonly number: number;
  /** Who is asked when: those of a lower turn sign first. */
  readonly turn: number;
  /** Empty while nobody knows who signs for the organisation. */
  readonly name: string;
  /** For whom or as what: the organisation. */
  readonly capacity: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string;
  readonly askedAt: Date | null;
  readonly reminders: number;
  readonly remindedAt: Date | null;
  readonly endedAt: Date | null;
};

export const CHANNELS = ["link", "paper", "elsewhere"] as const;
export type Channel = (typeof CHANNELS)[number];

/** A name drawn by hand: strokes as the path data of an SVG, in a box from 0 0. */
export type Drawing = { readonly width: number; readonly height: number; readonly path: string };

export type Signature = {
  readonly id: string;
  readonly partyId: string;
  readonly role: PartyRole;
  readonly number: number;
  readonly version: number;
  readonly hashes: Hashes;
  readonly textHash: string;
  readonly channel: Channel;
  readonly signedName: string;
  readonly drawing: Drawing | null;
  readonly saidLocale: string | null;
  readonly saidHash: string | null;
  readonly fileId: string | null;
  readonly signedOn: Day;
  readonly at: Date;
};

export type Question = {
  readonly id: string;
  readonly partyId: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
};

export type AgreementFile = {
  readonly id: string;
  readonly agreementId: string;
  /** Ours that is sealed, the consortium's own Word file, a photographed sheet, another system's. */
  readonly kind: "sealed" | "own" | "sheet" | "elsewhere";
  readonly version: number;
  readonly digest: string;
  readonly type: "application/pdf" | "image/jpeg" | typeof WORD_TYPE;
  readonly at: Date;
  /** Where what somebody sent is kept; null for what was made here. */
  readonly uploadId: string | null;
};
