import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArena } from './arena.ts';
import { hasBit, lanesFor } from './bitset.ts';
import { plain } from './plain.ts';
import type { Kernels } from './types.ts';

const MOST_BLOCKS = 80;
const MOST_PLANES = 24;
const MOST_ROWS = MOST_BLOCKS * 512;
const MOST_WORDS = lanesFor(MOST_ROWS);

const arena = createArena((MOST_PLANES + 40) * MOST_WORDS * 4);
const simd = arena.kernels;

type Fill = 'none' | 'few' | 'half' | 'runs' | 'all';
const fill = fc.constantFrom<Fill>('none', 'few', 'half', 'half', 'runs', 'all');
const seed = fc.integer();
const blocks = fc.oneof(fc.nat(3), fc.nat(MOST_BLOCKS), fc.constantFrom(31, 32, 33, 64));

/** Ranges of rows: empty, in a lane, between lanes, whole, beyond the end. */
const range = fc.oneof(
  fc.nat(MOST_ROWS).map((from) => [from, from] as const),
  fc.tuple(fc.nat(MOST_ROWS / 32 - 1), fc.nat(31), fc.nat(32)).map(([lane, a, b]) => [lane * 32 + a, lane * 32 + b]),
  fc.tuple(fc.nat(MOST_ROWS / 32), fc.nat(MOST_ROWS / 32)).map(([a, b]) => [Math.min(a, b) * 32, Math.max(a, b) * 32]),
  fc.tuple(fc.nat(MOST_ROWS), fc.nat(MOST_ROWS)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
  fc.tuple(fc.nat(MOST_ROWS), fc.nat(600)).map(([from, rows]) => [from, from + rows]),
  fc.constant([0, MOST_ROWS] as const),
  fc.constant([-5, MOST_ROWS + 700] as const),
);

/** Numbers of 32 bits from a seed (xorshift). */
function numbersOf(start: number): () => number {
  let state = start | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  };
}

function fillLanes(lanes: Uint32Array, kind: Fill, next: () => number): void {
  for (let lane = 0; lane < lanes.length; lane++) {
    const random = next();
    lanes[lane] = {
      none: 0,
      few: random % 7 === 0 ? 1 << (random & 31) : 0,
      half: random,
      runs: (lane >> 6) % 3 === 0 ? random : 0,
      all: -1,
    }[kind];
  }
}

