import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toDay } from '../../server/src/formats/shanghai-time.ts';
import { copyTemplate } from '../../server/src/testing/template.ts';

const PROGRAM = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));
const PATIENCE = 180_000; // ms for a start that loads the demo data
const SCALE = 0.02;

export interface RunningServer {
  origin: string;
  dataDir: string;
  stop: () => Promise<void>;
}

/** The built server on a copy of the demo data, or on the database that `settings` names; `settings` as the environment gives them. */
export async function startServer(settings: Record<string, string> = {}): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zlm-e2e-'));
  if (!settings['DATABASE_URL']) await copyTemplate({ scale: SCALE, asOf: toDay(new Date()) }, dataDir);
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [PROGRAM], {
    env: {
      ...process.env,
      // Production has no accounts to try with.
      NODE_ENV: '',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      PUBLIC_ORIGIN: '',
      SEED_SCALE: String(SCALE),
      DEMO: '1',
      RATE_LIMIT: '1000', // all journeys come from one address
      TRUSTED_PROXIES: '1', // so that a journey may come from an address of its own
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collectOutput(server);
  async function stop(): Promise<void> {
    await end(server);
    await rm(dataDir, { recursive: true, force: true });
  }
  try {
    await waitUntilReady(origin, server);
  } catch (error) {
    await stop();
    throw new Error(`${String(error)}\n${output()}`, { cause: error });
  }
  return { origin, dataDir, stop };
}

async function waitUntilReady(origin: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`the server ended with code ${server.exitCode} before it was ready`);
    const response = await fetch(`${origin}/readyz`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`the server was not ready within ${PATIENCE / 1_000} s`);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const impatience = setTimeout(() => server.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(impatience);
}

export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The last of what the server wrote, for the report of a failed start. */
function collectOutput(server: ChildProcess): () => string {
  let text = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-4_000)));
  }
  return () => text;
}
