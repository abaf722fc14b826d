// Runs the suites one after another and ends with "N passed, N failed" over all of them, after a table of their times
// and the names of what failed.
// --full: a release's depth; --only=unit,database,ordeals,browser,detours: some of the suites.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { scratchFolder } from './scratch-folder.mjs';
import { formatSteps, SECOND_TRIES } from './steps.mjs';

const FOLDER = 'node_modules/.cache/zlm/reports';

const isFull = process.argv.includes('--full');
const only = process.argv
  .find((arg) => arg.startsWith('--only='))
  ?.slice(7)
  .split(',');
const suites = /** @type {(keyof typeof workers)[]} */ (only ?? ['unit', 'database', 'browser']);
const seed = process.env.PROPERTY_SEED ?? String(randomInt(2 ** 31));
const size = isFull
  ? { SIZE: 'full', ROUNDS_MS: '120000', JOURNEYS: 'all', DATABASE_TESTS: 'all' }
  : { SIZE: 'small', ROUNDS_MS: '3000', JOURNEYS: 'core', DATABASE_TESTS: 'core' };
/** Suites that are a part of a project, and what of it they run. */
const parts = {
  detours: { project: 'browser', env: { JOURNEYS: 'detours' } },
  ordeals: { project: 'database', env: { DATABASE_TESTS: 'ordeals' } },
};
// On one server an open transaction of another file would hold back what followers may read: a server for each worker.
const servers = process.env.TEST_DATABASE_URL?.trim().split(/\s+/);
const databases = servers?.length ?? 3;
const workers = { unit: '100%', database: databases, ordeals: databases, browser: 3, detours: 3 };
// A run over a database or a browser takes longer than one of pure code.
const propertyMs = isFull
  ? { unit: '180000', database: '60000', ordeals: '60000', browser: '60000', detours: '60000' }
  : { unit: '400', database: '1000', ordeals: '1000', browser: '1000', detours: '1000' };

console.log(`PROPERTY_SEED=${seed} gives the same properties and rounds again`);
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const results = suites.map(runSuite);
const lost = results.flatMap((result) => result.lost);
const again = results.flatMap((result) => result.again);
if (again.length > SECOND_TRIES) lost.push(`${again.length} second tries, ${SECOND_TRIES} are allowed`);

console.log(formatSteps(results));
for (const line of again) console.log(`second try: ${line}`);
for (const line of lost) console.log(`failed: ${line}`);
if (lost.length) console.log(`PROPERTY_SEED=${seed} gives the same properties and rounds again`);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = Math.max(
  results.reduce((sum, result) => sum + result.failed, 0),
  lost.length,
);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/** @param {keyof typeof workers} name */
function runSuite(name) {
  const file = `${FOLDER}/${name}.json`;
  const { project, env } = name === 'detours' || name === 'ordeals' ? parts[name] : { project: name, env: {} };
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', project, `--maxWorkers=${workers[name]}`],
      '--reporter=default',
      '--reporter=./scripts/outcome-reporter.mjs',
    ],
    {
      stdio: 'inherit',
      env: {
        ...size,
        ...(project === 'database' && { TMPDIR: scratchFolder() }),
        ...env,
        PROPERTY_MS: propertyMs[name],
        ...process.env,
        PROPERTY_SEED: seed,
        OUTCOME_FILE: file,
      },
    },
  );
  const outcome = read(file) ?? {
    passed: 0,
    failed: 1,
    seconds: 0,
    lost: [`${name}: the suite did not end`],
    again: [],
  };
  // A suite that fails without a failed test (a broken file, an unhandled error) still fails.
  if (status !== 0 && outcome.lost.length === 0) outcome.lost.push(`${name}: ended with ${status}`);
  return { name, ...outcome };
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
