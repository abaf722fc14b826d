import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Logger, Tx } from '../../db/index.ts';
import type { Job, JobSettings } from '../../module.ts';
import {
  beginPeriod,
  claim,
  countJobs,
  markDone,
  markFailed,
  notePeriod,
  readClock,
  release,
  renew,
  type Claim,
  type JobCounts,
} from './claims.ts';
import { toErrorText } from './error-text.ts';
import { finish } from './queries.ts';
import { parseEvery, periodStart, type Schedule } from './schedule.ts';

const AT_ONCE = 4;
const LEASE_MS = 60_000;
const MOST_ATTEMPTS = 10;
/** A notice may be lost with its connection. */
const LONGEST_PAUSE_MS = 60_000;
/** After a look that found nothing: most commits are about something else. */
const LOOK_EVERY_MS = 100;
const TRY_AGAIN_MS = 1_000;
/** Those told to stop get so long to do so. */
const FAREWELL_MS = 200;

export type RunnableJob = JobSettings & { run: (job: Job) => Promise<void> };

export interface RunnerOptions {
  database: Pick<Database, 'pool' | 'onCommit'>;
  kinds: readonly RunnableJob[];
  logger: Logger;
  atOnce?: number;
  leaseMs?: number;
  /** A third of the lease unless told. */
  renewMs?: number;
}

/** Of one look: until the next, at most and at least; commits that are not about jobs wake it too. */
interface Look {
  pauseMs: number;
  leastMs: number;
}

/** Runs jobs beside the requests of this process until stopped. */
export class JobRunner {
  readonly #options: RunnerOptions;
  readonly #kinds: ReadonlyMap<string, RunnableJob>;
  readonly #schedules: readonly { kind: string; schedule: Schedule }[];
  readonly #atOnce: number;
  readonly #leaseMs: number;
  readonly #renewMs: number;
  readonly #unlisten: () => void;
  readonly #held = new Map<string, { stop: AbortController; ended: Promise<void>; renewedAt: number }>();
  /** Ms of the last period of each kind that is known to have begun. */
  readonly #begunAt = new Map<string, number>();
  readonly #stopping = new AbortController();
  readonly #done: Promise<void>;
  #stopped: Promise<void> | null = null;
  #renewal: NodeJS.Timeout | undefined;
  #isWoken = false;
  #wakeUp: () => void = () => undefined;
  #told: string | null = null;
  #counts: JobCounts = { waiting: 0, running: 0, dead: 0, oldest: 0 };

