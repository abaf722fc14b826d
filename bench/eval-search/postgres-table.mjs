import pg from 'pg';
import { readTexts } from './texts.mjs';

const AT_ONCE = 2000;

export async function withClient(url, run) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Adds a row of texts for every document to the table `texts`; resolves to their number. */
export async function addInBatches(client, file, toRow) {
  let rows = [];
  let count = 0;
  const add = async () => {
    if (rows.length === 0) return;
    const names = Object.keys(rows[0]);
    const lists = names.map((_, at) => `$${at + 1}::text[]`);
    await client.query(
      `INSERT INTO texts (${names.join(', ')}) SELECT * FROM unnest(${lists.join(', ')})`,
      names.map((name) => rows.map((row) => row[name])),
    );
    count += rows.length;
    rows = [];
  };
  for await (const text of readTexts(file)) {
    rows.push(toRow(text));
    if (rows.length === AT_ONCE) await add();
  }
  await add();
  return count;
}

export async function bytesOf(client, expression) {
  const { rows } = await client.query(`SELECT (${expression})::bigint AS bytes`);
  return Number(rows[0].bytes);
}

export async function versionOf(client) {
  const { rows } = await client.query(`SELECT split_part(current_setting('server_version'), ' ', 1) AS version`);
  return `PostgreSQL ${rows[0].version}`;
}
