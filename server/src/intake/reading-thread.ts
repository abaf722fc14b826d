import { Worker } from 'node:worker_threads';
import { BrokenFile, TooLong, type Reason, type Shown } from './broken-file.ts';
import type { Mapping } from './headers.ts';
import type { ReadFile, ReadOptions } from './read-file.ts';
import type { SheetVocabularies } from './sheet/sheet.ts';

// The compiled file, for tests that run the sources too.
const WORKER = new URL('../../dist/intake/reading-worker.js', import.meta.url);
const LIMITS = {
  /** For one file, in ms. */
  longestMs: 60_000,
  memoryMb: 1_024,
};

/** What the thread is given: sheets are functions, so it makes its own. */
export interface ReadingTask extends Omit<ReadOptions, 'kind' | 'sheets' | 'mapping'> {
  kind: string;
  vocabularies: SheetVocabularies;
  mapping: Mapping | null;
}
type Part = Pick<ReadFile, 'rows' | 'drafts' | 'rejected'>;
export type FromReading =
  { part: Part } | { done: Omit<ReadFile, keyof Part> } | { broken: { reason: Reason; detail: string; shown: Shown } };

export interface ReadingLimits extends Partial<typeof LIMITS> {
  signal?: AbortSignal;
}

let last: Promise<unknown> = Promise.resolve();

/** How long a thread that ended a file well waits for another: starting one takes longer than a page of a feed. */
const REST_MS = 5_000;
let resting: { worker: Worker; of: string; timer: NodeJS.Timeout } | null = null;

function take(of: string, start: () => Worker): Worker {
  const kept = resting;
  resting = null;
  if (kept) clearTimeout(kept.timer);
  if (kept?.of === of) {
    forgetEars(kept.worker);
    kept.worker.ref();
    return kept.worker;
  }
  void kept?.worker.terminate();
  return start();
}
/** One by one: without the ears of its own it hears nothing any more. */
function forgetEars(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}
function rest(worker: Worker, of: string): void {
  forgetEars(worker);
  const end = () => {
    resting = null;
    void worker.terminate();
  };
  // One that fails by itself is nobody's any more.
  worker.once('error', end);
  worker.once('exit', () => (resting = resting?.worker === worker ? null : resting));
  worker.unref();
  resting = { worker, of, timer: setTimeout(end, REST_MS).unref() };
}

/** As `readFile`, in a thread that is ended when it takes too long: one file at a time. Throws `BrokenFile`, `TooLong`. */
export function readInWorker(options: ReadOptions, limits: ReadingLimits = {}, file = WORKER): Promise<ReadFile> {
  const { kind, sheets, mapping = null, ...rest } = options;
  const task = { ...rest, kind: kind.name, vocabularies: sheets.vocabularies, mapping };
  const turn = last.then(() => run(task, { ...LIMITS, ...limits }, file));
  last = turn.catch(() => undefined);
  return turn;
}

async function run(
  task: ReadingTask,
  { longestMs, memoryMb, signal }: typeof LIMITS & ReadingLimits,
  file: URL,
): Promise<ReadFile> {
  signal?.throwIfAborted();
  const of = `${file.href} ${memoryMb}`;
  const worker = take(of, () => new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }));
  const parts: Part = { rows: [], drafts: [], rejected: [] };
  // One signal sees many files: each takes its ear with it.
  const ended = new AbortController();
  let isWell = false;
  try {
    const result = await new Promise<ReadFile>((resolve, reject) => {
      const timer = setTimeout(() => reject(new TooLong('too-slow')), longestMs);
      const end = (settle: () => void) => {
        clearTimeout(timer);
        settle();
      };
      signal?.addEventListener('abort', () => end(() => reject(signal.reason as Error)), {
        once: true,
        signal: ended.signal,
      });
      worker.on('message', (message: FromReading) => {
        if ('part' in message) {
          append(parts.rows, message.part.rows);
          append(parts.drafts, message.part.drafts);
          append(parts.rejected, message.part.rejected);
          // Others are answered between two parts.
          setImmediate(() => worker.postMessage('more'));
        } else if ('done' in message) end(() => resolve({ ...parts, ...message.done }));
        else {
          const { reason, detail, shown } = message.broken;
          end(() => reject(new BrokenFile(reason, detail, null, shown)));
        }
      });
      worker.once('error', (cause: NodeJS.ErrnoException) =>
        end(() => reject(cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TooLong('too-much-memory') : cause)),
      );
      worker.once('exit', () => end(() => reject(new Error('the thread that was to read a file ended'))));
      worker.postMessage(task);
    });
    isWell = true;
    return result;
  } finally {
    ended.abort();
    if (isWell) rest(worker, of);
    else await worker.terminate();
  }
}

function append<T>(all: T[], more: readonly T[]): void {
  for (const one of more) all.push(one);
}
