/** Widths from the province down: 11 cities, 8 counties each, 15 townships each; villages take the rest. */
const WIDTHS = [11, 8, 15];
const LEVELS = ['province', 'city', 'county', 'township', 'village'];

/**
 * Plants a tree of so many published institutions; half began on a day of their own, some were renamed or closed.
 * Answers the id of its root.
 * @param {import('pg').Pool} owner
 * @param {number} count
 */
export async function plantTree(owner, count) {
  const client = await owner.connect();
  try {
    // At once: what is followed in parts is read again for each.
    await client.query('BEGIN');
    const root = await plant(client, count);
    await client.query('COMMIT');
    return root;
  } finally {
    client.release();
  }
}

/**
 * @param {import('pg').PoolClient} client
 * @param {number} count
 */
async function plant(client, count) {
  const parents = [-1];
  const depths = [0];
  let above = [0];
  for (const [depth, width] of WIDTHS.entries()) {
    const row = [];
    for (const parent of above) for (let n = 0; n < width; n++) row.push(add(parent, depth + 1));
    above = row;
  }
  for (let n = 0; parents.length < count; n++) add(above[n % above.length], 4);
  const { rows } = await client.query(
    `INSERT INTO institutions (state, source_system, source_id, name, type, level, opened_on)
     SELECT 'published', 'bench', n, name, 'senior-university', level, CASE WHEN n % 2 = 1 THEN date '1985-01-01' + (n * 37) % 15000 END
     FROM unnest($1::int[], $2::text[], $3::text[]) AS t (n, name, level) ORDER BY n RETURNING id, source_id`,
    [parents.map((_, n) => n), parents.map((_, n) => `浙江终身学习第${n}学校`), depths.map((depth) => LEVELS[depth])],
  );
  const ids = new Map(rows.map(({ id, source_id }) => [Number(source_id), Number(id)]));
  for (let at = 1; at < count; at += 3_000) {
    const part = parents.slice(at, at + 3_000);
    await client.query(
      `INSERT INTO institution_parents (institution_id, parent_id, during)
       SELECT child, parent, '[,)' FROM unnest($1::bigint[], $2::bigint[]) AS t (child, parent)`,
      [part.map((_, n) => ids.get(at + n)), part.map((parent) => ids.get(parent))],
    );
  }
  await client.query(
    `INSERT INTO institution_names (institution_id, name, during)
     SELECT id, '旧' || name, daterange '[,2015-06-01)' FROM institutions WHERE source_system = 'bench' AND source_id::int % 20 = 7
     UNION ALL
     SELECT id, name, daterange '[2015-06-01,)' FROM institutions WHERE source_system = 'bench' AND source_id::int % 20 = 7`,
  );
  return ids.get(0);

  function add(parent, depth) {
    parents.push(parent);
    depths.push(depth);
    return parents.length - 1;
  }
}
