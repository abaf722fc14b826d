import { describe, timed } from '../engine/stats.mjs';

const PAGE = { sort: 'relevance', limit: 20, scope: 'all' };

/** Milliseconds of each query: its text alone, with totals, facets and first page, and its completions with counts. */
export function measureQueries(index, queries, { notEndedOn, asOf }) {
  const text = [];
  const whole = [];
  const suggest = [];
  const slowest = [];
  for (const q of queries) {
    const filter = { facets: {}, notEndedOn, q };
    const [found] = timed(() => index.findText(filter));
    const [rest] = timed(() => {
      index.totals(filter);
      index.facetCounts(filter, 'all');
      index.page(filter, { ...PAGE, asOf });
    });
    text.push(found);
    whole.push(found + rest);
    slowest.push({ q, ms: found + rest, text: found });
    suggest.push(
      timed(() => {
        for (const one of index.suggest(q, 10)) index.totals({ facets: {}, notEndedOn, q: one.text });
      })[0],
    );
  }
  slowest.sort((a, b) => b.ms - a.ms);
  return { text: describe(text), whole: describe(whole), suggest: describe(suggest), slowest: slowest.slice(0, 10) };
}
