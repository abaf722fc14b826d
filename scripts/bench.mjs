// Speed of filtered tiles and of searches, in process, on the demo data at full scale (SEED_SCALE).
// usage: npm run bench; the data is kept in node_modules/.cache/zlm/bench, or in DATABASE_URL when set.
import os from 'node:os';
import { loadCatalogue } from '../server/dist/catalogue/load.js';
import { readConfig } from '../server/dist/config.js';
import { listMigrations, migrate, openDatabase } from '../server/dist/db/index.js';
import { features } from '../server/dist/modules.js';
import { LearningMap } from '../server/dist/modules/map/service.js';
import { placeFeatures } from '../server/dist/modules/places/features.js';
import { search } from '../server/dist/modules/search/service.js';
import { loadSeed } from '../server/dist/start.js';

const TILES = 6_000;
const SEARCHES = 1_500;
const GOALS = { tile: 10, search: 50 };
const words = [
  '书法',
  '太极',
  'shufa',
  'sf',
  '英语口语',
  '老年大学',
  '古荡',
  '手机',
  'taiji',
  '亲子 阅读',
  '西湖区 国画',
  '茶',
];
const choices = {
  kind: ['activity', 'institution', 'course', 'activity,course'],
  topic: ['culture-arts', 'calligraphy', 'health-wellness', 'digital-skills'],
  audience: ['seniors', 'parents', 'workers,women'],
  price: ['free', 'free,1-50'],
  when: ['weekend', 'tonight', 'week', 'tomorrow'],
  weekday: ['6,7', '3'],
  part: ['evening', 'morning'],
  division: ['330100', '330106', '330200,330300'],
  seats: ['few,many'],
};

const config = readConfig({ ...process.env, DATA_DIR: process.env.DATA_DIR || 'node_modules/.cache/zlm/bench' });
const now = new Date();
const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir });
await migrate(database, await listMigrations());
await loadSeed(database, config, new Date(now.getTime() + 28_800_000).toISOString().slice(0, 10), () => undefined);

const begun = performance.now();
const live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => now }) };
const rowsAfter = performance.now() - begun;
await live.current.text;
const textAfter = performance.now() - begun;

const random = mulberry32(20261123);
const pick = (list) => list[Math.floor(random() * list.length)];
const map = new LearningMap(live);

const tileTimes = [];
let bytes = 0;
for (let i = 0; i < TILES; i++) {
  const [z, x, y] = pickTile();
  const filters = pickFilters();
  const started = performance.now();
  const tile = await map.tile({ z, x, y }, filters, now);
  tileTimes.push(performance.now() - started);
  bytes += tile?.bytes.length ?? 0;
}
const searchTimes = [];
for (let i = 0; i < SEARCHES; i++) {
  const query = { ...pickFilters(), ...(random() < 0.5 ? { q: pick(words) } : {}), ...pickView() };
  const started = performance.now();
  await search({ database, live }, query, now);
  searchTimes.push(performance.now() - started);
}
await database.close();

console.log(
  `${os.cpus()[0].model}, ${os.cpus().length} cores, Node ${process.version}, ${now.toISOString().slice(0, 10)}, ${database.kind} database`,
);
console.log(
  `${live.current.index.count.toLocaleString('en')} rows: tiles ${seconds(rowsAfter)}, text ${seconds(textAfter)} after opening`,
);
const missed = [
  report('filtered tile, z6 to z15', tileTimes, GOALS.tile, `${Math.round(bytes / TILES)} bytes on average`),
  report('search with facets and first page', searchTimes, GOALS.search, 'database read included'),
].filter(Boolean);
for (const goal of missed) console.log(`missed: ${goal}`);
process.exitCode = missed.length ? 1 : 0;

function report(name, times, goal, note) {
  const sorted = times.sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const p99 = at(0.99);
  console.log(
    `${name}: p50 ${at(0.5).toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (goal ${goal}), max ${at(1).toFixed(1)} ms, ${note}`,
  );
  return p99 > goal ? `${name} p99 ${p99.toFixed(2)} ms, goal ${goal} ms` : null;
}
function pickTile() {
  const z = 6 + Math.floor(random() * 10);
  const lng = 118.2 + random() * 4.4;
  const lat = 27.4 + random() * 3.7;
  const sin = Math.sin((lat * Math.PI) / 180);
  const side = 2 ** z;
  return [
    z,
    Math.floor((lng / 360 + 0.5) * side),
    Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * side),
  ];
}
function pickFilters() {
  const names = Object.keys(choices).filter(() => random() < 0.25);
  const filters = {};
  for (const name of names) filters[name] = name === 'when' ? pick(choices[name]) : pick(choices[name]).split(',');
  return filters;
}
function pickView() {
  const view = { limit: 20 };
  if (random() < 0.7) {
    const lng = 118.5 + random() * 3.5;
    const lat = 27.8 + random() * 3;
    view.bbox = [lng, lat, lng + 0.5, lat + 0.4];
    view.scope = 'view';
  }
  if (random() < 0.3) Object.assign(view, { origin: [120.15, 30.27], sort: 'distance' });
  return view;
}
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
// Mulberry32 by Tommy Ettinger, public domain.
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
