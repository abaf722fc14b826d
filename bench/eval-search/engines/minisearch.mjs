import MiniSearch from 'minisearch';
import { askAll, buildMeasured, PAGE } from '../measure.mjs';
import { readTexts } from '../texts.mjs';
import { wordsOf, wordsOfQuery } from '../words.mjs';

// The weights of the built-in index.
const BOOST = { title: 3, topic: 2, organiser: 1.5, place: 1.2, description: 1 };
const latin = /^[a-z]+$/;

/** MiniSearch over words of jieba: all words, else any; Latin ones by prefix and with one edit in five letters. */
export async function measure({ file, queries }) {
  const { built: index, buildMs, bytes } = await buildMeasured(() => build(file));
  const ask = (q) => {
    const all = index.search(q);
    const hits = all.length > 0 ? all : index.search(q, { combineWith: 'OR' });
    return { keys: hits.slice(0, PAGE).map(({ id }) => id), found: hits.length };
  };
  return { ...(await askAll(queries, ask)), buildMs, bytes, count: index.documentCount };
}

async function build(file) {
  const index = new MiniSearch({
    idField: 'key',
    fields: Object.keys(BOOST),
    tokenize: wordsOf,
    searchOptions: {
      tokenize: wordsOfQuery,
      boost: BOOST,
      combineWith: 'AND',
      prefix: (term) => latin.test(term) && term.length > 2,
      fuzzy: (term) => (latin.test(term) && term.length > 3 ? 0.2 : false),
    },
  });
  for await (const text of readTexts(file)) index.add(text);
  return index;
}
