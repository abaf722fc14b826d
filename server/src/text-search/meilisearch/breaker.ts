import { setTimeout as wait } from 'node:timers/promises';

/** An answer that takes longer is not waited for. */
export const PATIENCE_MS = 300;
const MOST_FAILURES = 3;
/** Well below the ten seconds in which a server that is back must be used again. */
const PROBE_EVERY_MS = 1000;
/** Questions under way at once; more would pile up behind a slow server. */
const MOST_AT_ONCE = 32;

export interface BreakerOptions {
  /** Asks what a question would ask, at little cost; rejects when the server is not well. */
  probe: (signal: AbortSignal) => Promise<unknown>;
  patienceMs?: number;
  probeEveryMs?: number;
}

type Work<T> = (signal: AbortSignal) => Promise<T>;

/** Asks a server that may fail; after three failures in a row nobody waits for it until a probe goes well. */
export class Breaker {
  readonly #probe: Work<unknown>;
  readonly #patienceMs: number;
  readonly #probeEveryMs: number;
  readonly #closed = new AbortController();
  readonly counts = { answers: 0, failures: 0, notAsked: 0 };
  #failuresInRow = 0;
  #underWay = 0;
  #isOpen = false;

  constructor({ probe, patienceMs = PATIENCE_MS, probeEveryMs = PROBE_EVERY_MS }: BreakerOptions) {
    this.#probe = probe;
    this.#patienceMs = patienceMs;
    this.#probeEveryMs = probeEveryMs;
  }

  /** Open: the server is left alone. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Null when the server was not asked, failed or was too slow. */
  async run<T>(work: Work<T>): Promise<T | null> {
    if (this.#isOpen || this.#underWay >= MOST_AT_ONCE) {
      this.counts.notAsked++;
      return null;
    }
    this.#underWay++;
    try {
      const result = await this.#inTime(work);
      this.counts.answers++;
      this.#failuresInRow = 0;
      return result;
    } catch {
      this.counts.failures++;
      if (++this.#failuresInRow >= MOST_FAILURES && !this.#isOpen) void this.#open();
      return null;
    } finally {
      this.#underWay--;
    }
  }

  close(): void {
    this.#closed.abort();
  }

  async #open(): Promise<void> {
    this.#isOpen = true;
    const { signal } = this.#closed;
    while (!signal.aborted) {
      await wait(this.#probeEveryMs, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await this.#inTime(this.#probe);
        this.#failuresInRow = 0;
        this.#isOpen = false;
        return;
      } catch {
        // Still ill.
      }
    }
  }

  /** Rejects in time even where the work does not heed its signal. */
  async #inTime<T>(work: Work<T>): Promise<T> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error('no answer in time')), this.#patienceMs);
    const aborted = new Promise<never>((_, reject) => {
      late.signal.addEventListener('abort', () => reject(late.signal.reason as Error), { once: true });
    });
    try {
      return await Promise.race([work(late.signal), aborted]);
    } finally {
      clearTimeout(timer);
    }
  }
}
