/**
 * A dictionary of byte strings: each distinct one gets the next number. Two million lookups of
 * applicant and place ids make no garbage: bytes are hashed and compared where they lie.
 */
export class Ids {
  private bytes = new Uint8Array(1 << 12);
  private used = 0;
  private offset = new Int32Array(1 << 8);
  private slots = new Int32Array(1 << 9).fill(-1);
  count = 0;

  /** The number of the string, or -1 when it is not known. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.slots[this.slotOf(bytes, start, end)]!;
  }

  /** The number of the string, given now if it is new. */
  add(bytes: Uint8Array, start: number, end: number): number {
    let slot = this.slotOf(bytes, start, end);
    if (this.slots[slot] !== -1) return this.slots[slot]!;
    if ((this.count + 1) * 2 > this.slots.length) {
      this.grow();
      slot = this.slotOf(bytes, start, end);
    }
    this.append(bytes.subarray(start, end));
    this.slots[slot] = this.count;
    return this.count++;
  }

  /** Whether string `id` is exactly these bytes: rows of one applicant usually follow each other. */
  is(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.offset[id]!;
    const length = this.offset[id + 1]! - from;
    if (length !== end - start) return false;
    for (let i = 0; i < length; i++) if (this.bytes[from + i] !== bytes[start + i]) return false;
    return true;
  }

  /** All strings in the order of their numbers; null where the bytes are not UTF-8. */
  texts(): (string | null)[] {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return Array.from({ length: this.count }, (_, id) => {
      try {
        return decoder.decode(this.bytes.subarray(this.offset[id], this.offset[id + 1]));
      } catch {
        return null;
      }
    });
  }

  private slotOf(bytes: Uint8Array, start: number, end: number): number {
    // FNV-1a, then a mix: neighbouring ids differ in their last byte only.
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== -1 && !this.is(this.slots[slot]!, bytes, start, end)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private append(text: Uint8Array): void {
    if (this.used + text.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.used + text.length));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    if (this.count + 1 >= this.offset.length) {
      const larger = new Int32Array(this.offset.length * 2);
      larger.set(this.offset);
      this.offset = larger;
    }
    this.bytes.set(text, this.used);
    this.used += text.length;
    this.offset[this.count + 1] = this.used;
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let id = 0; id < this.count; id++) {
      this.slots[this.slotOf(this.bytes, this.offset[id]!, this.offset[id + 1]!)] = id;
    }
  }
}

const BLOCK = 1 << 18;

/** Whole numbers, as many as come; in blocks, so that nothing is copied while they come. */
export class Numbers {
  private blocks: Int32Array[] = [];
  private block = new Int32Array(1 << 10);
  private used = 0;
  length = 0;

  push(value: number): void {
    if (this.used === this.block.length) this.widen();
    this.block[this.used++] = value;
    this.length++;
  }

  at(index: number): number {
    const block = Math.floor(index / BLOCK);
    return block < this.blocks.length
      ? this.blocks[block]![index % BLOCK]!
      : this.block[index % BLOCK]!;
  }

  /** All of them, once: what they were kept in is let go. */
  take(): Int32Array {
    const all = new Int32Array(this.length);
    for (const [b, block] of this.blocks.entries()) all.set(block, b * BLOCK);
    all.set(this.block.subarray(0, this.used), this.blocks.length * BLOCK);
    this.blocks = [];
    this.used = 0;
    this.length = 0;
    return all;
  }

  private widen(): void {
    if (this.used === BLOCK) {
      this.blocks.push(this.block);
      this.block = new Int32Array(BLOCK);
      this.used = 0;
      return;
    }
    const larger = new Int32Array(2 * this.used);
    larger.set(this.block);
    this.block = larger;
  }
}

/**
 * The line of each row, to name it when something is wrong there. Mostly each row is one line further,
 * so only where it is not is kept.
 */
export class Lines {
  private readonly from = new Numbers();
  private readonly ahead = new Numbers();
  private last = -1;
  private length = 0;

  push(line: number): void {
    const ahead = line - this.length;
    if (ahead !== this.last) {
      this.from.push(this.length);
      this.ahead.push(ahead);
      this.last = ahead;
    }
    this.length++;
  }

  at(row: number): number {
    let low = 0;
    let high = this.from.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.from.at(middle) <= row) low = middle;
      else high = middle;
    }
    return row + this.ahead.at(low);
  }
}
