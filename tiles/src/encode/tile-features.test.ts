import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureIndex } from '../feature-index.ts';
import { latOf, lngOf, worldX, worldY } from '../grid/projection.ts';
import { LAST_CLUSTER_ZOOM, MAX_ZOOM } from '../grid/zooms.ts';
import type { Filter, RowInput } from '../input/types.ts';
import { NO_START, slotOf } from '../rows/sessions.ts';
import { clusterZoomArbitrary, filterArbitrary, rowsArbitrary, schema } from '../testing/arbitraries.ts';
import { featuresOf, type DecodedFeature } from '../testing/decode.ts';
import { membersOfFeature, nameOf } from '../testing/membership.ts';
import { keeps } from '../testing/model.ts';
import { indexOf, soonest } from '../testing/rows.ts';

const EXTENT = 4096;
const kinds = schema.facets[0]!.values;
const spotZooms = fc.integer({ min: LAST_CLUSTER_ZOOM + 1, max: MAX_ZOOM });

test('clusters tell the bounds and kinds of their members, and points are rows themselves', () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, clusterZoomArbitrary, (rows, filter, z) => {
      const index = indexOf(rows);
      const byName = new Map(rows.map((row) => [nameOf(row), row]));
      const features = featuresOf(index, filter, rows, z);
      const expected = features.map((feature) => {
        const members = membersOfFeature(index, filter, z, feature, soonest).map((name) => byName.get(name)!);
        return feature.layer === 'clusters' ? clusterOf(members) : pointOf(members[0]!);
      });
      expect(features.map(({ properties }) => properties)).toEqual(expected);
      expect(features.every(isInside)).toBe(true);
    }),
  );
});

test('close by, every stack is its best row with the counts of all', () => {
  fc.assert(
    fc.property(rowsArbitrary, filterArbitrary, spotZooms, (rows, filter, z) => {
      const features = spotsOf(indexOf(rows), filter, rows, z);
      const stacks = new Map<string, RowInput[]>();
      for (const row of rows) {
        if (row.lng === null || !keeps(row, filter)) continue;
        const key = `${worldX(row.lng)}/${worldY(row.lat!)}`;
        stacks.set(key, [...(stacks.get(key) ?? []), row]);
      }
      const expected = Array.from(stacks.values(), (stack) => stackOf(stack, filter));
      expect(features).toEqual(expected.sort((a, b) => a.id - b.id || a.place - b.place));
    }),
  );
});

const isInside = ({ x, y }: DecodedFeature): boolean => Math.min(x, y) >= 0 && Math.max(x, y) < EXTENT;

function spotsOf(index: FeatureIndex, filter: Filter, rows: readonly RowInput[], z: number) {
  const features = featuresOf(index, filter, rows, z).filter(isInside);
  const properties = features.map((feature) => feature.properties as Record<string, number>);
  return properties.sort((a, b) => a.id! - b.id! || a.place! - b.place!);
}

function pointOf({ id, place, facets }: RowInput) {
  const kind = facets.kind?.[0];
  return { id, place, ...(kind !== undefined && { kind: kinds[kind] }) };
}

function kindsOf(rows: readonly RowInput[]): Record<string, number> {
  const counts = kinds.map((kind, at) => [kind, rows.filter((row) => row.facets.kind?.includes(at)).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function clusterOf(rows: readonly RowInput[]) {
  const [xs, ys] = [rows.map((row) => worldX(row.lng!)), rows.map((row) => worldY(row.lat!))];
  return {
    point_count: rows.length,
    ...kindsOf(rows),
    west: lngOf(Math.min(...xs)),
    south: latOf(Math.max(...ys)),
    east: lngOf(Math.max(...xs)),
    north: latOf(Math.min(...ys)),
  };
}

function stackOf(rows: readonly RowInput[], filter: Filter) {
  const start = (row: RowInput): number => startOf(row, filter);
  const [best] = rows.toSorted(
    (a, b) => Number(b.pinned) - Number(a.pinned) || start(a) - start(b) || a.id - b.id || a.place - b.place,
  );
  const stack = { lng: lngOf(worldX(best!.lng!)), lat: latOf(worldY(best!.lat!)) };
  return { ...pointOf(best!), ...(rows.length > 1 && { point_count: rows.length, ...kindsOf(rows), ...stack }) };
}

function startOf({ sessions }: RowInput, { slots, notEndedOn = -Infinity }: Filter): number {
  const isOn = (start: number): boolean => !slots || slots.some(([a, b]) => slotOf(start) >= a && slotOf(start) < b);
  return [...(sessions ?? [])].find((start) => start >= notEndedOn * 1440 && isOn(start)) ?? NO_START;
}
