// The text search in process over the demo data, against its goals; ends with 1 when one is missed.
// usage: node bench/text.mjs, after npm run build; SEED_SCALE makes the demo data smaller
import { mulberry32 } from './points/random.mjs';
import { runSteps } from '../tiles/dist/index.js';
import { openDemo } from './engine/demo.mjs';
import { describeMachine } from './engine/machine.mjs';
import { listQueries } from './text/queries.mjs';
import { measureQueries } from './text/measure.mjs';
import { readTexts } from './text/texts.mjs';

const SAMPLED = 2000;
/** @type {[text: string, most: number, of: (results: any) => number][]} */
const GOALS = [
  ['text, totals, facets and first page, p50, ms', 0.5, ({ whole }) => whole.p50],
  ['text, totals, facets and first page, p99, ms', 5, ({ whole }) => whole.p99],
  ['suggestions with their counts, p99, ms', 30, ({ suggest }) => suggest.p99],
  ['bytes of index a document', 700, ({ bytes }) => bytes],
  ['index built, ms', 3000, ({ buildMs }) => buildMs],
];

const now = new Date();
const { database, live } = await openDemo(now);
const results = {};
try {
  const { index } = live.current;
  const { fields, texts } = await readTexts(database, live.current);
  const begun = performance.now();
  runSteps(index.loadTextSteps(fields));
  results.buildMs = performance.now() - begun;
  results.bytes = index.textBytes / index.count;
  const day = Math.floor((now.getTime() + 28_800_000) / 86_400_000);
  const times = { notEndedOn: day, asOf: day * 1440 };
  // Queries of another sample, so that the code is warm and the words are not.
  measureQueries(index, listQueries(mulberry32(20261126), texts, SAMPLED / 4), times);
  Object.assign(results, measureQueries(index, listQueries(mulberry32(5), texts, SAMPLED), times));
  console.log(`${index.count} documents, ${results.whole.count} queries. ${(await describeMachine(null)).text}`);
} finally {
  await database.close();
}
const show = (value) => (value < 10 ? value.toFixed(3) : Math.round(value));
for (const [text, most, of] of GOALS) {
  const met = of(results) <= most;
  console.log(`${met ? 'met   ' : 'missed'} ${text}: ${show(of(results))}, goal ${most}`);
  if (!met) process.exitCode = 1;
}
for (const name of ['text', 'whole', 'suggest']) {
  const { mean, p50, p95, p99, max } = results[name];
  console.log(`${name}: mean ${show(mean)}, p50 ${show(p50)}, p95 ${show(p95)}, p99 ${show(p99)}, max ${show(max)} ms`);
}
console.log('slowest:', results.slowest.map(({ q, ms }) => `${q} ${show(ms)}`).join(' · '));
