import type { LiveCatalogue } from './live.ts';

// With more, a client reads everything anew sooner than one by one.
const MOST_TILES = 2000;

/** What leads from an earlier state to the present one; `tiles` as z/x/y, null = anything may differ. */
export interface Difference {
  state: string;
  count: number;
  tiles: readonly string[] | null;
}

/** Tells that the live catalogue changed, and what changed since any state of it. */
export class Announcer {
  readonly #live: LiveCatalogue;
  readonly #listeners: (() => void)[] = [];
  /** From which states to `#knownOf`: most who ask stand at the same one. */
  #known = new Map<string, Difference>();
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

  /** Null when the state is the present one. */
  since(state: string): Difference | null {
    const now = this.state;
    if (state === now) return null;
    if (this.#knownOf !== now) {
      this.#known = new Map();
      this.#knownOf = now;
    }
    let difference = this.#known.get(state);
    if (!difference) {
      difference = { state: now, count: this.count, tiles: this.#tilesSince(state) };
      this.#known.set(state, difference);
    }
    return difference;
  }

  #tilesSince(state: string): string[] | null {
    const { index } = this.#live.current;
    const [epoch, version] = state.split('.');
    if (epoch !== this.state.split('.')[0] || Number(version) > index.version) return null;
    const tiles = index.changedSince(Number(version));
    return tiles === null || tiles.length > MOST_TILES ? null : tiles.map((tile) => tile.join('/'));
  }
}
