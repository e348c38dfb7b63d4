import type { Tx } from "../../platform/db/index.ts";
import { isUuid } from "../../shared/id.ts";
import { can } from "./growth.policy.ts";
import { firstHosting, isConfirmed, type Missing, missingToLead } from "./growth.rules.ts";
import { answersNow, answersOf, growingOrganisations } from "./growth.store.ts";
import type { GrowingOrganisation, GrowthAnswer, YearFacts } from "./growth.ts";
import { type Standard, standardOf } from "./standards.ts";

export type Growth = GrowingOrganisation & {
  readonly answers: readonly GrowthAnswer[];
  /** Standards that are in place and confirmed. */
  readonly confirmed: number;
  /** Answers that wait for the coordinator. */
  readonly waiting: number;
  readonly firstHosting: number | null;
  /** What it lacks to run a scheme alone. */
  readonly missing: readonly Missing[];
  readonly missingStandards: readonly Standard[];
};

function grown(of: GrowingOrganisation, answers: readonly GrowthAnswer[]): Growth {
  const { missing, standards } = missingToLead(answers, of.years);
  return {
    ...of,
    answers,
    confirmed: answers.filter(isConfirmed).length,
    waiting: answers.filter(({ state }) => state === "said").length,
    firstHosting: firstHosting(of.years),
    missing,
    missingStandards: standards,
  };
}

/** Every partner with what it says of itself and what it did. Two statements. */
export async function readGrowth(tx: Tx): Promise<readonly Growth[]> {
  if (!can.seeGrowth(tx.actor)) return [];
  const organisations = await growingOrganisations(tx);
  const answers = Map.groupBy(await answersNow(tx), ({ organisationId }) => organisationId);
  return organisations.map((of) => grown(of, answers.get(of.id) ?? []));
}

export async function readGrowthOf(tx: Tx, id: string): Promise<Growth | null> {
  if (!can.seeGrowth(tx.actor) || !isUuid(id)) return null;
  const [of] = await growingOrganisations(tx, id);
  return of ? grown(of, await answersNow(tx, id)) : null;
}

/** One standard of one organisation: what was ever said of it, the newest first. */
export async function readStandard(
  tx: Tx,
  id: string,
  code: string,
): Promise<{
  readonly of: Growth;
  readonly standard: Standard;
  readonly said: readonly GrowthAnswer[];
} | null> {
  const standard = standardOf(code);
  const of = standard ? await readGrowthOf(tx, id) : null;
  return of && standard ? { of, standard, said: await answersOf(tx, id, standard) } : null;
}

/** What became stronger, year by year, over all partners: the figure of the report. */
export type GrowthYear = Omit<YearFacts, "year"> & {
  readonly year: number;
  /** Organisations that took somebody in for the first time. */
  readonly firstHosts: number;
  /** Organisations that both sent and took in. */
  readonly both: number;
  /** Standards that were confirmed in that year and still are. */
  readonly confirmed: number;
};

export function growthByYear(all: readonly Growth[]): readonly GrowthYear[] {
  const confirmedIn = (year: number) =>
    all
      .flatMap(({ answers }) => answers.filter(isConfirmed))
      .filter(({ decidedAt }) => decidedAt?.getUTCFullYear() === year).length;
  const years = new Set([
    ...all.flatMap((of) => of.years.map(({ year }) => year)),
    ...all.flatMap(({ answers }) =>
      answers.filter(isConfirmed).flatMap(({ decidedAt }) => decidedAt?.getUTCFullYear() ?? []),
    ),
  ]);
  return [...years].sort().map((year) => {
    const facts = all.flatMap((of) => of.years.filter((one) => one.year === year));
    const sum = (of: (one: YearFacts) => number) => facts.reduce((s, one) => s + of(one), 0);
    return {
      year,
      learnersSent: sum(({ learnersSent }) => learnersSent),
      staffSent: sum(({ staffSent }) => staffSent),
      hosted: sum(({ hosted }) => hosted),
      atEvents: sum(({ atEvents }) => atEvents),
      firstHosts: all.filter((of) => of.firstHosting === year).length,
      both: facts.filter((one) => one.hosted > 0 && one.learnersSent + one.staffSent > 0).length,
      confirmed: confirmedIn(year),
    };
  });
}
