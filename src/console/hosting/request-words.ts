import type { Words } from "../../platform/i18n/index.ts";
import type { Day } from "../../shared/day.ts";
import { wallTimeOf } from "../../shared/wall-time.ts";
import type { HostRequest, RequestState } from "../../stages/hosting/hosting.ts";
import { scheduleOf } from "../../stages/hosting/request.rules.ts";
import { type Html, html, type TagColour, tag } from "../../ui/index.ts";

const COLOURS: Readonly<Record<RequestState, TagColour>> = {
  kept: "grey",
  asked: "turquoise",
  accepted: "green",
  "accepted-with-change": "yellow",
  declined: "grey",
  forwarded: "grey",
  withdrawn: "grey",
  lapsed: "red",
};

const requestTag = (words: Words, state: RequestState): Html =>
  tag({ text: words.t(`hosting.state-${state}`), colour: COLOURS[state] });

/** What became of a question in one line: the state, and what was said with it. */
export function requestSays(words: Words, request: HostRequest): Html {
  const { t } = words;
  const said = [
    request.reason && t(`hosting.reason-${request.reason}`),
    request.again && t(`hosting.again-${request.again}`),
    request.changedPlaces !== null &&
      request.changedPlaces !== request.places &&
      t("hosting.changed-places", { count: request.changedPlaces }),
    request.changedStarts !== null &&
      request.changedEnds !== null &&
      (request.changedStarts !== request.starts || request.changedEnds !== request.ends) &&
      words.days(request.changedStarts as Day, request.changedEnds as Day),
    request.changedTasks,
    request.heardHow &&
      request.heardOn &&
      t("hosting.heard-says", {
        how: t(`hosting.heard-${request.heardHow}`),
        day: words.shortDay(request.heardOn as Day),
        from: request.heardFrom ?? "",
      }),
    request.withdrawnBy === "host" && t("hosting.taken-back-by-host"),
    request.withdrawnBecause,
    request.state === "asked" && nextStep(words, request),
  ].filter((text): text is string => Boolean(text));
  return html`${requestTag(words, request.state)} ${said.join("; ")}`;
}

/** The next reminder or the day on which the question ends by itself. */
export function nextStep(words: Words, request: HostRequest): string {
  const next = scheduleOf(wallTimeOf(request.askedAt).day)[request.reminders];
  return next
    ? words.t("hosting.next-reminder", { day: words.shortDay(next) })
    : words.t("hosting.ends-on", { day: words.shortDay(request.answerBy as Day) });
}
