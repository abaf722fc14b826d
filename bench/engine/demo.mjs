import { loadCatalogue } from '../../server/dist/catalogue/load.js';
import { readConfig } from '../../server/dist/config.js';
import { listMigrations, migrate, openDatabase } from '../../server/dist/db/index.js';
import { derived, features } from '../../server/dist/modules.js';
import { placeFeatures } from '../../server/dist/modules/places/features.js';
import { loadSeed } from '../../server/dist/start.js';

const FOLDER = 'node_modules/.cache/zlm/bench';

/** The demo data as a live catalogue; kept in node_modules/.cache/zlm/bench, or in DATABASE_URL when set. */
export async function openDemo(now) {
  const config = readConfig({ ...process.env, DATA_DIR: process.env.DATA_DIR || FOLDER });
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir });
  await migrate(database, await listMigrations(), derived);
  const day = new Date(now.getTime() + 28_800_000).toISOString().slice(0, 10);
  await loadSeed(database, config, day, () => undefined);
  const begun = performance.now();
  const live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => now }) };
  const rowsMs = performance.now() - begun;
  await live.current.text;
  return { database, live, rowsMs, textMs: performance.now() - begun };
}
