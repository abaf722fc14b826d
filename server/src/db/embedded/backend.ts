import path from 'node:path';
import { MessageChannel, Worker, type ResourceLimits } from 'node:worker_threads';
import { WELL, type DatabaseState } from '../database.ts';
import type { Logger } from '../logger.ts';
import { DatabaseGone } from './database-gone.ts';
import type { Faults } from './faults.ts';
import { BEAT, FAILED, JOB_EXEMPT, JOB_NUMBER, JOB_SESSION, SIGNAL_COUNT } from './protocol.ts';
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts';
import { probeStorage, reasonOf } from './storage.ts';

export interface BackendOptions {
  dataDir: string;
  caches: string[];
  /** A job of a request that runs longer costs the worker its life. */
  statementMs: number;
  idleInTransactionMs: number;
  logger: Logger;
  /** Maintenance which takes no step for so long costs the worker its life too. */
  silentMs?: number;
  /** For tests: faults to set off in the worker, and its limits. */
  faults?: Faults;
  resourceLimits?: ResourceLimits;
}
export interface Ends {
  onBytes(bytes: Buffer): void;
  /** Called once; `cause` is null when the database hung up in good order. */
  onClose(cause: Error | null): void;
}
export interface Connection {
  /** Takes ownership of the bytes. */
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}
interface Running {
  worker: Worker;
  signals: Int32Array<SharedArrayBuffer>;
  sessions: Map<number, (cause: Error) => void>;
  watch: NodeJS.Timeout;
  ready: boolean;
  gone: boolean;
}

// vitest runs this file from src, where no compiled worker lies beside it: `tsc -b` has to run before the tests.
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/db/embedded/worker.js' : './worker.js',
  import.meta.url,
);
const TICKS = 20;
// Compiling and recovery take no step for seconds on a slow machine.
const SILENT_MS = 120_000;
const RETRY_MS = 1000;
/** An idle worker takes a step five times a second. */
const IDLE_MS = 10_000;

/** Keeps one worker with the database alive: opens it, watches it, and opens it again after a failure. */
export class EmbeddedBackend {
  #options: BackendOptions;
  #running: Promise<Running> | null = null;
  #lastSession = 0;
  /** Two workers must never have the files open at the same time. */
  #previousExit: Promise<unknown> = Promise.resolve();
  #relaxed = false;
  #closed = false;
  #listeners = new Set<() => void>();
  #answers: (() => void)[] = [];
  /** What keeps the files from being written, as the system names it; null when nothing does. */
  #trouble: string | null = null;
  /** Why the last try to open failed: until the next one succeeds everybody is told so at once. */
  #down: DatabaseGone | null = null;
  #readOnly = false;
  #isReady = false;
  #looking: NodeJS.Timeout | undefined;

  constructor(options: BackendOptions) {
    this.#options = options;
  }

