import { NAMES } from './report.mjs';

const SHOWN = 3;

/** Queries an engine did not answer as intended, with what came first, as lines. */
export function listFailures(results, queries, documents) {
  const titles = new Map(documents.map(({ key, title }) => [key, title]));
  return Object.entries(results).flatMap(([engine, { scores, answers, readings }]) =>
    queries.flatMap(({ id, q }, at) => {
      const { success, precision } = scores[at];
      if (success === 1 && precision === 1) return [];
      const first = [...new Set(answers[at])].slice(0, SHOWN).map((key) => titles.get(key));
      const read = readings ? ` ${JSON.stringify(readings[at])}` : '';
      const came = first.length > 0 ? first.join(' · ') : 'nothing';
      return [`${NAMES[engine]} ${id} ${q}: success ${success}, precision ${precision.toFixed(2)}; ${came}${read}`];
    }),
  );
}
