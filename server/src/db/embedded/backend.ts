import { MessageChannel, Worker } from 'node:worker_threads';
import type { Logger } from '../logger.ts';
import { DatabaseGone } from './database-gone.ts';
import { JOB_EXEMPT, JOB_NUMBER, JOB_SESSION, SIGNAL_COUNT } from './protocol.ts';
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts';

export interface BackendOptions {
  dataDir: string;
  caches: string[];
  /** A job of a request that runs longer costs the worker its life. */
  statementMs: number;
  idleInTransactionMs: number;
  logger: Logger;
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
  gone: boolean;
}

// vitest runs this file from src, where no compiled worker lies beside it: `tsc -b` has to run before the tests.
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/db/embedded/worker.js' : './worker.js',
  import.meta.url,
);
const TICKS = 20;

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

  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async connect(ends: Ends): Promise<Connection> {
    const running = await this.open();
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
    port.on('close', () => end(running.gone ? new DatabaseGone('57P01', 'the database stopped') : null));
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
    const running = await this.#running?.catch(() => null);
    if (!running || running.gone) return;
    clearInterval(running.watch);
    const exited = new Promise((resolve) => running.worker.once('exit', resolve));
    tell(running, { kind: 'stop' });
    await exited;
  }

  async #start(): Promise<Running> {
    await this.#previousExit;
    const { dataDir, caches, idleInTransactionMs } = this.#options;
    const signals = new Int32Array(new SharedArrayBuffer(SIGNAL_COUNT * Int32Array.BYTES_PER_ELEMENT));
    const start: WorkerStart = { dataDir, caches, signals, idleInTransactionMs, relaxed: this.#relaxed };
    const worker = new Worker(WORKER, { workerData: start });
    const running: Running = { worker, signals, sessions: new Map(), watch: this.#watch(() => running), gone: false };
    try {
      await firstAnswer(worker);
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
    else if (message.kind === 'failed') {
      this.#lose(running, new DatabaseGone('57P02', `the database failed: ${message.message}`));
    }
  }

  /** Counts ticks in which the same job was seen running: the clock starts with the job and not with the queue. */
  #watch(running: () => Running): NodeJS.Timeout {
    let job = 0;
    let ticks = 0;
    return setInterval(() => {
      const { signals } = running();
      const now = Atomics.load(signals, JOB_NUMBER);
      ticks = now !== 0 && now === job && !Atomics.load(signals, JOB_EXEMPT) ? ticks + 1 : 0;
      job = now;
      if (ticks >= TICKS) this.#kill(running());
    }, this.#options.statementMs / TICKS).unref();
  }

  #kill(running: Running) {
    if (running.gone) return;
    const session = Atomics.load(running.signals, JOB_SESSION);
    const limit = `${this.#options.statementMs / 1000} s`;
    this.#options.logger.warn({ session }, `a statement ran longer than ${limit}; the database is opened again`);
    running.sessions.get(session)?.(new DatabaseGone('57014', `the statement ran longer than ${limit}`));
    this.#lose(running, new DatabaseGone('57P01', 'the database was restarted to stop a long statement'));
  }

  #lose(running: Running, cause: DatabaseGone) {
    if (running.gone) return;
    running.gone = true;
    clearInterval(running.watch);
    this.#previousExit = running.worker.terminate();
    for (const end of [...running.sessions.values()]) end(cause);
    for (const answer of this.#answers.splice(0)) answer();
    this.#running = null;
    if (this.#closed) return;
    if (cause.code === '57P02') this.#options.logger.error({ cause: cause.message }, 'the database is opened again');
    this.open().catch((error: Error) =>
      this.#options.logger.error({ cause: error.message }, 'the database stays closed'),
    );
  }
}

const tell = ({ worker }: Running, message: ToWorker) =>
  worker.postMessage(message, message.kind === 'connect' ? [message.port] : []);

function firstAnswer(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: FromWorker) => {
      if (message.kind === 'ready') return resolve();
      const { code = null, message: text } = message.kind === 'failed' ? message : { message: message.kind };
      reject(Object.assign(new Error(text), { code }));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the database worker ended with ${code}`)));
  });
}
