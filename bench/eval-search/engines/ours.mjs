import { withRowReader } from '../../../server/dist/catalogue/row-reader.js';
import { dayOf } from '../../../server/dist/catalogue/wall-time.js';
import { toWallMinutes } from '../../../server/dist/formats/shanghai-time.js';
import { countFacets } from '../../../server/dist/modules/search/facet-counts.js';
import { resolveFilter } from '../../../server/dist/modules/search/filter.js';
import { askAll, buildMeasured, PAGE } from '../measure.mjs';
import { features, loadSeedCatalogue, NOW, openSeed, readKeys } from '../open.mjs';
import { readQuery } from '../understanding.mjs';

const ROUNDS = 5;
const AS_OF = toWallMinutes(NOW);
const FIRST_PAGE = { sort: 'relevance', scope: 'all', limit: PAGE, asOf: AS_OF };

/** The built-in search: relevance the whole way, reading included; times of the typed words with facets and a page. */
export async function measure({ scale, queries }) {
  const database = await openSeed(scale);
  try {
    const catalogue = await loadSeedCatalogue(database);
    await catalogue.text;
    const keys = await readKeys(database);
    const { buildMs, bytes } = await rebuildText(database, catalogue);
    const asTyped = await askAll(queries, (q) => searchAsTyped(catalogue, q), ROUNDS);
    const reading = await askAll(queries, (q) => ({ keys: [], read: readQuery(catalogue, q, dayOf(AS_OF)) }), ROUNDS);
    const found = queries.map(({ q }) => searchAsApp(catalogue, q));
    return {
      times: asTyped.times,
      readTimes: reading.times,
      answers: found.map(({ hits }) => hits.map(({ id }) => keys.get(id))),
      readings: found.map(({ reading }) => reading),
      buildMs,
      bytes,
      count: catalogue.index.count,
    };
  } finally {
    await database.close();
  }
}

/** Nothing that was asked before helps: the index keeps the last 32 texts, and there are more. */
function searchAsTyped(catalogue, q) {
  const filter = resolveFilter({ q }, AS_OF, catalogue);
  const hits = catalogue.index.page(filter, FIRST_PAGE);
  const totals = catalogue.index.totals(filter);
  const facets = countFacets({ catalogue, filter, scope: 'all', filters: { q }, asOf: AS_OF });
  return { keys: [], hits, totals, facets };
}

/** As the app does: what was understood becomes filters, the rest is searched. One thing may come at several places. */
function searchAsApp(catalogue, typed) {
  const { filters, left } = readQuery(catalogue, typed, dayOf(AS_OF));
  const filter = resolveFilter(filters, AS_OF, catalogue);
  const sort = filters.q === undefined ? 'soonest' : 'relevance';
  const hits = catalogue.index.page(filter, { ...FIRST_PAGE, sort, limit: 3 * PAGE });
  return { hits, reading: { ...filters, left, ...catalogue.index.findText(filter) } };
}

/** Takes the text out and builds it again, so that nothing but the text is measured. */
async function rebuildText(database, catalogue) {
  const { index } = catalogue;
  index.loadText(() => undefined);
  let buildMs;
  const { bytes } = await buildMeasured(async () => {
    const texts = await loadTexts(database);
    const started = performance.now();
    index.loadText((id, place) => (texts.has(id) ? catalogue.fieldsOf(texts.get(id), place) : undefined));
    buildMs = performance.now() - started;
  });
  return { buildMs, bytes };
}

async function loadTexts(database) {
  const texts = new Map();
  await withRowReader(database, async (reader) => {
    for (const source of features)
      for await (const batch of source.loadTexts(reader)) for (const text of batch) texts.set(text.id, text);
  });
  return texts;
}
