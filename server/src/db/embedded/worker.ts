import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { ensureCluster, openCluster } from './cluster.ts';
import { DurableFiles } from './durable-files.ts';
import { FAULT, isSet } from './faults.ts';
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts';
import { BEAT, FAILED, JOB_EXEMPT, JOB_NUMBER, JOB_SESSION } from './protocol.ts';
import { describe, WireServer } from './wire.ts';

const CHECKPOINT_EVERY_MS = 5 * 60_000;
const CHECKPOINT_AFTER_BYTES = 256 * 1024 * 1024;

const { dataDir, caches, signals, idleInTransactionMs, relaxed, faults } = workerData as WorkerStart;
const main = parentPort!;
const tell = (message: FromWorker) => main.postMessage(message);
const beat = () => void Atomics.add(signals, BEAT, 1);
const BEAT_EVERY_MS = 200;
const TRAPS = new Set(['RuntimeError', 'RangeError']);

/** PGlite catches whatever is thrown and calls PostgreSQL again, for ever: only the end of the thread is final. */
function fail(code: string | null, message: string): never {
  Atomics.store(signals, FAILED, 1);
  tell({ kind: 'failed', code, message });
  process.exit(1);
}

/** Ends the thread on what PostgreSQL cannot have recovered from: a trap, a stack or a memory that ran out. */
function failOnTraps(db: PGlite) {
  const { mod } = db as unknown as { mod: { _PostgresMainLoopOnce(): void } };
  const runOnce = mod._PostgresMainLoopOnce.bind(mod);
  mod._PostgresMainLoopOnce = () => {
    beat();
    try {
      runOnce();
    } catch (cause) {
      if (TRAPS.has((cause as Error).name)) fail(null, describe(cause));
      throw cause;
    }
  };
}

function watchIdle() {
  beat();
  while (isSet(faults, FAULT.idleLoop));
  const hoard: number[][] = [];
  while (isSet(faults, FAULT.memory)) hoard.push(new Array<number>(100_000).fill(hoard.length + 0.5));
}

function serve(db: PGlite, files: DurableFiles) {
  let jobs = 0;
  let flushes = files.logFlushes;
  files.logBytes = 0;
  let checkpointed = true;

  const server = new WireServer(
    {
      execute: (bytes, onReply) => {
        const onRawData = (part: Uint8Array) => {
          beat();
          onReply(part);
        };
        return db.execProtocolRawStream(bytes, { syncToFs: false, onRawData });
      },
    },
    {
      idleInTransactionMs,
      onJob(session) {
        if (session) {
          Atomics.store(signals, JOB_EXEMPT, session.exempt ? 1 : 0);
          Atomics.store(signals, JOB_SESSION, session.id);
        }
        Atomics.store(signals, JOB_NUMBER, session ? (jobs = (jobs % 0x7fffffff) + 1) : 0);
        if (session || files.logFlushes === flushes) return;
        flushes = files.logFlushes;
        tell({ kind: 'committed' });
        if (files.logBytes > CHECKPOINT_AFTER_BYTES && checkpointed) void checkpoint();
      },
      onFailure: (cause) => fail(null, describe(cause)),
    },
  );

  /** PostgreSQL has no background process here: without this the log grows and the next start takes long. */
  async function checkpoint() {
    checkpointed = false;
    await server.maintain('CHECKPOINT');
    files.logBytes = 0;
    flushes = files.logFlushes;
    checkpointed = true;
  }
  setInterval(() => void (files.logBytes > 0 && checkpointed && checkpoint()), CHECKPOINT_EVERY_MS).unref();

  async function relax(on: boolean) {
    if (!on && files.relaxed) {
      await checkpoint();
      files.syncTree();
    }
    files.relaxed = on;
    tell({ kind: 'relaxed' });
  }

  function connect(id: number, port: MessagePort) {
    const session = server.open(id, {
      send: (bytes) => port.postMessage(bytes, [bytes.buffer]),
      hangUp: () => port.close(),
    });
    port.on('message', (bytes: Uint8Array) => session.feed(bytes));
    port.on('close', () => session.close());
  }

  async function stop() {
    await relax(false);
    await db.close();
    // Ports of clients that are still there would keep the thread alive.
    process.exit(0);
  }

  main.on('message', (message: ToWorker) => {
    if (message.kind === 'connect') connect(message.id, message.port);
    else if (message.kind === 'relax') void relax(message.on);
    else void stop();
  });
}

let trouble: string | null = null;
setInterval(watchIdle, BEAT_EVERY_MS).unref();
try {
  await ensureCluster(dataDir, caches);
  const files = new DurableFiles(dataDir, {
    faults,
    onProgress: beat,
    onTrouble({ code, isFatal }) {
      if (isFatal) fail(code, `a file could not be written (${code})`);
      trouble = code;
      tell({ kind: 'trouble', code });
    },
    onAbort: () => fail(trouble, `PostgreSQL gave up${trouble ? ` (${trouble})` : ''}`),
  });
  files.relaxed = relaxed;
  const db = await openCluster(files, caches);
  failOnTraps(db);
  serve(db, files);
  tell({ kind: 'ready' });
} catch (cause) {
  fail((cause as NodeJS.ErrnoException).code ?? trouble, describe(cause));
}
