// Under a current Node: the server starts, finds something and draws a tile, and the unit tests pass.
// Ends with "N passed, N failed". Node 20.19 is the oldest; all else runs on what is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findFreePort } from './free-port.mjs';

const VERSION = '26.10.0';
const PATIENCE_MS = 120_000;

let passed = 0;
let failed = 0;
const node = installNode();
/** @type {[name: string, holds: () => boolean][]} */
const checks = [
  [
    'the version is the one asked for',
    () => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim() === `v${VERSION}`,
  ],
  ...(await checkServer()),
];
for (const [name, holds] of checks) {
  const isGood = holds();
  if (isGood) passed++;
  else failed++;
  if (!isGood) console.log(`failed: Node ${VERSION}: ${name}`);
}
const outcome = spawnSync(node, ['scripts/test.mjs', '--only=unit'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  encoding: 'utf8',
  env: { ...process.env, PROPERTY_MS: '50' },
});
console.log(outcome.stdout);
const counted = /(\d+) passed, (\d+) failed\n$/.exec(outcome.stdout);
passed += Number(counted?.[1] ?? 0);
failed += Number(counted?.[2] ?? 1);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/** The npm package `node` brings the binary. */
function installNode() {
  const folder = resolve(`node_modules/.cache/zlm/node-${VERSION}`);
  const binary = join(folder, 'node_modules/node/bin/node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-save', `--prefix=${folder}`, `node@${VERSION}`], {
      stdio: 'inherit',
    });
  }
  return binary;
}

/** @returns {Promise<[name: string, holds: () => boolean][]>} */
async function checkServer() {
  const folder = mkdtempSync(join(tmpdir(), 'zlm-smoke-'));
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = spawn(node, ['server/dist/main.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, DATABASE_URL: '', SEED_SCALE: '0.01', DEMO: '1' },
  });
  const ended = new Promise((done) => server.once('exit', done));
  try {
    const isReady = await becomesReady(`${origin}/readyz`, server);
    const found = isReady && (await (await fetch(`${origin}/api/search?q=${encodeURIComponent('书法')}`)).json());
    const tile = isReady && (await fetch(`${origin}/tiles/learning/8/214/105.mvt`));
    return [
      ['the server becomes ready', () => isReady],
      ['a search finds something', () => isReady && found.total > 0],
      ['a tile holds something', () => tile && tile.status === 200],
    ];
  } finally {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} server
 */
async function becomesReady(url, server) {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && server.exitCode === null) {
    if ((await fetch(url).catch(() => null))?.status === 200) return true;
    await new Promise((done) => setTimeout(done, 250));
  }
  return false;
}
