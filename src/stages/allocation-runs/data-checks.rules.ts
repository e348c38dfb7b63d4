import type { DataCheck, Params } from "./allocation-run.ts";

/** What the six checks look at. Small shapes, so that each check can be tried with two rows. */
export type CheckedCall = {
  readonly state: string;
  readonly applicants: readonly {
    readonly applicationId: string;
    readonly code: string;
    readonly points: number;
    /** Sum of the points by criterion; null when none was written down. */
    readonly sum: number | null;
    readonly birthDate: string;
    readonly folded: string;
  }[];
  readonly places: readonly { readonly placeId: string; readonly seats: number }[];
  readonly reservedSeats: readonly { readonly placeId: string; readonly seats: number }[];
  readonly options: readonly { readonly applicationId: string; readonly placeId: string }[];
  readonly pins: readonly { readonly applicationId: string; readonly placeId: string }[];
  /** Whether the call's final list is published; null where its points are imported. */
  readonly finalList: boolean | null;
};

/**
 * The automatic checks before a freeze, always all of them: six, and where points come from a final
 * list, that it is published. Those that stop would make the
 * problem unsolvable or its result worthless; the others are for a person to look at.
 */
export function checkCall(call: CheckedCall): readonly DataCheck[] {
  return [
    callIsClosed(call),
    pointsAddUp(call),
    placesHaveSeats(call),
    wishesLeft(call),
    nobodyTwice(call),
    pinsFit(call),
    // Points that can still be objected to decide nobody's place.
    ...(call.finalList === null ? [] : [check("final-list", true, call.finalList)]),
  ];
}

const check = (
  code: string,
  stop: boolean,
  passed: boolean,
  codes: readonly string[] = [],
  params: Params = {},
): DataCheck => ({ code, stop, passed, codes, params });

/** While people can still apply, a result would be out of date as soon as it exists. */
function callIsClosed(call: CheckedCall): DataCheck {
  return check("call-is-closed", true, call.state === "closed", [], { state: call.state });
}

function pointsAddUp(call: CheckedCall): DataCheck {
  const wrong = call.applicants.filter((a) => a.sum === null || a.sum !== a.points);
  return check("points-add-up", true, wrong.length === 0, codesOf(wrong), {
    count: wrong.length,
    of: call.applicants.length,
  });
}

function placesHaveSeats(call: CheckedCall): DataCheck {
  const kept = new Map<string, number>();
  for (const r of call.reservedSeats) {
    kept.set(r.placeId, (kept.get(r.placeId) ?? 0) + r.seats);
  }
  const wrong = call.places.filter((p) => (kept.get(p.placeId) ?? 0) > p.seats);
  const seats = call.places.reduce((sum, p) => sum + p.seats, 0);
  return check("places-have-seats", true, wrong.length === 0 && seats > 0, [], {
    count: wrong.length,
    seats,
  });
}

/** Not a reason to stop: each removed option has a named reason that the person will be told. */
function wishesLeft(call: CheckedCall): DataCheck {
  const some = new Set(call.options.map((o) => o.applicationId));
  const without = call.applicants.filter((a) => !some.has(a.applicationId));
  return check("wishes-left", false, without.length === 0, codesOf(without), {
    count: without.length,
  });
}

/** Same birth date and same name once letters are folded: perhaps twins, perhaps one person twice. */
function nobodyTwice(call: CheckedCall): DataCheck {
  const seen = new Map<string, string[]>();
  for (const a of call.applicants) {
    const key = `${a.birthDate} ${a.folded}`;
    seen.set(key, [...(seen.get(key) ?? []), a.code]);
  }
  const doubles = [...seen.values()].filter((codes) => codes.length > 1).flat();
  return check("nobody-twice", false, doubles.length === 0, doubles.sort(), {
    count: doubles.length,
  });
}

function pinsFit(call: CheckedCall): DataCheck {
  const seats = new Map(call.places.map((p) => [p.placeId, p.seats]));
  const asked = new Set(call.options.map((o) => `${o.applicationId} ${o.placeId}`));
  const codes = new Map(call.applicants.map((a) => [a.applicationId, a.code]));
  const wrong: string[] = [];
  for (const pin of call.pins) {
    const left = (seats.get(pin.placeId) ?? 0) - 1;
    seats.set(pin.placeId, left);
    if (left < 0 || !asked.has(`${pin.applicationId} ${pin.placeId}`)) {
      wrong.push(codes.get(pin.applicationId) ?? "");
    }
  }
  return check("pins-fit", true, wrong.length === 0, wrong.filter(Boolean).sort(), {
    count: wrong.length,
  });
}

function codesOf(applicants: readonly { readonly code: string }[]): readonly string[] {
  return applicants.map((a) => a.code).sort();
}
