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
  /** The clock on the wall where it happens, as IANA names it. */
  readonly timeZone: string;
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
