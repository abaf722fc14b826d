// Runs the suites one after another and ends with "N passed, N failed" over all of them,
// after the names of what failed and of what passed only at the second try.
// --full: all property cases and journeys; --only=unit,database,browser: some of the suites.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const full = process.argv.includes('--full');
const only = process.argv
  .find((arg) => arg.startsWith('--only='))
  ?.slice(7)
  .split(',');
const suites = ['unit', 'database', 'browser'].filter((name) => !only || only.includes(name));
const size = full
  ? { ENGINE_RUNS: '10000', PROPERTY_RUNS: '500', FILTER_RUNS: '200', CRASH_ROUNDS: '20', JOURNEYS: 'all' }
  : { ENGINE_RUNS: '500', PROPERTY_RUNS: '60', FILTER_RUNS: '24', CRASH_ROUNDS: '3', JOURNEYS: 'core' };

const folder = 'node_modules/.cache/zlm/reports';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
// On one server an open transaction of another file would hold back what followers may read; journeys share a browser.
const oneByOne = new Set(['browser', ...(process.env.TEST_DATABASE_URL ? ['database'] : [])]);
const outcomes = { failed: [], again: [] };
let passed = 0;
let failed = 0;
for (const name of suites) {
  const report = `${folder}/${name}.json`;
  const outcome = `${folder}/${name}-outcome.json`;
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...(oneByOne.has(name) ? ['--no-file-parallelism'] : []),
      ...(name === 'unit' ? ['--maxWorkers=100%'] : []),
      '--project',
      name,
      '--reporter=default',
      '--reporter=json',
      '--reporter=./scripts/outcome-reporter.mjs',
      `--outputFile.json=${report}`,
    ],
    { stdio: 'inherit', env: { ...size, ...process.env, OUTCOME_FILE: outcome } },
  );
  const result = read(report, { numPassedTests: 0, numFailedTests: 0 });
  const { failed: lost, again } = read(outcome, { failed: [`${name}: the suite did not end`], again: [] });
  outcomes.failed.push(...lost);
  outcomes.again.push(...again);
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  // A suite that fails without a failed test (a broken file, an unhandled error) still fails.
  if (status !== 0 && result.numFailedTests === 0) failed += 1;
}
for (const line of outcomes.again) console.log(`passed at the second try: ${line}`);
for (const line of outcomes.failed) console.log(`failed: ${line}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

function read(file, otherwise) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return otherwise;
  }
}
