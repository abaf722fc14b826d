import pg from 'pg';
import { connectRunning } from '../../server/dist/db/index.js';
import { startApp } from '../../scripts/app-server.mjs';
import { startPostgres } from '../engine/postgres.mjs';

const silent = { info() {}, warn() {}, error() {} };

/**
 * The built server where everybody may make an account, on a database of its own; null where there is no PostgreSQL.
 * @param {'embedded' | 'server'} kind
 * @param {{ scale: number, environment?: Record<string, string> }} options
 */
export async function startTown(kind, { scale, environment: more = {} }) {
  const postgres = kind === 'server' ? await startPostgres() : null;
  if (kind === 'server' && !postgres) return null;
  const DATABASE_URL = postgres ? await makeDatabase(postgres) : '';
  const environment = { DATABASE_URL, DEMO_ACCOUNTS: '1', TRUSTED_PROXIES: '1', LOG_LEVEL: 'error', ...more };
  const app = await startApp({ scale, environment }).catch((cause) => {
    postgres?.stop();
    throw cause;
  });
  const owner = DATABASE_URL ? new pg.Pool({ connectionString: DATABASE_URL }) : await reach(app.dataDir);
  return { kind, origin: app.origin, owner, post, readCode, stop };

  /** As a browser at an address of its own sends it; answers status, milliseconds and what came. */
  async function post(path, body, address) {
    const began = performance.now();
    const answer = await fetch(app.origin + path, {
      method: 'POST',
      headers: { origin: app.origin, 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, ms: performance.now() - began, body: text === '' ? null : JSON.parse(text) };
  }
  async function readCode(phone) {
    const { rows } = await owner.query(
      'SELECT code FROM stand_in_messages WHERE shown_to = $1 ORDER BY id DESC LIMIT 1',
      [`${phone.slice(0, 3)}****${phone.slice(-4)}`],
    );
    return rows[0].code;
  }
  async function stop() {
    await owner.end();
    await app.stop();
    postgres?.stop();
  }
}

async function reach(dataDir) {
  const pool = await connectRunning(dataDir, silent);
  if (!pool) throw new Error('the embedded database takes no connections');
  return pool;
}

async function makeDatabase({ psql, url }) {
  await psql('postgres', ['CREATE DATABASE town;\n']);
  return url('town');
}
