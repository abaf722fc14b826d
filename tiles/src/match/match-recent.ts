import { metresBetween, worldX, worldY } from '../grid/projection.ts';
import { ringsTest } from '../grid/ring.ts';
import { mergeRanges } from '../input/filter.ts';
import type { Filter, Range, Schema } from '../input/types.ts';
import type { RecentRow } from '../rows/recent-row.ts';
import { slotOf } from '../rows/sessions.ts';

type Test = (row: RecentRow) => boolean;

/** Whether a recent row matches by facets, slots and days. */
export function facetTest(schema: Schema, filter: Filter): Test {
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

/** Whether a recent row matches by near, within and at. */
export function placeTest({ near, within, at }: Filter): Test {
  const rings = within?.map((polygon) => ringsTest(polygon));
  const stack = at && { x: worldX(at.lng), y: worldY(at.lat) };
  return (row) => {
    if (!near && !rings && !stack) return true;
    const { isPlaced, lng, lat, x, y } = row;
    if (!isPlaced) return false;
    return (
      (!near || metresBetween(near.lng, near.lat, lng, lat) <= near.metres) &&
      (!rings || rings.some((test) => test(lng, lat))) &&
      (!stack || (x === stack.x && y === stack.y))
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
