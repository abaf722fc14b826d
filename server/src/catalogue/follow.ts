import type pg from 'pg';
import type { Logger } from '../db/index.ts';
import type { Catalogue } from './catalogue.ts';
import { ChangeLog, CHANGES_AT_ONCE, type LoggedChange } from './change-log.ts';
import type { Organiser } from './feature.ts';
import type { LiveCatalogue } from './live.ts';
import { compact } from './index-thread.ts';
import { loadCatalogue, type CatalogueSources } from './load.ts';
import { treeOf } from './reference.ts';
import { toRowReader } from './row-reader.ts';
import { runPlain, runPrepared, type RunBatch } from './statements.ts';
import { updateCatalogue } from './update.ts';
import { toWallMinutes } from '../formats/shanghai-time.ts';
import { dayOf } from './wall-time.ts';

export interface FollowOptions extends CatalogueSources {
  live: LiveCatalogue;
  logger: Logger;
  /** Called after every change of the live catalogue. */
  onChange?: () => void;
  /** How often to look without being woken, in ms. */
  pollMs?: number;
  /** Compacts above this many changed rows. */
  compactAbove?: number;
}

export interface Follower {
  /** Looks for changes now. */
  wake(): void;
  /** Resolves when all that was committed before the call, and below no open transaction, is in the live catalogue. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

const LONGEST_WAIT_MS = 1000;
const SHORTEST_WAIT_MS = 5;
const LOAD_AGAIN_MS = 5000;
// Rows that came or went since the last compaction, as a share of all, from which the next one pays.
const DELTA_SHARE = 1 / 128;
const FEWEST_DELTA = 4096;

/** Keeps the live catalogue up to date until stopped; errors are logged and tried again. */
export function followChanges(options: FollowOptions): Follower {
  return new ChangeFollower(options);
}

class ChangeFollower implements Follower {
  readonly #options: FollowOptions;
  readonly #pollMs: number;
  readonly #runBatch: RunBatch;
  readonly #log: ChangeLog;
  readonly #unlisten: () => void;
  readonly #done: Promise<void>;
  #woken = false;
  #wakeUp: () => void = () => undefined;
  #stopped = false;
  #failures = 0;
  #told: string | null = null;
  /** Looks in a row that found changes above an open transaction, whose end nobody tells. */
  #pending = 0;
  #retryAt = 0;
  /** A load under way, and what came of it. */
  #loading: Promise<void> | null = null;
  #loaded: Catalogue | null = null;
  #compacting: Promise<void> | null = null;
  #waiting: (() => void)[] = [];

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#pollMs = options.pollMs ?? 250;
    // Connections to the embedded database share one session, and with it the names of statements.
    this.#runBatch = options.database.kind === 'server' ? runPrepared : runPlain;
    this.#log = new ChangeLog(this.#runBatch);
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
    await this.#compacting;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      const waiting = this.#waiting.splice(0);
      const began = this.#options.clock();
      try {
        await this.#follow();
        this.#failures = 0;
        this.#told = null;
        this.#options.live.followedAt = began;
        if (this.#loading || this.#loaded || this.#options.live.current.stale) this.#waiting.push(...waiting);
        else for (const resolve of waiting) resolve();
      } catch (cause) {
        this.#waiting.push(...waiting);
        this.#failures++;
        this.#tell(String(cause));
      }
      await this.#pause();
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** A cause that stays is told once. */
  #tell(cause: string): void {
    if (cause === this.#told) return;
    this.#told = cause;
    this.#options.logger.warn({ cause }, 'following the changes failed; it is tried again');
  }

  async #pause(): Promise<void> {
    if (this.#stopped || (this.#woken && !this.#failures)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#pauseMs());
      this.#wakeUp = () => {
        if (this.#failures && !this.#stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = () => undefined;
  }

  #pauseMs(): number {
    if (this.#failures) return Math.min(LONGEST_WAIT_MS, this.#pollMs * 2 ** (this.#failures - 1));
    return this.#pending ? Math.min(this.#pollMs, SHORTEST_WAIT_MS * 2 ** (this.#pending - 1)) : this.#pollMs;
  }

  async #follow(): Promise<void> {
    const { live, onChange } = this.#options;
    const loaded = this.#loaded;
    if (loaded) {
      // Brought up to date before it takes over: what has been seen must not be unseen.
      await this.#catchUp(loaded);
      this.#loaded = null;
      live.current = loaded;
      onChange?.();
    }
    await this.#catchUp(live.current);
    await this.#noticeMidnight();
    if (live.current.isAwaited) {
      live.current.isAwaited = false;
      onChange?.();
    }
    if (live.current.stale) this.#reload('a change of the whole');
    else this.#tidy();
  }

  /** Reads and applies what has changed; what is of another database becomes stale instead. */
  async #catchUp(catalogue: Catalogue): Promise<void> {
    const { pool } = this.#options.database;
    for (;;) {
      const client = await pool.connect();
      try {
        const next = await this.#log.read(client, catalogue.cursor, catalogue.origin);
        if (!next) return void (catalogue.stale = true);
        const { changes, arePending, horizon } = next;
        if (changes.length > 0) await this.#apply(catalogue, client, changes);
        if (changes.length < CHANGES_AT_ONCE) {
          catalogue.looks++;
          catalogue.horizon = horizon;
        }
        this.#pending = arePending && changes.length === 0 ? this.#pending + 1 : Number(arePending);
        if (changes.length < CHANGES_AT_ONCE || this.#stopped) return;
      } finally {
        client.release();
      }
    }
  }

  async #apply(catalogue: Catalogue, client: pg.ClientBase, changes: readonly LoggedChange[]): Promise<void> {
    const things = changes.filter(({ kind }) => kind !== '*');
    const { version } = catalogue.index;
    try {
      if (things.length > 0) {
        const positions = await this.#log.listPositions(client, things);
        await updateCatalogue(
          catalogue,
          toRowReader(client, this.#runBatch),
          { changes: things, positions },
          this.#options,
        );
      }
      if (things.length < changes.length) catalogue.stale = true;
      const { xid, seq } = changes.at(-1)!;
      catalogue.cursor = { xid, seq };
      catalogue.noteState();
    } finally {
      if (catalogue === this.#options.live.current && catalogue.index.version !== version) this.#options.onChange?.();
    }
  }

  /** Names and parents are of a day: at midnight one may begin or end. */
  async #noticeMidnight(): Promise<void> {
    const { clock, live, database, features } = this.#options;
    const day = dayOf(toWallMinutes(clock()));
    const catalogue = live.current;
    if (day === catalogue.day) return;
    const client = await database.pool.connect();
    try {
      const now = await treeOf(features).load(toRowReader(client, this.#runBatch), day);
      const isOther = ({ id, name, parent, heir }: Organiser) => {
        const known = catalogue.institutions.get(id);
        return known?.parent !== parent || known.name !== name || known.heir !== heir;
      };
      if (now.some(isOther)) catalogue.stale = true;
      catalogue.day = day;
      catalogue.noteState();
    } finally {
      client.release();
    }
  }

  /** Many rows beside the base make every answer slower. */
  #tidy(): void {
    const { index } = this.#options.live.current;
    const most = this.#options.compactAbove ?? Math.max(FEWEST_DELTA, index.count * DELTA_SHARE);
    const isDue = index.recentCount > most;
    if (!isDue || this.#compacting || performance.now() < this.#retryAt) return;
    this.#compacting = compact(index)
      .catch((cause: unknown) => {
        // The rows were replaced meanwhile, or memory is short; the index answers as before.
        this.#retryAt = performance.now() + LOAD_AGAIN_MS;
        this.#options.logger.warn({ cause: String(cause) }, 'compacting the index failed; it is tried again');
      })
      .finally(() => {
        this.#compacting = null;
      });
  }

  /** Loads everything beside the live catalogue, which is followed meanwhile. */
  #reload(reason: string): void {
    if (this.#loading || this.#loaded || performance.now() < this.#retryAt) return;
    this.#options.logger.info({ reason }, 'loading the catalogue again');
    this.#loading = this.#load()
      .catch((cause: unknown) => {
        this.#retryAt = performance.now() + LOAD_AGAIN_MS;
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
}
