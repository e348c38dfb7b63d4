import type { Market } from "./market.ts";

/**
 * Applicant-proposing deferred acceptance, one applicant at a time. The outcome does not depend on
 * the order in which they enter, which is what makes every "what if" below a matter of entering
 * someone last, looking, and rewinding.
 *
 * All that changes lives in one array of doubles, so that a journal of (cell, old value) can
 * undo anything: the cursor of each applicant (which wish it stands at), the heap of each bin
 * (worst on top), its size, and how many it counts. A heap entry is order * applicants +
 * applicant, so that one comparison decides and the person can be read back from it. In a tree of
 * bins, entries of people who have moved on stay until they surface (lazy deletion); each wish is
 * pushed at most once into each bin, so the room is known beforehand.
 */
export class Contest {
  readonly market: Market;
  readonly cells: Float64Array;
  /** Who asks for one wish only and leaves when turned away: the subject of a "what if". */
  private solo = -1;
  private journal: { at: number[]; was: number[] } | null = null;
  private readonly applicants: number;
  private readonly sizeAt: number;
  private readonly countAt: number;
  private readonly heapAt: Int32Array;
  /** Added to the order of whoever is not in the group a seat is kept for: they come after. */
  private readonly behind: number;
  proposals = 0;

  constructor(market: Market) {
    this.market = market;
    this.applicants = market.applicants;
    this.behind = 4 * market.applicants + 4;
    const bins = market.binSeats.length;
    this.sizeAt = market.applicants;
    this.countAt = this.sizeAt + bins;
    this.heapAt = new Int32Array(bins + 1);
    this.heapAt[0] = this.countAt + bins;
    for (let b = 0; b < bins; b++) this.heapAt[b + 1] = this.heapAt[b]! + market.binRoom[b]!;
    this.cells = new Float64Array(this.heapAt[bins]!);
    this.cells.set(market.choiceStart.subarray(0, market.applicants));
  }

  /** Let an applicant ask along its wishes, and everyone it displaces along theirs. */
  enter(applicant: number): void {
    const { choiceStart, choicePlace, nested } = this.market;
    let asking = applicant;
    for (;;) {
      const choice = this.cells[asking]!;
      if (choice >= choiceStart[asking + 1]!) return;
      const place = choicePlace[choice]!;
      this.proposals++;
      const turnedAway = nested[place] === 0 ? this.askChain(place, asking) : this.askTree(asking);
      if (turnedAway === -1) return;
      const next =
        turnedAway === this.solo ? choiceStart[turnedAway + 1]! : this.cells[turnedAway]! + 1;
      this.set(turnedAway, next);
      asking = turnedAway;
    }
  }

  /**
   * Enter an applicant who is not in the contest with one wish only. True when it keeps the seat
   * once everybody has come to rest, which is what makes it a place of its true menu.
   */
  enterFor(applicant: number, choice: number): boolean {
    this.solo = applicant;
    this.set(applicant, choice);
    this.enter(applicant);
    this.solo = -1;
    return this.cells[applicant] === choice;
  }

  /** The wish an applicant holds a seat for, or -1. */
  choiceOf(applicant: number): number {
    const choice = this.cells[applicant]!;
    return choice < this.market.choiceStart[applicant + 1]! ? choice : -1;
  }

  /** The place an applicant holds, or -1; pinned applicants hold the place they are pinned to. */
  placeOf(applicant: number): number {
    const pinned = this.market.plan.pinnedTo[applicant]!;
    if (pinned !== -1) return pinned;
    const choice = this.choiceOf(applicant);
    return choice === -1 ? -1 : this.market.choicePlace[choice]!;
  }

  isFull(bin: number): boolean {
    return this.taken(bin) >= this.market.binSeats[bin]!;
  }

  taken(bin: number): number {
    return this.cells[this.countAt + bin]!;
  }

  /** Who would leave this bin first, or -1 when it holds nobody. */
  last(bin: number): number {
    const entry = this.worst(bin);
    return entry === -1 ? -1 : this.personIn(entry);
  }

  /** Everyone a bin holds, in no order. */
  held(bin: number): number[] {
    const from = this.heapAt[bin]!;
    const people: number[] = [];
    for (let i = 0; i < this.cells[this.sizeAt + bin]!; i++) {
      const entry = this.cells[from + i]!;
      if (this.isLive(bin, entry)) people.push(this.personIn(entry));
    }
    return people;
  }

  /** The bin of a chain that holds the applicant, or the innermost bin of its choice in a tree. */
  binOf(applicant: number): number {
    const choice = this.choiceOf(applicant);
    if (choice === -1) return -1;
    const { binStart, choicePlace, choiceBin, nested } = this.market;
    const place = choicePlace[choice]!;
    if (nested[place] === 1) return choiceBin![choice]!;
    for (let bin = binStart[place]!; bin < binStart[place + 1]!; bin++) {
      if (this.held(bin).includes(applicant)) return bin;
    }
    return -1;
  }