  /** Throws where two kinds have one name, or a schedule is none. */
  constructor(options: RunnerOptions) {
    const { kinds, atOnce = AT_ONCE, leaseMs = LEASE_MS, renewMs = leaseMs / 3 } = options;
    this.#options = options;
    this.#kinds = new Map(kinds.map((one) => [one.kind, one]));
    if (this.#kinds.size < kinds.length) throw new Error('two kinds of jobs have one name');
    this.#schedules = kinds.flatMap(({ kind, every }) => (every ? [{ kind, schedule: parseEvery(every) }] : []));
    this.#atOnce = atOnce;
    this.#leaseMs = leaseMs;
    this.#renewMs = renewMs;
    this.#unlisten = options.database.onCommit(() => this.#wake());
    this.#done = this.#run();
  }

  /** Brings `figures` up to date. */
  async count(): Promise<void> {
    this.#counts = await countJobs(this.#options.database.pool);
  }

  /** For /readyz; the age of the longest due one in seconds. */
  figures() {
    const { waiting, running, dead, oldest } = this.#counts;
    return { jobs_waiting: waiting, jobs_running: running, jobs_dead: dead, jobs_oldest_due_s: oldest };
  }

  /** Begins nothing more; what runs may end within `ms`, is then told to stop and given to other processes. */
  stop(ms: number): Promise<void> {
    this.#stopped ??= this.#stop(ms);
    return this.#stopped;
  }

  async #stop(ms: number): Promise<void> {
    this.#stopping.abort();
    this.#wakeUp();
    this.#unlisten();
    const until = performance.now() + ms;
    await within(Math.max(ms, FAREWELL_MS), this.#done);
    await within(until - performance.now(), this.#ended());
    for (const { stop } of this.#held.values()) stop.abort(new Error('the server stops'));
    const leases = [...this.#held.keys()];
    if (leases.length > 0) {
      await release(this.#options.database.pool, leases).catch((cause: unknown) => this.#tell(cause));
      await within(FAREWELL_MS, this.#ended());
    }
    clearInterval(this.#renewal);
  }

  #ended(): Promise<unknown> {
    return Promise.all(Array.from(this.#held.values(), ({ ended }) => ended));
  }

  #wake(): void {
    this.#isWoken = true;
    this.#wakeUp();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#isWoken = false;
      let look: Look = { pauseMs: TRY_AGAIN_MS, leastMs: TRY_AGAIN_MS };
      try {
        look = await this.#look();
        this.#told = null;
      } catch (cause) {
        this.#tell(cause);
      }
      await this.#pause(look, signal);
    }
  }

  /** Begins what is due and there is room for. */
  async #look(): Promise<Look> {
    const { pool } = this.#options.database;
    const kinds = [...this.#kinds.keys()];
    const room = this.#atOnce - this.#held.size;
    // Whoever ends wakes it.
    if (room <= 0 || kinds.length === 0) return { pauseMs: LONGEST_PAUSE_MS, leastMs: 0 };
    const claims = await claim(pool, { kinds, most: room, leaseMs: this.#leaseMs });
    if (this.#stopping.signal.aborted)
      await release(
        pool,
        claims.map(({ lease }) => lease),
      );
    else for (const one of claims) this.#begin(one);
    const isFull = claims.length === room;
    const { now, dueInMs } = isFull ? { now: claims[0]!.now, dueInMs: null } : await readClock(pool, kinds);
    const nextPeriodMs = await this.#beginPeriods(now);
    const pauseMs = Math.max(0, Math.min(dueInMs ?? LONGEST_PAUSE_MS, nextPeriodMs, LONGEST_PAUSE_MS));
    return { pauseMs, leastMs: claims.length > 0 ? 0 : LOOK_EVERY_MS };
  }

  /** Answers ms until the next period begins; 0 when one began, whose job is now there to be claimed. */
  async #beginPeriods(now: Date): Promise<number> {
    const { pool } = this.#options.database;
    let nextMs = LONGEST_PAUSE_MS;
    for (const { kind, schedule } of this.#schedules) {
      const start = periodStart(schedule, now);
      if (!this.#begunAt.has(kind)) await notePeriod(pool, kind, start);
      if ((this.#begunAt.get(kind) ?? -Infinity) < start.getTime()) {
        await beginPeriod(pool, kind, start);
        this.#begunAt.set(kind, start.getTime());
        nextMs = 0;
      }
      nextMs = Math.min(nextMs, start.getTime() + schedule.lengthMs - now.getTime());
    }
    return nextMs;
  }

  #begin(claimed: Claim): void {
    const stop = new AbortController();
    this.#renewal ??= setInterval(() => void this.#renew(), this.#renewMs);
    const ended = this.#work(claimed, stop.signal).finally(() => {
      this.#held.delete(claimed.lease);
      if (this.#held.size === 0) {
        clearInterval(this.#renewal);
        this.#renewal = undefined;
      }
      this.#wake();
    });
    this.#held.set(claimed.lease, { stop, ended, renewedAt: performance.now() });
  }

  async #work(claimed: Claim, signal: AbortSignal): Promise<void> {
    const { pool } = this.#options.database;
    const { id, kind, payload, attempt, now, lease } = claimed;
    const { run, mostAttempts = MOST_ATTEMPTS } = this.#kinds.get(kind)!;
    const failed = async (error: string) => {
      this.#options.logger.warn({ job: id, kind, attempt, error }, 'a job failed');
      await markFailed(pool, claimed, error, mostAttempts);
    };
    try {
      // Each of its processes was killed: it may be what kills them.
      if (attempt > mostAttempts) return await failed('taken over too often');
      try {
        await run({ id, payload, attempt, now, signal, finish: (tx) => finishOrThrow(tx, id, lease) });
      } catch (cause) {
        // Told to stop it has not failed: it is given back, or somebody else's.
        return signal.aborted ? undefined : await failed(toErrorText(cause));
      }
      await markDone(pool, claimed);
    } catch (cause) {
      // Not marked: it is taken over when its lease ends.
      this.#tell(cause);
    }
  }

  async #renew(): Promise<void> {
    const asked = performance.now();
    const leases = [...this.#held.keys()];
    const held = await renew(this.#options.database.pool, leases, this.#leaseMs).catch((cause: unknown) => {
      this.#tell(cause);
      return null;
    });
    for (const lease of leases) {
      const one = this.#held.get(lease);
      if (!one) continue;
      if (held?.has(lease)) one.renewedAt = asked;
      // Others may have it by now, whatever the database says later.
      else if (held || asked - one.renewedAt > this.#leaseMs) one.stop.abort(new Error('the lease was lost'));
    }
  }

  /** Until woken or stopped. */
  async #pause({ pauseMs, leastMs }: Look, signal: AbortSignal): Promise<void> {
    if (leastMs > 0) await wait(leastMs, undefined, { signal }).catch(() => undefined);
    if (this.#isWoken || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs - leastMs);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = () => undefined;
  }

  /** A cause that stays is told once. */
  #tell(cause: unknown): void {
    const error = toErrorText(cause);
    if (error === this.#told) return;
    this.#told = error;
    this.#options.logger.warn({ error }, 'jobs cannot be run; it is tried again');
  }
}

async function finishOrThrow(tx: Tx, id: number, lease: string): Promise<void> {
  if (!(await finish(tx, id, lease))) throw new Error('the job was taken over');
}

/** Resolves in time whatever becomes of the work. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  const late = wait(Math.max(0, ms), undefined, { signal: ended.signal }).catch(() => undefined);
  await Promise.race([work, late]);
  ended.abort();
}
