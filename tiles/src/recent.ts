import { confirmedDayOf, NEVER_ENDS, seatsOf, type Seats } from './rows.ts';
import { isPolar, latOf, lngOf, metresBetween, worldX, worldY } from './projection.ts';
import { mergeRanges } from './filter.ts';
import { ringsTest } from './ring.ts';
import { slotOf } from './slots.ts';
import type { Filter, Range, RowInput, Schema } from './types.ts';

/** A row that came after the base was built. */
export interface RecentRow {
  input: RowInput;
  /** Values of each facet, ascending. */
  values: readonly (readonly number[])[];
  isPlaced: boolean;
  x: number;
  y: number;
  /** Of the grid position, as a row of the base has them. */
  lng: number;
  lat: number;
  lastDay: number;
  seats: Seats;
  /** Day number, 0 = never. */
  confirmedOn: number;
  alive: boolean;
}

/** Rows already checked. */
export function toRecent(schema: Schema, input: RowInput): RecentRow {
  const { lng, lat } = input;
  const isPlaced = lng !== null && lat !== null;
  return {
    input,
    values: schema.facets.map(({ name }) => [...new Set(input.facets[name] ?? [])].sort((a, b) => a - b)),
    isPlaced,
    ...(isPlaced ? snap(lng, lat) : { x: 0, y: 0, lng: 0, lat: 0 }),
    lastDay: input.lastDay ?? NEVER_ENDS,
    seats: seatsOf(input),
    confirmedOn: confirmedDayOf(input),
    alive: true,
  };
}

function snap(lng: number, lat: number): Pick<RecentRow, 'x' | 'y' | 'lng' | 'lat'> {
  const [x, y] = [worldX(lng), worldY(lat)];
  return { x, y, lng: lngOf(x), lat: isPolar(lat) ? lat : latOf(y) };
}

type Test = (row: RecentRow) => boolean;

/** Whether a recent row is kept by facets, slots and days. */
export function lastingTest(schema: Schema, filter: Filter): Test {
  const facets = schema.facets.flatMap(({ name }, facet) => {
    const ranges = filter.facets[name];
    return ranges ? [{ facet, ranges: mergeRanges(ranges) }] : [];
  });
  const slots = filter.slots && mergeRanges(filter.slots);
  const { notEndedOn = -Infinity, endedBefore = Infinity } = filter;
  return ({ values, input, lastDay }) =>
    lastDay >= notEndedOn &&
    lastDay < endedBefore &&
    facets.every(({ facet, ranges }) => values[facet]!.some((value) => isIn(value, ranges))) &&
    (!slots || hasSession(input.sessions, slots));
}

/** Whether a recent row is kept by near, within and at. */
export function placeTest({ near, within, at }: Filter): Test {
  const rings = within?.map((polygon) => ringsTest(polygon));
  const spot = at && { x: worldX(at.lng), y: worldY(at.lat) };
  return (row) => {
    if (!near && !rings && !spot) return true;
    const { isPlaced, lng, lat, x, y } = row;
    if (!isPlaced) return false;
    return (
      (!near || metresBetween(near.lng, near.lat, lng, lat) <= near.metres) &&
      (!rings || rings.some((test) => test(lng, lat))) &&
      (!spot || (x === spot.x && y === spot.y))
    );
  };
}

function isIn(value: number, ranges: readonly Range[]): boolean {
  for (const [from, to] of ranges) if (value >= from && value < to) return true;
  return false;
}

function hasSession(sessions: Int32Array | null, slots: readonly Range[]): boolean {
  return sessions !== null && sessions.some((start) => isIn(slotOf(start), slots));
}
