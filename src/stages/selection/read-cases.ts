import type { Tx } from "../../platform/db/index.ts";
import type { Result } from "../../shared/result.ts";
import type { Call } from "../calls/call.ts";
import { readCall } from "../calls/read-calls.ts";
import { type CaseFacts, caseFacts, seenCountries } from "./case.store.ts";
import { pseudonymOf } from "./pseudonym.ts";
import { pointsOf } from "./ranking/points.rules.ts";
import type { RankedLine, RankingInput, RankingRule } from "./ranking/ranking.ts";
import { type RankingFiles, rankingFolder } from "./ranking/ranking-folder.ts";
import {
  type Eligibility,
  eligibilityOf,
  inputsOf,
  rankedCriterion,
  rankingRule,
} from "./ranking-inputs.ts";
import { standingsOf } from "./read-standings.ts";
import { can } from "./selection.policy.ts";
import type { Selection } from "./selection.ts";
import { selectionOf } from "./selection-call.store.ts";

/** A case with what follows from its facts today. */
export type Case = CaseFacts & {
  readonly pseudonym: string;
  readonly eligible: Eligibility;
  readonly inputs: readonly RankingInput[];
  /** Null where nothing counts for the criterion yet. */
  readonly points: Readonly<Record<string, number | null>>;
  readonly total: number;
};

/** Cases of a call as they stand now. The store decides nothing; this is where rules meet facts. */
export async function standingCases(
  tx: Tx,
  call: Call,
  countries: readonly string[] | null,
  applicationId: string | null = null,
): Promise<Case[]> {
  const of = applicationId === null ? { callId: call.id } : { applicationId };
  const standings = await standingsOf(tx, of, countries);
  const criteria = call.criteria.map(rankedCriterion);
  return (await caseFacts(tx, call.id, countries, applicationId)).map((one) => {
    const eligible = eligibilityOf(standings.get(one.id)!, one.eligibility);
    const inputs = inputsOf(criteria, one, eligible);
    const points = Object.fromEntries(
      criteria.map((criterion) => [criterion.code, pointsOf(criterion, inputs)]),
    );
    const total = Object.values(points).reduce<number>((sum, value) => sum + (value ?? 0), 0);
    return { ...one, pseudonym: pseudonymOf(call.id, one.id), eligible, inputs, points, total };
  });
}

export type SelectionCases = {
  readonly call: Call;
  readonly selection: Selection;
  readonly cases: readonly Case[];
};

/** Cases of a call by name, a country partner's own country alone; undefined for everybody else. */
export async function readCases(tx: Tx, callId: string): Promise<SelectionCases | undefined> {
  if (!can.seeSelection(tx.actor)) return undefined;
  const call = await readCall(tx, callId);
  const selection = call && (await selectionOf(tx, call.id));
  if (!call || !selection) return undefined;
  return { call, selection, cases: await standingCases(tx, call, seenCountries(tx)) };
}

export type MadeRanking = {
  readonly rule: RankingRule;
  readonly files: RankingFiles;
  readonly lines: readonly (RankedLine & { readonly of: Case })[];
};

/** The order of all cases of a call as it would be now; refused with everything that is missing. */
export function makeRanking(
  call: Call,
  cases: readonly Case[],
  list: RankingRule["list"],
  number: number,
): Result<MadeRanking> {
  const byPseudonym = new Map(cases.map((one) => [one.pseudonym, one]));
  const rule = rankingRule(call, list, number);
  const made = rankingFolder(
    rule,
    cases.map((one) => ({ id: one.pseudonym, inputs: one.inputs })),
  );
  if (!made.ok) return made;
  const { files, lines } = made.value;
  return {
    ok: true,
    value: {
      rule,
      files,
      lines: lines.map((line) => ({ ...line, of: byPseudonym.get(line.id)! })),
    },
  };
}
