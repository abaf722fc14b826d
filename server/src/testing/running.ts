import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { connectRunning } from '../db/index.ts';
import { silent } from '../db/logger.ts';
import { createPool } from '../db/pool.ts';
import { toDay } from '../formats/shanghai-time.ts';
import { createFront, type Front } from '../http/front.ts';
import { createHeaders } from '../http/security.ts';
import { toPolicy } from '../policy.ts';
import { start } from '../start.ts';
import { createTestLocation } from './database.ts';

export interface TestServer {
  url: string;
  dataDir: string;
  databaseUrl: string | undefined;
  /** As another process reaches its database; the caller ends it. */
  openWriter(): Promise<pg.Pool>;
  close(): Promise<void>;
}

const MORNING = new Date('2026-11-23T10:00:00+08:00');
/** It goes on as clocks do, from the same morning in each run: no midnight falls into it, and its demo data is made once. */
function startClock(): () => Date {
  const began = performance.now();
  return () => new Date(MORNING.getTime() + performance.now() - began);
}

/** The whole server in this process on a database of its own, with demo data of this scale; 0 = none. */
export async function startTestServer({
  scale,
  clock = startClock(),
  trustedProxies = 0,
  settings = {},
}: {
  scale: number;
  clock?: () => Date;
  trustedProxies?: number;
  /** Variables as the environment would give them. */
  settings?: Record<string, string>;
}): Promise<TestServer> {
  const location = await createTestLocation(scale > 0 ? { scale, asOf: toDay(clock()) } : 'tables');
  const config = readConfig({
    RATE_LIMIT: '0', // a test that waits asks as often as it can, from one address
    ...settings,
    DATA_DIR: location.dataDir,
    DEMO: scale > 0 ? '1' : '0',
    SEED_SCALE: String(scale || 1),
    ...(location.url && { DATABASE_URL: location.url }),
  });
  const front: Front = {
    app: null,
    tiles: [],
    progress: { step: 'database', part: null, done: 0, total: 0 },
    healthy: () => Promise.resolve(false),
  };
  const logger = pino({ level: 'error' }, pino.destination(2));
  const { rateLimit } = config;
  const headersOf = createHeaders(toPolicy(config));
  const server = createFront(front, { logger, clock, trustedProxies, rateLimit, headersOf }).listen(0, '127.0.0.1');
  // Client and server share a process here: after seconds without a turn the server would hang up on a question on its way.
  server.keepAliveTimeout = 60_000;
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running = await start({ config, origin: url, logger, clock }, front, () => undefined);
  return {
    url,
    dataDir: location.dataDir,
    databaseUrl: location.url,
    async openWriter() {
      const pool = location.url
        ? createPool({ connectionString: location.url }, silent)
        : await connectRunning(location.dataDir, silent);
      if (!pool) throw new Error('the embedded database takes no connections');
      return pool;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await running.close();
      await location.remove();
    },
  };
}
