import { BEAT, JOB_EXEMPT, JOB_NUMBER } from './protocol.ts';

export interface Limits {
  /** A job of a request may run this long. */
  statementMs: number;
  /** A worker at work may take no step for so long; an idle one for at most ten seconds. */
  silentMs: number;
}
interface Watched {
  signals: Int32Array<SharedArrayBuffer>;
  isReady(): boolean;
  onLongJob(): void;
  onSilence(ms: number): void;
}

const TICKS = 20;
/** Compiling takes no step for seconds on a slow machine. */
const OPENING_MS = 120_000;
/** An idle worker takes a step five times a second. */
const IDLE_MS = 10_000;

/** Counts ticks in which the same job was seen running: the clock starts with the job and not with the queue. */
export function watchWorker(watched: Watched, { statementMs, silentMs }: Limits): NodeJS.Timeout {
  const { signals } = watched;
  const tickMs = statementMs / TICKS;
  let job = 0;
  let beat = 0;
  let jobTicks = 0;
  let silentTicks = 0;
  return setInterval(() => {
    const step = Atomics.load(signals, BEAT);
    silentTicks = step === beat ? silentTicks + 1 : 0;
    beat = step;
    const now = Atomics.load(signals, JOB_NUMBER);
    jobTicks = now !== 0 && now === job && !Atomics.load(signals, JOB_EXEMPT) ? jobTicks + 1 : 0;
    job = now;
    const limit = !watched.isReady() ? OPENING_MS : now === 0 ? Math.min(IDLE_MS, silentMs) : silentMs;
    if (jobTicks >= TICKS) watched.onLongJob();
    else if (silentTicks * tickMs >= limit) watched.onSilence(limit);
  }, tickMs).unref();
}
