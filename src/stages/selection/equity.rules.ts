import { equityVerdict, WIDE, wilson } from "../../shared/share.ts";

export type Share = {
  readonly of: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
  /** The interval is so wide that the share says nothing. */
  readonly tooFew: boolean;
};

export type GroupShares = {
  readonly attribute: "gender" | "setting";
  readonly group: "woman" | "man" | "rural" | "urban";
  /** Of those who applied, how many stand above the last place. */
  readonly selected: Share;
  /** Of everybody in the schools, how many applied; null where no school said how many it has. */
  readonly applied: Share | null;
};

export type Verdict = ReturnType<typeof equityVerdict>;
export type Equity = {
  readonly groups: readonly GroupShares[];
  readonly verdicts: readonly {
    readonly attribute: GroupShares["attribute"];
    readonly selected: Verdict;
    readonly applied: Verdict | null;
  }[];
  /** Schools that said how many people they have, of all. */
  readonly schools: { readonly known: number; readonly of: number };
};

type Person = {
  readonly gender: string | null;
  readonly setting: string | null;
  readonly rank: number | null;
};
type School = {
  readonly setting: string | null;
  readonly women: number | null;
  readonly men: number | null;
};

export const shareOf = (count: number, of: number): Share => {
  const { low, high } = wilson(count, of);
  return { count, of, low, high, tooFew: of === 0 || high - low > WIDE };
};

const GROUPS = [
  ["gender", "woman"],
  ["gender", "man"],
  ["setting", "rural"],
  ["setting", "urban"],
] as const;

/**
 * Chances twice: of those who applied, who was selected; and of those who could have applied, who
 * did. A fair list over an unfair crowd of applicants is half of an answer.
 * @param people everybody on the list, those not ranked too
 * @param seats how many ranks get a place
 */
export function equityOf(
  people: readonly Person[],
  schools: readonly School[],
  seats: number,
): Equity {
  const known = schools.filter((school) => school.women !== null && school.men !== null);
  const sum = (list: readonly School[], of: (school: School) => number) =>
    list.reduce((total, school) => total + of(school), 0);
  const populationOf = (group: (typeof GROUPS)[number][1]): number => {
    if (group === "woman") return sum(known, (school) => school.women ?? 0);
    if (group === "man") return sum(known, (school) => school.men ?? 0);
    const same = known.filter((school) => school.setting === group);
    return sum(same, (school) => (school.women ?? 0) + (school.men ?? 0));
  };
  const groups = GROUPS.map(([attribute, group]): GroupShares => {
    const members = people.filter((person) => person[attribute] === group);
    const selected = members.filter((person) => person.rank !== null && person.rank <= seats);
    const population = populationOf(group);
    return {
      attribute,
      group,
      selected: shareOf(selected.length, members.length),
      // Numbers of half the schools may be smaller than the applicants of all of them.
      applied:
        population >= members.length && population > 0 ? shareOf(members.length, population) : null,
    };
  });
  return {
    groups,
    verdicts: (["gender", "setting"] as const).map((attribute) => {
      const own = groups.filter((group) => group.attribute === attribute);
      const applied = own.flatMap((group) => group.applied ?? []);
      return {
        attribute,
        selected: equityVerdict(own.map((group) => group.selected)),
        applied: applied.length === own.length ? equityVerdict(applied) : null,
      };
    }),
    schools: { known: known.length, of: schools.length },
  };
}
