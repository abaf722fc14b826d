// A server of its own on a throw-away embedded database with a little demo data.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE = 180_000; // ms for the first start with its seed

/** Until it is ready; `stop` also removes its data. */
export async function startServer() {
  const dataDir = await mkdtemp(join(tmpdir(), 'zlm-screens-'));
  const port = await findFreePort();
  const env = {
    ...process.env,
    DATABASE_URL: '',
    PORT: port,
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    SEED_SCALE: '0.05',
  };
  const server = spawn(process.execPath, ['server/dist/main.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    const ended = new Promise((done) => server.once('exit', done));
    if (server.exitCode === null && server.kill()) await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  const until = Date.now() + PATIENCE;
  while (!(await fetch(`${origin}/readyz`).catch(() => null))?.ok) {
    if (server.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error('the server did not become ready');
    }
    await new Promise((done) => setTimeout(done, 250));
  }
  return { origin, stop };
}

async function findFreePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return String(port);
}
