import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureIndex } from './feature-index.ts';
import {
  applyEdits,
  editsArbitrary,
  filterArbitrary,
  numRuns,
  rowsArbitrary,
  schema,
  timeout,
} from './testing/arbitraries.ts';
import { tilesAround } from './testing/decode.ts';

const zooms = fc.integer({ min: 5, max: 16 });

test('a tile whose bytes changed has a new version and is among the changed ones', { timeout }, () => {
  fc.assert(
    fc.property(rowsArbitrary, editsArbitrary, filterArbitrary, zooms, (rows, edits, filter, z) => {
      const index = new FeatureIndex(schema);
      index.load(rows);
      const watched = [...tilesAround(rows, z), ...tilesAround(applyEdits([], edits), z)];
      const before = watched.map(([x, y]) => ({
        x,
        y,
        bytes: index.tile(filter, z, x, y),
        version: index.tileVersion(z, x, y),
      }));
      const since = index.version;
      for (const edit of edits) index.apply(edit);
      const changed = new Set(index.changedSince(since)!.map((tile) => tile.join('/')));
      for (const { x, y, bytes, version } of before) {
        const isSame = Buffer.from(bytes ?? []).equals(Buffer.from(index.tile(filter, z, x, y) ?? []));
        if (!isSame) expect(index.tileVersion(z, x, y)).toBeGreaterThan(version);
        expect(changed.has(`${z}/${x}/${y}`)).toBe(index.tileVersion(z, x, y) > since);
      }
    }),
    { numRuns },
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
