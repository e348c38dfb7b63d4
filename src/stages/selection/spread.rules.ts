/** Scores of one criterion of one case, by whom. */
export type Scored = {
  readonly caseId: string;
  readonly criterion: string;
  readonly assessorId: string;
  readonly value: number;
};

export type CaseSpread = {
  readonly caseId: string;
  /** Widest distance between two scores of one criterion. */
  readonly spread: number;
  /** Where it is that wide. */
  readonly criterion: string;
};

/** Cases in the order in which a panel should talk about them: the widest disagreement first. */
export function spreads(scores: readonly Scored[]): CaseSpread[] {
  const groups = new Map<string, { caseId: string; criterion: string; values: number[] }>();
  for (const { caseId, criterion, value } of scores) {
    const key = `${caseId} ${criterion}`;
    const group = groups.get(key) ?? { caseId, criterion, values: [] };
    group.values.push(value);
    groups.set(key, group);
  }
  const widest = new Map<string, CaseSpread>();
  for (const { caseId, criterion, values } of groups.values()) {
    const spread = Math.max(...values) - Math.min(...values);
    if (spread > (widest.get(caseId)?.spread ?? -1)) {
      widest.set(caseId, { caseId, criterion, spread });
    }
  }
  return [...widest.values()].sort((a, b) => b.spread - a.spread || (a.caseId < b.caseId ? -1 : 1));
}

export type Drift = {
  readonly assessorId: string;
  readonly scores: number;
  readonly mean: number;
  /** How far from what the others gave the same cases, on average; null where nobody else did. */
  readonly from: number | null;
};

/** Who is stricter or milder than those who scored the same cases. */
export function drifts(scores: readonly Scored[]): Drift[] {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const same = new Map<string, Scored[]>();
  for (const score of scores) {
    const key = `${score.caseId} ${score.criterion}`;
    same.set(key, [...(same.get(key) ?? []), score]);
  }
  const own = new Map<string, { values: number[]; distances: number[] }>();
  for (const group of same.values()) {
    for (const score of group) {
      const mine = own.get(score.assessorId) ?? { values: [], distances: [] };
      mine.values.push(score.value);
      const others = group.filter((other) => other.assessorId !== score.assessorId);
      if (others.length > 0) mine.distances.push(score.value - mean(others.map((o) => o.value)));
      own.set(score.assessorId, mine);
    }
  }
  return [...own].map(([assessorId, { values, distances }]) => ({
    assessorId,
    scores: values.length,
    mean: mean(values),
    from: distances.length === 0 ? null : mean(distances),
  }));
}

/** Saves further apart than this are a break, not one case. */
const LONGEST_MINUTES = 15;
/** What a case takes before there is anything to go by: 25 in an hour. */
const USUAL_MINUTES = 2.4;

/**
 * Minutes that the rest of a queue will take at one's own pace: the median distance between saves.
 */
export function minutesLeft(savedAt: readonly Date[], left: number): number {
  const times = savedAt.map((at) => at.getTime()).sort((a, b) => a - b);
  const gaps = times
    .slice(1)
    .map((time, at) => (time - times[at]!) / 60_000)
    .filter((gap) => gap > 0 && gap <= LONGEST_MINUTES)
    .sort((a, b) => a - b);
  const pace = gaps.length < 3 ? USUAL_MINUTES : gaps[Math.floor(gaps.length / 2)]!;
  return Math.ceil(left * pace);
}
