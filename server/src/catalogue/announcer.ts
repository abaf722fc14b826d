import type { Catalogue } from './catalogue.ts';
import type { LiveCatalogue } from './live.ts';
import { parseState, type State } from './state.ts';

// With more, a client reads everything anew sooner than one by one.
const MOST_TILES = 2000;

/** What leads from an earlier state to the present one; `tiles` as z/x/y, null = anything may differ. */
export interface Difference {
  state: string;
  count: number;
  tiles: readonly string[] | null;
}

/** How far one client is, in the words of this process. */
export interface Position {
  catalogue: Catalogue;
  /** Null: anything may differ. */
  version: number | null;
  /** A state that is not reached here, and how often had been looked when it was told. */
  ahead: { state: State; looks: number } | null;
}

/** Tells that the live catalogue changed, and what changed since any state of it. */
export class Announcer {
  readonly #live: LiveCatalogue;
  readonly #listeners: (() => void)[] = [];
  /** From which versions to `#knownOf`: most who ask stand at the same one. */
  #known = new Map<number | null, Difference>();
  #knownOf = '';

  constructor(live: LiveCatalogue) {
    this.#live = live;
  }

  /** As `Catalogue.state`. */
  get state(): string {
    return this.#live.current.state;
  }

  /** Living rows. */
  get count(): number {
    return this.#live.current.index.count;
  }

  announce(): void {
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Where a client stands that has a state, of this process or another; null = the present one. */
  enter(text: string | null): Position {
    const catalogue = this.#live.current;
    const present = { catalogue, version: catalogue.index.version, ahead: null };
    if (text === null) return present;
    const state = parseState(text);
    const version = state && catalogue.versionAt(state);
    if (!state || version === null) return { ...present, version: null };
    if (!catalogue.isBehind(state)) return { ...present, version };
    // What it reads here from now on is older than what it has: all that comes is told.
    catalogue.isAwaited = true;
    return { catalogue, version, ahead: { state, looks: catalogue.looks } };
  }

  /** What is new, and moves the position there; null when nothing is. */
  next(position: Position): Difference | null {
    const catalogue = this.#live.current;
    if (position.catalogue !== catalogue || isImpossible(position)) position.version = null;
    if (position.version === catalogue.index.version) return null;
    const difference = this.#differenceSince(position.version);
    const { ahead } = position;
    Object.assign(position, { catalogue, version: catalogue.index.version });
    if (difference.tiles === null || (ahead && !catalogue.isBehind(ahead.state))) position.ahead = null;
    return difference;
  }

  #differenceSince(version: number | null): Difference {
    const { index } = this.#live.current;
    const now = `${this.state} ${index.version}`;
    if (this.#knownOf !== now) {
      this.#known = new Map();
      this.#knownOf = now;
    }
    let difference = this.#known.get(version);
    if (!difference) {
      difference = { state: this.state, count: this.count, tiles: this.#tilesSince(version) };
      this.#known.set(version, difference);
    }
    return difference;
  }

  #tilesSince(version: number | null): string[] | null {
    const tiles = version === null ? null : this.#live.current.index.changedSince(version);
    return tiles === null || tiles.length > MOST_TILES ? null : tiles.map((tile) => tile.join('/'));
  }
}

/** A state above all that was read later than it was told is of a history that was undone. */
function isImpossible({ catalogue, ahead }: Position): boolean {
  if (!ahead || !catalogue.isBehind(ahead.state)) return false;
  // The look under way may have begun before.
  if (catalogue.looks > ahead.looks + 1) return BigInt(ahead.state.cursor.xid) >= BigInt(catalogue.horizon);
  catalogue.isAwaited = true;
  return false;
}
