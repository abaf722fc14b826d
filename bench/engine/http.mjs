// Tiles over HTTP: a bare node:http server with the same answers (floor), kept tiles (cached), nothing kept (cold).
// usage: node bench/engine/http.mjs [encoding]; the data is that of `npm run bench`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { sendLoad, toWire } from './http-load.mjs';
import { median } from './stats.mjs';

const RUNS = 5;
const SECONDS = 2;
const CONNECTIONS = 32;
const SEEDED = new URL('./http-seeded.mjs', import.meta.url).href;
// Node sends these itself.
const OWN_HEADERS = new Set(['date', 'connection', 'keep-alive']);

/**
 * Requests per second and CPU µs per request of the server process, medians of interleaved runs; `share` is cached of floor.
 * `requests`: paths. `source`: a module with `openLive()`, resolving to `{ live, clock? }`. `headers`: sent with each request.
 */
export async function measureHttp({ requests, source = SEEDED, headers = {}, seconds = SECONDS, runs = RUNS }) {
  const paths = [...requests];
  const wire = toWire(paths, headers);
  const served = await startChild('http-server.mjs', [source]);
  const bare = await startChild('http-floor.mjs');
  try {
    const [{ cached, cold, rows }] = await once(served, 'message');
    const given = await record(cached, new Set(paths), headers);
    bare.send({ given });
    const [{ port: floor }] = await once(bare, 'message');
    const kinds = {
      floor: { child: bare, port: floor, lengths: [], figures: /** @type {any[]} */ ([]) },
      cached: { child: served, port: cached, lengths: [], figures: /** @type {any[]} */ ([]) },
      cold: { child: served, port: cold, lengths: [], figures: /** @type {any[]} */ ([]) },
    };
    for (let run = 0; run <= runs; run++) {
      for (const kind of Object.values(kinds)) {
        const figures = await measure({ ...kind, wire, seconds });
        // The first round warms up.
        if (run > 0) kind.figures.push(figures);
      }
    }
    const middle = Object.fromEntries(Object.entries(kinds).map(([name, { figures }]) => [name, medians(figures)]));
    return { ...middle, ...sharesOf(kinds), rows, ...describe(given) };
  } finally {
    served.disconnect();
    bare.disconnect();
  }
}

function startChild(file, args = []) {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, { serialization: 'advanced' });
}

async function measure({ child, port, wire, lengths, seconds }) {
  const before = await usageOf(child);
  const done = await sendLoad({ port, wire, lengths, seconds, connections: CONNECTIONS });
  const after = await usageOf(child);
  const cpu = after.user + after.system - before.user - before.system;
  return { perSecond: done.answers / done.seconds, cpuMicros: cpu / done.answers, busy: cpu / 1e6 / done.seconds };
}

async function usageOf(child) {
  child.send({ ask: 'usage' });
  return (await once(child, 'message'))[0];
}

/** Each answer as it is; the floor sends the same. */
async function record(port, paths, headers) {
  const given = new Map();
  for (const path of paths) {
    const sent = request({ host: '127.0.0.1', port, path, headers }).end();
    const [answer] = await once(sent, 'response');
    const chunks = [];
    for await (const chunk of answer) chunks.push(chunk);
    const kept = [];
    for (let i = 0; i < answer.rawHeaders.length; i += 2) {
      if (!OWN_HEADERS.has(answer.rawHeaders[i].toLowerCase())) kept.push(...answer.rawHeaders.slice(i, i + 2));
    }
    given.set(path, { status: answer.statusCode, headers: kept, body: chunks.length ? Buffer.concat(chunks) : null });
  }
  return given;
}

function describe(given) {
  const sizes = [...given.values()].map(({ body }) => body?.length ?? 0);
  const packed = [...given.values()].filter(({ headers }) => headers.some((name) => /^content-encoding$/i.test(name)));
  return {
    meanBytes: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    emptyShare: sizes.filter((size) => size === 0).length / sizes.length,
    packedShare: packed.length / sizes.length,
  };
}

function medians(figures) {
  const middle = (name) => median(figures.map((one) => one[name]));
  return { perSecond: middle('perSecond'), cpuMicros: middle('cpuMicros'), busy: middle('busy') };
}

/** Of the floor's speed, round by round: what else the machine does then weighs on both. */
function sharesOf({ floor, cached }) {
  const ratios = (ratio) => median(floor.figures.map((bare, at) => ratio(bare, cached.figures[at])));
  return {
    share: ratios((bare, kept) => kept.perSecond / bare.perSecond),
    cpuShare: ratios((bare, kept) => bare.cpuMicros / kept.cpuMicros),
  };
}

/** Windows of four by three tiles over the province, some of them filtered. */
function browse(count, random) {
  const filters = [
    '',
    '',
    '',
    '?kind=course',
    '?kind=activity&when=weekend',
    '?audience=seniors&price=free',
    '?topic=calligraphy',
  ];
  const paths = [];
  while (paths.length < count) {
    const z = 7 + Math.floor(random() * 8);
    const [lng, lat] = [119 + random() * 3, 28 + random() * 2.8];
    const sine = Math.sin((lat * Math.PI) / 180);
    const x = Math.floor((lng / 360 + 0.5) * 2 ** z);
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
    const query = filters[Math.floor(random() * filters.length)];
    for (let i = 0; i < 12; i++) paths.push(`/tiles/learning/${z}/${x + (i & 3)}/${y + (i >> 2)}.mvt${query}`);
  }
  return paths;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let seed = 20261125;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const encoding = process.argv[2];
  const headers = encoding ? { 'Accept-Encoding': encoding } : {};
  console.log(await measureHttp({ requests: browse(2400, random), headers }));
}
