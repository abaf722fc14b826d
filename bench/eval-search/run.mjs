import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPart } from '../engine/run-part.mjs';
import { scoreAnswer, summarise } from './score.mjs';

// As seen from the parts of the engine's benchmark; each runs in a process of its own.
const HERE = '../../eval-search';

/**
 * Asks every engine every query, one engine after the other, so that they do not disturb each other. `queries` carry
 * what they intend as a set; `urlOf` gives an engine's database, undefined where it needs one that is not there.
 */
export async function runEngines({ queries, engines, scale, count, urlOf, tell }) {
  const folder = mkdtempSync(join(tmpdir(), 'zlm-eval-'));
  // On exit, because a signal ends the process anywhere.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'texts.ndjson');
  const results = {};
  const failures = [];
  const asked = queries.map(({ id, q }) => ({ id, q }));
  const corpus = await runPart(`${HERE}/corpus`, { scale, file });
  if (corpus.count !== count) throw new Error(`${corpus.count} things are in the database, ${count} are judged`);
  for (const engine of engines) {
    const url = urlOf(engine);
    if (url === undefined) {
      failures.push(`${engine}: PostgreSQL is not there`);
      continue;
    }
    const begun = performance.now();
    try {
      const measured = await runPart(`${HERE}/engines/${engine}`, { scale, file, queries: asked, url });
      results[engine] = withScores(measured, queries);
      tell(`${engine}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    } catch (error) {
      failures.push(`${engine}: ${error.message}`);
    }
  }
  return { results, failures };
}

function withScores(measured, queries) {
  const scores = queries.map(({ kind, keys }, at) => ({ kind, ...scoreAnswer(measured.answers[at], keys) }));
  return { ...measured, scores, summary: summarise(scores), emptied: scores.filter(({ empty }) => empty === 1).length };
}
