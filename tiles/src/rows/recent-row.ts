import { isPolar, latOf, lngOf, worldX, worldY } from '../grid/projection.ts';
import { freshDayOf, NEVER_ENDS, seatsOf, type Seats } from '../input/collect-columns.ts';
import type { RowInput, Schema } from '../input/types.ts';

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
  freshUntil: number;
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
    freshUntil: freshDayOf(input),
    alive: true,
  };
}

function snap(lng: number, lat: number): Pick<RecentRow, 'x' | 'y' | 'lng' | 'lat'> {
  const [x, y] = [worldX(lng), worldY(lat)];
  return { x, y, lng: lngOf(x), lat: isPolar(lat) ? lat : latOf(y) };
}
