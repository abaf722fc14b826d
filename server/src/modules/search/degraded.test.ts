import path from 'node:path';
import { expect, test } from 'vitest';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { loadCatalogue } from '../../catalogue/load.ts';
import { EmbeddedBackend } from '../../db/embedded/backend.ts';
import { repositoryCache } from '../../db/embedded/cache.ts';
import { createFaults, FAULT } from '../../db/embedded/faults.ts';
import { PortStream } from '../../db/embedded/port-stream.ts';
import type { Database } from '../../db/index.ts';
import { silent } from '../../db/logger.ts';
import { createPool, withMaintenance } from '../../db/pool.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { features, things } from '../../modules.ts';
import { createTestLocation, testUrl } from '../../testing/database.ts';
import { placeFeatures } from '../places/features.ts';
import { search } from './service.ts';

const NOW = new Date('2026-11-27T15:20:00+08:00');
const FOLLOWED = new Date('2026-11-27T15:19:00+08:00');
// As WASI numbers it.
const ENOSPC = 51;
const BACK_MS = 60_000;

test.skipIf(testUrl)('while an embedded database is closed a search counts and tells of when', async () => {
  const location = await createTestLocation({ scale: 0.01, asOf: toDay(NOW) });
  const faults = createFaults();
  const backend = new EmbeddedBackend({
    ...{ dataDir: path.join(location.dataDir, 'pgdata'), caches: [repositoryCache], logger: silent, faults },
    ...{ statementMs: 10_000, idleInTransactionMs: 10_000 },
  });
  const settings = { user: 'postgres', database: 'postgres', stream: () => new PortStream(backend) };
  const pool = createPool(settings, silent);
  const database = {
    kind: 'embedded',
    pool,
    maintain: (run) => withMaintenance(settings, run),
  } as Database;
  try {
    const current = await loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW });
    const live: LiveCatalogue = { current, followedAt: FOLLOWED };
    const find = () => search({ database, live, things }, { limit: 5 }, NOW);
    const before = await find();
    expect(before).toMatchObject({ degraded: [], countedAt: null });
    expect(before.items).toHaveLength(5);

    Atomics.store(faults, FAULT.logWrite, ENOSPC);
    await expect(pool.query("UPDATE terms SET en = en || ' '")).rejects.toMatchObject({ code: '53100' });
    const { total, facets, ...closed } = await find();
    expect({ total, facets }).toEqual({ total: before.total, facets: before.facets });
    expect(closed).toMatchObject({ items: [], degraded: ['items'], nextCursor: null });
    expect(closed.countedAt).toBe('2026-11-27T15:19:00+08:00');
    // A further page is nothing but its items.
    await expect(
      search({ database, live, things }, { limit: 5, cursor: before.nextCursor! }, NOW),
    ).rejects.toMatchObject({
      code: '57P03',
    });

    Atomics.store(faults, FAULT.logWrite, 0);
    await expect.poll(() => backend.state().writes, { timeout: BACK_MS }).toBe(true);
    expect(await find()).toEqual(before);
  } finally {
    Atomics.store(faults, FAULT.logWrite, 0);
    await pool.end();
    await backend.close();
    await location.remove();
  }
});
