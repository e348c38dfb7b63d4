import type { ApplicantFilter } from "../applications/applicant-list.ts";
import type { Template } from "./template.ts";

export const SENDING_STATES = ["scheduled", "sending", "sent", "cancelled"] as const;
export type SendingState = (typeof SENDING_STATES)[number];
export type SendingAction = "start" | "finish" | "cancel";

/** `mail-or-sms`: by e-mail, and by text message to those without an address. */
export const CHANNELS = ["mail", "sms", "mail-or-sms"] as const;
export type Channel = (typeof CHANNELS)[number];

export type SavedView = {
  readonly id: string;
  readonly name: string;
  readonly filter: ApplicantFilter;
  readonly shared: boolean;
  readonly ownerId: string;
  readonly ownerName: string;
};

/** Somebody of an audience, with what is needed to reach them. */
export type AudiencePerson = {
  readonly personId: string;
  readonly applicationId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string;
  readonly country: string;
  readonly organisationId: string;
  readonly school: string;
  readonly callNumber: number;
};

/** The message of one person, ready to go; `to` is null where nothing reaches them. */
export type Prepared = {
  readonly person: AudiencePerson;
  /** Of the text; the person's own or the one chosen instead. Null while none is chosen. */
  readonly locale: string | null;
  readonly channel: "mail" | "sms" | null;
  readonly to: string | null;
  readonly subject: string;
  readonly body: string;
};

/** What a sending would be, before anybody decides it. */
export type Plan = {
  readonly template: Template;
  readonly view: SavedView;
  readonly people: readonly Prepared[];
  /** Languages of the audience that the template lacks and for which none was chosen. */
  readonly missing: readonly { readonly locale: string; readonly people: number }[];
  /** Languages of the audience that the template lacks, whether one was chosen or not. */
  readonly lacking: readonly { readonly locale: string; readonly people: number }[];
};

export type NewSending = {
  readonly templateId: string;
  readonly viewId: string;
  readonly channel: string;
  readonly fallbacks: Readonly<Record<string, string>>;
  /** Null for now. */
  readonly at: Date | null;
};

export type Sending = {
  readonly id: string;
  readonly templateName: string;
  readonly viewName: string;
  readonly channel: Channel;
  readonly state: SendingState;
  readonly at: Date;
  readonly people: number;
  readonly unreached: number;
  /** How many have left the hands of the sending, and how many of them failed. */
  readonly gone: number;
  readonly failed: number;
  readonly madeBy: string;
  readonly madeName: string;
  readonly madeAt: Date;
};

/** Somebody whom nothing reached, with the text to be copied. */
export type Unreached = {
  readonly personId: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly organisationId: string;
  readonly school: string;
  readonly locale: string;
  readonly subject: string;
  readonly body: string;
};
