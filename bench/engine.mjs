// The engine against PostGIS, supercluster and its own goals; ends with 1 when one is missed, 2 when one is not measured.
// usage: npm run bench [-- --quick] [-- --size=171k|2m] [-- --only=tiles,…]; BENCH_PEER_URL times another server, too.
import { openDatabases } from './engine/databases.mjs';
import { judge } from './engine/goals.mjs';
import { conclude, main } from './engine/main.mjs';
import { describeMachine } from './engine/machine.mjs';
import { parseOptions } from './engine/options.mjs';
import { planParts } from './engine/plan.mjs';
import { writeReadme } from './engine/readme.mjs';
import { toMarkdown } from './engine/report.mjs';
import { runPart } from './engine/run-part.mjs';

const options = parseOptions(process.argv.slice(2));
const tell = (text) => console.error(text);
await main(options, run);

async function run(keep) {
  const { databases, reason } = await prepare(keep);
  const plan = planParts(options, databases);
  const { results, failures } = await runAll(plan, reason);
  const verdicts = judge({ results, steps: plan.map(({ key }) => key), sizes: options.sizes });
  const machine = await describeMachine(databases && Object.values(databases.points)[0]);
  const markdown = toMarkdown({ machine, results, verdicts });
  console.log(markdown);
  // A wrong answer leaves no figures behind.
  if (options.whole && !failures.some(({ wrong }) => wrong)) await writeReadme(markdown);
  return conclude(verdicts, failures);
}

async function prepare(keep) {
  const asks = ['tiles', 'facets', 'http', 'update'].some((part) => options.parts.includes(part));
  if (!asks) return { databases: null, reason: 'was not asked for' };
  try {
    const postgres = await openDatabases(options.sizes, tell);
    keep(postgres);
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
