import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { postgis } from '@electric-sql/pglite-postgis';
import { DurableFiles } from './durable-files.ts';
import { copyTemplate } from './template.ts';
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts';
import { JOB_EXEMPT, JOB_NUMBER, JOB_SESSION } from './protocol.ts';
import { WireServer } from './wire.ts';

const POSTGRES_MAJOR = '18';
const CHECKPOINT_EVERY_MS = 5 * 60_000;
const CHECKPOINT_AFTER_BYTES = 256 * 1024 * 1024;

const { dataDir, templates, signals, idleInTransactionMs, relaxed } = workerData as WorkerStart;
const main = parentPort!;
const tell = (message: FromWorker) => main.postMessage(message);

const extensions = { postgis, pg_trgm, btree_gist };
const settings = {
  // The only method which reaches the fsync of DurableFiles.
  wal_sync_method: 'fsync',
  wal_init_zero: 'off',
  max_wal_size: '1GB',
  maintenance_work_mem: '128MB',
  work_mem: '16MB',
};
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

async function createTemplate(directory: string) {
  const db = await PGlite.create({ dataDir: directory, extensions });
  for (const name of Object.keys(extensions)) await db.exec(`CREATE EXTENSION ${name}`);
  await db.close();
}

async function openFiles(): Promise<DurableFiles> {
  if (!existsSync(dataDir)) await copyTemplate(templates, dataDir, createTemplate);
  const version = readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (version !== POSTGRES_MAJOR) throw new Error(`it holds a PostgreSQL ${version} database, not ${POSTGRES_MAJOR}`);
  const files = new DurableFiles(dataDir);
  files.relaxed = relaxed;
  return files;
}

function serve(db: PGlite, files: DurableFiles) {
  let jobs = 0;
  let flushes = files.logFlushes;
  files.logBytes = 0;
  let checkpointed = true;

  const server = new WireServer(
    { execute: (bytes, onRawData) => db.execProtocolRawStream(bytes, { syncToFs: false, onRawData }) },
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
      onFailure(cause) {
        tell({ kind: 'failed', code: null, message: String(cause) });
        process.exit(1);
      },
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
    tell({ kind: 'stopped' });
    main.close();
  }

  main.on('message', (message: ToWorker) => {
    if (message.kind === 'connect') connect(message.id, message.port);
    else if (message.kind === 'relax') void relax(message.on);
    else void stop();
  });
}

try {
  const files = await openFiles();
  serve(await PGlite.create({ fs: files, extensions, startParams }), files);
  tell({ kind: 'ready' });
} catch (cause) {
  tell({ kind: 'failed', code: (cause as NodeJS.ErrnoException).code ?? null, message: String(cause) });
  main.close();
}
