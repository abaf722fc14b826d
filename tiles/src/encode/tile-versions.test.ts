import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureIndex } from '../feature-index.ts';
import {
  anchoredArbitrary,
  applyEdits,
  editsArbitrary,
  filterArbitrary,
  rowsArbitrary,
  schema,
  schemaArbitrary,
  zoomArbitrary,
} from '../testing/arbitraries.ts';
import { decodeTile, tilesFor } from '../testing/decode.ts';
import { indexOf } from '../testing/rows.ts';

test('a tile whose bytes changed has a new version and is among the changed ones', () => {
  fc.assert(
    fc.property(
      schemaArbitrary,
      rowsArbitrary,
      editsArbitrary,
      filterArbitrary,
      zoomArbitrary,
      (given, rows, edits, filter, z) => {
        const index = indexOf(rows, given);
        const watched = tilesFor(given, [...rows, ...applyEdits([], edits)], z);
        const bytesOf = ([x, y]: readonly [number, number]) => Buffer.from(index.tile(filter, z, x, y) ?? []);
        const before = watched.map((tile) => ({ bytes: bytesOf(tile), version: index.tileVersion(z, ...tile) }));
        const since = index.version;
        for (const edit of edits) index.apply(edit);
        const changed = new Set(index.changedSince(since)!.map((tile) => tile.join('/')));
        const wrong = watched.filter((tile, at) => {
          const version = index.tileVersion(z, ...tile);
          const isStale = version <= before[at]!.version && !bytesOf(tile).equals(before[at]!.bytes);
          return isStale || changed.has([z, ...tile].join('/')) !== version > since;
        });
        expect(wrong).toEqual([]);
      },
    ),
  );
});

test('whoever knows only where something was takes all areas for changed', () => {
  fc.assert(
    fc.property(anchoredArbitrary, rowsArbitrary, zoomArbitrary, (given, rows, z) => {
      const index = indexOf(rows, given);
      const since = index.version;
      index.touch([{ lng: 120, lat: 30 }]);
      const changed = new Set(index.changedSince(since)!.map((tile) => tile.join('/')));
      const filled = tilesFor(given, rows, z).filter(([x, y]) =>
        decodeTile(index.tile({ facets: {} }, z, x, y)).some(({ layer }) => layer === 'areas'),
      );
      expect(filled.filter((tile) => !changed.has([z, ...tile].join('/')))).toEqual([]);
      expect(filled.filter((tile) => index.tileVersion(z, ...tile) <= since)).toEqual([]);
    }),
  );
});

test('an edit leaves distant tiles alone, and what is too long ago is said to be unknown', () => {
  const index = new FeatureIndex(schema);
  const row = { place: 0, facets: {}, sessions: null, lastDay: null, pinned: false };
  index.load([{ ...row, id: 1, lng: 120, lat: 30 }]);
  const loaded = index.version;
  index.apply({ upsert: [{ ...row, id: 2, lng: 121, lat: 29 }], remove: [] });
  const changed = index.changedSince(loaded)!;
  expect(changed.length).toBeGreaterThanOrEqual(12);
  expect(changed.length).toBeLessThan(48);
  expect(changed.some(([z, x, y]) => z === 12 && x === 3413 && y === 1688)).toBe(false);
  expect(index.changedSince(index.version)).toEqual([]);
  expect(index.changedSince(loaded - 1)).toBeNull();
  index.load([]);
  expect(index.changedSince(loaded)).toBeNull();
});
