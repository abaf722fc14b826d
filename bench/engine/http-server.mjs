// The server under test: the front and the learning tiles over a live catalogue, once with and once without kept tiles.
import { pino } from 'pino';
import { createFront } from '../../server/dist/http/front.js';
import { LearningMap } from '../../server/dist/modules/map/service.js';
import { mapTiles } from '../../server/dist/modules/map/routes.js';
import { LearningTiles } from '../../server/dist/modules/map/tiles.js';

const source = /** @type {string} */ (process.argv[2]);
const { openLive } = await import(source);
const { live, clock = () => new Date() } = await openLive();
const logger = pino({ level: 'warn' });

/** @param {number} [maxBytes] */
function serve(maxBytes) {
  /** @type {import('../../server/dist/http/front.js').Front} */
  const front = {
    app: (_request, response) => response.writeHead(404).end(),
    tiles: [mapTiles(new LearningTiles(new LearningMap(live), maxBytes))],
    progress: { step: 'ready', part: null, done: 0, total: 0 },
    healthy: () => Promise.resolve(true),
  };
  const server = createFront(front, { logger, clock, rateLimit: 999_999 });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port)),
  );
}

process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => process.exit(0));
process.send?.({ cached: await serve(), cold: await serve(0), rows: live.current.index.count });
