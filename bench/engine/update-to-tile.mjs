import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { loadCatalogue } from '../../server/dist/catalogue/load.js';
import { readConfig } from '../../server/dist/config.js';
import { connectRunning } from '../../server/dist/db/index.js';
import { createFront } from '../../server/dist/http/front.js';
import { features } from '../../server/dist/modules.js';
import { LearningMap } from '../../server/dist/modules/map/service.js';
import { placeFeatures } from '../../server/dist/modules/places/features.js';
import { start } from '../../server/dist/start.js';
import { describe } from './stats.mjs';

const { Pool } = pg;
const now = new Date('2026-11-25T10:00:00+08:00');
const clock = () => now;
const logger = pino({ level: 'warn' }, pino.destination(2));
const SCALE = '0.05';
const ZOOMS = [5, 8, 11, 14, 16];
const TIMED_ZOOM = 14;
const THINGS = 40;
const COMPARE_EVERY = 10; // updates between two comparisons with a catalogue loaded anew
const WARM_UP = 10;
const GIVE_UP_MS = 10_000;

/**
 * From an UPDATE sent over a connection of its own to the changed tile received over HTTP, told by /api/changes.
 * `url` names an empty database; without it an embedded one is made. Milliseconds, but for `stale`: tiles that
 * lacked the change or differed from those of a catalogue loaded anew. `update` is the part of the UPDATE
 * itself, until it was acknowledged, `sinceUpdate` the rest.
 */
export async function measureUpdateToTile({ url, updates }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'zlm-update-'));
  const served = await serve(url, dataDir);
  const writer = url ? new Pool({ connectionString: url }) : await connectRunning(dataDir, logger);
  if (!writer) throw new Error('the embedded database takes no connections');
  try {
    const things = await listThings(writer);
    /** @type {number[][]} */
    const [times, own] = [[], []];
    let stale = 0;
    for (let at = -WARM_UP; at < updates; at++) {
      const step = await change({ ...served, writer, at: at + WARM_UP, things });
      stale += step.stale;
      if (at % COMPARE_EVERY === 0) stale += await countOutdated(served, writer, step.tiles);
      if (at < 0) continue;
      times.push(step.ms);
      own.push(step.updateMs);
    }
    const { p50, p99, max } = describe(times);
    const sinceUpdate = describe(times.map((ms, at) => ms - own[at]));
    return { p50, p99, max, stale, update: describe(own), sinceUpdate };
  } finally {
    await writer.end();
    await served.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function serve(url, dataDir) {
  const config = readConfig({ DATA_DIR: dataDir, SEED_SCALE: SCALE, ...(url && { DATABASE_URL: url }) });
  /** @type {import('../../server/dist/http/front.js').Front['progress']} */
  const progress = { step: 'database', part: null, done: 0, total: 0 };
  /** @type {import('../../server/dist/http/front.js').Front} */
  const front = { app: null, tiles: [], progress, healthy: () => Promise.resolve(true) };
  const server = createFront(front, { logger, clock, rateLimit: 0 }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  const running = await start({ config, origin, logger, clock }, front, () => undefined);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    origin,
    agent,
    async close() {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await running.close();
    },
  };
}

/** Activities, and places at which they may be. */
async function listThings(writer) {
  const { rows } = await writer.query(
    `SELECT a.id::int, a.place_id::int AS place, p.lng, p.lat FROM public_activities a
     JOIN public_places p ON p.id = a.place_id ORDER BY a.id LIMIT ${THINGS}`,
  );
  return rows.map((row) => ({ ...row, isShown: true }));
}

/** One UPDATE: something moves, goes or comes back. */
async function change({ origin, agent, writer, at, things }) {
  const thing = things[at % things.length];
  const to = things[(at * 7 + 3) % things.length];
  const isMove = thing.isShown && at % 3 === 0 && to.place !== thing.place;
  const { lng, lat } = isMove ? to : thing;
  const tiles = new Set(ZOOMS.flatMap((z) => [tileAt(z, thing), tileAt(z, { lng, lat })]));
  const timed = tileAt(TIMED_ZOOM, { lng, lat });
  const before = await fetchTile(origin, agent, timed);
  const stream = await openStream(origin);
  const [text, values] = isMove
    ? ['UPDATE activities SET place_id = $2 WHERE id = $1', [thing.id, to.place]]
    : ['UPDATE activities SET state = $2 WHERE id = $1', [thing.id, thing.isShown ? 'archived' : 'published']];
  const started = performance.now();
  const updating = writer.query(text, values).then(() => performance.now() - started);
  await stream.changed;
  const after = await fetchTile(origin, agent, timed);
  const ms = performance.now() - started;
  stream.close();
  if (isMove) Object.assign(thing, { place: to.place, lng, lat });
  else thing.isShown = !thing.isShown;
  return { ms, updateMs: await updating, tiles, stale: Number(after.equals(before)) };
}

/** Tiles that differ from those of a catalogue loaded anew. */
async function countOutdated({ origin, agent }, writer, tiles) {
  const maintain = async (run) => {
    const client = await writer.connect();
    return run(client).finally(() => client.release());
  };
  /** @type {any} As much of a database as loading takes. */
  const sources = { database: { pool: writer, maintain }, features, places: placeFeatures, clock };
  const current = await loadCatalogue(sources);
  await current.text;
  const map = new LearningMap({ current });
  let outdated = 0;
  for (const address of tiles) {
    const [z, x, y] = address.split('/').map(Number);
    const expected = await map.tile({ z, x, y }, {}, now);
    const got = await fetchTile(origin, agent, address);
    if (!got.equals(expected?.bytes ?? new Uint8Array())) outdated++;
  }
  return outdated;
}

/** Resolves when the stream has said hello; `changed` with its first change. */
async function openStream(origin) {
  const request = get(`${origin}/api/changes`, { agent: false });
  const [response] = await once(request, 'response');
  let text = '';
  const until = (word) =>
    /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no ${word} within ${GIVE_UP_MS} ms`)), GIVE_UP_MS);
        const look = () => {
          if (!text.includes(`event: ${word}`)) return;
          clearTimeout(timer);
          resolve();
        };
        response.on('data', look);
        look();
      })
    );
  response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  response.on('error', () => undefined);
  await until('hello');
  return { changed: until('change'), close: () => request.destroy() };
}

async function fetchTile(origin, agent, address) {
  const [response] = await once(get(`${origin}/tiles/learning/${address}.mvt`, { agent }), 'response');
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function tileAt(z, { lng, lat }) {
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  return [z, Math.floor((lng / 360 + 0.5) * 2 ** z), Math.floor(y * 2 ** z)].join('/');
}
