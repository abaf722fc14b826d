import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DataDirInUse, StartupError } from '../startup-error.ts';

/** The name that PostgreSQL clients look for in the folder given as `host`. */
const SOCKET = '.s.PGSQL.5432';
// sun_path holds 104 bytes on macOS and 108 on Linux, with the closing zero.
const MAX_SOCKET_PATH = 103;

export interface Holder {
  pid: number;
  /** ISO 8601. */
  startedAt: string;
  /** Folder of the socket, for `psql -h`. */
  host: string;
}

/**
 * Holds a data directory by listening on a socket in it; a second holder gets `DataDirInUse`.
 * A socket that refuses connections was left by a killed process and is replaced.
 */
export async function holdDirectory(dataDir: string, startedAt: Date): Promise<Server> {
  const host = socketFolder(dataDir);
  const socket = path.join(host, SOCKET);
  const letGo = await takeOver(dataDir);
  try {
    if (await isAnswered(socket)) throw new DataDirInUse(dataDir, (await findHolder(dataDir))?.pid ?? null);
    await rm(socket, { force: true });
    const server = createServer();
    server.listen(socket);
    await once(server, 'listening');
    const holder: Holder = { pid: process.pid, startedAt: startedAt.toISOString(), host };
    await writeFile(path.join(dataDir, 'holder.json'), JSON.stringify(holder));
    return server;
  } finally {
    await letGo();
  }
}

export async function findHolder(dataDir: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, 'holder.json'), 'utf8')) as Holder;
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
    client.once('error', () => resolve(false));
  });
}

/** Lets one process at a time look at what lies in the folder and replace it. */
export async function takeOver(dataDir: string): Promise<() => Promise<void>> {
  const file = path.join(dataDir, 'takeover');
  for (;;) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      const pid = Number(await readFile(file, 'utf8').catch(() => ''));
      if (pid && !isAlive(pid)) await rm(file, { force: true });
      await wait(20);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
