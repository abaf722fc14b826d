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

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#capacity) this.#entries.delete(this.#entries.keys().next().value!);
  }

  clear(): void {
    this.#entries.clear();
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
