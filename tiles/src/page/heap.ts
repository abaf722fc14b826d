/** A binary heap, the least entry on top. */
export class Heap<T> {
  readonly #entries: T[] = [];
  readonly #keyOf: (entry: T) => number;

  constructor(keyOf: (entry: T) => number) {
    this.#keyOf = keyOf;
  }

  push(entry: T): void {
    const entries = this.#entries;
    let at = entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#keyOf(entries[parent]!) <= this.#keyOf(entries[at]!)) return;
      [entries[parent], entries[at]] = [entries[at]!, entries[parent]!];
      at = parent;
    }
  }

  pop(): T | undefined {
    const entries = this.#entries;
    const top = entries[0];
    const last = entries.pop();
    if (entries.length === 0 || last === undefined) return top;
    entries[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < entries.length && this.#keyOf(entries[child]!) < this.#keyOf(entries[least]!)) least = child;
      }
      if (least === at) return top;
      [entries[at], entries[least]] = [entries[least]!, entries[at]!];
      at = least;
    }
  }
}
