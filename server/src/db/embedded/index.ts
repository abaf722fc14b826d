import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import type { Logger } from '../logger.ts';
import { createPool, endPool, type PoolSettings } from '../pool.ts';
import { StartupError } from '../startup-error.ts';
import { EmbeddedBackend } from './backend.ts';
import { repositoryCache } from './cache.ts';
import { findRunningHost, holdDirectory } from './lock.ts';
import { PortStream } from './port-stream.ts';
import { relayClients } from './relay.ts';

export interface EmbeddedOptions {
  dataDir: string;
  statementMs: number;
  idleInTransactionMs: number;
  logger: Logger;
}
export interface Embedded {
  pool: pg.Pool;
  settings: PoolSettings;
  onCommit(listener: () => void): () => void;
  relaxDurability(on: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Opens PGlite with PostGIS in a worker; the files lie in `<dataDir>/pgdata`. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = path.resolve(options.dataDir);
  await prepareDirectory(dataDir);
  const server = await holdDirectory(dataDir, new Date(), options.logger);
  const backend = new EmbeddedBackend({
    ...options,
    dataDir: path.join(dataDir, 'pgdata'),
    caches: [repositoryCache, path.join(dataDir, 'cache')],
  });
  const hangUp = relayClients(server, backend);
  const release = async () => {
    hangUp();
    // The socket is the lock: it listens until nobody writes any more.
    await backend.close();
    await rm(path.join(dataDir, 'holder.json'), { force: true });
    const closed = new Promise((resolve) => server.close(resolve));
    hangUp();
    await closed;
  };
  try {
    await backend.open();
  } catch (cause) {
    await release();
    throw toStartupError(dataDir, cause);
  }
  const settings: PoolSettings = { user: 'postgres', database: 'postgres', stream: () => new PortStream(backend) };
  const pool = createPool(settings, options.logger);
  return {
    pool,
    settings,
    onCommit: (listener) => backend.onCommit(listener),
    relaxDurability: (on) => backend.relax(on),
    async close() {
      await endPool(pool);
      await release();
    },
  };
}

/** Connections to the process that holds `dataDir`, free from the limits of requests; null when none runs. */
export async function connectRunning(dataDir: string, logger: Logger): Promise<pg.Pool | null> {
  const host = await findRunningHost(dataDir);
  if (!host) return null;
  return createPool(
    { user: 'postgres', database: 'postgres', host, application_name: 'zlm-maintenance', max: 4 },
    logger,
  );
}

async function prepareDirectory(dataDir: string) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (statSync(dataDir).uid === process.getuid?.()) await chmod(dataDir, 0o700);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw toStartupError(dataDir, cause);
  }
}

function toStartupError(dataDir: string, cause: unknown): StartupError {
  if (cause instanceof StartupError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || /no space left/i.test(message)) {
    return new StartupError('disk-full', `The disk of the data directory ${dataDir} is full.`, cause);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartupError(
      'not-writable',
      `The data directory ${dataDir} cannot be written; choose another DATA_DIR.`,
      cause,
    );
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return new StartupError(
      'not-writable',
      `The data directory ${dataDir} is not a folder; choose another DATA_DIR.`,
      cause,
    );
  }
  const what = `The database in ${dataDir} cannot be opened: ${message}.`;
  return new StartupError(
    'unopenable',
    `${what} Restore it from a backup, or move the folder away to start anew.`,
    cause,
  );
}
