import fc from 'fast-check';
import type { Bbox, Filter, Range, RowInput, Schema } from '../types.ts';

const MOST_ID = 60;

/** How often a property is tried. */
export const numRuns = Number(process.env.PROPERTY_RUNS ?? 100);

export const schema: Schema = {
  clusterBy: 'kind',
  facets: [
    { name: 'kind', values: ['course', 'activity', 'club'] },
    // a(b(c d) e) f(g)
    { name: 'division', values: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], ends: [5, 4, 3, 4, 5, 7, 7] },
    { name: 'topic', values: ['p', 'q', 'r', 's', 't'], ends: [3, 2, 3, 5, 5], multi: true },
    { name: 'audience', values: ['old', 'young', 'family'], multi: true },
  ],
};

// Tile corners, the date line, the poles and a few crowded spots beside free positions.
const spots: readonly (readonly [number, number])[] = [
  [120, 30],
  [120.0000001, 30],
  [112.5, 31.952162238024954],
  [121.64062499999997, 29.840643899834436],
  [180, 0],
  [-180, 0],
  [123.75, 30],
  [120, 21.943045533438177],
  [120, 90],
  [120, -90],
];

const position = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...spots) },
  {
    weight: 5,
    arbitrary: fc.tuple(fc.double({ min: 118, max: 123, noNaN: true }), fc.double({ min: 27, max: 31.5, noNaN: true })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true })),
  },
  { weight: 1, arbitrary: fc.constant(null) },
);

const values = (count: number, most: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(count - 1), { maxLength: most });

const body = fc.record({
  position,
  kind: values(3, 1),
  division: values(7, 1),
  topic: values(5, 3),
  audience: values(3, 2),
  sessions: fc.array(fc.integer({ min: -3000, max: 9000 }), { maxLength: 4 }),
  lastDay: fc.option(fc.integer({ min: -2, max: 6 })),
  pinned: fc.boolean(),
});

const key = fc.record({ id: fc.integer({ min: 1, max: MOST_ID }), place: fc.nat(2) });

/** Milliseconds a property may take, however often it is tried. */
export const timeout = 30_000 + 100 * numRuns;

/** Rows, at most one per id and place. */
export const rowsArbitrary: fc.Arbitrary<RowInput[]> = fc
  .uniqueArray(fc.tuple(key, body), { maxLength: 80, size: 'max', selector: ([{ id, place }]) => `${id}/${place}` })
  .map((rows) =>
    rows.map(([{ id, place }, { position: at, sessions, lastDay, pinned, ...facets }]) => ({
      id,
      place,
      lng: at?.[0] ?? null,
      lat: at?.[1] ?? null,
      facets,
      sessions: sessions.length > 0 ? Int32Array.from(sessions).sort() : null,
      lastDay,
      pinned,
    })),
  );

const ranges = (min: number, max: number): fc.Arbitrary<Range[]> =>
  fc.array(
    fc
      .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
      .map(([a, b]): Range => [Math.min(a, b), Math.max(a, b)]),
    {
      minLength: 1,
      maxLength: 3,
    },
  );

const sometimes = <T>(share: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: share, arbitrary }, { weight: 100 - share, arbitrary: fc.constant(undefined) });

const facets = fc
  .record({
    kind: sometimes(25, ranges(0, 3)),
    division: sometimes(25, ranges(0, 7)),
    topic: sometimes(25, ranges(0, 5)),
    audience: sometimes(25, ranges(0, 3)),
  })
  .map((all) =>
    Object.fromEntries(Object.entries(all).filter((entry): entry is [string, Range[]] => entry[1] !== undefined)),
  );

const point = fc.tuple(fc.double({ min: 117, max: 124, noNaN: true }), fc.double({ min: 26, max: 32, noNaN: true }));

/** Filters without q. */
export const filterArbitrary: fc.Arbitrary<Filter> = fc
  .record({
    facets,
    slots: sometimes(25, ranges(-7, 20)),
    notEndedOn: sometimes(25, fc.integer({ min: -3, max: 7 })),
    endedBefore: sometimes(25, fc.integer({ min: -3, max: 7 })),
    near: sometimes(12, fc.tuple(position, fc.constantFrom(0, 1000, 50_000, 2_000_000, 15_000_000))),
    within: sometimes(
      12,
      fc.array(fc.array(fc.array(point, { minLength: 3, maxLength: 6 }), { minLength: 1, maxLength: 2 }), {
        maxLength: 2,
      }),
    ),
    at: sometimes(5, fc.constantFrom(...spots)),
  })
  .map(({ near, at, ...rest }) => {
    const all = {
      ...rest,
      near: near?.[0] && { lng: near[0][0], lat: near[0][1], metres: near[1] },
      at: at && { lng: at[0], lat: at[1] },
    };
    return Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== undefined && value !== null),
    ) as unknown as Filter;
  });

export const bboxArbitrary: fc.Arbitrary<Bbox> = fc.oneof(
  fc
    .tuple(point, point)
    .map(([[lng1, lat1], [lng2, lat2]]): Bbox => [
      Math.min(lng1, lng2),
      Math.min(lat1, lat2),
      Math.max(lng1, lng2),
      Math.max(lat1, lat2),
    ]),
  fc.constant<Bbox>([-180, -90, 180, 90]),
  fc.constant<Bbox>([112.5, 21.943045533438177, 123.75, 31.952162238024954]),
);

/** Changes to rows with ids of `rowsArbitrary`; the rows replace all rows of their ids. */
export const editsArbitrary = fc.array(
  fc.record({
    upsert: rowsArbitrary.map((rows) => rows.slice(0, 12)),
    remove: fc.array(fc.integer({ min: 1, max: MOST_ID }), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 5 },
);

export function applyEdits(
  rows: readonly RowInput[],
  edits: readonly { upsert: RowInput[]; remove: number[] }[],
): RowInput[] {
  return edits.reduce<RowInput[]>(
    (before, { upsert, remove }) => {
      const gone = new Set([...remove, ...upsert.map(({ id }) => id)]);
      return [...before.filter(({ id }) => !gone.has(id)), ...upsert];
    },
    [...rows],
  );
}
