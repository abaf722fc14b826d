type Numbers = Uint16Array | Uint32Array | Int32Array;

/** A typed array that doubles when full. */
export class Growing<T extends Numbers> {
  array: T;
  length = 0;
  readonly #make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.array = make(16);
  }

  push(value: number): void {
    if (this.length === this.array.length) {
      const bigger = this.#make(Math.max(16, this.length * 2));
      bigger.set(this.array);
      this.array = bigger;
    }
    this.array[this.length++] = value;
  }

  /** Gives back what is not used. */
  shrink(): void {
    this.array = this.trim();
  }

  /** A copy of exactly what was pushed. */
  trim(): T {
    const exact = this.#make(this.length);
    exact.set(this.array.subarray(0, this.length));
    return exact;
  }
}
