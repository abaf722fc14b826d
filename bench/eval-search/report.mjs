import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const FILE = new URL('../../docs/search-evaluation.md', import.meta.url);
export const NAMES = {
  ours: 'built-in',
  pg: 'PostgreSQL full text',
  trgm: 'pg_trgm',
  minisearch: 'MiniSearch',
  flexsearch: 'FlexSearch',
};
const number = (value) => Math.round(value).toLocaleString('en');
const ms = (value) => (value < 1 ? value.toFixed(3) : value < 100 ? value.toFixed(2) : number(value));
const share = (value) => value.toFixed(3);
const span = ({ p50, p99 }) => `${ms(p50)} / ${ms(p99)}`;

/** The tables of a run as Markdown. */
export function toMarkdown({ results, verdicts }) {
  const engines = Object.keys(results);
  if (engines.length === 0) return 'Nothing was measured.';
  const tables = [
    ['success@1: the first hit is intended', 'success'],
    ['precision@10: of the intended things ten hits could show, how many they show', 'precision'],
    ['zero results: share of queries without any hit', 'empty'],
  ];
  return [
    costTable(results, engines),
    ...tables.map(([title, measure]) => `${title}\n\n${kindTable(results, engines, measure)}`),
    ...(verdicts.length > 0 ? [goalTable(verdicts)] : []),
  ].join('\n\n');
}

const toTable = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

function costTable(results, engines) {
  const rows = engines.map((engine) => {
    const { times, pageTimes, buildMs, bytes, count } = results[engine];
    return [NAMES[engine], span(times), pageTimes ? span(pageTimes) : '', number(buildMs), number(bytes / count)];
  });
  const { readTimes } = results.ours ?? {};
  const reading = readTimes ? [['reading what was typed', span(readTimes), '', '', '']] : [];
  return toTable(['', 'p50 / p99, ms', 'first page only', 'built, ms', 'bytes a document'], [...rows, ...reading]);
}

function kindTable(results, engines, measure) {
  const row = (name, read) => [name, ...engines.map((engine) => share(read(results[engine].summary)[measure]))];
  // At a small scale a kind may have no query left.
  const { byKind } = results[engines[0]].summary;
  return toTable(
    ['', ...engines.map((engine) => NAMES[engine])],
    [
      ...Object.entries(byKind).map(([kind, { count }]) =>
        row(`${kind} (${count})`, (summary) => summary.byKind[kind]),
      ),
      row('all', ({ all }) => all),
    ],
  );
}

function goalTable(verdicts) {
  const word = (met) => (met === null ? 'not measured' : met ? 'met' : '**missed**');
  return toTable(
    ['what', 'measured', 'goal', ''],
    verdicts.map(({ text, shown, wish, met }) => [text, shown, wish, word(met)]),
  );
}

/** Puts the results into docs/search-evaluation.md, told what they are of. */
export async function writeReport({ machine, scale, count, judged, markdown }) {
  const text = `# Search evaluation

Written by \`npm run eval:search\`; what is compared and how queries are judged:
[bench/eval-search](../bench/eval-search/README.md).

Measured on ${machine.date}: ${machine.text}. Demo data at scale ${scale}: ${number(count)} things, ${judged} judged queries.

${markdown}
`;
  const config = await resolveConfig(FILE.pathname);
  writeFileSync(FILE, await format(text, { ...config, parser: 'markdown' }));
}
