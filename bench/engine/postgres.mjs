import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { findFreePort } from '../../scripts/free-port.mjs';

const DEBIAN = '/usr/lib/postgresql';
const GIB = 2 ** 30;

/** The folder of initdb, pg_ctl and psql, newest version first; null where PostgreSQL is not installed. */
function findPrograms() {
  const asked = [];
  try {
    asked.push(
      execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
    );
  } catch {
    // Not in the path; the usual folders follow.
  }
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  asked.push(...versions.map((version) => `${DEBIAN}/${version}/bin`), '/usr/local/pgsql/bin', '/opt/homebrew/bin');
  return asked.find((folder) => ['initdb', 'pg_ctl', 'psql'].every((name) => existsSync(`${folder}/${name}`))) ?? null;
}

/** A PostgreSQL of its own, reached only from this machine; null where none is installed. `stop` removes it. */
export async function startPostgres() {
  const programs = findPrograms();
  if (!programs) return null;
  const home = mkdtempSync(path.join(os.tmpdir(), 'zlm-bench-'));
  const data = path.join(home, 'data');
  const password = randomBytes(18).toString('hex');
  const run = runnerFor(home);
  const stop = () => {
    if (existsSync(path.join(data, 'postmaster.pid')))
      run(`${programs}/pg_ctl`, ['stop', '-D', data, '-m', 'immediate']);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const secret = path.join(home, 'secret');
    writeFileSync(secret, password, { mode: 0o644 });
    run(`${programs}/initdb`, [
      '-D',
      data,
      '-U',
      'bench',
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
      '-E',
      'UTF8',
      '--locale=C',
    ]);
    rmSync(secret);
    const port = await findFreePort();
    const log = path.join(home, 'log');
    run(`${programs}/pg_ctl`, ['start', '-w', '-D', data, '-l', log, '-o', settings(port, home)]);
    const url = (name) => `postgresql://bench:${password}@127.0.0.1:${port}/${name}`;
    const psql = (name, sql) => pipeToPsql(`${programs}/psql`, url(name), sql);
    return { url, psql, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** PostgreSQL refuses to run as root. */
function runnerFor(home) {
  /** @type {import('node:child_process').ExecFileSyncOptions} */
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: home };
  if (process.getuid?.() !== 0) return (program, args) => execFileSync(program, args, options);
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  chownSync(home, id('-u'), id('-g'));
  return (program, args) => execFileSync('runuser', ['-u', 'postgres', '--', program, ...args], options);
}

/** As an operator of a machine this size would set it; just-in-time compiling only costs here. */
function settings(port, home) {
  const shared = Math.min(4 * GIB, os.totalmem() / 4);
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: home,
    dynamic_shared_memory_type: 'mmap',
    shared_buffers: `${Math.round(shared / 2 ** 20)}MB`,
    effective_cache_size: `${Math.round(os.totalmem() / 2 / 2 ** 20)}MB`,
    work_mem: '256MB',
    maintenance_work_mem: '1GB',
    random_page_cost: 1.1,
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: '8GB',
    autovacuum: 'off',
  };
  return Object.entries(values)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

/** Sends pieces of a script, COPY rows too; rejects with what psql says. */
async function pipeToPsql(program, url, pieces) {
  const child = spawn(program, [url, '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', '-'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const said = [];
  child.stderr.setEncoding('utf8').on('data', (text) => said.push(text));
  // psql that gave up says why below.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close');
  for (const piece of pieces) {
    if (child.exitCode !== null) break;
    if (!child.stdin.write(piece)) await Promise.race([once(child.stdin, 'drain'), ended]);
  }
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`psql: ${said.join('').trim()}`);
}
