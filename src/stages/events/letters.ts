import type { Tx } from "../../platform/db/index.ts";
import { isLocale, type Locale, type MessageKey } from "../../platform/i18n/index.ts";
import { queueMail, queueText } from "../../platform/mail/index.ts";
import { mark } from "../../platform/vault.ts";
import { readScheme } from "../schemes/read-scheme.ts";
import { readerWords } from "../schemes/reader-words.ts";
import type { Scheme } from "../schemes/scheme.ts";
import type { EventRegistration, EventSession, RegistrationState, SchemeEvent } from "./event.ts";

/**
 * What stands in the address of a registration: 128 bits that follow from its id and the data key, so
 * that every letter can hold the same one although only a hash of it is kept.
 */
export const registrationSecret = (id: string): string =>
  mark(`event-registration/${id}`).slice(0, 32);

/** Where somebody sees the own place, answers the second form and gives the place back. */
export const registrationPath = (locale: string, scheme: string, secret: string): string =>
  `/${locale}/${scheme}/registration/${secret}`;

/** What a letter tells. */
export type Told =
  | "standing"
  | "promoted"
  | "declined"
  | "given-back"
  | "removed"
  | "changed"
  | "moved"
  | "called-off";

type To = Pick<EventRegistration, "id" | "name" | "email" | "phone" | "locale" | "mode"> & {
  readonly state: RegistrationState;
};

const localeOf = (registration: To): Locale =>
  isLocale(registration.locale) ? registration.locale : "en";

/**
 * Tells each of these people by letter, or by text message where there is no address. Where to come in
 * online stands on the page of the link alone: a letter may be sent on.
 */
export async function tell(
  tx: Tx,
  event: SchemeEvent,
  people: readonly To[],
  told: Told,
  publicUrl: string,
): Promise<void> {
  if (people.length === 0) return;
  const scheme = await schemeOf(tx);
  for (const registration of people) {
    const params = paramsOf(scheme, event, registration, told, publicUrl);
    await send(tx, registration, [`events.mail-${told}`, "events.text"], params);
  }
}

/**
 * Tells those who have a place that a session is at another time, or that it is not held.
 * @param to null where it is not held
 */
export async function tellOfSession(
  tx: Tx,
  event: SchemeEvent,
  people: readonly To[],
  session: { readonly was: Hours; readonly to: Hours | null },
  publicUrl: string,
): Promise<void> {
  if (people.length === 0) return;
  const scheme = await schemeOf(tx);
  for (const registration of people) {
    const words = readerWords(scheme.settings, "public", localeOf(registration));
    const hours = ({ startsAt, endsAt }: Hours): string =>
      `${words.dayTime(startsAt)}–${words.time(endsAt)}`;
    await send(tx, registration, ["events.mail-session", "events.text-session"], {
      ...paramsOf(scheme, event, registration, "changed", publicUrl),
      what: session.to ? "moved" : "gone",
      session: (session.to ?? session.was).title,
      was: hours(session.was),
      when: session.to ? hours(session.to) : "",
      zone: words.t("calls.zone", { zone: words.t("site.zone") }),
    });
  }
}

type Hours = Pick<EventSession, "title" | "startsAt" | "endsAt">;

async function schemeOf(tx: Tx): Promise<Scheme> {
  const scheme = await readScheme(tx);
  if (!scheme) throw new Error("a letter about an event outside a scheme");
  return scheme;
}

async function send(
  tx: Tx,
  registration: To,
  [letter, text]: readonly [MessageKey, MessageKey],
  params: Readonly<Record<string, string>>,
): Promise<void> {
  const locale = localeOf(registration);
  if (registration.email !== null) {
    await queueMail(tx, { to: registration.email, template: letter, locale, params });
  } else if (registration.phone !== null) {
    await queueText(tx, { to: registration.phone, template: text, locale, params });
  }
}

function paramsOf(
  scheme: Scheme,
  event: SchemeEvent,
  registration: To,
  told: Told,
  publicUrl: string,
) {
  const locale = localeOf(registration);
  const words = readerWords(scheme.settings, "public", locale);
  const house = [event.venue, event.city].filter((part) => part !== null);
  const path = registrationPath(locale, scheme.slug, registrationSecret(registration.id));
  return {
    // A message's choices have names without hyphens.
    told: told.replace("-", ""),
    name: registration.name,
    title: words.local(event.title),
    days: words.days(event.starts, event.ends),
    mode: event.mode,
    // Where both is possible, each hears of the way in which they come.
    place:
      registration.mode === "online" || !event.country
        ? words.t("events.mode-online")
        : `${house.join(", ")} (${words.country(event.country)})`,
    state: registration.state,
    programme: words.local(scheme.name),
    link: new URL(path, publicUrl).toString(),
  };
}
