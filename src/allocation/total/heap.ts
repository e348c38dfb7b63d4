/** A queue of small whole numbers by key, lowest first; an entry may stand in it more than once. */
export class Queue {
  private readonly keys: number[] = [];
  private readonly items: number[] = [];

  get size(): number {
    return this.items.length;
  }

  get lowest(): number {
    return this.keys[0]!;
  }

  clear(): void {
    this.keys.length = 0;
    this.items.length = 0;
  }

  push(item: number, key: number): void {
    const { keys, items } = this;
    let at = items.length;
    keys.push(key);
    items.push(item);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (keys[above]! <= key) break;
      keys[at] = keys[above]!;
      items[at] = items[above]!;
      at = above;
    }
    keys[at] = key;
    items[at] = item;
  }

  pop(): number {
    const { keys, items } = this;
    const first = items[0]!;
    const key = keys.pop()!;
    const item = items.pop()!;
    const size = items.length;
    if (size === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && keys[below + 1]! < keys[below]!) below++;
      if (keys[below]! >= key) break;
      keys[at] = keys[below]!;
      items[at] = items[below]!;
      at = below;
    }
    keys[at] = key;
    items[at] = item;
    return first;
  }
}
