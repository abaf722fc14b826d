import { latToY, lngToX } from '../points/mercator.mjs';
import { valuesOf } from '../points/lists.mjs';

/** Metres around the world in Web Mercator. */
export const SPAN = 40075016.685578488;
const GRID = 2 ** 32;
// Interleaved keys of two grid positions cut to this many bits each: a bigint is enough.
export const KEY_BITS = 26;
const CHUNK = 1 << 18;

const RAW = `CREATE EXTENSION IF NOT EXISTS postgis;
CREATE UNLOGGED TABLE raw (id int, x float8, y float8, zk bigint, kind smallint, topics smallint[], t0 bigint, t1 bigint,
  audiences smallint[], am int, price smallint, mode smallint, division smallint, institution int, format smallint,
  status smallint, seats smallint, last_day int, pinned smallint, slots int[]);
COPY raw FROM STDIN;
`;
// A: what one writes first. Positions, arrays, sessions in a table, an index on each.
const TYPICAL = `CREATE TABLE things AS SELECT id, ST_SetSRID(ST_MakePoint(x, y), 3857)::geometry(Point, 3857) AS geom,
  kind, topics, audiences, price, mode, division, institution, format, status, seats, last_day, pinned FROM raw;
ALTER TABLE things ADD PRIMARY KEY (id);
CREATE INDEX ON things USING gist (geom);
CREATE INDEX ON things USING gin (topics);
CREATE TABLE sessions AS SELECT id, unnest(slots) AS slot FROM raw;
ALTER TABLE sessions ADD PRIMARY KEY (slot, id);
`;
// B: tuned for these questions. One index holds all a tile needs, in the order of a Morton curve; sets are bits.
const TUNED = `CREATE TABLE tuned AS SELECT id, zk, x, y, kind, t0, t1, am, price, last_day, pinned FROM raw ORDER BY zk;
CREATE INDEX ON tuned (zk) INCLUDE (x, y, id, kind, t0, t1, am, price, last_day, pinned);
CREATE TABLE tuned_sessions AS SELECT unnest(slots) AS slot, zk, id FROM raw ORDER BY 1, 2, 3;
CREATE INDEX ON tuned_sessions (slot, zk, id);
`;
// For facet counts: numbers and bits only, narrow, an index on the positions.
const VIEWED = `CREATE TABLE viewed AS SELECT id, ST_SetSRID(ST_MakePoint(x, y), 3857)::geometry(Point, 3857) AS geom, x, y,
  kind, t0, t1, am, price, mode, division, format, status, seats, last_day FROM raw ORDER BY zk;
CREATE INDEX ON viewed USING gist (geom);
`;

/** Fills `raw`; then come `BUILDS`, which may run side by side, and `FINISH`. */
export function* rawScript(columns) {
  yield RAW;
  yield* copyRows(columns);
  yield '\\.\n';
}
export const BUILDS = { typical: TYPICAL, tuned: TUNED, viewed: VIEWED };
export const FINISH = 'DROP TABLE raw; VACUUM (ANALYZE); CHECKPOINT;';

/** Position on the grid of the engine, so that both cut tiles at the same place. */
const gridOf = (part) => Math.min(GRID - 1, Math.floor(part * GRID));

/** Metres west to east of a part of the world, and south to north of one counted from the north. */
export const metresX = (part) => (part - 0.5) * SPAN;
export const metresY = (part) => (0.5 - part) * SPAN;

function* copyRows(columns) {
  let text = '';
  for (let row = 0; row < columns.count; row++) {
    text += copyRow(columns, row);
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text;
}

function copyRow({ id, lng, lat, facets, sessions, lastDay, pinned }, row) {
  const [gridX, gridY] = [gridOf(lngToX(lng[row])), gridOf(latToY(lat[row]))];
  const one = (name) => valuesOf(facets[name], row)[0] ?? '\\N';
  const topics = valuesOf(facets.topic, row);
  const audiences = valuesOf(facets.audience, row);
  const [low, high] = masksOf(topics);
  const fields = [
    id[row],
    metresX((gridX + 0.5) / GRID),
    metresY((gridY + 0.5) / GRID),
    keyOf(gridX >>> (32 - KEY_BITS), gridY >>> (32 - KEY_BITS)),
    one('kind'),
    `{${topics.join()}}`,
    low,
    high,
    `{${audiences.join()}}`,
    audiences.reduce((mask, value) => mask | (1 << value), 0),
    one('price'),
    one('mode'),
    one('division'),
    one('institution'),
    one('format'),
    one('status'),
    one('seats'),
    lastDay[row],
    pinned[row],
    `{${slotsOf(valuesOf(sessions, row)).join()}}`,
  ];
  return `${fields.join('\t')}\n`;
}

/** Two words of 60 bits with the bits of these values set. */
export function masksOf(values) {
  const masks = [0n, 0n];
  for (const value of values) masks[value < 60 ? 0 : 1] |= 1n << BigInt(value % 60);
  return masks;
}

/** Day × part of day of the starts, each once: the rule of the engine, written again. */
function slotsOf(starts) {
  const slots = Array.from(starts, (start) => {
    const minute = start % 1440;
    return Math.floor(start / 1440) * 3 + (minute < 720 ? 0 : minute < 1050 ? 1 : 2);
  });
  return [...new Set(slots)];
}

/** Morton key, x in the even bits; the halves fit a double together. */
function keyOf(x, y) {
  const half = KEY_BITS / 2;
  const low = spread(x & (2 ** half - 1)) + 2 * spread(y & (2 ** half - 1));
  return (spread(x >>> half) + 2 * spread(y >>> half)) * 2 ** KEY_BITS + low;
}

/** The lower 13 bits, each followed by a zero. */
function spread(value) {
  let bits = value;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

/** First key of tile z/x/y and of the one after. */
export function keyRange(z, x, y) {
  const span = 2 ** (2 * (KEY_BITS - z));
  const key = keyOf(x, y) * span;
  return [key, key + span];
}
