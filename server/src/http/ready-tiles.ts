import type { ReadyTile } from './ready-tile.ts';

/** What an entry takes beside its bytes: objects, map slot, ETag. */
export const ENTRY_BYTES = 500;

/** A kept tile, null where it is empty. */
export interface Kept {
  tile: ReadyTile | null;
  /** Of the rows it is known to be true for. */
  version: number;
  bytes: number;
  used: boolean;
}

/** Above every tile number: there is room for 98,000 times as many. */
export const MOST_TILES = (4 ** 19 - 1) / 3;

/** A number of its own for every tile down to zoom 18. */
export function tileNumber(z: number, x: number, y: number): number {
  const side = 2 ** z;
  return (side * side - 1) / 3 + y * side + x;
}

/** Ready tiles within `maxBytes`, packings included; what is asked for again stays longest. */
export class ReadyTiles {
  readonly #maxBytes: number;
  readonly #kept = new Map<number, Kept>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: number): Kept | undefined {
    const kept = this.#kept.get(key);
    if (kept) kept.used = true;
    return kept;
  }

  set(key: number, tile: ReadyTile | null, version: number): void {
    this.#drop(key);
    const bytes = ENTRY_BYTES + (tile?.length ?? 0);
    if (bytes > this.#maxBytes) return;
    this.#makeRoom(bytes);
    const kept: Kept = { tile, version, bytes, used: false };
    this.#kept.set(key, kept);
    this.#bytes += bytes;
    if (tile) tile.grown = (more) => this.#grow(key, kept, more);
  }

  clear(): void {
    for (const { tile } of this.#kept.values()) if (tile) tile.grown = null;
    this.#kept.clear();
    this.#bytes = 0;
  }

  #grow(key: number, kept: Kept, more: number): void {
    if (this.#kept.get(key) !== kept) return;
    kept.bytes += more;
    this.#bytes += more;
    this.#makeRoom(0);
  }

  // The oldest go first; one that was used goes to the end of the queue, once.
  #makeRoom(bytes: number): void {
    for (const [key, kept] of this.#kept) {
      if (this.#bytes + bytes <= this.#maxBytes) return;
      if (!kept.used) this.#drop(key);
      else {
        kept.used = false;
        this.#kept.delete(key);
        this.#kept.set(key, kept);
      }
    }
  }

  #drop(key: number): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    if (kept.tile) kept.tile.grown = null;
    this.#kept.delete(key);
    this.#bytes -= kept.bytes;
  }
}
