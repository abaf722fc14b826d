import { Growing } from './growing.ts';

/** Numbers texts by 64 bits of hash, in order of first sight, and counts them. */
export class GramTable {
  readonly #firsts = new Growing((n) => new Uint32Array(n));
  readonly #seconds = new Growing((n) => new Uint32Array(n));
  #slots = new Int32Array(1 << 6).fill(-1);
  counts = new Float64Array(1 << 6);
  /** Sums over the characters before and after of the square of how often each is there. */
  lefts = new Float64Array(1 << 6);
  rights = new Float64Array(1 << 6);

  get byteLength(): number {
    const arrays = [this.#firsts.array, this.#seconds.array, this.#slots, this.counts, this.lefts, this.rights];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  idOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    let slot = second & mask;
    for (;;) {
      const id = this.#slots[slot]!;
      if (id < 0) break;
      if (this.#firsts.array[id] === first && this.#seconds.array[id] === second) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.#firsts.length;
    this.#slots[slot] = id;
    this.#firsts.push(first);
    this.#seconds.push(second);
    if (id + 1 === this.counts.length) this.#lengthen();
    if (4 * (id + 1) > 3 * this.#slots.length) this.#widen();
    return id;
  }

  #lengthen(): void {
    const longer = (from: Float64Array) => {
      const to = new Float64Array(Math.ceil(from.length * 1.5));
      to.set(from);
      return to;
    };
    this.counts = longer(this.counts);
    this.lefts = longer(this.lefts);
    this.rights = longer(this.rights);
  }

  #widen(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let id = 0; id < this.#firsts.length; id++) {
      let slot = this.#seconds.array[id]! & mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
    }
  }
}
