import { startPostgres } from '../engine/postgres.mjs';

// Trigrams of Chinese need a locale that knows its letters; the names of one differ between systems.
const LOCALES = ['C.UTF-8', 'en_US.UTF-8'];

/** A PostgreSQL of its own with an empty database for each name; null where none is installed. */
export async function openDatabases(names) {
  const postgres = await startPostgres();
  if (!postgres) return null;
  try {
    for (const name of names) await createDatabase(postgres, name);
  } catch (error) {
    postgres.stop();
    throw error;
  }
  return postgres;
}

async function createDatabase(postgres, name) {
  const failures = [];
  for (const locale of LOCALES) {
    try {
      return await postgres.psql('postgres', [`CREATE DATABASE ${name} TEMPLATE template0 LC_CTYPE '${locale}';`]);
    } catch (error) {
      failures.push(error.message);
    }
  }
  throw new Error(failures.join('\n'));
}
