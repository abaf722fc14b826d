import { askAll, PAGE } from '../measure.mjs';
import { addInBatches, bytesOf, withClient } from '../postgres-table.mjs';
import { wordsOf, wordsOfQuery } from '../words.mjs';

/** Everything that has something like each of `parts`, the likest titles first. */
function selectLike(parts) {
  const slots = parts.map((_, at) => `$${at + 1}`);
  const likeness = (column) => slots.map((slot) => `word_similarity(${slot}, ${column})`).join(' + ');
  return {
    text: `SELECT key, count(*) OVER () AS found FROM texts WHERE ${slots.map((slot) => `${slot} <% words`).join(' AND ')}
      ORDER BY ${likeness('title')} DESC, ${likeness('words')} DESC, key LIMIT ${PAGE}`,
    values: parts,
  };
}

/**
 * pg_trgm by word similarity: each word, else the whole query as one. Words of jieba are set apart by spaces, as
 * otherwise a title would be one long word.
 */
export const measure = ({ file, queries, url }) =>
  withClient(url, async (client) => {
    const started = performance.now();
    await client.query('CREATE EXTENSION pg_trgm');
    await client.query('CREATE TABLE texts (key text, title text, words text)');
    const spaced = (text) => wordsOf(text).join(' ');
    const count = await addInBatches(client, file, ({ key, title, topic, organiser, place, description }) => ({
      key,
      title: spaced(title),
      words: spaced(`${title} ${topic} ${organiser} ${place} ${description}`),
    }));
    await client.query('CREATE INDEX texts_words ON texts USING gin (words gin_trgm_ops)');
    const buildMs = performance.now() - started;
    await client.query('VACUUM ANALYZE texts');
    const ask = async (q) => {
      const words = wordsOfQuery(q);
      if (words.length === 0) return { keys: [], found: 0 };
      const each = await client.query(selectLike(words));
      const { rows } =
        each.rows.length > 0 || words.length === 1 ? each : await client.query(selectLike([words.join(' ')]));
      return { keys: rows.map(({ key }) => key), found: Number(rows[0]?.found ?? 0) };
    };
    const bytes = await bytesOf(client, `pg_relation_size('texts_words')`);
    // Seconds a query at full scale: each is asked once, of a table that was just written and read.
    return { ...(await askAll(queries, ask, 0)), buildMs, bytes, count };
  });
