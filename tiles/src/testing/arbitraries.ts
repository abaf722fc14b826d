import fc from 'fast-check';
import { LAST_CLUSTER_ZOOM, MAX_ZOOM, MIN_ZOOM } from '../grid/zooms.ts';
import type { AnchorStep, Bbox, Filter, PageRequest, Range, RowInput, Schema, Scope, Sort } from '../input/types.ts';

const MOST_ID = 60;

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

// Tile corners, the date line, the poles and a few crowded points beside free positions.
export const crowdedPoints: readonly (readonly [number, number])[] = [
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

/** Subtrees of values in preorder, each after closing some of those that are open. */
function endsAfter(closings: readonly number[]): number[] {
  const ends = closings.map(() => closings.length);
  const open: number[] = [];
  closings.forEach((closing, value) => {
    for (const closed of open.splice(Math.max(0, open.length - closing))) ends[closed] = value;
    open.push(value);
  });
  return ends;
}

const fixedPosition = fc.oneof(
  fc.constantFrom(...crowdedPoints).map(([lng, lat]) => ({ lng, lat })),
  fc.record({
    lng: fc.double({ min: 118, max: 123, noNaN: true }),
    lat: fc.double({ min: 27, max: 31.5, noNaN: true }),
  }),
);

const anchorSteps = (valueCount: number): fc.Arbitrary<AnchorStep[]> =>
  fc
    .uniqueArray(
      fc.record({
        lastZoom: fc.integer({ min: 4, max: MAX_ZOOM }),
        anchors: fc.uniqueArray(fc.tuple(fc.nat(valueCount - 1), fixedPosition), { selector: ([value]) => value }),
        rest: fixedPosition,
      }),
      { minLength: 1, maxLength: 3, selector: ({ lastZoom }) => lastZoom },
    )
    .map((steps) =>
      steps
        .map(({ anchors, ...step }) => ({ ...step, anchors: anchors.map(([value, at]) => ({ value, ...at })) }))
        .sort((a, b) => a.lastZoom - b.lastZoom),
    );

/** The schema with anchors in another tree of divisions, or in the topics, of which a row has several. */
export const anchoredArbitrary: fc.Arbitrary<Schema> = fc
  .record({
    closings: fc.array(fc.nat(3), { minLength: 7, maxLength: 7 }),
    anchored: fc.oneof(
      { weight: 3, arbitrary: anchorSteps(7).map((steps) => ({ facet: 'division', steps })) },
      { weight: 1, arbitrary: anchorSteps(5).map((steps) => ({ facet: 'topic', steps })) },
    ),
  })
  .map(({ closings, anchored }) => ({
    ...schema,
    anchored,
    facets: schema.facets.map((facet) => (facet.name === 'division' ? { ...facet, ends: endsAfter(closings) } : facet)),
  }));

/** With and without anchors. */
export const schemaArbitrary = fc.oneof(fc.constant(schema), anchoredArbitrary);

const position = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...crowdedPoints) },
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
  freshUntil: fc.option(fc.integer({ min: 0, max: 7 })),
});

const key = fc.record({ id: fc.integer({ min: 1, max: MOST_ID }), place: fc.nat(2) });

const rowsUpTo = (maxLength: number): fc.Arbitrary<RowInput[]> =>
  fc
    .uniqueArray(fc.tuple(key, body), { maxLength, size: 'max', selector: ([{ id, place }]) => 4 * id + place })
    .map((rows) =>
      rows.map(([{ id, place }, { position: at, sessions, lastDay, pinned, freshUntil, ...facets }]) => ({
        id,
        place,
        lng: at?.[0] ?? null,
        lat: at?.[1] ?? null,
        facets,
        sessions: sessions.length > 0 ? Int32Array.from(sessions).sort() : null,
        lastDay,
        pinned,
        freshUntil,
      })),
    );

/** Rows, at most one per id and place. */
export const rowsArbitrary = rowsUpTo(80);

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

/** Any position near the free ones of rows. */
export const pointArbitrary = fc.tuple(
  fc.double({ min: 117, max: 124, noNaN: true }),
  fc.double({ min: 26, max: 32, noNaN: true }),
);

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
      fc.array(fc.array(fc.array(pointArbitrary, { minLength: 3, maxLength: 6 }), { minLength: 1, maxLength: 2 }), {
        maxLength: 2,
      }),
    ),
    at: sometimes(5, fc.constantFrom(...crowdedPoints)),
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
    .tuple(pointArbitrary, pointArbitrary)
    .map(([[lng1, lat1], [lng2, lat2]]): Bbox => [
      Math.min(lng1, lng2),
      Math.min(lat1, lat2),
      Math.max(lng1, lng2),
      Math.max(lat1, lat2),
    ]),
  fc.constant<Bbox>([-180, -90, 180, 90]),
  fc.constant<Bbox>([112.5, 21.943045533438177, 123.75, 31.952162238024954]),
);

export const scopeArbitrary = fc.constantFrom<Scope>('all', 'view', 'elsewhere', 'unplaced');
export const fromArbitrary = fc.record({
  lng: fc.oneof(fc.constantFrom(120, 121.5, -180, 180), fc.double({ min: 117, max: 124, noNaN: true })),
  lat: fc.oneof(fc.constantFrom(30, -45, -90, 90), fc.double({ min: 26, max: 32, noNaN: true })),
});

/** First pages of any sort and scope. */
export const requestArbitrary: fc.Arbitrary<PageRequest> = fc.record({
  sort: fc.constantFrom<Sort>('relevance', 'distance', 'soonest'),
  limit: fc.integer({ min: 1, max: 7 }),
  scope: scopeArbitrary,
  bbox: bboxArbitrary,
  from: fromArbitrary,
  asOf: fc.integer({ min: -4000, max: 9000 }),
});

/** Changes to rows with ids of `rowsArbitrary`; the rows replace all rows of their ids. */
export const editsArbitrary: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    upsert: rowsUpTo(12),
    remove: fc.array(fc.integer({ min: 1, max: MOST_ID }), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 5 },
);

/** Zooms that tiles are made for, and those at which rows cluster. */
export const zoomArbitrary = fc.integer({ min: MIN_ZOOM, max: MAX_ZOOM });
export const clusterZoomArbitrary = fc.integer({ min: MIN_ZOOM, max: LAST_CLUSTER_ZOOM });

export interface Edit {
  upsert: RowInput[];
  remove: number[];
}

/** The rows after some edits, by the simplest way to say it. */
export function applyEdits(rows: readonly RowInput[], edits: readonly Edit[]): RowInput[] {
  return edits.reduce<RowInput[]>(
    (before, { upsert, remove }) => {
      const gone = new Set([...remove, ...upsert.map(({ id }) => id)]);
      return [...before.filter(({ id }) => !gone.has(id)), ...upsert];
    },
    [...rows],
  );
}
