// Relevance, times and memory of the search over judged queries, beside four others; ends with 1 when a goal is
// missed, 2 when something could not be measured.
// usage: npm run eval:search [-- --scale=0.1] [-- --only=ours,pg,trgm,minisearch,flexsearch] [-- --kind=words,…] [-- --show]
import { describeHardware } from './engine/machine.mjs';
import { conclude, main } from './engine/main.mjs';
import { openDatabases } from './eval-search/databases.mjs';
import { listDocuments } from './eval-search/documents.mjs';
import { judge } from './eval-search/goals.mjs';
import { readJudged, readUniversities } from './eval-search/judged.mjs';
import { parseOptions } from './eval-search/options.mjs';
import { toMarkdown, writeReport } from './eval-search/report.mjs';
import { createJudge } from './eval-search/rules.mjs';
import { runEngines } from './eval-search/run.mjs';
import { listFailures } from './eval-search/show.mjs';

const options = parseOptions(process.argv.slice(2));
const tell = (text) => console.error(text);
await main(options, run);

async function run(keep) {
  const { engines, kinds, scale, show, whole } = options;
  const documents = listDocuments(scale, readUniversities());
  const findIntended = createJudge(documents);
  const queries = readJudged()
    .filter(({ kind }) => kinds.includes(kind))
    .map((query) => ({ ...query, keys: findIntended(query) }))
    .filter(
      ({ id, intended, keys }) => keys.size > 0 || intended === 'none' || tell(`${id} intends nothing at this scale`),
    );
  const inPostgres = engines.filter((engine) => ['pg', 'trgm'].includes(engine));
  const postgres =
    inPostgres.length > 0 ? await openDatabases(inPostgres).catch((error) => tell(error.message) ?? null) : null;
  keep(postgres);
  const urlOf = (engine) => (inPostgres.includes(engine) ? postgres?.url(engine) : null);
  const count = documents.length;
  const { results, failures } = await runEngines({ queries, engines, scale, count, urlOf, tell });

  const verdicts = judge(results, options);
  const markdown = toMarkdown({ results, verdicts });
  console.log(markdown);
  if (show) for (const line of listFailures(results, queries, documents)) console.log(line);
  if (whole && failures.length === 0)
    await writeReport({
      machine: describeHardware(results.pg.version),
      scale,
      count,
      judged: queries.length,
      markdown,
    });
  return conclude(
    verdicts,
    failures.map((text) => ({ text })),
  );
}
