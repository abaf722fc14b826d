/** Keeps the `capacity` most recently used entries. */
export class Lru<V> {
  readonly #capacity: number;
  readonly #entries = new Map<string, V>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  /** Returns what had to go. */
  set(key: string, value: V): V | undefined {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#capacity) return undefined;
    const [oldest, dropped] = this.#entries.entries().next().value!;
    this.#entries.delete(oldest);
    return dropped;
  }
}

/** The cached value, or the built one, which it keeps. */
export function remember<V>(cache: Lru<V>, key: string, build: () => V): V {
  const found = cache.get(key);
  if (found !== undefined) return found;
  const built = build();
  cache.set(key, built);
  return built;
}

/** Keeps values in `capacity` buffers: the one used longest ago is overwritten. */
export class BufferLru<V> {
  readonly #lru: Lru<V>;
  readonly #make: () => V;
  readonly #capacity: number;
  #made = 0;
  readonly #free: V[] = [];

  constructor(capacity: number, make: () => V) {
    this.#capacity = capacity;
    this.#make = make;
    this.#lru = new Lru(capacity - 1);
  }

  /** What was kept under the key, else a buffer `fill` has filled. */
  get(key: string, fill: (buffer: V) => void): V {
    const found = this.#lru.get(key);
    if (found !== undefined) return found;
    const buffer = this.#free.pop() ?? this.#next();
    try {
      fill(buffer);
    } catch (cause) {
      this.#free.push(buffer);
      throw cause;
    }
    const dropped = this.#lru.set(key, buffer);
    if (dropped !== undefined) this.#free.push(dropped);
    return buffer;
  }

  #next(): V {
    if (this.#made++ >= this.#capacity) throw new Error('no buffer is free');
    return this.#make();
  }
}
