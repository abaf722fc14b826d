import type { Logger } from '../db/index.ts';
import type { Catalogue, Cursor } from './catalogue.ts';
import type { Change, RowReader } from './feature.ts';
import type { LiveCatalogue } from './live.ts';
import { loadCatalogue, type CatalogueSources } from './load.ts';
import { loadInstitutions } from './reference.ts';
import { toRowReader } from './row-reader.ts';
import { updateCatalogue } from './update.ts';
import { toWallMinutes } from '../formats/shanghai-time.ts';
import { dayOf } from './wall-time.ts';

export interface FollowOptions extends CatalogueSources {
  live: LiveCatalogue;
  logger: Logger;
  /** How often to look without being woken, in ms. */
  pollMs?: number;
}

export interface Follower {
  /** Looks for changes now. */
  wake(): void;
  /** Resolves when all that was committed before the call, and below no open transaction, is in the live catalogue. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

const CHANGES_AT_ONCE = 2000;
const LONGEST_WAIT_MS = 5000;
// Rows added since the load, as a share of all, from which loading again pays.
const DELTA_SHARE = 0.1;
const FEWEST_DELTA = 20_000;

type ChangeRow = { kind: string; id: number; xid: string; seq: number };

/** Keeps the live catalogue up to date until stopped; errors are logged and tried again. */
export function followChanges(options: FollowOptions): Follower {
  return new ChangeFollower(options);
}

class ChangeFollower implements Follower {
  readonly #options: FollowOptions;
  readonly #pollMs: number;
  readonly #unlisten: () => void;
  readonly #done: Promise<void>;
  #cursor: Cursor;
  #day: number;
  #woken = false;
  #wakeUp: () => void = () => undefined;
  #stopped = false;
  #failures = 0;
  #retryAt = 0;
  /** A load under way, and what came of it. */
  #loading: Promise<void> | null = null;
  #loaded: Catalogue | null = null;
  #waiting: (() => void)[] = [];

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#pollMs = options.pollMs ?? 250;
    this.#cursor = options.live.current.cursor;
    this.#day = options.live.current.day;
    this.#unlisten = options.database.onCommit(() => this.wake());
    this.#done = this.#run();
  }

  wake(): void {
    this.#woken = true;
    this.#wakeUp();
  }

  caughtUp(): Promise<void> {
    const promise = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.wake();
    return promise;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unlisten();
    this.#wakeUp();
    await this.#done;
    await this.#loading;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      const waiting = this.#waiting.splice(0);
      try {
        await this.#follow();
        this.#failures = 0;
        if (this.#loading || this.#loaded || this.#options.live.current.stale) this.#waiting.push(...waiting);
        else for (const resolve of waiting) resolve();
      } catch (cause) {
        this.#waiting.push(...waiting);
        this.#failures++;
        this.#options.logger.warn({ cause: String(cause) }, 'following the changes failed; it is tried again');
      }
      await this.#pause();
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async #pause(): Promise<void> {
    const ms = this.#failures ? Math.min(LONGEST_WAIT_MS, this.#pollMs * 2 ** this.#failures) : this.#pollMs;
    if (this.#stopped || (this.#woken && !this.#failures)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wakeUp = () => {
        if (this.#failures && !this.#stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = () => undefined;
  }

  async #follow(): Promise<void> {
    this.#swap();
    for (;;) {
      const changes = await this.#readChanges();
      if (changes.length > 0) await this.#apply(changes);
      if (this.#swap()) continue;
      if (changes.length < CHANGES_AT_ONCE || this.#stopped) break;
    }
    await this.#noticeMidnight();
    const { index, stale } = this.#options.live.current;
    if (stale) this.#reload('a change of the whole');
    else if (index.deltaCount > Math.max(FEWEST_DELTA, index.count * DELTA_SHARE)) this.#reload('many changes');
  }

  async #readChanges(): Promise<ChangeRow[]> {
    const { xid, seq } = this.#cursor;
    const { rows } = await this.#options.database.pool.query<ChangeRow>(
      `SELECT kind, id, xid::text, seq FROM changes
       WHERE (xid, seq) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY xid, seq LIMIT ${CHANGES_AT_ONCE}`,
      [xid, seq],
    );
    return rows;
  }

  async #apply(changes: readonly ChangeRow[]): Promise<void> {
    const { live, features, places } = this.#options;
    const things: Change[] = changes.filter(({ kind }) => kind !== '*');
    const update = (reader: RowReader) =>
      updateCatalogue(live.current, reader, things, { features, places, day: this.#day });
    if (things.length > 0) await this.#read(update);
    if (things.length < changes.length) live.current.stale = true;
    const last = changes.at(-1)!;
    this.#cursor = { xid: last.xid, seq: last.seq };
  }

  async #read<T>(run: (reader: RowReader) => Promise<T>): Promise<T> {
    const client = await this.#options.database.pool.connect();
    try {
      return await run(toRowReader(client));
    } finally {
      client.release();
    }
  }

  /** Parents are of a day: at midnight one may begin or end. */
  async #noticeMidnight(): Promise<void> {
    const day = dayOf(toWallMinutes(this.#options.clock()));
    if (day === this.#day) return;
    const now = await this.#read((reader) => loadInstitutions(reader, day));
    const { institutions } = this.#options.live.current;
    if (now.some(({ id, parent }) => institutions.get(id)?.parent !== parent)) this.#options.live.current.stale = true;
    this.#day = day;
  }

  /** Loads everything beside the live catalogue, which is followed meanwhile. */
  #reload(reason: string): void {
    if (this.#loading || performance.now() < this.#retryAt) return;
    this.#options.logger.info({ reason }, 'loading the catalogue again');
    this.#loading = this.#load()
      .catch((cause: unknown) => {
        this.#retryAt = performance.now() + LONGEST_WAIT_MS;
        this.#options.logger.error({ cause: String(cause) }, 'loading the catalogue failed; it is tried again');
      })
      .finally(() => {
        this.#loading = null;
        this.wake();
      });
  }

  async #load(): Promise<void> {
    const loaded = await loadCatalogue(this.#options);
    await loaded.text;
    this.#loaded = loaded;
  }

  /** Lets a loaded catalogue take over; what changed since its start is read again. */
  #swap(): boolean {
    const loaded = this.#loaded;
    if (!loaded) return false;
    this.#loaded = null;
    this.#options.live.current = loaded;
    this.#cursor = loaded.cursor;
    this.#day = loaded.day;
    return true;
  }
}
