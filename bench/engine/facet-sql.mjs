import { latToY, lngToX } from '../points/mercator.mjs';
import { metresX, metresY } from './tables.mjs';
import { expand, hasAudience, hasTopic, queryOf } from './tile-sql.mjs';

const GRID = 2 ** 32;
// Columns of table `viewed` by facet; each is a grouping set.
const SETS = {
  kind: ['kind'],
  topic: ['t0', 't1'],
  audience: ['am'],
  price: ['price'],
  mode: ['mode'],
  division: ['division'],
  format: ['format'],
  status: ['status'],
  seats: ['seats'],
};
const COLUMNS = Object.values(SETS).flat();

/** All facet counts of a view by one GROUP BY: a set per facet, counted without the choice in the facet itself. */
export function facetQuery(bbox, filter) {
  return queryOf('f', (param) => {
    const chosen = Object.entries(filter.facets).map(([name, ranges]) => [name, choiceOf(name, ranges, param)]);
    const kept = (conditions) => (conditions.length ? ` FILTER (WHERE ${conditions.join(' AND ')})` : '');
    const counts = [
      `count(*)${kept(chosen.map(([, condition]) => condition))}::int AS n`,
      ...chosen.map(([own]) => {
        const others = chosen.filter(([name]) => name !== own).map(([, condition]) => condition);
        return `count(*)${kept(others)}::int AS n_${own}`;
      }),
    ];
    const sets = Object.values(SETS).map((columns) => `(${columns.join(', ')})`);
    return `SELECT GROUPING(${COLUMNS.join(', ')}) AS grouped, ${COLUMNS.join(', ')}, ${counts.join(', ')} FROM viewed t
      WHERE ${viewConditions(bbox, filter, param).join(' AND ')} GROUP BY GROUPING SETS (${sets.join(', ')})`;
  });
}

function choiceOf(name, ranges, param) {
  if (name === 'topic') return hasTopic(ranges, param);
  if (name === 'audience') return hasAudience(ranges, param);
  return `t.${name} = ANY(${param(expand(ranges))}::smallint[])`;
}

/** The grid cells a bbox touches, as the engine takes them. */
function viewConditions([west, south, east, north], { slots, notEndedOn }, param) {
  const [left, top] = [lngToX(west), latToY(north)].map((part) => Math.floor(part * GRID) / GRID);
  const [right, bottom] = [lngToX(east), latToY(south)].map((part) => Math.ceil(part * GRID) / GRID);
  const [x0, y0, x1, y1] = [metresX(left), metresY(bottom), metresX(right), metresY(top)].map(
    (metres) => `${param(metres)}::float8`,
  );
  const conditions = [`t.geom && ST_MakeEnvelope(${x0}, ${y0}, ${x1}, ${y1}, 3857)`];
  conditions.push(`t.x >= ${x0}`, `t.x < ${x1}`, `t.y > ${y0}`, `t.y <= ${y1}`);
  if (notEndedOn !== undefined) conditions.push(`t.last_day >= ${param(notEndedOn)}::int`);
  if (slots) {
    const any = slots.map(([from, to]) => `s.slot >= ${param(from)}::int AND s.slot < ${param(to)}::int`).join(' OR ');
    conditions.push(`EXISTS (SELECT FROM sessions s WHERE s.id = t.id AND (${any}))`);
  }
  return conditions;
}

/** Counts per value from the rows of the answer, subtrees added up. */
export function foldCounts(rows, facets) {
  const names = Object.keys(SETS);
  const nameOf = new Map(names.map((name) => [groupedWithout(SETS[name]), name]));
  const counts = Object.fromEntries(names.map((name) => [name, new Uint32Array(facets[name].values.length)]));
  for (const row of rows) {
    const name = /** @type {string} */ (nameOf.get(row.grouped));
    const count = row[`n_${name}`] ?? row.n;
    if (count > 0) for (const value of valuesIn(name, row, facets)) counts[name][value] += count;
  }
  return counts;
}

/** The number GROUPING gives to rows grouped by these columns: a bit for each of the others. */
function groupedWithout(columns) {
  return COLUMNS.reduce((bits, column) => bits * 2 + (columns.includes(column) ? 0 : 1), 0);
}

function valuesIn(name, row, facets) {
  if (name === 'topic')
    return withAncestors([...bitsOf(BigInt(row.t0), 0), ...bitsOf(BigInt(row.t1), 60)], facets.topic);
  if (name === 'audience') return bitsOf(BigInt(row.am), 0);
  if (row[name] === null) return [];
  return name === 'division' ? withAncestors([row.division], facets.division) : [row[name]];
}

function* bitsOf(mask, first) {
  for (let bit = first, left = mask; left > 0n; bit++, left >>= 1n) if (left & 1n) yield bit;
}

// Ancestors of every value, worked out once per tree.
const ancestors = new WeakMap();
function withAncestors(values, facet) {
  if (!ancestors.has(facet)) {
    const above = facet.ends.map((_, value) =>
      facet.ends.flatMap((end, other) => (other <= value && value < end ? [other] : [])),
    );
    ancestors.set(facet, above);
  }
  const above = ancestors.get(facet);
  return values.length === 1 ? above[values[0]] : new Set(values.flatMap((value) => above[value]));
}