/** Byte by byte: a matcher would look at every number. */
function isSame([a, b]: readonly [Uint32Array, Uint32Array] | readonly [Uint16Array, Uint16Array]): boolean {
  const [first, second] = [a, b].map((array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return Buffer.compare(first!, second!) === 0;
}

/** Two arrays of the arena with the same content, for one kernel each. */
function twins(length: number): [Uint32Array, Uint32Array] {
  return [arena.uint32(length), arena.uint32(length)];
}

const bits = twins(MOST_WORDS);
const other = arena.uint32(MOST_WORDS);
const records = arena.uint32(MOST_WORDS * (MOST_PLANES + 2) + 48);
const supers = twins(Math.ceil(MOST_BLOCKS / 32) + 1);
const blockCounts = [arena.uint16(MOST_BLOCKS), arena.uint16(MOST_BLOCKS)] as const;
const values = arena.int32(MOST_ROWS);
const wide = createArena(40_000);
const wideBits = [wide.uint32(lanesFor(140_000)), wide.uint32(lanesFor(140_000))] as const;
const gaps = wide.uint16(64);

test('the machine of the tests has SIMD', () => {
  expect(simd).not.toBe(plain);
});

describe('SIMD and plain agree', () => {
  test.each(['and', 'or'] as const)('%s', (name) => {
    fc.assert(
      fc.property(blocks, fill, fill, seed, (count, mine, theirs, start) => {
        const next = numbersOf(start);
        fillLanes(bits[0], mine, next);
        bits[1].set(bits[0]);
        fillLanes(other, theirs, next);
        const lanes = count * 16;
        plain[name](bits[0].subarray(0, lanes), other.subarray(0, lanes));
        simd[name](bits[1].subarray(0, lanes), other.subarray(0, lanes));
        expect(isSame(bits)).toBe(true);
      }),
    );
  });

  test('rank', () => {
    fc.assert(
      fc.property(blocks, fill, seed, (count, kind, start) => {
        fillLanes(bits[0], kind, numbersOf(start));
        const some = bits[0].subarray(0, count * 16);
        const totals = [0, 0];
        [plain, simd].forEach((kernels, i) => {
          supers[i]!.fill(77);
          blockCounts[i]!.fill(77);
          totals[i] = kernels.rank(some, supers[i]!, blockCounts[i]!);
        });
        expect(totals).toEqual(supers.map((counts) => counts[Math.ceil(count / 32)]));
        expect([isSame(supers), isSame(blockCounts)]).toEqual([true, true]);
      }),
    );
  });

  test.each(Array.from({ length: MOST_PLANES + 1 }, (_, count) => count))('countPlanes of %i planes', (count) => {
    fc.assert(
      fc.property(blocks, fill, fill, seed, range, (blockCount, kind, planeKind, start, [from, to]) => {
        const next = numbersOf(start);
        const lanes = blockCount * 16;
        const some = bits[0].subarray(0, lanes);
        fillLanes(some, kind, next);
        // Two planes that are not asked for.
        const planes = { records, recordLanes: 16 * (count + 2) };
        fillLanes(records.subarray(0, lanes * (count + 2)), planeKind, next);
        const [expected, counts] = [new Uint32Array(count).fill(77), new Uint32Array(count).fill(99)];
        plain.countPlanes(some, planes, 1, from, to, expected);
        simd.countPlanes(some, planes, 1, from, to, counts);
        expect(counts).toEqual(expected);
      }),
    );
  });

  test('setRows', () => {
    const gap = fc.oneof(fc.nat(80), fc.constant(65_535));
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 60 }), fc.nat(60), fc.nat(60), (some, a, b) => {
        let skips = 0;
        const list = some.filter((one) => one !== 65_535 || ++skips <= 2);
        gaps.set(list);
        const [from, to] = [Math.min(a, b, list.length), Math.min(Math.max(a, b), list.length)];
        for (const [i, kernels] of [plain, wide.kernels].entries()) {
          wideBits[i]!.fill(0);
          kernels.setRows(wideBits[i]!, gaps, from, to);
        }
        expect(wideBits[1].every((lane, at) => lane === wideBits[0][at])).toBe(true);
      }),
    );
  });

  test('atLeast', () => {
    const extremes = fc.constantFrom(-Infinity, -(2 ** 31), -1, 0, 0.5, 1, 2 ** 31 - 1, 2 ** 31, Infinity, NaN);
    const least = fc.oneof(fc.integer({ min: -40, max: 40 }), extremes);
    fc.assert(
      fc.property(fc.nat(MOST_ROWS), fc.boolean(), seed, least, (rows, narrow, start, bound) => {
        const next = numbersOf(start);
        for (let row = 0; row < rows; row++) values[row] = narrow ? next() % 40 : next();
        if (rows > 2) values.set([-(2 ** 31), 2 ** 31 - 1], rows - 2);
        bits.forEach((array) => array.fill(0));
        plain.atLeast(values.subarray(0, rows), bound, bits[0]);
        simd.atLeast(values.subarray(0, rows), bound, bits[1]);
        expect(isSame(bits)).toBe(true);
      }),
    );
  });
});

test('no counter overflows when every row is set', () => {
  bits[0].fill(-1);
  records.fill(-1);
  const counts = new Uint32Array(MOST_PLANES);
  simd.countPlanes(bits[0], { records, recordLanes: 16 * MOST_PLANES }, 0, 0, MOST_ROWS, counts);
  expect([...counts]).toEqual(Array.from(counts, () => MOST_ROWS));
});

test('more planes than fit the scratch memory are counted in turns', () => {
  const narrow = createArena(400 * 64);
  const some = narrow.uint32(16).fill(-1);
  const records = narrow.uint32(16 * 100 + 48);
  for (let plane = 0; plane < 100; plane++) records.fill(1, plane * 16, plane * 16 + (plane % 17));
  const counts = new Uint32Array(100);
  narrow.kernels.countPlanes(some, { records, recordLanes: 1600 }, 0, 0, 512, counts);
  expect([...counts]).toEqual(Array.from(counts, (_, plane) => plane % 17));
});

describe.each<[string, Kernels]>([
  ['plain', plain],
  ['SIMD', simd],
])('%s kernels', (_, kernels) => {
  test('say what a look at each row says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fill, seed, range, (count, kind, start, [from, to]) => {
        const next = numbersOf(start);
        const some = bits[0].subarray(0, count * 16);
        const plane = other.subarray(0, count * 16);
        fillLanes(some, kind, next);
        fillLanes(plane, 'half', next);
        const counts = new Uint32Array(1);
        kernels.countPlanes(some, { records: plane, recordLanes: 16 }, 0, from, to, counts);
        const total = kernels.rank(some, supers[0], blockCounts[0]);
        const block = (from >>> 9) % count;
        const before = supers[0][block >>> 5]! + blockCounts[0][block]!;

        const expected = { counted: 0, total: 0, before: 0 };
        for (let row = 0; row < count * 512; row++) {
          if (!hasBit(some, row)) continue;
          expected.total++;
          if (row < block * 512) expected.before++;
          if (row >= from && row < to && hasBit(plane, row)) expected.counted++;
        }
        expect({ counted: counts[0], total, before }).toEqual(expected);
      }),
    );
  });
});
