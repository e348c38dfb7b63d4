/** A sequence that repeats with its seed, so that a history that went wrong is played again. */
export type Chance = (below: number) => number;

export function chance(seed: string): Chance {
  let state = Number.parseInt(seed.slice(0, 7), 16) || 1;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
