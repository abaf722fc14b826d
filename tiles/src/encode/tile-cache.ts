// What an entry takes beside its bytes: key, map slot, typed array.
const ENTRY_BYTES = 200;

/** Key of a ready tile; a new version makes old tiles unreachable. */
export function tileKey(version: number, filterKey: string, z: number, x: number, y: number): string {
  return `${version}/${filterKey}/${z}/${x}/${y}`;
}

/** Keeps the most recently used tiles within `maxBytes`; null is an empty tile. */
export class TileCache {
  readonly #maxBytes: number;
  readonly #tiles = new Map<string, Uint8Array | null>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The tile, or undefined when it is not kept. */
  get(key: string): Uint8Array | null | undefined {
    const tile = this.#tiles.get(key);
    if (tile === undefined) return undefined;
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    return tile;
  }

  set(key: string, tile: Uint8Array | null): void {
    this.#drop(key);
    this.#tiles.set(key, tile);
    this.#bytes += size(key, tile);
    for (const oldest of this.#tiles.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#drop(oldest);
    }
  }

  clear(): void {
    this.#tiles.clear();
    this.#bytes = 0;
  }

  #drop(key: string): void {
    const tile = this.#tiles.get(key);
    if (tile === undefined) return;
    this.#tiles.delete(key);
    this.#bytes -= size(key, tile);
  }
}

function size(key: string, tile: Uint8Array | null): number {
  return 2 * key.length + (tile?.length ?? 0) + ENTRY_BYTES;
}
