import { KEY_BITS, keyRange, masksOf, SPAN } from './tables.mjs';

// From here on points, as the engine does.
const POINT_ZOOM = 14;
// Eight cells of 64 px a side.
const CELL_LEVELS = 3;

/** A query of node-postgres: text by shape, so that each shape is prepared once. */
export function queryOf(variant, build) {
  const values = [];
  const text = build((value) => `$${values.push(value)}`);
  return { name: nameOf(variant, text), text, values };
}

const names = new Map();
function nameOf(variant, text) {
  const key = `${variant}:${text}`;
  if (!names.has(key)) names.set(key, `${variant}${names.size}`);
  return names.get(key);
}

export const expand = (ranges) =>
  ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at));

/** Conditions on the rows of table A. */
function typicalConditions({ facets, slots, notEndedOn }, param) {
  const conditions = [];
  for (const name of ['kind', 'price', 'mode', 'division', 'institution', 'format', 'status', 'seats']) {
    if (facets[name]) conditions.push(`t.${name} = ANY(${param(expand(facets[name]))}::int[])`);
  }
  if (facets.topic) conditions.push(`t.topics && ${param(expand(facets.topic))}::smallint[]`);
  if (facets.audience) conditions.push(`t.audiences && ${param(expand(facets.audience))}::smallint[]`);
  if (notEndedOn !== undefined) conditions.push(`t.last_day >= ${param(notEndedOn)}::int`);
  if (slots) {
    const any = slots.map(([from, to]) => `s.slot >= ${param(from)}::int AND s.slot < ${param(to)}::int`).join(' OR ');
    conditions.push(`EXISTS (SELECT FROM sessions s WHERE s.id = t.id AND (${any}))`);
  }
  return conditions;
}

/** Whether the bits of a row hold one of these topics. */
export function hasTopic(ranges, param) {
  const [first, second] = masksOf(expand(ranges));
  const tests = [];
  if (first) tests.push(`t.t0 & ${param(`${first}`)}::bigint <> 0`);
  if (second) tests.push(`t.t1 & ${param(`${second}`)}::bigint <> 0`);
  return `(${tests.join(' OR ')})`;
}

export function hasAudience(ranges, param) {
  const mask = expand(ranges).reduce((bits, value) => bits | (1 << value), 0);
  return `t.am & ${param(mask)}::int <> 0`;
}

/** Conditions on the rows of table B within a range of keys. */
function tunedConditions({ facets, slots, notEndedOn }, param, /** @type {string[]} */ [low, high]) {
  const conditions = [`t.zk >= ${low}`, `t.zk < ${high}`];
  for (const name of ['kind', 'price']) {
    if (facets[name]) conditions.push(`t.${name} = ANY(${param(expand(facets[name]))}::smallint[])`);
  }
  if (facets.topic) conditions.push(hasTopic(facets.topic, param));
  if (facets.audience) conditions.push(hasAudience(facets.audience, param));
  if (notEndedOn !== undefined) conditions.push(`t.last_day >= ${param(notEndedOn)}::int`);
  if (slots) {
    const own = `s.slot = ANY(${param(expand(slots))}::int[]) AND s.zk >= ${low} AND s.zk < ${high}`;
    conditions.push(`t.id IN (SELECT s.id FROM tuned_sessions s WHERE ${own})`);
  }
  return conditions;
}

const all = (conditions) => conditions.map((condition) => ` AND ${condition}`).join('');
const asTile = (layer, rows) => `SELECT ST_AsMVT(f, '${layer}', 4096, 'geom') AS mvt FROM (${rows}) f`;
const place = (point, envelope) => `ST_AsMVTGeom(${point}, ${envelope}, 4096, 64, true) AS geom`;
const pointOf = (x, y) => `ST_SetSRID(ST_MakePoint(${x}, ${y}), 3857)`;

/** Baseline A: GiST, grid of 64 px by GROUP BY. */
export function typicalTile([z, x, y], filter) {
  return queryOf('a', (param) => {
    const envelope = `ST_TileEnvelope(${param(z)}::int, ${param(x)}::int, ${param(y)}::int)`;
    const where = `WHERE t.geom && ${envelope}${all(typicalConditions(filter, param))}`;
    if (z >= POINT_ZOOM) {
      return asTile(
        'points',
        `SELECT ${place('t.geom', envelope)}, t.id, t.kind, t.price, t.pinned FROM things t ${where}`,
      );
    }
    const cell = `${param(SPAN / 2 ** (z + CELL_LEVELS))}::float8`;
    const column = (value) => `floor((${value} + ${SPAN / 2}) / ${cell})`;
    const cells = `SELECT count(*)::int AS n, avg(ST_X(t.geom)) AS x, avg(ST_Y(t.geom)) AS y, min(t.id) AS id,
      max(t.pinned) AS pinned FROM things t ${where} GROUP BY ${column('ST_X(t.geom)')}, ${column('-ST_Y(t.geom)')}`;
    return asTile('clusters', `SELECT ${place(pointOf('g.x', 'g.y'), envelope)}, n, id, pinned FROM (${cells}) g`);
  });
}

/** Baseline B: a range of a covering index, grouped by shifted keys. */
export function tunedTile([z, x, y], filter) {
  return queryOf('b', (param) => {
    const envelope = `ST_TileEnvelope(${param(z)}::int, ${param(x)}::int, ${param(y)}::int)`;
    const keys = keyRange(z, x, y).map((key) => `${param(`${key}`)}::bigint`);
    const where = `WHERE ${tunedConditions(filter, param, keys).join(' AND ')}`;
    if (z >= POINT_ZOOM) {
      const point = place(pointOf('t.x', 't.y'), envelope);
      return asTile('points', `SELECT ${point}, t.id, t.kind, t.price, t.pinned FROM tuned t ${where}`);
    }
    const cells = `SELECT count(*)::int AS n, avg(t.x) AS x, avg(t.y) AS y, min(t.id) AS id, max(t.pinned) AS pinned
      FROM tuned t ${where} GROUP BY t.zk >> ${param(2 * (KEY_BITS - z - CELL_LEVELS))}::int`;
    return asTile('clusters', `SELECT ${place(pointOf('g.x', 'g.y'), envelope)}, n, id, pinned FROM (${cells}) g`);
  });
}
