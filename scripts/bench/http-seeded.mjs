// The demo data at full scale as a live catalogue; kept in node_modules/.cache/zlm/bench, or in DATABASE_URL when set.
import { loadCatalogue } from '../../server/dist/catalogue/load.js';
import { readConfig } from '../../server/dist/config.js';
import { listMigrations, migrate, openDatabase } from '../../server/dist/db/index.js';
import { features } from '../../server/dist/modules.js';
import { placeFeatures } from '../../server/dist/modules/places/features.js';
import { loadSeed } from '../../server/dist/start.js';

export async function openLive() {
  const now = new Date();
  const config = readConfig({ ...process.env, DATA_DIR: process.env.DATA_DIR || 'node_modules/.cache/zlm/bench' });
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir });
  await migrate(database, await listMigrations());
  await loadSeed(database, config, new Date(now.getTime() + 28_800_000).toISOString().slice(0, 10), () => undefined);
  const live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => now }) };
  await live.current.text;
  await database.close();
  return { live };
}
