/** What each kind of paper says, beside its head. */
import type { Day } from "../shared/day.ts";
import type { Contact, PaperHead, Party } from "./paper-head.ts";

export type Activity =
  | "vet-short"
  | "vet-long"
  | "vet-group"
  | "skills-competition"
  | "job-shadowing"
  | "staff-training"
  | "teaching";

export type LearningAgreement = PaperHead & {
  readonly paper: "learning-agreement";
  readonly mobility: {
    readonly id: string;
    readonly projectCode: string;
    readonly activity: Activity;
    readonly field: string;
    readonly mode: "physical" | "blended";
    readonly virtualPart?: string;
    readonly from: Day;
    readonly to: Day;
    readonly workingLanguage: string;
  };
  readonly participant: {
    readonly name: string;
    readonly born: Day;
    readonly email?: string;
    readonly phone?: string;
    readonly programme: string;
    readonly eqf?: number;
    readonly nqf?: string;
    readonly guardians: readonly Contact[];
  };
  readonly sending: Party;
  readonly hosting: Party & { readonly mentor: Contact | null };
  readonly intermediaries: readonly Party[];
  readonly outcomes: readonly {
    readonly title: string;
    readonly description: string;
    /** Label of the ESCO skill, and its address when known. */
    readonly esco?: string;
    readonly escoUri?: string;
    readonly eqf?: number;
  }[];
  readonly programme: {
    readonly tasks: readonly string[];
    readonly workplaces: readonly string[];
    readonly weeklyHours: number | null;
    readonly timetable?: string;
  };
  readonly monitoring: {
    readonly sendingPerson: Contact;
    readonly hostingPerson: Contact;
    readonly frequency: string;
    readonly channel: string;
    readonly accompanying: readonly Contact[];
    readonly emergency: Contact;
  };
  readonly evaluation: {
    readonly format: string;
    readonly criteria: string;
    readonly procedure: string;
    readonly evaluator: string;
  };
  readonly recognition: {
    readonly conditions: string;
    readonly procedure: string;
    readonly documents: readonly ("europass-mobility" | "certificate" | "complement")[];
    readonly otherDocuments?: string;
  };
  readonly reintegration: string;
};

export type Support =
  | "individual"
  | "travel"
  | "green-travel"
  | "inclusion"
  | "language"
  | "exceptional";

export type GrantAgreement = PaperHead & {
  readonly paper: "grant-agreement";
  readonly mobilityId: string;
  readonly projectCode: string;
  readonly activity: Activity;
  readonly sending: Party & { readonly representedBy: string };
  readonly participant: {
    readonly name: string;
    readonly born: Day;
    readonly nationality: string;
    readonly address: string;
    readonly email?: string;
    readonly phone?: string;
    readonly programme: string;
    /** ISCED-F code and its words. */
    readonly subject?: string;
  };
  readonly from: Day;
  readonly to: Day;
  readonly hostingPlace: string;
  readonly fundedDays: number;
  readonly travelDays: number;
  /** ISO code: EUR. */
  readonly currency: string;
  readonly supports: readonly {
    readonly kind: Support;
    /** In whole cents. */
    readonly cents: number;
    /** Paid out, or provided (tickets, a bed) by the sending organisation. */
    readonly provision: "paid" | "in-kind";
  }[];
  readonly payment: {
    /** What of the paid part comes before the stay, in whole percent. */
    readonly firstShare: number;
    readonly firstWithinDays: number;
    readonly balanceWithinDays: number;
    readonly reportWithinDays: number;
    /** Who is paid, and the account; null where everything is provided. */
    readonly account: { readonly holder: string; readonly iban: string } | null;
  };
  readonly insurance: {
    readonly health: string;
    readonly accident: string;
    readonly liability: string;
  };
  /** The law that governs it: "the Republic of Albania". In words of the first language. */
  readonly law: string;
};

