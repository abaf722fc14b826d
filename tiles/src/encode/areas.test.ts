import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureIndex } from '../feature-index.ts';
import { worldX, worldY } from '../grid/projection.ts';
import type { AnchorStep, Filter, RowInput, Schema } from '../input/types.ts';
import {
  anchoredArbitrary,
  applyEdits,
  editsArbitrary,
  filterArbitrary,
  rowsArbitrary,
} from '../testing/arbitraries.ts';
import { decodeTile, featuresOf } from '../testing/decode.ts';
import { keeps } from '../testing/model.ts';
import { everything, indexOf, plainRow, soonest } from '../testing/rows.ts';

const anyZoom = fc.integer({ min: 0, max: 16 });
// Kinds of which a row has one, and several.
const kindsBy = fc.constantFrom('kind', 'kind', 'audience');

test('up to their zooms anchors count what belongs to them, each at its own place, and nothing else is there', () => {
  fc.assert(
    fc.property(
      anchoredArbitrary,
      kindsBy,
      rowsArbitrary,
      editsArbitrary,
      filterArbitrary,
      anyZoom,
      (anchored, clusterBy, rows, edits, filter, z) => {
        const schema = { ...anchored, clusterBy };
        const step = stepAt(schema, z);
        const index = indexOf(rows, schema);
        // Kept counts must not outlive the rows.
        featuresOf(index, filter, rows, z);
        for (const edit of edits) index.apply(edit);
        const left = applyEdits(rows, edits);
        const features = featuresOf(index, filter, left, z);
        const found = step ? features : features.filter(({ layer }) => layer === 'areas');
        const kept = left.filter((row) => row.lng !== null && keeps(row, filter));
        expect(found.sort((a, b) => a.id! - b.id!)).toEqual(step ? areasOf(schema, step, kept, z) : []);
      },
    ),
  );
});

test('what an anchor counts is listed by its number, a number that none has is refused', () => {
  const rest = { lng: 120, lat: 28 };
  const anchors = [
    { value: 0, lng: 119, lat: 30 },
    { value: 2, lng: 121, lat: 30 },
  ];
  const steps = [{ lastZoom: 9, anchors, rest }];
  const schema = { ...indexOf([]).schema, anchored: { facet: 'division', steps } };
  const of = (id: number, ...division: number[]): RowInput => ({ ...plainRow, id, facets: { division } });
  const index = indexOf([of(1, 4), of(2, 2), of(3, 5), { ...of(4, 2), lng: null, lat: null }], schema);
  index.apply({ upsert: [of(5, 0), of(6)], remove: [] });
  const members = (id: number) => index.leaves(everything, { z: 7, id }, soonest).map((hit) => hit.id);
  expect([0, 1, 2].map(members)).toEqual([[1, 5], [2], [3, 6]]);
  expect(() => members(3)).toThrow(/no area 3 on zoom 7/);
  expect(() => index.leaves(everything, { z: 7.5, id: 0 }, soonest)).toThrow(/zoom 7.5/);
});

test('no filter moves an anchor', () => {
  fc.assert(
    fc.property(anchoredArbitrary, rowsArbitrary, filterArbitrary, fc.nat(4), (schema, rows, filter, z) => {
      const index = indexOf(rows, schema);
      const all = placesOf(index, everything, rows, z);
      for (const [id, place] of placesOf(index, filter, rows, z)) expect(all.get(id)).toBe(place);
    }),
  );
});

function placesOf(index: FeatureIndex, filter: Filter, rows: readonly RowInput[], z: number): Map<number, string> {
  return new Map(featuresOf(index, filter, rows, z).map(({ id, x, y }) => [id!, `${x},${y}`]));
}

const stepAt = ({ anchored }: Schema, z: number) => anchored!.steps.find(({ lastZoom }) => z <= lastZoom);

/** The features said again, anchor by anchor. */
function areasOf(schema: Schema, step: AnchorStep, kept: readonly RowInput[], z: number) {
  const kinds = schema.facets.find(({ name }) => name === schema.clusterBy)!;
  const { facet } = schema.anchored!;
  return [...step.anchors, null].flatMap((anchor, id) => {
    const members = kept.filter((row) => anchorOf(schema, step, row) === anchor);
    if (members.length === 0) return [];
    const counts = kinds.values.map((kind, at) => {
      return [kind, members.filter((row) => row.facets[kinds.name]?.includes(at)).length] as const;
    });
    const properties = {
      point_count: members.length,
      ...Object.fromEntries(counts.filter(([, count]) => count > 0)),
      ...(anchor && { [facet]: schema.facets.find(({ name }) => name === facet)!.values[anchor.value] }),
    };
    return [{ layer: 'areas', id, ...placeOf(anchor ?? step.rest, z), properties }];
  });
}

/** Of the anchors whose subtrees hold the first value of a row, the innermost; null for none. */
function anchorOf(schema: Schema, { anchors }: AnchorStep, { facets }: RowInput) {
  const { name, ends } = schema.facets.find((facet) => facet.name === schema.anchored!.facet)!;
  const value = Math.min(...(facets[name] ?? []));
  const above = anchors.filter((anchor) => anchor.value <= value && value < ends![anchor.value]!);
  return above.sort((a, b) => b.value - a.value)[0] ?? null;
}

function placeOf({ lng, lat }: { lng: number; lat: number }, z: number): { x: number; y: number } {
  const units = (position: number) => Math.floor((position * 2 ** z * 4096) / 2 ** 32) % 4096;
  return { x: units(worldX(lng)), y: units(worldY(lat)) };
}

test('a tile without any of them is empty', () => {
  const steps = [{ lastZoom: 9, anchors: [{ value: 0, lng: 119, lat: 30 }], rest: { lng: 120, lat: 28 } }];
  const index = indexOf([plainRow], { ...indexOf([]).schema, anchored: { facet: 'division', steps } });
  const asked = { facets: { kind: [[0, 1]] } } satisfies Filter;
  expect(index.tile(asked, 5, 26, 13)).toBeNull();
  expect(decodeTile(index.tile(everything, 5, 26, 13))).toHaveLength(1);
});
