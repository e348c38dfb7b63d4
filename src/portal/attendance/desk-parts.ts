import type { Words } from "../../platform/i18n/index.ts";
import { newId } from "../../platform/random.ts";
import { fold } from "../../shared/fold.ts";
import type { Problem } from "../../shared/result.ts";
import type { Guest } from "../../stages/attendance/attendance.ts";
import { type Desk, sessionNow } from "../../stages/attendance/read-desk.ts";
import {
  asset,
  button,
  form,
  type Html,
  hidden,
  html,
  input,
  insetText,
  localText,
  notificationBanner,
  problemSummary,
  select,
  tag,
  warningText,
} from "../../ui/index.ts";

export const sessionOf = (desk: Desk, asked: string | null, now: Date): string =>
  desk.event.sessions.find(({ id }) => id === asked)?.id ?? sessionNow(desk.event, now) ?? "";

export type DeskPart = {
  readonly words: Words;
  readonly desk: Desk;
  readonly helper: string;
  readonly isOpen: boolean;
  readonly path: string;
  readonly queue: string;
  readonly session: string;
  /** A name that is looked for. */
  readonly find: string;
  readonly typed: string;
  /** Who has just come in. */
  readonly done: Guest | undefined;
  readonly problems: readonly Problem[];
};

/** What the script says by itself: the page is the only place with words. */
const SAID = [
  "welcome",
  "ticket-unknown",
  "ticket-used",
  "ticket-cancelled",
  "ticket-waiting",
  "ticket-of-other-event",
  "kept-for-later",
  "all-sent",
  "not-sent",
  "link-over",
  "no-camera",
  "camera-off",
] as const;

export function deskBody(part: DeskPart): Html {
  const { words, desk, session } = part;
  const { t } = words;
  const said = Object.fromEntries(
    SAID.map((key) => [key, t(`attendance.say-${key}`, { name: "{name}", count: "{count}" })]),
  );
  const inNow = desk.here.filter((one) => one.sessionId === session).length;
  const all = desk.guests.filter(({ state }) => state === "registered").length;
  const hasSessions = desk.event.sessions.length > 0;
  const takes = part.isOpen && hasSessions;
  return html`${problemSummary(words, part.problems)}${
    part.done &&
    notificationBanner({
      words,
      type: "success",
      text: t("attendance.welcome", { name: part.done.name }),
    })
  }<span class="govuk-caption-l">${t("attendance.desk-of", { helper: part.helper })}</span><h1 class="govuk-heading-l">${localText(words, desk.event.title)}</h1>
${!part.isOpen && warningText({ words, text: t("attendance.desk-over") })}
<div data-desk data-event="${desk.event.id}" data-session="${session}" data-queue="${part.queue}" data-worker="${asset("offline-worker.js")}" data-decoder="${asset("decoder.js")}" data-said="${JSON.stringify(said)}">
${hasSessions ? sessionForm(part) : insetText({ text: t("attendance.no-sessions-door") })}
<p class="govuk-body"><strong data-count>${t("attendance.in-of", { in: inNow, all })}</strong> <span class="govuk-hint" data-queue-note role="status"></span></p>
<div role="status" aria-live="assertive" data-result></div>
${
  takes &&
  html`<p class="govuk-body" data-camera hidden><button type="button" class="govuk-button" data-camera-button>${t("attendance.camera")}</button><video data-camera-picture playsinline muted hidden width="320" height="240"></video></p>
${codeForm(part)}
${listPart(part)}`
}
<section data-later hidden><h2 class="govuk-heading-m">${t("attendance.later")}</h2><ul class="govuk-list govuk-list--bullet"></ul></section>
</div>
<p class="govuk-hint">${t("attendance.desk-offline")}</p>`;
}

function sessionForm({ words, desk, session, path }: DeskPart): Html {
  const { t } = words;
  return form(
    { action: path, method: "get", attributes: { "data-session-form": "" } },
    select({
      words,
      name: "session",
      label: t("attendance.session"),
      value: session,
      items: desk.event.sessions.map((one) => ({
        value: one.id,
        text: `${words.dayTime(one.startsAt)} · ${one.title}`,
        // A page that lies on a telephone for days finds out by itself which one is on.
        attributes: { "data-ends": one.endsAt.getTime() },
      })),
    }),
    button({ text: t("attendance.session-choose"), kind: "secondary" }),
  );
}

function codeForm({ words, session, path, typed, problems }: DeskPart): Html {
  const { t } = words;
  return form(
    { action: path, key: newId(), attributes: { "data-code-form": "" } },
    hidden("session", session),
    input({
      words,
      name: "ticket",
      label: t("attendance.ticket-code"),
      hint: t("attendance.ticket-code-hint"),
      value: typed,
      inputmode: "numeric",
      autocomplete: "off",
      spellcheck: false,
      classes: "govuk-input--width-10",
      problems,
    }),
    button({ text: t("attendance.check-in") }),
  );
}

/** The list with a button a person; the search works as a form, and at once where there is a script. */
function listPart(part: DeskPart): Html {
  const { words, desk, session, path, find } = part;
  const { t } = words;
  const looked = fold(find);
  const guests = desk.guests.filter((guest) =>
    fold(`${guest.name} ${guest.organisation} ${guest.code}`).includes(looked),
  );
  const here = new Map(
    desk.guests.map(({ registrationId }) => [
      registrationId,
      desk.here.filter((one) => one.registrationId === registrationId),
    ]),
  );
  return html`<h2 class="govuk-heading-m">${t("attendance.list")}</h2>
${form(
  { action: path, method: "get", attributes: { "data-find-form": "" } },
  hidden("session", session),
  input({
    words,
    name: "find",
    label: t("attendance.find"),
    value: find,
    autocomplete: "off",
    spellcheck: false,
  }),
  button({ text: t("attendance.find-button"), kind: "secondary" }),
)}
${form(
  { action: path, key: newId(), attributes: { "data-list-form": "" } },
  hidden("session", session),
  html`<ul class="govuk-list govuk-list--spaced" data-list>${guests.map((guest) => guestRow(words, guest, here.get(guest.registrationId) ?? [], session))}</ul>`,
)}
${guests.length === 0 && html`<p class="govuk-body">${t("attendance.find-none")}</p>`}`;
}

function guestRow(words: Words, guest: Guest, here: Desk["here"], session: string): Html {
  const { t } = words;
  const inNow = here.find((one) => one.sessionId === session);
  const marks = here.map((one) => `${one.sessionId}:${one.arrivedAt.getTime()}`).join(" ");
  const key = fold(`${guest.name} ${guest.organisation} ${guest.code}`);
  const comes = guest.state === "registered";
  return html`<li data-guest="${guest.registrationId}" data-code="${guest.code}" data-state="${guest.state}" data-name="${guest.name}" data-key="${key}" data-here="${marks}"><strong>${guest.name}</strong> · ${guest.organisation}${guest.mode === "online" && html` · ${t("attendance.online")}`}<br>${
    comes
      ? html`<span data-in${inNow ? "" : html` hidden`}>${tag({ text: t("attendance.is-in"), colour: "green" })} <span data-since>${inNow ? words.time(inNow.arrivedAt) : ""}</span></span><button class="govuk-button govuk-button--secondary" name="guest" value="${guest.registrationId}"${inNow ? html` hidden` : ""}>${t("attendance.check-in-name", { name: guest.name })}</button>`
      : tag({
          text: t(`attendance.state-${guest.state === "waiting" ? "waiting" : "none"}`),
          colour: "yellow",
        })
  }</li>`;
}
