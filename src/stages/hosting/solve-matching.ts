import {
  allocate,
  explainAll,
  parseProblem,
  verify,
  writeProblem,
} from "../../allocation/index.ts";
import { ok, type Result, refuse } from "../../shared/result.ts";
import {
  type MatchLearner,
  type MatchPin,
  type MatchPlace,
  type MatchRooms,
  matchProblem,
  NO_BED,
  noBed,
  pinsHaveBeds,
} from "./matching.rules.ts";
import type { MatchContent, MatchExplanation, MatchedRooms } from "./matching.ts";
import {
  type Room,
  type RoomGender,
  type RoomGuest,
  roomSplits,
  type Sleeper,
} from "./rooms.rules.ts";
import { everybodySleeps } from "./rooms-hold.rules.ts";

/** What is known of rooms: the rooms, who sleeps there anyway, and who of the learners needs a bed. */
export type RoomsToFill = {
  readonly rooms: readonly Room[];
  readonly sleepers: readonly Sleeper[];
  readonly guests: readonly RoomGuest[];
};
export type Matching = {
  readonly learners: readonly MatchLearner[];
  readonly places: readonly MatchPlace[];
  readonly pins: readonly MatchPin[];
  readonly seed: string;
  readonly rooms: RoomsToFill | null;
};
export type Solved = MatchContent & { readonly problemHash: string };

/**
 * The greatest total over every way of dividing the rooms. In one way the number of beds of each
 * gender is fixed, which is an assignment: the engine solves and proves it. A way that nobody betters
 * is among those tried, so the best of them is the best of all.
 */
export async function solveMatching(from: Matching): Promise<Result<Solved>> {
  const { rooms } = from;
  const split = rooms && roomSplits(rooms.rooms, rooms.sleepers, rooms.guests);
  if (rooms && !split) return refuse({ code: "match-too-many-rooms" });
  const { rooms: _, ...question } = from;
  const pinned = matchProblem(question).rows.rules.pins?.map((pin) => pin.applicant) ?? [];
  const ways: (MatchRooms | null)[] = split
    ? split.splits
        .map((beds) => ({ cells: split.cells, beds }))
        .filter((way) => pinsHaveBeds(way, pinned))
    : [null];
  if (ways.length === 0) return refuse({ code: "match-pins-without-beds" });
  const solved: Solved[] = [];
  for (const way of ways) {
    const one = await solveOne(way ? { ...question, rooms: way } : question);
    if (!one.ok) return one;
    solved.push(one.value);
  }
  let taken = 0;
  for (const [at, { certificate }] of solved.entries()) {
    if (certificate.objective > solved[taken]!.certificate.objective) taken = at;
  }
  const best = solved[taken]!;
  if (rooms && !bedsFor(rooms, best)) throw new Error("a matching puts somebody where no bed is");
  const way = ways[taken];
  return ok({
    ...best,
    rooms: way
      ? {
          counted: countedIn(way),
          ways: solved.map(({ certificate, problemHash }, at) => ({
            beds: ways[at]?.beds ?? [],
            objective: certificate.objective,
            bound: certificate.bound,
            problemHash,
          })),
          taken,
        }
      : null,
  });
}

/** Everybody who was proposed, put to bed one after another without what counted the beds. */
const bedsFor = ({ rooms, sleepers, guests }: RoomsToFill, { placed }: Solved): boolean => {
  const going = guests.filter((guest) => placed[guest.mobilityId] !== undefined);
  return going.length === 0 || everybodySleeps(rooms, sleepers, going);
};

function countedIn({ cells, beds }: MatchRooms): MatchedRooms["counted"] {
  const counted = new Map<RoomGender, { gender: RoomGender; people: number; beds: number }>();
  for (const [at, cell] of cells.entries()) {
    const { gender } = cell;
    const one = counted.get(gender) ?? { gender, people: 0, beds: 0 };
    one.people += cell.people.length;
    one.beds += beds[at] ?? 0;
    counted.set(gender, one);
  }
  return [...counted.values()];
}

async function solveOne(
  from: Omit<Matching, "rooms"> & { readonly rooms?: MatchRooms },
): Promise<Result<Solved>> {
  const { rows, ...frozen } = matchProblem(from);
  const files = writeProblem(rows);
  const parsed = parseProblem(files, "best-total");
  if (!parsed.ok) return refuse({ code: "match-refused", params: { detail: codesOf(parsed) } });
  const { problem } = parsed;
  const solved = await allocate(problem);
  if (!solved.ok) return refuse({ code: "match-refused", params: { detail: codesOf(solved) } });
  const { result } = solved;
  const told = explainAll(problem, result);
  if (!verify(problem, result).ok || !told.ok) {
    throw new Error("the verifier does not agree with a matching");
  }
  const without = new Set((from.rooms?.cells ?? []).map((_, at) => noBed(at)));
  const placed: Record<string, string> = {};
  let unlodged = 0;
  for (const [at, place] of result.assigned.entries()) {
    if (place === -1) continue;
    const id = problem.places.ids[place]!;
    if (without.has(id)) unlodged += 1;
    else placed[problem.applicants.ids[at]!] = id;
  }
  const { certificate } = result;
  return ok({
    ...frozen,
    files,
    places: from.places,
    placed,
    problemHash: problem.hash,
    // What going without a bed was made to be worth is nobody's gain.
    certificate: {
      ...certificate,
      placed: certificate.placed - unlodged,
      objective: certificate.objective - unlodged * NO_BED,
      bound: certificate.bound - unlodged * NO_BED,
      places: certificate.places.filter(({ place }) => !without.has(place)),
    },
    explanations: told.explained.map((one) => withoutBeds(one, without)),
    rooms: null,
  });
}

const WITHOUT: MatchExplanation["code"] = "unplaced";
function withoutBeds(told: MatchExplanation, without: ReadonlySet<string>): MatchExplanation {
  const options = told.options.filter(({ place }) => !without.has(place));
  const nearest = told.nearest && !without.has(told.nearest.place) ? told.nearest : null;
  if (told.place === null || !without.has(told.place)) return { ...told, options, nearest };
  return { ...told, code: WITHOUT, place: null, weight: 0, options, nearest: null, noBed: true };
}

const codesOf = (from: { readonly problems: readonly { readonly code: string }[] }) =>
  from.problems.map((problem) => problem.code).join(", ");
