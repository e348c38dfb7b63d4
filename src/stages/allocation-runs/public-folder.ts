import type { Problem } from "../../allocation/index.ts";
import { byText, csv, sha256 } from "./frozen-problem.ts";

/** Below this many people a placement points at somebody: only hash and totals are published. */
export const FEWEST_FOR_FILES = 10;

/**
 * The problem as anybody may download it. It gives the same placements as the frozen one and holds
 * neither points nor attributes: the order at each place stands as `priority`, the draw already in
 * it; ids are those made for this run; a reserve is its opaque code; the reason of a pin is left out.
 */
export function publicProblem(
  problem: Problem,
  files: Readonly<Record<string, string>>,
  publicRef: ReadonlyMap<string, string>,
): Record<string, string> {
  const { applicants, places, options, rules } = problem;
  const idOf = (ref: string): string => {
    const id = publicRef.get(ref);
    if (id === undefined) throw new Error(`no public id for ${ref}`);
    return id;
  };
  const kept = applicants.attributes.filter((a) => /^reserve_\d+$/.test(a.name));
  const priorities = orderAtPlaces(problem);
  const ranks = ranksWithoutGaps(problem);
  const optionRows = Array.from(options.applicant, (a, o) => [
    idOf(applicants.ids[a]!),
    places.ids[options.place[o]!]!,
    ranks[o]!,
    priorities[o]!,
  ]).sort((x, y) => byText(String(x[0]), String(y[0])) || Number(x[2]) - Number(y[2]));
  const applicantRows = applicants.ids
    .map((id, a) => [idOf(id), ...kept.map((column) => column.values[column.codes[a]!]!)])
    .sort((x, y) => byText(x[0]!, y[0]!));
  const written = JSON.parse(files["rules.json"]!) as { reserves: unknown };
  return {
    "applicants.csv": csv(["applicant", ...kept.map((column) => column.name)], applicantRows),
    "options.csv": csv(["applicant", "place", "rank", "priority"], optionRows),
    "places.csv": files["places.csv"]!,
    "rules.json": `${JSON.stringify(
      {
        rule: rules.rule,
        reserves: written.reserves,
        pins: rules.pins
          .map((pin) => ({
            applicant: idOf(pin.applicant),
            place: pin.place,
            reason: "decided by hand",
          }))
          .sort((x, y) => byText(x.applicant, y.applicant)),
      },
      null,
      2,
    )}\n`,
  };
}

/** 1 for the place's favourite: by points, then by the order among equals, then by the draw. */
function orderAtPlaces(problem: Problem): number[] {
  const { applicants, places, options, rules } = problem;
  const draw = applicants.ids.map((id) => sha256(`${rules.seed}\n${id}`));
  const at: number[][] = places.ids.map(() => []);
  options.place.forEach((place, o) => {
    at[place]!.push(o);
  });
  const priority: number[] = new Array(options.place.length).fill(0);
  for (const asked of at) {
    asked
      .sort((x, y) => {
        const [a, b] = [options.applicant[x]!, options.applicant[y]!];
        return (
          applicants.points[b]! - applicants.points[a]! ||
          applicants.tie[a]! - applicants.tie[b]! ||
          byText(draw[a]!, draw[b]!)
        );
      })
      .forEach((o, index) => {
        priority[o] = index + 1;
      });
  }
  return priority;
}

/** A gap would tell that eligibility removed a wish of this person. */
function ranksWithoutGaps(problem: Problem): number[] {
  const { options } = problem;
  const of = new Map<number, number[]>();
  options.applicant.forEach((a, o) => {
    const list = of.get(a) ?? [];
    list.push(o);
    of.set(a, list);
  });
  const ranks: number[] = new Array(options.rank.length).fill(0);
  for (const list of of.values()) {
    list
      .sort((x, y) => options.rank[x]! - options.rank[y]!)
      .forEach((o, index) => {
        ranks[o] = index + 1;
      });
  }
  return ranks;
}
