// Starts the built server on a throw-away embedded database, for scripts that look at the app from outside.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './free-port.mjs';

const PATIENCE = 600_000; // ms for the first start with all its demo data

/**
 * Resolves to { origin, dataDir, stop } once the server is ready; `scale` is the size of the demo data, up to 1.
 * @param {{ scale: number, environment?: Record<string, string> }} options
 */
export async function startApp({ scale, environment = {} }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'zlm-app-'));
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['server/dist/main.js'], {
    env: {
      ...process.env,
      // Production has no accounts to try with.
      NODE_ENV: '',
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_ORIGIN: origin,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      RATE_LIMIT: '0',
      STOP_GRACE: '0',
      DEMO: '1',
      SEED_SCALE: String(scale),
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  async function stop() {
    if (server.exitCode === null) server.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  }
  try {
    await waitUntilReady(origin, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, dataDir, stop };
}

/**
 * @param {string} origin
 * @param {import('node:child_process').ChildProcess} server
 */
async function waitUntilReady(origin, server) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`the server ended with code ${server.exitCode} before it was ready`);
    const response = await fetch(`${origin}/readyz`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`the server was not ready within ${PATIENCE / 1_000} s`);
}
