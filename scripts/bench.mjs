// The engine against PostGIS, supercluster and its own goals; ends with 1 when one is missed, 2 when one is not measured.
// usage: npm run bench [-- --quick] [-- --size=171k|2m] [-- --only=tiles,…]; BENCH_PEER_URL times another server, too.
import { openDatabases } from './bench/databases.mjs';
import { judge } from './bench/goals.mjs';
import { describeMachine } from './bench/machine.mjs';
import { parseOptions } from './bench/options.mjs';
import { planParts } from './bench/plan.mjs';
import { writeReadme } from './bench/readme.mjs';
import { toMarkdown } from './bench/report.mjs';
import { runPart, stopParts } from './bench/run-part.mjs';

const options = parseOptions(process.argv.slice(2));
if (options.problem) {
  console.error(options.problem);
  process.exit(64);
}
const tell = (text) => console.error(text);
let postgres = null;
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.on(signal, () => {
    stopParts();
    postgres?.stop();
    process.exit(code);
  });
}
try {
  process.exitCode = await run();
} finally {
  postgres?.stop();
}

async function run() {
  const { databases, reason } = await prepare();
  const plan = planParts(options, databases);
  const { results, failures } = await runAll(plan, reason);
  const verdicts = judge({ results, steps: plan.map(({ key }) => key), sizes: options.sizes });
  const machine = await describeMachine(databases && Object.values(databases.points)[0]);
  const markdown = toMarkdown({ machine, results, verdicts });
  console.log(markdown);
  // A wrong answer leaves no figures behind.
  if (options.whole && !failures.some(({ wrong }) => wrong)) await writeReadme(markdown);
  const missed = verdicts.filter(({ met }) => met === false);
  const unmeasured = verdicts.filter(({ met }) => met === null);
  for (const { text, shown, wish } of missed) tell(`missed: ${text}: ${shown}, goal ${wish}`);
  for (const { text } of unmeasured) tell(`not measured: ${text}`);
  for (const { text, wrong } of failures) tell(`${wrong ? 'wrong' : 'failed'}: ${text}`);
  if (missed.length > 0 || failures.some(({ wrong }) => wrong)) return 1;
  return unmeasured.length > 0 || failures.length > 0 ? 2 : 0;
}

async function prepare() {
  const asks = ['tiles', 'facets', 'http', 'update'].some((part) => options.parts.includes(part));
  if (!asks) return { databases: null, reason: 'was not asked for' };
  try {
    postgres = await openDatabases(options.sizes, tell);
    return postgres ? { databases: await postgres.fill() } : { databases: null, reason: 'is not installed' };
  } catch (error) {
    tell(error.message);
    return { databases: null, reason: 'could not be prepared' };
  }
}

/** One part after the other: they must not disturb each other. */
async function runAll(plan, reason) {
  const results = {};
  const failures = [];
  for (const { key, part, options: asked, missing } of plan) {
    if (missing) {
      failures.push({ text: `${key}: PostgreSQL ${reason}` });
      continue;
    }
    const begun = performance.now();
    try {
      results[key] = await runPart(part, asked);
      tell(`${key}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    } catch (error) {
      tell(error.stack);
      failures.push({ text: `${key}: ${error.message}`, wrong: error.wrong });
    }
  }
  return { results, failures };
}
