import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { localOrigin, readConfig } from './config.ts';
import { freePort, runProgram } from './testing/program.ts';

const dataDir = await mkdtemp(path.join(tmpdir(), 'zlm-main-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const bad = {
  PORT: 'eighty',
  SEED_SCALE: '0',
  DEMO: 'yes',
  DATABASE_URL: 'mysql://x',
  PUBLIC_ORIGIN: 'https://map.example.org/path',
  MEILI_URL: 'search',
  TRUSTED_PROXIES: 'yes',
  RATE_LIMIT: '-1',
  LOG_LEVEL: 'banana',
  STOP_GRACE: '999',
};

test.each(Object.entries(bad))('a bad %s is refused', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: [^\\n]*$`));
});

test('all bad settings are named at once and end the start', async () => {
  const program = await runProgram({ DATA_DIR: dataDir, ...bad });
  expect(await program.exited).toBe(1);
  for (const name of Object.keys(bad)) expect(program.output()).toContain(`${name}:`);
  expect(program.output()).not.toContain('    at ');
});

test.each([
  ['127.0.0.1', 'http://localhost:80'],
  ['0.0.0.0', 'http://localhost:80'],
  ['::', 'http://localhost:80'],
  ['fe80::1', 'http://[fe80::1]:80'],
  ['map.example.org', 'http://map.example.org:80'],
])('what listens on %s is opened at %s', (host, origin) => {
  expect(localOrigin(host, 80)).toBe(origin);
});

test('a port in use is said', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const program = await runProgram({ DATA_DIR: dataDir, PORT: String(port) });
  expect(await program.exited).toBe(1);
  expect(program.output()).toContain(`Port ${port} on 127.0.0.1 is in use`);
  other.close();
});

test('a data directory that cannot be made is said', async () => {
  const program = await runProgram({ DATA_DIR: '/proc/zlm/data' });
  expect(await program.exited).toBe(1);
  expect(program.output()).toContain('The folder /proc/zlm cannot be made');
  expect(program.output()).not.toContain('    at ');
});

test('an unreachable database is said, without its password', async () => {
  const program = await runProgram({ DATA_DIR: dataDir, DATABASE_URL: 'postgresql://zlm:secret@127.0.0.1:1/zlm' });
  expect(await program.exited).toBe(1);
  expect(program.output()).toContain('127.0.0.1');
  expect(program.output()).not.toContain('secret');
});

test('an empty instance in production starts, tells its progress and its durability, refuses a second server and stops at once when asked twice', async () => {
  const program = await runProgram({ DATA_DIR: dataDir, DEMO: '0', NODE_ENV: 'production', STOP_GRACE: '300' });
  await expect
    .poll(
      () =>
        fetch(`${program.url}/livez`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 30_000 },
    )
    .toBe(200);
  const page = await fetch(program.url, { headers: { accept: 'text/html' } });
  if (page.status === 503) expect(await page.text()).toContain('浙学地图正在准备');
  await program.ready();
  expect(program.output()).toContain('survives a power cut but not the loss of this disk');

  const second = await runProgram({ DATA_DIR: dataDir, DEMO: '0' });
  expect(await second.exited).toBe(1);
  expect(second.output()).toContain(String(program.child.pid));

  const found = (await (await fetch(`${program.url}/api/search`)).json()) as { total: number };
  expect(found.total).toBe(0);
  const divisions = (await (await fetch(`${program.url}/api/divisions`)).json()) as { divisions: unknown[] };
  expect(divisions.divisions).toHaveLength(102);

  program.child.kill('SIGTERM');
  await expect.poll(async () => (await fetch(`${program.url}/readyz`)).status).toBe(503);
  program.child.kill('SIGTERM');
  expect(await program.exited).toBe(0);
});

test('Ctrl-C during the first start is no fault', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'zlm-main-'));
  const program = await runProgram({ DATA_DIR: folder, SEED_SCALE: '0.05' });
  await expect.poll(() => program.output(), { timeout: 60_000 }).toContain('creating the demo data');
  for (const line of ['Zhejiang Learning Map is getting ready', 'First start'])
    expect(await (await fetch(program.url, { headers: { 'accept-language': 'en' } })).text()).toContain(line);
  program.child.kill('SIGINT');
  expect(await program.exited).toBe(0);
  expect(program.output()).not.toMatch(/\n\s+at |failed/);
  await rm(folder, { recursive: true, force: true });
});

test('who is told that it stops sends nobody any more, and no request was lost; a silent socket is not waited for', async () => {
  const program = await runProgram({ DATA_DIR: dataDir, DEMO: '0', STOP_GRACE: '1' });
  await program.ready();
  const silent = connect(Number(new URL(program.url).port), '127.0.0.1').on('error', () => undefined);
  await once(silent, 'connect');
  const hungUp = once(silent, 'close');
  let [asked, lost] = [0, 0];
  let asking = true;
  const ask = async () => {
    while (asking) {
      asked++;
      await fetch(`${program.url}/api/divisions`).then(
        async (answer) => (await answer.arrayBuffer(), answer.status === 200 || lost++),
        () => lost++,
      );
    }
  };
  const loops = [ask(), ask()];
  await expect.poll(() => asked).toBeGreaterThan(4);
  program.child.kill('SIGTERM');
  // As a proxy looks.
  await expect.poll(async () => (await fetch(`${program.url}/readyz`)).text(), { interval: 100 }).toMatch(/^stopping/);
  const noticed = performance.now();
  asking = false;
  await Promise.all(loops);
  expect(lost).toBe(0);
  expect((await fetch(program.url)).status).toBe(200);
  expect(await program.exited).toBe(0);
  await hungUp;
  expect(performance.now() - noticed).toBeLessThan(5_000);
});
