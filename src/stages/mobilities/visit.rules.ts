import type { Problem } from "../../shared/result.ts";

/** A preparatory visit is made by few people, and one is enough for each host. */
export const MOST_VISITORS = 3;

export type Visit = {
  readonly id: string;
  readonly hostId: string;
  readonly starts: string;
  readonly ends: string;
};

/**
 * What speaks against a visitor beside all others who go or went: those on the same days are the same
 * visit, whoever was there on other days was on the host's one visit already.
 */
export function visitProblems(visit: Visit, others: readonly Visit[]): Problem[] {
  const there = others.filter((one) => one.id !== visit.id && one.hostId === visit.hostId);
  const same = there.filter((one) => one.starts === visit.starts && one.ends === visit.ends);
  const earlier = there.find((one) => one.starts !== visit.starts || one.ends !== visit.ends);
  if (earlier) {
    return [{ code: "visit-once-a-host", params: { from: earlier.starts }, field: "starts" }];
  }
  return same.length >= MOST_VISITORS
    ? [{ code: "visit-too-many", params: { most: MOST_VISITORS, there: same.length + 1 } }]
    : [];
}
