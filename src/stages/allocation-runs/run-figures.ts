import type {
  Certificate,
  Explanation,
  PlaceClaim,
  Problem,
  Result,
} from "../../allocation/index.ts";
import { verify } from "../../allocation/index.ts";
import { wilson } from "./allocation-run.rules.ts";
import type { CutOff, FlagCode, GroupRate, Params, RunSummary } from "./allocation-run.ts";
import { reserveCode } from "./frozen-problem.ts";

export type SolvedFlag = {
  readonly code: FlagCode;
  /** Null for a flag about a flow. */
  readonly applicant: string | null;
  readonly flowCode: string | null;
  readonly params: Params;
};

export const takenAt = (claim: PlaceClaim): number =>
  claim.pinned + claim.seats.reduce((sum, kind) => sum + kind.taken, 0);

export function cutOffOf(claim: PlaceClaim, tie: boolean): CutOff {
  const open = claim.seats.find((kind) => kind.reserve === null);
  return {
    open: open?.last?.points ?? null,
    full: claim.seats.every((kind) => kind.taken >= kind.seats),
    reserves: Object.fromEntries(
      claim.seats
        .filter((kind) => kind.reserve !== null)
        .map((kind) => [
          reserveCode(kind.reserve!),
          // A reserved seat that its group did not claim has no cut-off of the group.
          kind.last?.member ? kind.last.points : null,
        ]),
    ),
    tieAtCutOff: tie,
  };
}

export function summaryOf(
  problem: Problem<"stable">,
  result: Result<"stable">,
  explanations: readonly Explanation[],
): RunSummary {
  const reserved = result.certificate.places.flatMap((p) =>
    p.seats.filter((kind) => kind.reserve !== null),
  );
  const used = explanations.filter((e) => {
    if (e.reserve === null) return false;
    const kind = e.options
      .find((o) => o.code === "got-it")
      ?.seats.find((seat) => seat.reserve === e.reserve);
    return kind?.member === true;
  }).length;
  return {
    applicants: problem.applicants.ids.length,
    seats: problem.places.capacity.reduce((sum, seats) => sum + seats, 0),
    placed: result.certificate.placed,
    firstChoice: explanations.filter((e) => e.rank === 1).length,
    reservedSeats: reserved.reduce((sum, kind) => sum + kind.seats, 0),
    reservedUsed: used,
    hardRulesBroken: verify(problem, result).problems.length,
    pinned: problem.rules.pins.length,
    groups: [
      ...ratesBy(problem, result, "gender", "gender"),
      ...ratesBy(problem, result, "setting", "setting"),
      ...ratesBy(problem, result, "sending_country", "country"),
    ],
  };
}

function ratesBy(
  problem: Problem,
  result: Result,
  column: string,
  attribute: GroupRate["attribute"],
): GroupRate[] {
  const found = problem.applicants.attributes.find((a) => a.name === column);
  if (!found) return [];
  return found.values
    .map((value, code) => {
      const members = problem.applicants.ids.flatMap((_, a) =>
        found.codes[a] === code ? [a] : [],
      );
      const placed = members.filter((a) => result.assigned[a] !== -1).length;
      return {
        attribute,
        value,
        placed,
        applied: members.length,
        ...wilson(placed, members.length),
      };
    })
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}

const FLAG_NAMES: Readonly<Record<string, FlagCode>> = {
  "tie-lost": "tie-at-cut-off",
  "tie-won": "tie-at-cut-off",
  "order-lost": "tie-at-cut-off",
  "order-won": "tie-at-cut-off",
  "reserve-gained": "reserve-changed-outcome",
  "reserve-lost": "reserve-changed-outcome",
  "seat-free-beside": "unplaced-beside-free-seat",
  pinned: "pinned",
};

/** One line a person and kind, naming all the places it is about. */
export function mergeFlags(
  found: readonly { code: string; applicant: string; place: string; params: Params }[],
): SolvedFlag[] {
  const merged = new Map<string, SolvedFlag & { params: Record<string, string | number> }>();
  for (const { code, applicant, place, params } of found) {
    const key = `${code} ${applicant}`;
    const known = merged.get(key);
    if (known) {
      known.params.place = [known.params.place, place].filter(Boolean).join(", ");
      if (typeof params.free === "number") {
        known.params.free = Number(known.params.free) + params.free;
      }
      continue;
    }
    merged.set(key, {
      code: FLAG_NAMES[code]!,
      applicant,
      flowCode: null,
      params: { ...params, place, kind: code },
    });
  }
  return [...merged.values()];
}

export function underMinimum(
  problem: Problem,
  certificate: Certificate,
  minima: Readonly<Record<string, number>>,
): SolvedFlag[] {
  const flow = problem.places.attributes.find((a) => a.name === "flow")!;
  const taken = new Map<string, number>();
  certificate.places.forEach((claim, p) => {
    const code = flow.values[flow.codes[p]!]!;
    taken.set(code, (taken.get(code) ?? 0) + takenAt(claim));
  });
  return Object.entries(minima)
    .filter(([code, minimum]) => (taken.get(code) ?? 0) < minimum)
    .map(([code, minimum]) => ({
      code: "flow-under-minimum" as const,
      applicant: null,
      flowCode: code,
      params: { flow: code, taken: taken.get(code) ?? 0, minimum },
    }));
}
