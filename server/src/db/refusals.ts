import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from './logger.ts';

/** Between a refused write and the next probe, and from probe to probe. */
const EVERY_MS = 3000;
// Tiny writes go on in pages that are there when a larger one finds no space. Temporary, so that hardly anything goes
// into the write-ahead log: a server stops when that finds no space.
const PROBE = `CREATE TEMP TABLE zlm_probe (padding text) ON COMMIT DROP;
  INSERT INTO zlm_probe SELECT repeat('x', 1900) FROM generate_series(1, 512)`;

/** What a server that refuses writes, or has no room for them, is said to be. */
const REASONS: Readonly<Record<string, string>> = {
  '53000': 'no-resources',
  '53100': 'disk-full',
  '53200': 'no-memory',
  '25006': 'read-only',
};

/** A client of pg; its connection has no published types. */
interface Client {
  connection: { on(event: 'errorMessage', listener: (message: { code?: string }) => void): void };
}

/** Hears which statements fail since nothing can be written, and tries from then on until a megabyte can. */
export class Refusals {
  readonly #pool: Pick<pg.Pool, 'query'>;
  readonly #logger: Logger;
  readonly #everyMs: number;
  readonly #closed = new AbortController();
  #reason: string | null = null;
  #refusedAt = 0;

  constructor(pool: Pick<pg.Pool, 'query'>, logger: Logger, { everyMs = EVERY_MS } = {}) {
    this.#pool = pool;
    this.#logger = logger;
    this.#everyMs = everyMs;
  }

  /** A word like `disk-full`, null while writes are taken. */
  get reason(): string | null {
    return this.#reason;
  }

  watch(client: pg.ClientBase): void {
    (client as unknown as Client).connection.on('errorMessage', ({ code }) => this.#note(code));
  }

  close(): void {
    this.#closed.abort();
  }

  #note(code: string | undefined): void {
    const reason = REASONS[code ?? ''];
    if (!reason || this.#closed.signal.aborted) return;
    this.#refusedAt = performance.now();
    const isKnown = this.#reason !== null;
    this.#reason = reason;
    if (isKnown) return;
    this.#logger.error({ code, reason }, 'the database refuses writes; tried again until one of 1 MB is taken');
    void this.#tryAgain();
  }

  async #tryAgain(): Promise<void> {
    const { signal } = this.#closed;
    while (this.#reason !== null) {
      await wait(this.#everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      // A statement that was refused in the meantime says as much as a probe.
      if (performance.now() - this.#refusedAt < this.#everyMs) continue;
      if (await this.#isTaken()) this.#reason = null;
    }
    this.#logger.warn({}, 'the database takes writes again');
  }

  /** Not known while the server is away or busy: then it is tried again. */
  async #isTaken(): Promise<boolean> {
    try {
      await this.#pool.query(PROBE);
      return true;
    } catch (cause) {
      // What the role may not do says nothing about space.
      return (cause as { code?: string }).code === '42501';
    }
  }
}
