import { askAll, PAGE } from '../measure.mjs';
import { addInBatches, bytesOf, versionOf, withClient } from '../postgres-table.mjs';
import { wordsOf, wordsOfQuery } from '../words.mjs';

const TABLE = `CREATE TABLE texts (key text, title text, topic text, organiser text, place text, description text,
  words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', topic), 'B') ||
    setweight(to_tsvector('simple', organiser || ' ' || place), 'C') || setweight(to_tsvector('simple', description), 'D')
  ) STORED)`;
// Weights of D, C, B, A as in the built-in index.
const SELECT = `SELECT key, count(*) OVER () AS found FROM texts, to_tsquery('simple', $1) q WHERE words @@ q
  ORDER BY ts_rank('{0.33, 0.45, 0.67, 1}', words, q) DESC, key LIMIT ${PAGE}`;

/** Full text of PostgreSQL over words of jieba: all words, else any. */
export const measure = ({ file, queries, url }) =>
  withClient(url, async (client) => {
    const started = performance.now();
    await client.query(TABLE);
    const spaced = (text) => wordsOf(text).join(' ');
    const count = await addInBatches(client, file, ({ key, title, topic, organiser, place, description }) => ({
      key,
      title: spaced(title),
      topic: spaced(topic),
      organiser: spaced(organiser),
      place: spaced(place),
      description: spaced(description),
    }));
    await client.query('CREATE INDEX texts_words ON texts USING gin (words)');
    const buildMs = performance.now() - started;
    await client.query('VACUUM ANALYZE texts');
    const ask = async (q) => {
      const words = wordsOfQuery(q).map((word) => `'${word.replaceAll("'", "''")}'`);
      if (words.length === 0) return { keys: [], found: 0 };
      const all = await client.query({ name: 'find', text: SELECT, values: [words.join(' & ')] });
      const { rows } =
        all.rows.length > 0 || words.length === 1
          ? all
          : await client.query({ name: 'find', text: SELECT, values: [words.join(' | ')] });
      return { keys: rows.map(({ key }) => key), found: Number(rows[0]?.found ?? 0) };
    };
    const bytes = await bytesOf(
      client,
      `pg_relation_size('texts_words') + (SELECT sum(pg_column_size(words)) FROM texts)`,
    );
    return { ...(await askAll(queries, ask)), buildMs, bytes, count, version: await versionOf(client) };
  });
