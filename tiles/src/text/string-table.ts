import { Growing } from './growing.ts';

/** A number of 32 bits for a text: equal for equal texts, whatever process asks. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // Spreads what the last characters changed over all bits.
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Numbers of texts by their hash; the texts are kept elsewhere. */
export class StringTable {
  readonly #hashes = new Growing((n) => new Uint32Array(n));
  #slots = new Int32Array(64).fill(-1);

  get byteLength(): number {
    return this.#slots.byteLength + this.#hashes.array.byteLength;
  }

  shrink(): void {
    this.#hashes.shrink();
  }

  hashAt(id: number): number {
    return this.#hashes.array[id]!;
  }

  /** The number of a text, -1 when it is not there; `isIt` compares texts of equal hash. */
  find(hash: number, isIt: (id: number) => boolean): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]!;
      if (id < 0 || (this.#hashes.array[id] === hash && isIt(id))) return id;
    }
  }

  /** Gives the next number to a text that is not there. */
  add(hash: number): number {
    const id = this.#hashes.length;
    this.#hashes.push(hash);
    if (2 * (id + 1) > this.#slots.length) this.#widen();
    else this.#put(id);
    return id;
  }

  #put(id: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes.array[id]! & mask;
    while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id;
  }

  #widen(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let id = 0; id < this.#hashes.length; id++) this.#put(id);
  }
}
