import { loadCatalogue } from '../../server/dist/catalogue/load.js';
import { readConfig } from '../../server/dist/config.js';
import { listMigrations, migrate, openDatabase } from '../../server/dist/db/index.js';
import { derived, features } from '../../server/dist/modules.js';
import { placeFeatures } from '../../server/dist/modules/places/features.js';
import { loadSeed } from '../../server/dist/start.js';
import { DAY, universityKey } from './documents.mjs';
import { readUniversities } from './judged.mjs';

export const NOW = new Date(`${DAY}T10:00:00+08:00`);
export { features };

/** The demo of a scale and the universities, kept in an embedded database of its own. */
export async function openSeed(scale) {
  const dataDir = `node_modules/.cache/zlm/eval-search/${scale}`;
  const config = readConfig({ ...process.env, DATABASE_URL: undefined, DATA_DIR: dataDir, SEED_SCALE: String(scale) });
  const database = await openDatabase({ dataDir: config.dataDir });
  await migrate(database, await listMigrations(), derived);
  await loadSeed(database, config, DAY, () => undefined);
  await database.maintain((client) => addUniversities(client, readUniversities()));
  return database;
}

/** The catalogue as the server loads it; `text` of it resolves when words are answered. */
export const loadSeedCatalogue = (database) =>
  loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW });

async function addUniversities(client, universities) {
  await client.query(`DELETE FROM institutions WHERE source_system = 'universities'`);
  await client.query(
    `INSERT INTO institutions (name, aliases, type, level, division, state, source_system, source_id)
     SELECT name, string_to_array(aliases, ' '), type, 'none', division, 'published', 'universities', source_id
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) u (name, aliases, type, division, source_id)`,
    [
      universities.map(({ name }) => name),
      universities.map(({ aliases }) => aliases.join(' ')),
      // The vocabulary has no type for a university as such.
      universities.map(({ name }) => (name.includes('职业') ? 'vocational-college' : 'continuing-education-college')),
      universities.map(({ division }) => division),
      universities.map((_, at) => universityKey(at)),
    ],
  );
}

const TABLES = ['institutions', 'activities', 'courses', 'resources', 'credit_points'];

/** Source ids by id. */
export async function readKeys(database) {
  const selects = TABLES.map((table) => `SELECT id, source_id FROM ${table} WHERE state = 'published'`);
  const { rows } = await database.maintain((client) => client.query(selects.join(' UNION ALL ')));
  return new Map(rows.map(({ id, source_id }) => [Number(id), source_id]));
}