export type HostAgreement = PaperHead & {
  readonly paper: "host-agreement";
  readonly projectCode: string;
  readonly sending: Party;
  readonly hosting: Party & { readonly mentor: Contact | null };
  readonly intermediaries: readonly Party[];
  readonly stays: readonly {
    readonly participant: string;
    readonly occupation: string;
    readonly from: Day;
    readonly to: Day;
    readonly isMinor: boolean;
  }[];
  readonly weeklyHours: number | null;
  readonly workplace: string;
  readonly tasks: readonly string[];
  readonly insurance: string;
  readonly emergency: Contact;
};

export type StaffAgreement = PaperHead & {
  readonly paper: "staff-agreement";
  readonly mobility: {
    readonly id: string;
    readonly projectCode: string;
    readonly activity: Activity;
    readonly mode: "physical" | "blended";
    readonly virtualPart?: string;
    readonly from: Day;
    readonly to: Day;
    readonly workingLanguage: string;
  };
  readonly participant: {
    readonly name: string;
    readonly email?: string;
    readonly phone?: string;
    readonly post: string;
  };
  readonly sending: Party;
  readonly hosting: Party;
  readonly programme: {
    readonly objectives: string;
    readonly addedValue: string;
    readonly activities: readonly string[];
    readonly outcomes: string;
  };
};

export type TravelConsent = PaperHead & {
  readonly paper: "travel-consent";
  readonly child: {
    readonly name: string;
    readonly born: Day;
    readonly nationality: string;
    readonly documentNumber: string;
  };
  readonly guardians: readonly {
    readonly name: string;
    readonly relation: "mother" | "father" | "guardian";
    readonly documentNumber?: string;
    readonly phone?: string;
  }[];
  readonly journey: {
    readonly from: Day;
    readonly to: Day;
    readonly fromPlace: string;
    readonly toPlace: string;
    /** Countries passed through or flown over with a stop, in order. */
    readonly through: readonly string[];
    readonly purpose: string;
    readonly address: string;
  };
  readonly accompanying: readonly {
    readonly name: string;
    readonly documentNumber?: string;
    readonly phone?: string;
  }[];
  readonly organiser: Party;
};

export type PocketCard = PaperHead & {
  readonly paper: "pocket-card";
  readonly name: string;
  readonly born: Day;
  readonly nationality: string;
  readonly from: Day;
  readonly to: Day;
  readonly lodging: string;
  readonly workplace: string;
  readonly contacts: readonly {
    readonly role: "leader" | "host" | "mentor" | "school" | "guardian" | "consulate";
    readonly name: string;
    readonly phone: string;
  }[];
  readonly insurance: { readonly company: string; readonly policy: string; readonly phone: string };
};

export type Certificate = PaperHead & {
  readonly paper: "certificate";
  /** The person took part from afar; left out, the person was there. */
  readonly online?: boolean;
  readonly projectCode: string;
  readonly participant: { readonly name: string; readonly born: Day };
  readonly sending: Party;
  readonly hosting: Party & { readonly mentor: Contact | null };
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly occupation: string;
  readonly tasks: readonly string[];
};

export type EventCertificate = PaperHead & {
  readonly paper: "event-certificate";
  readonly participant: {
    readonly name: string;
    readonly born?: Day;
    readonly organisation: string;
  };
  readonly event: {
    /** In the paper's languages; the same one twice is printed once. */
    readonly titles: readonly string[];
    readonly from: Day;
    readonly to: Day;
    readonly mode: "on-site" | "online";
    readonly place?: string;
    readonly organiser?: string;
  };
  readonly minutes: number;
  readonly ofMinutes: number;
  readonly percent: number;
  readonly sessions: readonly {
    readonly title: string;
    readonly day: Day;
    readonly minutes: number;
  }[];
};

export type PaperModel =
  | LearningAgreement
  | GrantAgreement
  | HostAgreement
  | StaffAgreement
  | TravelConsent
  | PocketCard
  | Certificate
  | EventCertificate;
