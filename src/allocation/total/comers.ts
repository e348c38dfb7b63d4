/**
 * Those who would pay the most for the free seats of a place, by their option in its list, and the
 * first who would not get one: a heap with the least on top. Of two who pay the same the earlier comes
 * first.
 */
export class Comers {
  /** The first `size` entries count, in no order that means anything. */
  pay = new Float64Array(16);
  option = new Int32Array(16);
  size = 0;
  /** Whoever pays no more than this need not be offered. */
  least = 0;
  private most = 0;

  /** Begin anew, to keep the `most` best. */
  open(most: number): void {
    this.most = most;
    this.size = 0;
    this.least = 0;
  }

  /** Options have to be offered in their order. */
  offer(option: number, pay: number): void {
    if (pay <= this.least) return;
    if (this.size < this.most) this.add(option, pay);
    else this.sink(option, pay, this.size);
    if (this.size === this.most) this.least = this.pay[0]!;
  }

  /** What the one too many would pay, who is taken out; 0 where there are no more than seats. */
  takeNext(): number {
    if (this.size < this.most) return 0;
    const next = this.pay[0]!;
    const last = --this.size;
    this.sink(this.option[last]!, this.pay[last]!, last);
    return next;
  }

  private add(option: number, pay: number): void {
    if (this.size === this.pay.length) this.widen();
    let at = this.size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.isBetter(above, option, pay)) break;
      this.move(above, at);
      at = above;
    }
    this.put(option, pay, at);
  }

  /** Put an entry where the least one was, among the first `size`. */
  private sink(option: number, pay: number, size: number): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && this.isBetter(below, this.option[below + 1]!, this.pay[below + 1]!)) {
        below++;
      }
      if (this.isBetter(below, option, pay)) break;
      this.move(below, at);
      at = below;
    }
    this.put(option, pay, at);
  }

  /** Whether the entry at `at` is better than this one. */
  private isBetter(at: number, option: number, pay: number): boolean {
    return this.pay[at]! > pay || (this.pay[at] === pay && this.option[at]! < option);
  }

  private move(from: number, to: number): void {
    this.put(this.option[from]!, this.pay[from]!, to);
  }

  private put(option: number, pay: number, at: number): void {
    this.option[at] = option;
    this.pay[at] = pay;
  }

  private widen(): void {
    const { pay, option } = this;
    this.pay = new Float64Array(2 * pay.length);
    this.pay.set(pay);
    this.option = new Int32Array(2 * option.length);
    this.option.set(option);
  }
}
