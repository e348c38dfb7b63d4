import type { Day } from "../../shared/day.ts";
import type { Id, LineId, OrganisationId, PersonId } from "../../shared/id.ts";

export type EventId = Id<"event">;
export type SessionId = Id<"event-session">;
export type RegistrationId = Id<"event-registration">;

export const EVENT_KINDS = [
  "summer-school",
  "thematic-team",
  "transnational-meeting",
  "kick-off",
  "preparation-course",
  "open",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** How an event is held, and how one person comes to it. */
export const EVENT_MODES = ["on-site", "online", "blended"] as const;
export type EventMode = (typeof EVENT_MODES)[number];
export type WayIn = "on-site" | "online";

export type EventState = "draft" | "open" | "closed" | "held" | "cancelled";
export type RegistrationState = "requested" | "waiting" | "registered" | "declined" | "cancelled";

type Localised = Readonly<Record<string, string>>;

export type SchemeEvent = {
  readonly id: EventId;
  readonly kind: EventKind;
  readonly title: Localised;
  readonly about: Localised;
  readonly mode: EventMode;
  readonly state: EventState;
  readonly starts: Day;
  readonly ends: Day;
  readonly venue: string | null;
  readonly city: string | null;
  readonly country: string | null;
  /** For those who have a place; never on a public page. */
  readonly link: string | null;
  readonly languages: readonly string[];
  readonly lineId: LineId | null;
  readonly organiser: { readonly id: OrganisationId; readonly name: string } | null;
  readonly capacityOnSite: number | null;
  readonly capacityOnline: number | null;
  readonly approval: boolean;
  readonly closesAt: Date;
  readonly counts: EventCounts;
};

/** How many people are in which state, by how they come. */
export type EventCounts = {
  readonly registeredOnSite: number;
  readonly registeredOnline: number;
  readonly waiting: number;
  readonly requested: number;
};

export type EventSession = {
  readonly id: SessionId;
  readonly eventId: EventId;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly speakers: readonly string[];
  readonly room: string | null;
  readonly link: string | null;
  readonly minutes: string | null;
};

export type EventRegistration = {
  readonly id: RegistrationId;
  readonly eventId: EventId;
  readonly personId: PersonId | null;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly organisation: string;
  readonly organisationId: OrganisationId | null;
  readonly mode: WayIn;
  readonly state: RegistrationState;
  readonly locale: string;
  readonly ticketCode: string;
  readonly createdAt: Date;
  readonly promotedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly arrives: Day | null;
  readonly leaves: Day | null;
  readonly answeredAt: Date | null;
  readonly invented: boolean;
};

export type EventAction = "publish" | "close" | "reopen" | "hold" | "cancel";
export type RegistrationAction =
  | "accept"
  | "accept-waiting"
  | "decline"
  | "promote"
  | "move-back"
  | "cancel";

/** An event as it was typed; `eventFrom` says what is wrong with it. */
export type TypedEvent = {
  readonly kind: string;
  readonly title: Localised;
  readonly about: Localised;
  readonly mode: string;
  readonly starts: string;
  readonly ends: string;
  readonly venue: string;
  readonly city: string;
  readonly country: string;
  readonly link: string;
  readonly languages: readonly string[];
  /** "" for none. */
  readonly lineId: string;
  readonly organiserId: string;
  readonly capacityOnSite: string;
  readonly capacityOnline: string;
  readonly approval: boolean;
  /** The day and the time on the wall until which registrations come in. */
  readonly closesOn: string;
  readonly closesTime: string;
};
/** What changes when an event is held another way. */
export type TypedMode = Pick<
  TypedEvent,
  "mode" | "venue" | "city" | "country" | "link" | "capacityOnSite" | "capacityOnline"
>;

export type EventFacts = {
  readonly kind: EventKind;
  readonly title: Localised;
  readonly about: Localised;
  readonly starts: Day;
  readonly ends: Day;
  readonly languages: readonly string[];
  readonly lineId: string | null;
  readonly organiserId: string | null;
  readonly approval: boolean;
  readonly closesAt: Date;
} & EventPlaces;
/** How people come, where to, and how many. */
export type EventPlaces = {
  readonly mode: EventMode;
  readonly venue: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly link: string | null;
  readonly capacityOnSite: number | null;
  readonly capacityOnline: number | null;
};

export type TypedSession = {
  readonly title: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  /** One name a line. */
  readonly speakers: string;
  readonly room: string;
  readonly link: string;
};
export type SessionFacts = Pick<
  EventSession,
  "title" | "startsAt" | "endsAt" | "speakers" | "room" | "link"
>;

/** Something to read or see that belongs to a session. */
export type Material = {
  readonly id: string;
  readonly sessionId: string;
  readonly title: string;
  readonly resourceId: string | null;
  readonly uploadId: string | null;
  readonly link: string | null;
  /** A text of the library that nobody outside the office reads yet. */
  readonly waits: boolean;
  /** A film of the session, which is a text of the library. */
  readonly isRecording: boolean;
};

export type TypedRegistration = {
  readonly name: string;
  /** An e-mail address or a telephone number. */
  readonly contact: string;
  readonly organisation: string;
  /** "" where the event leaves no choice. */
  readonly mode: string;
};
export type RegistrationFacts = {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly organisation: string;
  readonly mode: WayIn;
};
