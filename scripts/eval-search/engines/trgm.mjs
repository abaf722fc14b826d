import { askAll, PAGE } from '../measure.mjs';
import { addInBatches, bytesOf, withClient } from '../postgres-table.mjs';
import { wordsOf, wordsOfQuery } from '../words.mjs';

const SELECT = `SELECT key, count(*) OVER () AS found FROM texts WHERE $1 <% words
  ORDER BY word_similarity($1, title) DESC, word_similarity($1, words) DESC, key LIMIT ${PAGE}`;

/** pg_trgm by word similarity; words of jieba are set apart by spaces, as otherwise a title would be one long word. */
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
      const { rows } = await client.query({ name: 'find', text: SELECT, values: [wordsOfQuery(q).join(' ')] });
      return { keys: rows.map(({ key }) => key), found: Number(rows[0]?.found ?? 0) };
    };
    const bytes = await bytesOf(client, `pg_relation_size('texts_words')`);
    return { ...(await askAll(queries, ask)), buildMs, bytes, count };
  });
