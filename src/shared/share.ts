const Z = 1.959963984540054;

/**
 * Wilson's 95 % interval for a share: right also for few people and for shares near 0 and 1, where
 * the usual formula leaves the scale. E. B. Wilson, JASA 22 (1927).
 */
export function wilson(successes: number, total: number): { low: number; high: number } {
  if (total === 0) return { low: 0, high: 1 };
  const share = successes / total;
  const z2 = Z * Z;
  const middle = share + z2 / (2 * total);
  const spread = Z * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
  const whole = 1 + z2 / total;
  return {
    low: Math.max(0, (middle - spread) / whole),
    high: Math.min(1, (middle + spread) / whole),
  };
}

/** An interval wider than this says too little to be read as a difference. */
export const WIDE = 0.4;

type Rate = { readonly low: number; readonly high: number };

/** What may be said about a set of groups without reading more into it than there is. */
export function equityVerdict(groups: readonly Rate[]): "too-few" | "within-chance" | "difference" {
  const told = groups.filter((g) => g.high - g.low <= WIDE);
  if (told.length < 2) return "too-few";
  const lowest = Math.min(...told.map((g) => g.high));
  const highest = Math.max(...told.map((g) => g.low));
  if (highest > lowest) return "difference";
  return told.length < groups.length ? "too-few" : "within-chance";
}