  /** Rejects when the database cannot be opened; the next call tries again. */
  open(): Promise<Running> {
    if (this.#closed) return Promise.reject(new DatabaseGone('57P01', 'the database is closed'));
    if (!this.#running) {
      const running = this.#start();
      this.#running = running;
      running.catch(() => {
        if (this.#running === running) this.#running = null;
      });
    }
    return this.#running;
  }

  state(): DatabaseState {
    const reads = !this.#down && this.#isReady;
    if (this.#trouble) return { reads, writes: false, reason: reasonOf(this.#trouble) };
    return reads ? WELL : { reads, writes: false, reason: 'database' };
  }

  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async connect(ends: Ends): Promise<Connection> {
    if (this.#down && !this.#closed) throw this.#down;
    const running = await this.open().catch((cause: unknown) => {
      throw this.#down ?? cause;
    });
    const id = ++this.#lastSession;
    const { port1: port, port2 } = new MessageChannel();
    let open = true;
    const end = (cause: Error | null) => {
      if (!open) return;
      open = false;
      running.sessions.delete(id);
      port.close();
      ends.onClose(cause);
    };
    running.sessions.set(id, end);
    port.on('message', (bytes: Uint8Array<ArrayBuffer>) => ends.onBytes(Buffer.from(bytes.buffer)));
    port.on('close', () => {
      if (Atomics.load(running.signals, FAILED) && !running.gone) return;
      end(running.gone ? new DatabaseGone('57P01', 'the database stopped') : null);
    });
    tell(running, { kind: 'connect', id, port: port2 });
    return { send: (bytes) => port.postMessage(bytes, [bytes.buffer]), close: () => end(null) };
  }

  async relax(on: boolean): Promise<void> {
    const running = await this.open();
    this.#relaxed = on;
    tell(running, { kind: 'relax', on });
    await new Promise<void>((resolve) => this.#answers.push(resolve));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#looking);
    const running = await this.#running?.catch(() => null);
    if (!running || running.gone) return;
    clearInterval(running.watch);
    const exited = new Promise((resolve) => running.worker.once('exit', resolve));
    tell(running, { kind: 'stop' });
    await exited;
  }

  async #start(): Promise<Running> {
    await this.#previousExit;
    const { dataDir, caches, idleInTransactionMs, faults = null, resourceLimits = {} } = this.#options;
    const signals = new Int32Array(new SharedArrayBuffer(SIGNAL_COUNT * Int32Array.BYTES_PER_ELEMENT));
    const start: WorkerStart = {
      dataDir,
      caches,
      signals,
      idleInTransactionMs,
      relaxed: this.#relaxed,
      readOnly: this.#readOnly,
      faults,
    };
    const worker = new Worker(WORKER, { workerData: start, resourceLimits });
    const watch = this.#watch(() => running);
    const running: Running = { worker, signals, sessions: new Map(), watch, ready: false, gone: false };
    try {
      await firstAnswer(worker);
      running.ready = true;
      this.#isReady = true;
    } catch (cause) {
      clearInterval(running.watch);
      this.#previousExit = worker.terminate();
      throw cause;
    }
    worker.on('message', (message: FromWorker) => this.#hear(running, message));
    worker.on('error', (cause) =>
      this.#lose(running, new DatabaseGone('57P02', `the database failed: ${cause.message}`)),
    );
    worker.on('exit', () => this.#lose(running, new DatabaseGone('57P02', 'the database stopped')));
    return running;
  }

  #hear(running: Running, message: FromWorker) {
    if (message.kind === 'committed') for (const listener of this.#listeners) listener();
    else if (message.kind === 'relaxed') this.#answers.shift()?.();
    else if (message.kind === 'trouble') this.#suffer(message.code);
    else if (message.kind === 'failed') {
      if (message.code) this.#suffer(message.code);
      this.#lose(running, goneBy(message));
    }
  }

  /** Counts ticks in which the same job was seen running: the clock starts with the job and not with the queue. */
  #watch(running: () => Running): NodeJS.Timeout {
    let job = 0;
    let ticks = 0;
    let beat = 0;
    let silent = 0;
    const { statementMs, silentMs = SILENT_MS } = this.#options;
    return setInterval(() => {
      const { signals, ready } = running();
      const step = Atomics.load(signals, BEAT);
      silent = step === beat ? silent + 1 : 0;
      beat = step;
      const now = Atomics.load(signals, JOB_NUMBER);
      ticks = now !== 0 && now === job && !Atomics.load(signals, JOB_EXEMPT) ? ticks + 1 : 0;
      job = now;
      if (ticks >= TICKS) return this.#kill(running());
      const limit = !ready ? SILENT_MS : now === 0 ? Math.min(IDLE_MS, silentMs) : silentMs;
      if (silent * (statementMs / TICKS) >= limit) this.#giveUp(running(), limit);
    }, statementMs / TICKS).unref();
  }

  #kill(running: Running) {
    if (running.gone) return;
    const session = Atomics.load(running.signals, JOB_SESSION);
    const limit = `${this.#options.statementMs / 1000} s`;
    this.#options.logger.warn({ session }, `a statement ran longer than ${limit}; the database is opened again`);
    running.sessions.get(session)?.(new DatabaseGone('57014', `the statement ran longer than ${limit}`));
    this.#lose(running, new DatabaseGone('57P01', 'the database was restarted to stop a long statement'));
  }

  #giveUp(running: Running, limit: number) {
    if (running.gone) return;
    const cause = new DatabaseGone('57P02', `the database did nothing for ${limit / 1000} s`);
    // The opening that waits for its first answer hears of the exit.
    if (!running.ready) void running.worker.terminate();
    else this.#lose(running, cause);
  }

  /** From now on files are tried every second until they can be written. */
  #suffer(code: string) {
    if (!this.#trouble) {
      const fields = { code, reason: reasonOf(code) };
      this.#options.logger.error(fields, 'the files of the database cannot be written; writes are refused');
    }
    this.#trouble = code;
    this.#lookAgain();
  }

  #lookAgain() {
    clearTimeout(this.#looking);
    if (this.#closed) return;
    this.#looking = setTimeout(() => void this.#look(), RETRY_MS).unref();
  }

  async #look() {
    if (this.#trouble) this.#trouble = probeStorage(path.dirname(this.#options.dataDir));
    if (this.#trouble && !this.#down) return this.#lookAgain();
    // Opened anew to write again, or because it is not open at all.
    if (this.#readOnly && !this.#trouble && !this.#down) {
      this.#readOnly = false;
      const running = await this.#running?.catch(() => null);
      if (running) return this.#lose(running, new DatabaseGone('57P01', 'the database is opened again to write'));
    }
    if (this.#down) return this.#reopen();
    this.#options.logger.warn({}, 'the files of the database can be written again');
  }

  #reopen() {
    this.#readOnly = this.#trouble !== null;
    this.open().then(
      () => {
        this.#down = null;
        this.#options.logger.warn({ readOnly: this.#readOnly }, 'the database is open again');
        if (this.#readOnly) this.#lookAgain();
      },
      (error: Error & { code?: string | null }) => {
        if (this.#closed) return;
        if (!this.#down) this.#options.logger.error({ cause: error.message }, 'the database stays closed for now');
        const code = error.code ?? null;
        if (code && FILE_CODES.has(code)) this.#trouble = code;
        this.#down = goneBy({ code: this.#trouble, message: error.message });
        this.#lookAgain();
      },
    );
  }

  #lose(running: Running, cause: DatabaseGone) {
    if (running.gone) return;
    running.gone = true;
    this.#isReady = false;
    clearInterval(running.watch);
    this.#previousExit = running.worker.terminate();
    for (const end of [...running.sessions.values()]) end(cause);
    for (const answer of this.#answers.splice(0)) answer();
    this.#running = null;
    if (this.#closed) return;
    if (!cause.code.startsWith('57') || cause.code === '57P02') {
      this.#options.logger.error({ cause: cause.message }, 'the database is opened again');
    }
    this.#reopen();
  }
}

const FILE_CODES = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG']);

function goneBy({ code, message }: { code: string | null; message: string }): DatabaseGone {
  if (code && reasonOf(code) === 'disk-full') return new DatabaseGone('53100', 'the disk of the database is full');
  return new DatabaseGone(code ? '58030' : '57P02', `the database failed: ${message}`);
}

const tell = ({ worker }: Running, message: ToWorker) =>
  worker.postMessage(message, message.kind === 'connect' ? [message.port] : []);

function firstAnswer(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'failed') reject(Object.assign(new Error(message.message), { code: message.code }));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the database worker ended with ${code}`)));
  });
}
