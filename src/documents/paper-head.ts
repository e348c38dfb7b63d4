/**
 * What a paper says, frozen: plain values only, so that a model can be kept as JSON, sent to another
 * process and rendered again years later into the same bytes. Who calls has already decided
 * everything; nothing is looked up here, and no clock is asked.
 */
/** Every language some paper is written in. Which paper has which: `languagesOf`. */
export const PAPER_LANGUAGES = [
  "en",
  "sq",
  "sr-Cyrl",
  "sr-Latn",
  "mk",
  "bs",
  "hr",
  "cnr",
  "it",
  "es",
  "pl",
  "sl",
  "fr",
  "nl",
  "mt",
] as const;
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

export const PAPERS = [
  "learning-agreement",
  "grant-agreement",
  "host-agreement",
  "staff-agreement",
  "travel-consent",
  "pocket-card",
  "certificate",
  "event-certificate",
] as const;
export type PaperKind = (typeof PAPERS)[number];

/** The years of templates that exist. Old ones stay, and an old model keeps naming its own. */
export type TemplateYear = 2026;

/** A moment as ISO 8601 in UTC, `2027-03-14T09:00:00Z`: text, since a model is kept as JSON. */
export type Moment = string;

/** Texts of a consortium's own, in those languages alone in which it wrote them. */
export type ByLanguage = Readonly<Partial<Record<PaperLanguage, string>>>;

/** What the European Union's rules on visibility ask for on every paper (emblem, line, disclaimer). */
export type Funding = {
  /** The wording changed with the programme: 2014-2020 and the pilot speak of "support". */
  readonly programme: "2021-2027" | "2014-2020";
  readonly statement: "funded" | "co-funded";
  /** Who gave the grant, named in the disclaimer: "EACEA", "Fondacija Tempus"; left out, it is "the granting authority". */
  readonly grantingAuthority?: ByLanguage;
  readonly grantNumber?: string;
  /** In the place of the usual line and disclaimer, where the grant's contract words them itself. */
  readonly ownLine?: ByLanguage;
  readonly ownDisclaimer?: ByLanguage;
  /** False where the consortium leaves it away. */
  readonly emblem?: boolean;
  readonly disclaimer?: boolean;
};

export type Party = {
  readonly name: string;
  readonly oid?: string;
  readonly address?: string;
  readonly country?: string;
  readonly contact?: Contact;
};

export type Contact = {
  readonly name: string;
  readonly role?: string;
  readonly email?: string;
  readonly phone?: string;
};

export const SIGNING_ROLES = [
  "participant",
  "guardian",
  "sending",
  "hosting",
  "mentor",
  "intermediary",
  "coordinator",
] as const;
export type SigningRole = (typeof SIGNING_ROLES)[number];

/** A place to sign; with `signed`, what is known of the signature that stands there. */
export type SignatureLine = {
  readonly role: SigningRole;
  readonly name: string;
  /** For whom or as what: the organisation, "mother". */
  readonly capacity?: string;
  readonly signed?: {
    readonly at: Moment;
    /** By a typed name behind a link, on paper that was scanned, or in another system. */
    readonly channel: "link" | "paper" | "elsewhere";
    /** The name as it was typed. */
    readonly typedName?: string;
    /** SHA-256 of the text that was signed, in hexadecimal digits; printed on the page of evidence. */
    readonly textHash: string;
    readonly drawing?: Drawing;
  };
};

/** A name drawn by hand: strokes as the path data of an SVG (no arcs), in a box from 0 0. */
export type Drawing = { readonly width: number; readonly height: number; readonly path: string };

/** What every paper has. */
export type PaperHead = {
  readonly year: TemplateYear;
  /** One language, or two shown together; the first is the one that stands first. */
  readonly languages: readonly [PaperLanguage] | readonly [PaperLanguage, PaperLanguage];
  /** When this text was fixed: printed, and the creation time inside the file. */
  readonly madeAt: Moment;
  /** The paper's code, as typed on the public page: letters and digits, with dashes. */
  readonly code: string;
  /** The whole address of the public page about this paper; printed short and as a square code. */
  readonly checkAddress: string;
  readonly funding: Funding | null;
  /** The consortium or organisation whose paper it is, in the head of each page. */
  readonly issuer: string;
  /** Whose certificate the seal is made with; left out where this service issued it to itself. */
  readonly seal?: { readonly issuer: string; readonly subject: string };
  /** Writes SAMPLE across each page, so that nobody takes a trial for the thing. */
  readonly sample?: boolean;
  readonly amendment?: Amendment;
  readonly signatures: readonly SignatureLine[];
};

/** What changed against the text that was signed before. */
export type Amendment = {
  readonly number: number;
  /** Code of the paper that is changed. */
  readonly of: string;
  /** What is changed, in words of the paper's first language, or two separated by " / ". */
  readonly changes: readonly {
    readonly what: string;
    readonly before: string;
    readonly after: string;
  }[];
};