  /** Start to remember changes; `rewind` with this mark undoes all that come after. */
  mark(): number {
    this.journal ??= { at: [], was: [] };
    return this.journal.at.length;
  }

  rewind(mark: number): void {
    const { at, was } = this.journal!;
    for (let i = at.length - 1; i >= mark; i--) this.cells[at[i]!] = was[i]!;
    at.length = mark;
    was.length = mark;
  }

  /** A place's kinds of seats are asked in turn; whoever one turns away goes on to the next. */
  private askChain(place: number, applicant: number): number {
    const { binStart, binSeats, binGroup, choiceKey } = this.market;
    const end = binStart[place + 1]!;
    let asking = applicant;
    let key = choiceKey[this.cells[asking]!]!;
    for (let bin = binStart[place]!; bin < end; bin++) {
      const seats = binSeats[bin]!;
      if (seats === 0) continue;
      const group = binGroup[bin]!;
      const order = group === null || group[asking] === 1 ? key : key + this.behind;
      const entry = order * this.applicants + asking;
      if (this.taken(bin) < seats) {
        this.push(bin, entry);
        this.set(this.countAt + bin, this.taken(bin) + 1);
        return -1;
      }
      const worst = this.cells[this.heapAt[bin]!]!;
      if (entry < worst) {
        this.sink(bin, entry);
        asking = this.personIn(worst);
        key = choiceKey[this.cells[asking]!]!;
      }
    }
    return asking;
  }

  /**
   * Taking one more breaks at most one rule at a time: the innermost full bin around the asker. The
   * worst in there, asker included, has to go (the unique circuit of a laminar matroid).
   */
  private askTree(asking: number): number {
    const { choiceBin, choiceKey, binParent } = this.market;
    const choice = this.cells[asking]!;
    const entry = choiceKey[choice]! * this.applicants + asking;
    const innermost = choiceBin![choice]!;
    let full = innermost;
    while (full !== -1 && !this.isFull(full)) full = binParent[full]!;
    let leaving = -1;
    if (full !== -1) {
      const worst = this.worst(full);
      if (worst === -1 || entry > worst) return asking;
      leaving = this.personIn(worst);
      for (let bin = choiceBin![this.cells[leaving]!]!; bin !== -1; bin = binParent[bin]!) {
        this.set(this.countAt + bin, this.taken(bin) - 1);
      }
    }
    for (let bin = innermost; bin !== -1; bin = binParent[bin]!) {
      this.push(bin, entry);
      this.set(this.countAt + bin, this.taken(bin) + 1);
    }
    return leaving;
  }

  private worst(bin: number): number {
    const sizeCell = this.sizeAt + bin;
    const top = this.heapAt[bin]!;
    while (this.cells[sizeCell]! > 0) {
      const entry = this.cells[top]!;
      if (this.isLive(bin, entry)) return entry;
      const size = this.cells[sizeCell]! - 1;
      this.set(sizeCell, size);
      if (size > 0) this.sink(bin, this.cells[top + size]!);
    }
    return -1;
  }

  /** In a tree the person behind an entry may have moved on since. */
  private isLive(bin: number, entry: number): boolean {
    const choice = this.choiceOf(this.personIn(entry));
    if (choice === -1) return false;
    const { choicePlace, binStart } = this.market;
    const place = choicePlace[choice]!;
    return bin >= binStart[place]! && bin < binStart[place + 1]!;
  }

  private personIn(entry: number): number {
    return entry - Math.floor(entry / this.applicants) * this.applicants;
  }

  private push(bin: number, entry: number): void {
    const { cells } = this;
    const from = this.heapAt[bin]!;
    let i = cells[this.sizeAt + bin]!;
    this.set(this.sizeAt + bin, i + 1);
    while (i > 0) {
      const above = (i - 1) >> 1;
      if (cells[from + above]! >= entry) break;
      this.set(from + i, cells[from + above]!);
      i = above;
    }
    this.set(from + i, entry);
  }

  /** Replace the top of the heap. */
  private sink(bin: number, entry: number): void {
    const { cells } = this;
    const from = this.heapAt[bin]!;
    const size = cells[this.sizeAt + bin]!;
    let i = 0;
    for (;;) {
      let below = 2 * i + 1;
      if (below >= size) break;
      if (below + 1 < size && cells[from + below + 1]! > cells[from + below]!) below++;
      if (cells[from + below]! <= entry) break;
      this.set(from + i, cells[from + below]!);
      i = below;
    }
    this.set(from + i, entry);
  }

  private set(cell: number, value: number): void {
    if (this.journal !== null) {
      this.journal.at.push(cell);
      this.journal.was.push(this.cells[cell]!);
    }
    this.cells[cell] = value;
  }
}

/** Everybody in, except one if named. */
export function runContest(market: Market, without = -1): Contest {
  const contest = new Contest(market);
  for (let a = 0; a < market.applicants; a++) if (a !== without) contest.enter(a);
  return contest;
}
