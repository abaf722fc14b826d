import { latToY, lngToX, tileBbox, xToLng, yToLat } from './mercator.mjs';
import { mulberry32 } from './random.mjs';
import { saturdayOf, TODAY } from './sessions.mjs';

const [WIDTH, HEIGHT] = [1440, 900];
const TILE = 512;
const DEEPEST = 16;
const PROVINCE = [118, 27, 123, 31.3];
const POOL = 150;
const STEPS = 40;

/**
 * What people ask while they pan and zoom: `requests` [z, x, y, filter] and `views` [bbox, filter] in order;
 * `filters[0]` keeps everything.
 */
export function createTrace({ columns, facets, walks, seed = 777 }) {
  const random = mulberry32(seed);
  const make = filterMaker(random, facets);
  const pool = Array.from({ length: POOL }, make);
  const book = filterBook();
  const asked = () => book.number(random() < 0.8 ? pool[Math.floor(random() ** 2 * POOL)] : make());
  const trace = { filters: book.filters, requests: /** @type {any[]} */ ([]), views: /** @type {any[]} */ ([]) };
  for (let walk = 0; walk < walks; walk++) {
    const row = Math.floor(random() * columns.count);
    const target = [lngToX(columns.lng[row]), latToY(columns.lat[row])];
    walkTo(random, target, { trace, asked, first: random() < 0.45 ? 0 : asked() });
  }
  return trace;
}

/**
 * Filters that no trace of another seed is likely to hold, each once.
 * @returns {import('../../tiles/dist/index.js').Filter[]}
 */
export function createFilters({ facets, count, seed }) {
  const make = filterMaker(mulberry32(seed), facets);
  const book = filterBook();
  while (book.filters.length <= count) book.number(make());
  return book.filters.slice(1);
}

function filterBook() {
  /** @type {import('../../tiles/dist/index.js').Filter[]} */
  const filters = [{ facets: {} }];
  const numbers = new Map([[JSON.stringify(filters[0]), 0]]);
  return {
    filters,
    number(filter) {
      const key = JSON.stringify(filter);
      if (!numbers.has(key)) numbers.set(key, filters.push(filter) - 1);
      return numbers.get(key);
    },
  };
}

function walkTo(random, /** @type {number[]} */ [targetX, targetY], { trace, asked, first }) {
  const seen = new Set();
  const at = { zoom: 6.6 + random() * 0.8, x: lngToX(120.3), y: latToY(29.2), filter: first };
  const end = 11 + random() * 5.9;
  look(trace, seen, at);
  for (let step = 0; at.zoom < end && step < STEPS; step++) {
    const choice = random();
    if (choice < 0.5) {
      at.zoom += 0.7 + random() * 1.3;
      at.x += (targetX - at.x) * 0.75;
      at.y += (targetY - at.y) * 0.75;
    } else if (choice < 0.8) {
      const world = TILE * 2 ** at.zoom;
      at.x += ((random() - 0.5) * WIDTH * 0.9) / world;
      at.y += ((random() - 0.5) * HEIGHT * 0.9) / world;
    } else if (choice < 0.93) at.filter = random() < 0.45 ? 0 : asked();
    else at.zoom = Math.max(6, at.zoom - 1);
    look(trace, seen, at);
  }
}

/** Asks for the tiles of a viewport that were not asked for before. */
function look({ requests, views }, seen, { zoom, x, y, filter }) {
  const z = Math.min(DEEPEST, Math.floor(zoom));
  const side = 2 ** z;
  const [halfX, halfY] = [WIDTH / 2 / (TILE * 2 ** zoom), HEIGHT / 2 / (TILE * 2 ** zoom)];
  for (let line = Math.floor((y - halfY) * side); line <= Math.floor((y + halfY) * side); line++) {
    for (let column = Math.floor((x - halfX) * side); column <= Math.floor((x + halfX) * side); column++) {
      const key = `${z}/${column}/${line}/${filter}`;
      if (seen.has(key) || !meetsProvince(tileBbox(z, column, line))) continue;
      seen.add(key);
      requests.push([z, column, line, filter]);
    }
  }
  views.push([[xToLng(x - halfX), yToLat(y + halfY), xToLng(x + halfX), yToLat(y - halfY)], filter]);
}

function meetsProvince(/** @type {number[]} */ [west, south, east, north]) {
  return east > PROVINCE[0] && north > PROVINCE[1] && west < PROVINCE[2] && south < PROVINCE[3];
}

function filterMaker(random, facets) {
  const range = (at, { ends } = /** @type {{ ends?: number[] }} */ ({})) => [at, ends?.[at] ?? at + 1];
  const valueOf = ({ values, ends }) => range(Math.floor(random() * values.length), { ends });
  const activity = { kind: [range(facets.kind.values.indexOf('activity'))] };
  const free = { price: [range(0)] };
  const common = ({ values, ends }) => range(Math.floor(random() ** 2 * values.length), { ends });
  return () => {
    const choice = random();
    if (choice < 0.25) return { facets: random() < 0.5 ? activity : { kind: [valueOf(facets.kind)] } };
    if (choice < 0.5) {
      return { facets: { topic: random() < 0.6 ? [common(facets.topic)] : twoOf(() => valueOf(facets.topic)) } };
    }
    if (choice < 0.62) return { facets: { audience: [valueOf(facets.audience)] } };
    if (choice < 0.72) return { facets: { ...activity, ...free } };
    if (choice < 0.9) return { facets: activity, slots: days(random), notEndedOn: TODAY };
    const all = { ...activity, ...free, topic: [common(facets.topic)], audience: [valueOf(facets.audience)] };
    return { facets: all, slots: days(random), notEndedOn: TODAY };
  };
}

// Ascending and apart, as a canonical key would have them.
function twoOf(make) {
  const [a, b] = [make(), make()].sort(([left], [right]) => left - right);
  return a[1] >= b[0] ? [[a[0], Math.max(a[1], b[1])]] : [a, b];
}

/** Slots of a weekend, a day, an evening or a month from today on. */
function days(random) {
  const day = TODAY + Math.floor(random() * 60);
  const choice = random();
  if (choice < 0.35) return [[saturdayOf(day) * 3, (saturdayOf(day) + 2) * 3]];
  if (choice < 0.65) return [[day * 3, (day + 1) * 3]];
  if (choice < 0.75) return [[day * 3 + 2, (day + 1) * 3]];
  return [[day * 3, (day + 30) * 3]];
}
