/** A bound seen at some multipliers, and how it leans: nowhere is it below `value + slope (at - here)`. */
interface Cut {
  /** Of the plane at multipliers of 0. */
  readonly base: number;
  readonly slope: Float64Array;
}

/** More planes than this are not kept; those that hold nothing up go first. */
const MOST_CUTS = 60;
const MOST_MOVES = 400;
/** How much of the promised fall a step has to bring to become the new centre. */
const SERIOUS = 0.1;

/**
 * Looks for the multipliers, from 0 up to a ceiling each, at which a bound is lowest, by planes below
 * it and a spring to the best point so far (proximal bundle method; Lemaréchal 1975, Kiwiel 1990).
 */
export class Cuts {
  private readonly ceiling: Float64Array;
  private readonly measure: Float64Array;
  private cuts: Cut[] = [];
  /** How much each plane holds up the next point; together 1. */
  private share: number[] = [];
  private centre: Float64Array;
  private lowest = Number.POSITIVE_INFINITY;
  private spring: number;
  private promised = 0;

  /**
   * `measure` of each row: a usual coefficient of it, so that cents and people are looked at alike.
   * `reach`: by how much a multiplier of a row measured by 1 may change in a first step, about.
   */
  constructor(ceiling: Float64Array, measure: Float64Array, reach: number) {
    this.ceiling = ceiling.map((one, r) => one * measure[r]!);
    this.measure = measure;
    this.centre = new Float64Array(ceiling.length);
    this.spring = reach;
  }

  /** How far below the best bound so far the planes say it may still come at the next point. */
  get hope(): number {
    return this.promised;
  }

  /** Take in the value at some multipliers; `steepness` is the limit of each row less its activity there. */
  add(multipliers: Float64Array, value: number, steepness: Float64Array): void {
    const at = multipliers.map((one, r) => one * this.measure[r]!);
    const slope = steepness.map((one, r) => one / this.measure[r]!);
    const base = value - dot(slope, at);
    if (this.cuts.length === 0) {
      // The first slope says how far a step of the wished reach is.
      const steepest = slope.reduce((most, one) => Math.max(most, Math.abs(one)), 1);
      this.spring /= steepest;
    } else if (value < this.lowest - SERIOUS * this.promised) this.spring *= 1.5;
    else this.spring *= 0.7;
    if (value < this.lowest) {
      this.lowest = value;
      this.centre = at.slice();
    }
    if (this.cuts.length === MOST_CUTS) {
      const idle = this.share.indexOf(Math.min(...this.share));
      this.cuts.splice(idle, 1);
      const [gone = 0] = this.share.splice(idle, 1);
      this.share[0]! += gone;
    }
    this.cuts.push({ base, slope });
    this.share.push(this.cuts.length === 1 ? 1 : 0);
  }

  /** The next multipliers to look at. */
  next(): Float64Array {
    const { cuts, share, centre, ceiling, spring } = this;
    const point = new Float64Array(centre.length);
    const pull = new Float64Array(centre.length);
    for (const [i, { slope }] of cuts.entries()) addTo(pull, slope, share[i]!);
    const place = () => {
      for (let r = 0; r < point.length; r++) {
        point[r] = Math.min(ceiling[r]!, Math.max(0, centre[r]! - spring * pull[r]!));
      }
    };
    place();
    let top = 0;
    for (let move = 0; move < MOST_MOVES; move++) {
      let bottom = -1;
      let highest = Number.NEGATIVE_INFINITY;
      let least = Number.POSITIVE_INFINITY;
      cuts.forEach(({ base, slope }, i) => {
        const height = base + dot(slope, point);
        if (height > highest) {
          highest = height;
          top = i;
        }
        if (share[i]! > 0 && height < least) {
          least = height;
          bottom = i;
        }
      });
      this.promised = this.lowest - highest;
      if (highest - least <= 1e-9 * Math.abs(highest) || top === bottom) break;
      const [up, down] = [cuts[top]!.slope, cuts[bottom]!.slope];
      let bend = 0;
      for (let r = 0; r < up.length; r++) bend += (up[r]! - down[r]!) ** 2;
      const shift = Math.min(share[bottom]!, bend === 0 ? 1 : (highest - least) / (bend * spring));
      share[top]! += shift;
      share[bottom]! -= shift;
      addTo(pull, up, shift);
      addTo(pull, down, -shift);
      place();
    }
    return point.map((one, r) => one / this.measure[r]!);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addTo(sum: Float64Array, term: Float64Array, times: number): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += times * term[i]!;
}
