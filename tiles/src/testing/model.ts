import { isPolar, latOf, lngOf, metresBetween, rectOf, worldX, worldY } from '../grid/projection.ts';
import type { Bbox, Filter, Hit, PageRequest, Range, RowInput, Schema, Scope, Totals } from '../input/types.ts';
import { slotOf } from '../rows/sessions.ts';

// The engine said again, row by row and with no index.

const inRanges = (value: number, ranges: readonly Range[]): boolean =>
  ranges.some(([from, to]) => value >= from && value < to);

type Point = readonly [lng: number, lat: number];
interface Place {
  lng: number;
  lat: number;
}

/** Where the engine has a row: positions are kept to about a centimetre. */
export function pointOf({ lng, lat }: RowInput): Point | null {
  if (lng === null || lat === null) return null;
  return [lngOf(worldX(lng)), isPolar(lat) ? lat : latOf(worldY(lat))];
}

function insidePolygon([lng, lat]: Point, rings: readonly (readonly Point[])[]): boolean {
  let inside = false;
  for (const ring of rings) {
    ring.forEach(([lng1, lat1], at) => {
      const [lng2, lat2] = ring[(at + 1) % ring.length]!;
      if (lat1 > lat === lat2 > lat) return;
      if (lng < ((lng2 - lng1) * (lat - lat1)) / (lat2 - lat1) + lng1) inside = !inside;
    });
  }
  return inside;
}

export function keeps(row: RowInput, filter: Filter): boolean {
  const { slots, notEndedOn, endedBefore, near, within, at } = filter;
  const lastDay = row.lastDay ?? Infinity;
  const point = pointOf(row);
  return (
    Object.entries(filter.facets).every(([name, ranges]) =>
      (row.facets[name] ?? []).some((value) => inRanges(value, ranges)),
    ) &&
    (!slots || [...(row.sessions ?? [])].some((start) => inRanges(slotOf(start), slots))) &&
    (notEndedOn === undefined || lastDay >= notEndedOn) &&
    (endedBefore === undefined || lastDay < endedBefore) &&
    (!near || (point !== null && metresBetween(near.lng, near.lat, ...point) <= near.metres)) &&
    (!within || (point !== null && within.some((polygon) => insidePolygon(point, polygon)))) &&
    (!at || (point !== null && worldX(point[0]) === worldX(at.lng) && worldY(point[1]) === worldY(at.lat)))
  );
}

export function inView(row: RowInput, bbox: Bbox): boolean {
  if (row.lng === null || row.lat === null) return false;
  const { x0, y0, x1, y1 } = rectOf(bbox);
  const [x, y] = [worldX(row.lng), worldY(row.lat)];
  return x >= x0 && x < x1 && y >= y0 && y < y1;
}

const inScope = (row: RowInput, scope: Scope, bbox?: Bbox): boolean =>
  scope === 'all' ||
  (scope === 'unplaced' ? row.lng === null : row.lng !== null && inView(row, bbox!) === (scope === 'view'));

export function totals(rows: readonly RowInput[], filter: Filter, bbox: Bbox): Totals {
  const kept = rows.filter((row) => keeps(row, filter));
  const count = (scope: Scope): number => kept.filter((row) => inScope(row, scope, bbox)).length;
  return { total: count('all'), inView: count('view'), elsewhere: count('elsewhere'), unplaced: count('unplaced') };
}

export function facetCounts(schema: Schema, rows: readonly RowInput[], filter: Filter, scope: Scope, bbox: Bbox) {
  const counts = schema.facets.map(({ name, values, ends }) => {
    const facets = Object.fromEntries(Object.entries(filter.facets).filter(([facet]) => facet !== name));
    const kept = rows.filter((row) => keeps(row, { ...filter, facets }) && inScope(row, scope, bbox));
    const ofValue = (value: number): number =>
      kept.filter((row) => row.facets[name]?.some((own) => own >= value && own < (ends?.[value] ?? value + 1))).length;
    return [name, values.map((_code, value) => ofValue(value))] as const;
  });
  return Object.fromEntries(counts);
}

export function sorted(rows: readonly RowInput[], filter: Filter, request: PageRequest): Hit[] {
  const { sort, from, asOf, scope, bbox } = request;
  const toHit = (row: RowInput): Hit => {
    const starts = [...(row.sessions ?? [])].filter((start) => !filter.slots || inRanges(slotOf(start), filter.slots));
    const nextStart = starts.find((start) => start >= asOf) ?? null;
    const point = pointOf(row);
    const metres = from && point ? metresBetween(from.lng, from.lat, ...point) : null;
    const stale = isStale(row, asOf);
    const key = sort === 'distance' ? farther(metres, stale) : later(nextStart, stale);
    return { id: row.id, place: row.place, key, metres, nextStart };
  };
  const kept = rows.filter((row) => keeps(row, filter) && inScope(row, scope, bbox));
  return kept.map(toHit).sort((a, b) => a.key - b.key || a.id - b.id || a.place - b.place);
}

/** From its day on, while it is not over. */
export function isStale({ freshUntil, lastDay }: RowInput, asOf: number): boolean {
  return !!freshUntil && freshUntil * 1440 <= asOf && (lastDay == null || (lastDay + 1) * 1440 > asOf);
}
/** Stale: as if twice as far, or after all else of its day. */
const farther = (metres: number | null, stale: boolean) =>
  (metres ?? 1e9) * (stale && metres !== null ? 2 : 1) + (stale && metres === null ? 1 : 0);
function later(start: number | null, stale: boolean): number {
  if (start === null || !stale) return (start ?? 2 ** 31) + (stale ? 1 : 0);
  const day = Math.floor(start / 1440);
  return day * 1440 + 1439 + (start - day * 1440 + 1) / 1441;
}

export function nearest(rows: readonly RowInput[], filter: Filter, from: Place, limit: number): Hit[] {
  const hits = sorted(rows, filter, { sort: 'distance', scope: 'all', limit, from, asOf: 0 });
  return hits.filter(({ metres }) => metres !== null).slice(0, limit);
}
