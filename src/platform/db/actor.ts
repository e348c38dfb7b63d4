/** On whose behalf something happens. Everything that reads or writes is given one. */
export type Role = "coordinator" | "country-partner" | "auditor" | "school-officer" | "assessor";

/** Roles that look at a scheme or a country as a whole; the others see their own school or cases. */
const OFFICE: readonly Role[] = ["coordinator", "country-partner", "auditor"];

export type Membership = {
  readonly role: Role;
  readonly organisationId: string | null;
  /** The one sending country a country partner works for; null for roles of the whole scheme. */
  readonly country: string | null;
};

/** What every staff page shows of the scheme it works in, read with the session in one round trip. */
export type SchemeFacts = {
  readonly slug: string;
  readonly name: Readonly<Record<string, string>>;
  readonly settings: SchemeSettings;
  readonly invented: boolean;
};
/** Anybody at the portal and in letters; staff in the console; whoever is handed a printed paper. */
export type Readers = "public" | "staff" | "papers";
export type Reading = {
  /** The asterisk with its footnote where nothing is said. */
  readonly territory?: "footnote" | "plain";
  /** Lines between countries on maps; the coast alone where nothing is said. */
  readonly baseMap?: "coast" | "borders" | "borders-dashed";
};
/** What readers of one language read otherwise than the rest of their kind. */
export type ByLanguage = { readonly languages?: Readonly<Record<string, Reading>> };

/** Set by the operator or the coordinator; nothing of it is built into the program. */
export type SchemeSettings = {
  /** How the funder is named at the foot of every page; null where nobody funds. */
  readonly funding?: {
    readonly line: "funded" | "co-funded";
    readonly emblem: boolean;
    readonly disclaimer?: boolean;
    /** The programme that paid: its rules on visibility word the line. */
    readonly programme?: "2021-2027" | "2014-2020";
    /** Who gave the grant, by language: an agency of the Union, or a national one. */
    readonly authority?: Readonly<Record<string, string>>;
    readonly grantNumber?: string;
    /** Words of the grant's own contract, by language, in the place of the usual ones. */
    readonly ownLine?: Readonly<Record<string, string>>;
    readonly ownDisclaimer?: Readonly<Record<string, string>>;
  } | null;
  /** What somebody reads of a territory that is disputed; see `readers.rules.ts`. */
  readonly readers?: Readonly<Partial<Record<Readers, Reading & ByLanguage>>>;
  /** Days after the stay for which these consents count; the usual ones where nothing is said. */
  readonly consentDays?: { readonly data: number; readonly pictures: number };
  readonly contact?: { readonly name: string; readonly phone: string; readonly email: string };
  /** Kinds of agreement that go out in the consortium's own wording; ours where a kind is missing. */
  readonly ownPapers?: readonly string[];
};

export type StaffActor = {
  readonly kind: "staff";
  readonly userId: string;
  readonly userName: string;
  readonly schemeId: string;
  readonly scheme: SchemeFacts;
  readonly memberships: readonly Membership[];
};
export type LearnerActor = {
  readonly kind: "learner";
  readonly schemeId: string;
  readonly applicationId: string;
};
/** Somebody writing an application, from the first answer on; nobody checked who it is. */
export type ApplicantActor = {
  readonly kind: "applicant";
  readonly schemeId: string;
  readonly draftId: string;
};
/** A parent or guardian who holds a link; it opens one application's consents and nothing else. */
export type GuardianActor = {
  readonly kind: "guardian";
  readonly schemeId: string;
  readonly applicationId: string;
  readonly linkId: string;
};
/** Whoever holds the link of one party of an agreement; it opens that agreement and nothing else. */
export type SignerActor = {
  readonly kind: "signer";
  readonly schemeId: string;
  readonly agreementId: string;
  readonly partyId: string;
};
/** Somebody at a host who holds a link; it opens one question, or one host's own table. */
export type HostActor = {
  readonly kind: "host";
  readonly schemeId: string;
  readonly organisationId: string;
  readonly linkId: string;
};
/** A helper at the door of an event, who holds the link of its desk and nothing else. */
export type DoorActor = {
  readonly kind: "door";
  readonly schemeId: string;
  readonly eventId: string;
  readonly linkId: string;
};
export type SystemActor = { readonly kind: "system"; readonly schemeId: string };
/** Anybody at the public front door; without a scheme, only the listed schemes can be seen. */
export type AnonymousActor = { readonly kind: "anonymous"; readonly schemeId: string | null };

export type Actor =
  | StaffActor
  | LearnerActor
  | ApplicantActor
  | GuardianActor
  | HostActor
  | SignerActor
  | DoorActor
  | SystemActor
  | AnonymousActor;

/** A stable name of the actor for history rows and idempotency keys. */
export const actorId = (actor: Actor): string | null => {
  switch (actor.kind) {
    case "staff":
      return actor.userId;
    case "learner":
      return actor.applicationId;
    case "applicant":
      return actor.draftId;
    case "guardian":
    case "host":
    case "door":
      return actor.linkId;
    case "signer":
      return actor.partyId;
    case "system":
      return "system";
    case "anonymous":
      return null;
  }
};

export const hasRole = (actor: Actor, role: Role): actor is StaffActor =>
  actor.kind === "staff" && actor.memberships.some((m) => m.role === role);

/** Whether somebody works in the office of the scheme: not in one school, not as an assessor. */
export const isOffice = (actor: Actor): actor is StaffActor =>
  actor.kind === "staff" && actor.memberships.some((m) => OFFICE.includes(m.role));

/** Countries a staff actor may see: null means every country of the scheme, [] none as a whole. */
export const visibleCountries = (actor: StaffActor): readonly string[] | null => {
  const { memberships } = actor;
  if (memberships.some((m) => m.role === "coordinator" || m.role === "auditor")) return null;
  return memberships.flatMap((m) => (m.role === "country-partner" && m.country ? [m.country] : []));
};

/** Schools whose officer somebody is. Countries come on top: see `visibleCountries`. */
export const ownSchools = (actor: Actor): readonly string[] =>
  actor.kind !== "staff"
    ? []
    : actor.memberships.flatMap((m) =>
        m.role === "school-officer" && m.organisationId ? [m.organisationId] : [],
      );
