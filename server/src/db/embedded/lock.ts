import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { silent, type Logger } from '../logger.ts';
import { DataDirInUse, StartupError } from '../startup-error.ts';
import { takeOver } from './takeover.ts';

/** The name that PostgreSQL clients look for in the folder given as `host`. */
const SOCKET = '.s.PGSQL.5432';
// sun_path holds 104 bytes on macOS and 108 on Linux, with the closing zero.
const MAX_SOCKET_PATH = 103;

export interface Holder {
  pid: number;
  /** Name of its machine or container. */
  machine: string;
  /** ISO 8601. */
  startedAt: string;
  /** Folder of the socket, for `psql -h`. */
  host: string;
}

/**
 * Holds a data directory by listening on a socket in it; a second holder gets `DataDirInUse`.
 * A socket that refuses connections was left by a killed process and is replaced.
 */
export async function holdDirectory(dataDir: string, startedAt: Date, logger: Logger = silent): Promise<Server> {
  const host = socketFolder(dataDir);
  const socket = path.join(host, SOCKET);
  const letGo = await takeOver(dataDir, { logger });
  try {
    if (await isAnswered(socket)) throw new DataDirInUse(dataDir, (await findHolder(dataDir))?.pid ?? null);
    await rm(socket, { force: true });
    const server = createServer();
    server.listen(socket);
    await once(server, 'listening');
    const holder: Holder = { pid: process.pid, machine: hostname(), startedAt: startedAt.toISOString(), host };
    await writeFile(path.join(dataDir, 'holder.json'), JSON.stringify(holder));
    return server;
  } finally {
    await letGo();
  }
}

export async function findHolder(dataDir: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, 'holder.json'), 'utf8')) as Holder | null;
  } catch {
    return null;
  }
}

/** The folder to give as `host` when a process holds `dataDir`, else null. */
export async function findRunningHost(dataDir: string): Promise<string | null> {
  try {
    realpathSync(dataDir);
  } catch {
    return null;
  }
  const host = socketFolder(dataDir);
  return (await isAnswered(path.join(host, SOCKET))) ? host : null;
}

/** The data directory itself, or a private folder with a short name where the path is too long for a socket. */
function socketFolder(dataDir: string): string {
  const real = realpathSync(dataDir);
  if (Buffer.byteLength(path.join(real, SOCKET)) <= MAX_SOCKET_PATH) return real;
  const name = createHash('sha256').update(real).digest('hex').slice(0, 16);
  const folder = path.join(tmpdir(), `zlm-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  if (process.getuid && uid !== process.getuid()) {
    throw new StartupError('not-writable', `The folder ${folder} belongs to another user; choose a shorter DATA_DIR.`);
  }
  chmodSync(folder, 0o700);
  return folder;
}

function isAnswered(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const client = connect(socket);
    client.once('connect', () => {
      client.destroy();
      resolve(true);
    });
    // Only these say that nobody listens: a full queue, or another user's socket, may well be somebody.
    client.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
  });
}
