// Everything a change must pass, on Debian, as root or with sudo. What is quick and fails often comes first and ends the run.
// docs/testing.md says what runs here and what only before a release.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './scratch-folder.mjs';
import { formatSteps, SECOND_TRIES } from './steps.mjs';

const PACKAGES = ['postgresql-15', 'postgresql-15-postgis-3', 'chromium-headless-shell', 'gdal-bin'];
const POSTGRES = '/usr/lib/postgresql/15/bin';
const PORTS = [55433, 55434];

const isRoot = process.getuid?.() === 0;
/** @param {string[]} command */
const asRoot = (...command) => (isRoot ? command : ['sudo', ...command]);
/** @param {string[]} command */
const asPostgres = (...command) =>
  isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : ['sudo', '-u', 'postgres', ...command];

/** @type {{ name: string, seconds: number, passed: number, failed: number }[]} */
const steps = [];
/** @type {string[]} */
const told = [];

const began = performance.now();
// Side by side: packages are fetched while the code is looked at.
const check = step('check', ['npm', 'run', '--silent', 'check'], { counts: false });
const packages = step(
  'packages',
  [
    'bash',
    '-c',
    `${asRoot('apt-get').join(' ')} update -qq && ${asRoot('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '-qq', ...PACKAGES).join(' ')} >/dev/null`,
  ],
  { counts: false },
);
await check;
if (steps.some(({ name, failed }) => name === 'check' && failed)) finish();
await packages;
await step('npm test', ['npm', 'test']);
await step('ordeals', ['npm', 'run', '--silent', 'test:ordeals']);
await step('detours', ['npm', 'run', '--silent', 'test:detours']);
await step('current Node', ['node', 'scripts/smoke.mjs']);
const clusters = await Promise.all(PORTS.map(startPostgres));
await step('database on PostgreSQL', ['npm', 'run', '--silent', 'test:server'], {
  TEST_DATABASE_URL: PORTS.map((port) => `postgresql://postgres@127.0.0.1:${port}/postgres`).join(' '),
});
for (const stop of clusters) await stop();
finish();

function finish() {
  const again = told.filter((line) => line.startsWith('second try: ')).length;
  if (again > SECOND_TRIES && !steps.some((one) => one.failed)) {
    told.push(`failed: ${again} second tries, ${SECOND_TRIES} are allowed`);
    steps.push({ name: 'second tries', seconds: 0, passed: 0, failed: 1 });
  }
  /** @param {'seconds' | 'passed' | 'failed'} key */
  const sum = (key) => steps.reduce((total, one) => total + one[key], 0);
  console.log(
    `\n${formatSteps([...steps, { name: 'all', seconds: (performance.now() - began) / 1000, passed: sum('passed'), failed: sum('failed') }])}`,
  );
  for (const line of told) console.log(line);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') ? 1 : 0);
}

/**
 * A command whose last line is "N passed, N failed", or one that counts as one test itself.
 * @param {string} name
 * @param {string[]} command
 * @param {{ counts?: boolean, TEST_DATABASE_URL?: string }} [options] beside `counts` what the environment gets
 */
async function step(name, command, { counts = true, ...env } = {}) {
  console.log(`== ${name}: ${command.join(' ')}`);
  const from = performance.now();
  const { status, text } = await run(command, env);
  const seconds = (performance.now() - from) / 1000;
  told.push(...(text.match(/^(failed|second try): .*$/gm) ?? []));
  const counted = /^(\d+) passed, (\d+) failed$/m.exec(
    text
      .split('\n')
      .filter((line) => /^\d+ passed, \d+ failed$/.test(line))
      .at(-1) ?? '',
  );
  const isLost = status !== 0 || (counts && !counted);
  const passed = counts ? Number(counted?.[1] ?? 0) : Number(!isLost);
  const failed = Math.max(counts ? Number(counted?.[2] ?? 0) : 0, isLost ? 1 : 0);
  if (isLost && !counted?.[2]) told.push(`failed: ${name}`);
  steps.push({ name, seconds, passed, failed });
}

/**
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ status: number | null, text: string }>}
 */
function run(command, env = {}) {
  return new Promise((done) => {
    const child = spawn(command[0], command.slice(1), {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      text += part;
      process.stdout.write(part);
    });
    child.on('error', (cause) => done({ status: 1, text: String(cause) }));
    child.on('close', (status) => done({ status, text }));
  });
}

/**
 * A cluster of its own that is thrown away; answers how to end it.
 * @param {number} port
 */
async function startPostgres(port) {
  const folder = mkdtempSync(join(scratchFolder(), 'zlm-postgres-'));
  /** @param {string[]} args */
  const control = (...args) => run(asPostgres(`${POSTGRES}/pg_ctl`, '-D', `${folder}/data`, ...args));
  await run(asRoot('chown', 'postgres', folder));
  await run(asPostgres(`${POSTGRES}/initdb`, '-D', `${folder}/data`, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'));
  await control(
    '-o',
    `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`,
    '-l',
    `${folder}/log`,
    '-w',
    'start',
  );
  return async () => {
    await control('-m', 'immediate', 'stop');
    await run(asRoot('rm', '-rf', folder));
  };
}
