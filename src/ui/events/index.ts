/** What an event is, for everybody who reads of one: where it is, and its sessions. */
import type { Words } from "../../platform/i18n/index.ts";
import { WALL_ZONE, wallTimeOf } from "../../shared/wall-time.ts";
import { type Html, html } from "../html.ts";

/** How and where an event is held. */
type Held = {
  readonly mode: "on-site" | "online" | "blended";
  readonly venue: string | null;
  readonly city: string | null;
  readonly country: string | null;
};
/** A session as a programme shows it. */
type Shown = {
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly speakers: readonly string[];
  readonly room: string | null;
};

/** "Via Valverde 15, Bologna (Italy)"; where it is only online, how people come in. */
export function eventWhere(words: Words, event: Held): string {
  if (event.mode === "online" || !event.country) return words.t("events.mode-online");
  const house = [event.venue, event.city].filter((part) => part !== null).join(", ");
  const place = `${house} (${words.country(event.country)})`;
  return event.mode === "blended" ? `${place} · ${words.t("events.mode-online")}` : place;
}

/** The script that fills `ownTime`. */
export const OWN_TIME_SCRIPT = "own-time.js";

/** A place for the same hours on the clock of whoever reads; it stays hidden where that shows no others. */
export const ownTime = (words: Words, from: Date, until?: Date): Html =>
  html` <span class="govuk-hint" data-from="${from.toISOString()}"${until && html` data-until="${until.toISOString()}"`} data-zone="${WALL_ZONE}" data-words="${words.t("events.own-time", { time: "{time}" })}" hidden></span>`;

/**
 * The sessions, day by day, in the order of their hours, and whose hours they are: somebody may follow
 * online from anywhere.
 * @param more what a page adds to one of them, such as its materials
 * @param anywhere whether somebody may follow from another zone; the page then has `OWN_TIME_SCRIPT`
 */
export function programmeList<Session extends Shown>(
  words: Words,
  sessions: readonly Session[],
  more: (session: Session) => Html | null = () => null,
  anywhere = false,
): Html {
  const { t } = words;
  if (sessions.length === 0) return html`<p class="govuk-body">${t("events.programme-none")}</p>`;
  const days = [...new Set(sessions.map(({ startsAt }) => wallTimeOf(startsAt).day))];
  return html`${days.map(
    (day) =>
      html`<h3 class="govuk-heading-s">${words.day(day)}</h3><ul class="govuk-list govuk-list--spaced">${sessions
        .filter(({ startsAt }) => wallTimeOf(startsAt).day === day)
        .map(
          (session) =>
            html`<li><strong>${words.time(session.startsAt)}–${words.time(session.endsAt)}</strong> ${session.title}${anywhere && ownTime(words, session.startsAt, session.endsAt)}${
              session.speakers.length > 0 &&
              html`<br><span class="govuk-hint">${t("events.session-speakers", { names: words.list(session.speakers) })}</span>`
            }${
              session.room !== null &&
              html`<br><span class="govuk-hint">${t("events.session-room", { room: session.room })}</span>`
            }${more(session)}</li>`,
        )}</ul>`,
  )}<p class="govuk-body-s">${t("calls.zone", { zone: t("site.zone") })}</p>`;
}
