import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lngOf, latOf } from '../grid/projection.ts';
import { collectColumns } from '../input/collect-columns.ts';
import { toFacetTree } from '../input/facet-tree.ts';
import { runSteps } from '../input/steps.ts';
import type { Filter, RowInput } from '../input/types.ts';
import { openArena } from '../kernels/arena.ts';
import { plain } from '../kernels/plain.ts';
import { BaseReader } from '../match/base-reader.ts';
import { buildBaseSteps, type BaseShape } from '../rows/base.ts';
import { toRecent } from '../rows/recent-row.ts';
import { schema } from '../testing/arbitraries.ts';
import type { CellWindow } from './cell-window.ts';
import { TileWindow } from './tile-window.ts';

const ROWS = 12_000;
const CORNER = 2 ** 31;
const shape: BaseShape = { trees: schema.facets.map(toFacetTree), kindFacet: 0 };
const kinds = { kindFacet: 0, kindCount: 3 };

/** Numbers in [0, 1) that a seed repeats. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

// Rows in knots around a corner of four tiles, many in one stack, enough of them for the kernels.
function crowd(seed: number, spread: number): RowInput[] {
  const next = numbers(seed);
  const knots = Array.from({ length: 40 }, () => [0, 0].map(() => CORNER + (next() - 0.5) * 2 ** spread));
  return Array.from({ length: ROWS }, (_, at) => {
    const knot = knots[Math.floor(next() * next() * knots.length)]!;
    const size = next() < 0.3 ? 0 : 2 ** (spread - 2 - Math.floor(next() * 8));
    const [x, y] = knot.map((middle) => Math.floor(middle + (next() - 0.5) * size)) as [number, number];
    const facets = { kind: [Math.floor(next() * 3)], topic: [Math.floor(next() * 5)] };
    const place = at % 7 === 0 ? { lng: null, lat: null } : { lng: lngOf(x), lat: latOf(y) };
    return { id: at + 1, place: 0, ...place, facets, sessions: null, lastDay: null, pinned: false };
  });
}

const filters: Filter[] = [
  { facets: {} },
  { facets: { kind: [[1, 2]] } },
  { facets: { topic: [[3, 5]], kind: [[0, 1]] } },
  { facets: { topic: [[4, 5]] }, at: { lng: lngOf(CORNER), lat: latOf(CORNER) } },
];

/** What a window says of each cell with rows and of each cluster. */
function listCells(cells: CellWindow): unknown[] {
  const { kindStride, kindCount } = cells;
  const filled = Array.from(cells.filled.subarray(0, cells.filledCount), (cell) => ({
    sums: [cell, cells.from[cell], cells.to[cell], cells.count[cell], cells.sumX[cell], cells.sumY[cell]],
    leader: cells.leader[cell],
  }));
  const own = cells.ownCells.map((cell) => [
    ...[cells.members, cells.memberX, cells.memberY].map((sums) => sums[cell]),
    ...[cells.minX, cells.minY, cells.maxX, cells.maxY].map((bounds) => bounds[cell]),
    // The fourth of three kinds is not there.
    ...cells.kinds.slice(cell * kindStride, cell * kindStride + kindCount),
  ]);
  return [cells.ring, filled, own];
}

test('the kernels sum, join and collect as plain TypeScript does', () => {
  const tile = fc.record({ z: fc.integer({ min: 0, max: 13 }), right: fc.nat(1), down: fc.nat(1) });
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 18, max: 30 }),
      fc.array(tile, { minLength: 8 }),
      (seed, spread, tiles) => {
        const rows = crowd(seed, spread);
        const { base, arena } = runSteps(buildBaseSteps(shape, runSteps(collectColumns(schema, rows, ROWS))));
        expect(arena.kernels.clusters).not.toBeNull();
        const fast = new TileWindow(base, arena, kinds);
        const slow = new TileWindow(base, { ...openArena(arena.shared), kernels: plain }, kinds);
        const reader = new BaseReader({ base, arena }, shape.trees);
        const recents = crowd(seed + 1, spread)
          .slice(0, 20)
          .map((row) => toRecent(schema, row));
        for (const [at, { z, right, down }] of tiles.entries()) {
          const filter = filters[at % filters.length]!;
          const inBase = reader.match(filter, null, '');
          const matches = { reader, inBase, recents: at % 3 === 0 ? recents : [], found: null };
          const half = z === 0 ? 0 : 2 ** (z - 1);
          const address = z === 0 ? { z, x: 0, y: 0 } : { z, x: half - right, y: half - down };
          const [one, other] = [fast, slow].map((window) => {
            if (!window.fill(matches, address)) return null;
            window.collect(matches, address);
            return listCells(window.cells);
          });
          expect(one).toEqual(other);
        }
      },
    ),
  );
});
