// Runs the suites one after another and ends with "N passed, N failed" over all of them.
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
let passed = 0;
let failed = 0;
for (const name of suites) {
  const report = `${folder}/${name}.json`;
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
      `--outputFile.json=${report}`,
    ],
    { stdio: 'inherit', env: { ...size, ...process.env } },
  );
  const result = read(report);
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  // A suite that fails without a failed test (a broken file, an unhandled error) still fails.
  if (status !== 0 && result.numFailedTests === 0) failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}
