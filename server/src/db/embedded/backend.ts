import path from 'node:path';
import { MessageChannel, Worker, type ResourceLimits } from 'node:worker_threads';
import { WELL, type DatabaseState } from '../database.ts';
import type { Logger } from '../logger.ts';
import { DatabaseGone } from './database-gone.ts';
import type { Faults } from './faults.ts';
import { FAILED, JOB_NUMBER, JOB_SESSION, SIGNAL_COUNT } from './protocol.ts';
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts';
import { probeStorage, reasonOf } from './storage.ts';
import { watchWorker } from './watch.ts';

export interface BackendOptions {
  dataDir: string;
  caches: string[];
  /** A job of a request that runs longer costs the worker its life. */
  statementMs: number;
  idleInTransactionMs: number;
  logger: Logger;
  /** A worker that takes no step for so long is given up, whatever it runs. */
  silentMs?: number;
  /** Between two tries to open it again, or to write its files again. */
  retryMs?: number;
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
const SILENT_MS = 120_000;
const RETRY_MS = 1000;

/** Keeps one worker with the database alive: opens it, watches it, and opens it again until that succeeds. */
export class EmbeddedBackend {
  #options: BackendOptions;
  #running: Promise<Running> | null = null;
  #lastSession = 0;
  /** Two workers must never have the files open at the same time. */
  #previousExit: Promise<unknown> = Promise.resolve();
  #relaxed = false;
  #isOpen = false;
  #closed = false;
  #listeners = new Set<() => void>();
  #answers: (() => void)[] = [];
  /** Why files could not be written, as the system names it; null once they can. */
  #trouble: string | null = null;
  /** What everybody who wants to connect is told at once; null while it is open, or opening for the first time. */
  #refusal: DatabaseGone | null = null;
  #retry: NodeJS.Timeout | undefined;

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
    const reason = reasonOf(this.#trouble);
    return this.#isOpen && !reason ? WELL : { reads: this.#isOpen, writes: false, reason: reason ?? 'database' };
  }

  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async connect(ends: Ends): Promise<Connection> {
    const running = await this.#current();
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
      // Its last word, which says why, is still on its way.
      if (Atomics.load(running.signals, FAILED) && !running.gone) return;
      end(running.gone ? new DatabaseGone('57P01', 'the database stopped') : null);
    });
    tell(running, { kind: 'connect', id, port: port2 });
    return { send: (bytes) => port.postMessage(bytes, [bytes.buffer]), close: () => end(null) };
  }

  async relax(on: boolean): Promise<void> {
    const running = await this.#current();
    this.#relaxed = on;
    tell(running, { kind: 'relax', on });
    await new Promise<void>((resolve) => this.#answers.push(resolve));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#retry);
    const running = await this.#running?.catch(() => null);
    if (!running || running.gone) return void (await this.#previousExit);
    const exited = new Promise((resolve) => running.worker.once('exit', resolve));
    tell(running, { kind: 'stop' });
    await exited;
  }

  #current(): Promise<Running> {
    return this.#refusal && !this.#closed ? Promise.reject(this.#refusal) : this.open();
  }

  async #start(): Promise<Running> {
    await this.#previousExit;
    const { dataDir, caches, statementMs, idleInTransactionMs, silentMs = SILENT_MS } = this.#options;
    const { faults = null, resourceLimits = {} } = this.#options;
    const signals = new Int32Array(new SharedArrayBuffer(SIGNAL_COUNT * Int32Array.BYTES_PER_ELEMENT));
    const start: WorkerStart = { dataDir, caches, signals, idleInTransactionMs, relaxed: this.#relaxed, faults };
    const worker = new Worker(WORKER, { workerData: start, resourceLimits });
    const watched = {
      signals,
      isReady: () => running.ready,
      onLongJob: () => this.#endLongJob(running),
      onSilence: (ms: number) => this.#giveUp(running, ms),
    };
    const watch = watchWorker(watched, { statementMs, silentMs });
    const running: Running = { worker, signals, sessions: new Map(), watch, ready: false, gone: false };
    try {
      await firstAnswer(worker);
    } catch (cause) {
      clearInterval(watch);
      this.#previousExit = worker.terminate();
      throw cause;
    }
    running.ready = true;
    this.#isOpen = true;
    worker.on('message', (message: FromWorker) => this.#hear(running, message));
    worker.on('error', (cause) => this.#lose(running, goneBy(null, cause.message)));
    worker.on('exit', () => this.#lose(running, new DatabaseGone('57P02', 'the database stopped')));
    return running;
  }

  #hear(running: Running, message: FromWorker) {
    if (message.kind === 'committed') for (const listener of this.#listeners) listener();
    else if (message.kind === 'relaxed') this.#answers.shift()?.();
    else if (message.kind === 'trouble') this.#suffer(message.code);
    else if (message.kind === 'failed') {
      this.#suffer(message.code);
      this.#lose(running, goneBy(message.code, message.message));
    }
  }

  #endLongJob(running: Running) {
    if (running.gone) return;
    const session = Atomics.load(running.signals, JOB_SESSION);
    const limit = `${this.#options.statementMs / 1000} s`;
    this.#options.logger.warn({ session }, `a statement ran longer than ${limit}; the database is opened again`);
    this.#lose(running, new DatabaseGone('57014', `the statement ran longer than ${limit}`));
  }

  #giveUp(running: Running, limit: number) {
    // An opening that waits for its first answer hears of the exit.
    if (!running.ready) void running.worker.terminate();
    else this.#lose(running, new DatabaseGone('57P02', `the database did nothing for ${limit / 1000} s`));
  }

  /** Files failed: until they can be written `state` says so. */
  #suffer(code: string | null) {
    const reason = reasonOf(code);
    if (!reason) return;
    if (!this.#trouble) this.#options.logger.error({ code, reason }, 'the files of the database cannot be written');
    this.#trouble = code;
    this.#retryLater();
  }

  /** Ends all connections; who asked for what failed is told why. */
  #lose(running: Running, cause: DatabaseGone) {
    if (running.gone) return;
    running.gone = true;
    this.#isOpen = false;
    this.#running = null;
    clearInterval(running.watch);
    this.#previousExit = running.worker.terminate();
    if (Atomics.load(running.signals, JOB_NUMBER)) {
      running.sessions.get(Atomics.load(running.signals, JOB_SESSION))?.(cause);
    }
    for (const end of [...running.sessions.values()]) end(new DatabaseGone('57P01', 'the database stopped'));
    for (const answer of this.#answers.splice(0)) answer();
    if (this.#closed) return;
    if (cause.code !== '57014') this.#options.logger.error({ cause: cause.message }, 'the database stopped');
    if (this.#trouble) this.#refuse(cause.message);
    else void this.#reopen();
  }

  #refuse(why: string) {
    this.#refusal = new DatabaseGone('57P03', `the database is closed for now: ${why}`);
    this.#retryLater();
  }

  #retryLater() {
    clearTimeout(this.#retry);
    if (!this.#closed) this.#retry = setTimeout(() => void this.#tryAgain(), this.#options.retryMs ?? RETRY_MS).unref();
  }

  /** The one way back, taken every so often until all is well. */
  async #tryAgain() {
    if (this.#trouble) {
      const found = await probeStorage(path.dirname(this.#options.dataDir));
      if (found) this.#trouble = found;
      if (found) return this.#retryLater();
    }
    if (!this.#isOpen) return this.#reopen();
    this.#trouble = null;
    this.#options.logger.warn({}, 'the files of the database can be written again');
  }

  async #reopen() {
    try {
      await this.open();
    } catch (cause) {
      const { code = null, message } = cause as Error & { code?: string | null };
      if (this.#closed) return;
      if (!this.#refusal) this.#options.logger.error({ cause: message }, 'the database cannot be opened for now');
      this.#suffer(code);
      return this.#refuse(goneBy(code, message).message);
    }
    this.#trouble = null;
    this.#refusal = null;
    this.#options.logger.warn({}, 'the database is open again');
  }
}

function goneBy(code: string | null, message: string): DatabaseGone {
  const reason = reasonOf(code);
  if (reason === 'disk-full') return new DatabaseGone('53100', 'the disk of the database is full');
  return new DatabaseGone(reason ? '58030' : '57P02', `the database failed: ${message}`);
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
