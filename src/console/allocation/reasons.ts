import type { MessageKey, Params, Words } from "../../platform/i18n/index.ts";
import type {
  OptionExplained,
  RunExplanation,
  RunFlag,
  RunPlace,
} from "../../stages/allocation-runs/read-runs.ts";
import { type Html, html } from "../../ui/index.ts";

/** City and, where seats are counted by trade, the trade. */
export const placeName = (words: Words, place: Pick<RunPlace, "city" | "trade">): string =>
  place.trade === null
    ? place.city
    : words.t("allocation.city-trade", { city: place.city, trade: words.trade(place.trade) });

/**
 * The last place in words: open, and reserved where that is easier to reach. A reserve's group sits
 * on its reserved seats first, so its best may have more points than the last one on an open seat.
 */
export function lastPlace(words: Words, cutOff: RunPlace["cutOff"]): string {
  if (!cutOff) return words.t("allocation.not-full");
  const open =
    cutOff.open === null
      ? words.t(cutOff.full ? "allocation.no-open-seat" : "allocation.not-full")
      : words.t("allocation.last-at", { points: cutOff.open });
  const reserved = Object.values(cutOff.reserves)
    .filter((points) => points !== null && (cutOff.open === null || points < cutOff.open))
    .map((points) => words.t("allocation.last-reserved-at", { points: points! }));
  return [open, ...reserved].join("; ");
}

/** First depth: one sentence for the list. */
export function shortReason(
  words: Words,
  flags: readonly RunFlag[],
  explanation: RunExplanation | null,
  places: readonly RunPlace[],
): string {
  if (flags.length > 0) return flags.map((flag) => flagSentence(words, flag, places)).join(" ");
  if (!explanation) return "";
  if (explanation.code === "pinned") return words.t("allocation.short-pinned");
  if (explanation.code === "placed" && explanation.rank === 1) {
    return words.t("allocation.short-first");
  }
  const failed = explanation.options.find((o) => !["got-it", "got-better"].includes(o.code));
  if (!failed) {
    return explanation.removed.length > 0
      ? words.t("allocation.short-removed")
      : words.t("allocation.short-none");
  }
  return failedShort(words, failed);
}

function failedShort(words: Words, option: OptionExplained): string {
  const city = placeName(words, option);
  const points = option.cutOff?.open ?? null;
  if (option.code === "lost-draw") return words.t("allocation.short-draw", { city });
  if (option.code === "lost-tie") return words.t("allocation.short-tie", { city });
  if (points === null) return words.t("allocation.short-full", { city });
  return words.t("allocation.short-full-at", { city, points });
}

/** Why a rule put this case on the list. */
export function flagSentence(words: Words, flag: RunFlag, places: readonly RunPlace[]): string {
  const named = (refs: string | number | undefined): string => {
    const names = String(refs ?? "")
      .split(", ")
      .flatMap((ref) => places.filter((p) => p.ref === ref))
      .map((place) => placeName(words, place));
    return words.list([...new Set(names)]);
  };
  const kind = flag.code === "flow-under-minimum" ? flag.code : String(flag.params.kind);
  const params: Params = {
    ...flag.params,
    place: named(flag.params.place),
    without: named(flag.params.without) || words.t("allocation.no-place"),
    free: Number(flag.params.free ?? 0),
    taken: Number(flag.params.taken ?? 0),
    minimum: Number(flag.params.minimum ?? 0),
    reason: String(flag.params.reason ?? ""),
  };
  return words.t(`allocation.flag-${kind}` as MessageKey, params);
}

/** Second depth: a sentence a wish, in the order of the wishes, then what would change it. */
export function fullReason(words: Words, explanation: RunExplanation): Html {
  const wishes = explanation.options.map(
    (option) => html`<li>${optionSentence(words, option, explanation)}</li>`,
  );
  const removed = explanation.removed.map(
    (one) =>
      html`<li>${words.t("allocation.removed", {
        reason: words.problem({ code: one.code, params: one.params }),
      })}</li>`,
  );
  const changes = explanation.options
    .map((option) => changeSentence(words, option))
    .filter((sentence) => sentence !== null);
  return html`${
    explanation.code === "pinned" &&
    html`<p class="govuk-body">${words.t("allocation.why-pinned", { reason: explanation.reason ?? "" })}</p>`
  }${
    explanation.reserve !== null &&
    html`<p class="govuk-body">${words.t(ofTheGroup(explanation) ? "allocation.why-reserve" : "allocation.why-unclaimed")}</p>`
  }${
    explanation.withoutReserves &&
    html`<p class="govuk-body">${words.t("allocation.without-reserves", {
      place: explanation.withoutReserves.place
        ? placeName(words, explanation.withoutReserves.place)
        : words.t("allocation.no-place"),
    })}</p>`
  }${wishes.length > 0 && html`<ol class="govuk-list govuk-list--number">${wishes}</ol>`}${
    removed.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${removed}</ul>`
  }${
    changes.length > 0 &&
    html`<h3 class="govuk-heading-s">${words.t("allocation.what-would-change")}</h3><ul class="govuk-list govuk-list--bullet">${changes.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
  }`;
}

/** A reserved seat that its group leaves goes to anybody; that is another thing to say. */
function ofTheGroup(explanation: RunExplanation): boolean {
  const got = explanation.options.find((o) => o.code === "got-it");
  return got?.seats.some((s) => s.reserve === explanation.reserve && s.member) ?? false;
}

function optionSentence(words: Words, option: OptionExplained, of: RunExplanation): string {
  const facts = {
    city: placeName(words, option),
    position: option.position,
    competitors: option.competitors,
    points: of.points,
    seats: option.seats.reduce((sum, kind) => sum + kind.seats, 0),
    last: lastPlace(words, option.cutOff),
  };
  const sentence = words.t(`allocation.option-${option.code}` as MessageKey, facts);
  if (option.code !== "got-better") return sentence;
  return `${sentence} ${words.t(option.open ? "allocation.was-open" : "allocation.was-not-open")}`;
}

function changeSentence(words: Words, option: OptionExplained): string | null {
  const { change } = option;
  if (!change) return null;
  const city = placeName(words, option);
  const ways = [
    ...(change.points === null
      ? []
      : [words.t("allocation.change-points", { city, points: change.points })]),
    ...(change.seat === true ? [words.t("allocation.change-seat", { city })] : []),
  ];
  return ways.length > 0 ? ways.join(" ") : words.t("allocation.change-nothing", { city });
}
