import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../db/index.ts';

/** Any number that nobody else locks in this database. */
const LOCK = 7_700_330_000;
const TRY_EVERY_MS = 2000;

/** Of several processes on one database server, one writes to the search server: the one that holds a lock. */
export class Turn {
  readonly #database: Pick<Database, 'kind' | 'maintain'>;
  readonly #stopped = new AbortController();
  readonly #done: Promise<void>;
  #isOurs: boolean;

  constructor(database: Pick<Database, 'kind' | 'maintain'>) {
    this.#database = database;
    // The embedded database admits one process.
    this.#isOurs = database.kind === 'embedded';
    this.#done = this.#isOurs ? Promise.resolve() : this.#run();
  }

  get isOurs(): boolean {
    return this.#isOurs;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#hold().catch(() => undefined);
      this.#isOurs = false;
      await wait(TRY_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Tries for the lock, then keeps it as long as its connection lives. */
  #hold(): Promise<void> {
    const { signal } = this.#stopped;
    return this.#database.maintain(async (client) => {
      while (!signal.aborted) {
        const { rows } = await client.query<{ held: boolean }>(
          this.#isOurs ? 'SELECT true AS held' : `SELECT pg_try_advisory_lock(${LOCK}) AS held`,
        );
        this.#isOurs = rows[0]!.held;
        await wait(TRY_EVERY_MS, undefined, { signal }).catch(() => undefined);
      }
    });
  }
}
