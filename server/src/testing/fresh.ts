import type pg from 'pg';
import { loadCatalogue } from '../catalogue/load.ts';
import type { Database } from '../db/index.ts';
import { features } from '../modules.ts';
import { LearningMap } from '../modules/map/service.ts';
import { placeFeatures } from '../modules/places/features.ts';

/** Reads of a catalogue loaded anew through a pool of the owner. */
export async function loadFresh(pool: pg.Pool, clock: () => Date) {
  const database = {
    pool,
    async maintain<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
      const client = await pool.connect();
      try {
        return await run(client);
      } finally {
        client.release();
      }
    },
  } as Database;
  const current = await loadCatalogue({ database, features, places: placeFeatures, clock });
  await current.text;
  const map = new LearningMap({ current });
  return {
    count: current.index.count,
    /** Hex of `z/x/y`, empty for an empty tile. */
    async tile(address: string): Promise<string> {
      const [z, x, y] = address.split('/').map(Number) as [number, number, number];
      const drawn = await map.tile({ z, x, y }, {}, clock());
      return drawn ? Buffer.from(drawn.bytes).toString('hex') : '';
    },
  };
}
