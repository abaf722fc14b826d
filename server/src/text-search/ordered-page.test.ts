import { FeatureIndex, type Hit, type RowInput } from '@zlm/tiles';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtIn } from './built-in.ts';
import { orderedPage, plainPage, type Order } from './ordered-page.ts';
import type { PageEnd, TextPage } from './port.ts';
import { isMark, keyOf, ShownMarks } from './shown.ts';

const filter = { facets: {} };
const request = { sort: 'soonest', scope: 'all', asOf: 0 } as const;

function createIndex(rows: readonly (readonly [id: number, place: number])[]): FeatureIndex {
  const index = new FeatureIndex({ facets: [{ name: 'kind', values: ['one'] }], clusterBy: 'kind' });
  index.load(rows.map(toRow));
  return index;
}
function toRow([id, place]: readonly [number, number]): RowInput {
  const at = place === 0 ? { lng: null, lat: null } : { lng: 120 + place / 10, lat: 30 };
  return { id, place, ...at, facets: {}, sessions: null, lastDay: null, pinned: false };
}
/** The same shuffle for the same seed. */
function shuffle(hits: readonly Hit[], seed: number): Hit[] {
  const rank = ({ id, place }: Hit) => (Math.imul(id * 31 + place + 7, 2_654_435_761 + seed * 2) >>> 0) % 1009;
  return hits.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id || a.place - b.place);
}

const rowsArbitrary = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 3 })), {
  selector: (row) => row.join('-'),
  maxLength: 60,
});
/** How a page is asked for: another order each time, null = the engine does not answer; in a process that has just started. */
const asked = fc.record({
  limit: fc.integer({ min: 1, max: 9 }),
  seed: fc.option(fc.nat(5), { nil: null }),
  isRestarted: fc.boolean(),
});

/** All pages, one after the other. */
async function readAll(next: (page: number, after?: PageEnd) => Promise<TextPage>): Promise<TextPage[]> {
  const pages: TextPage[] = [];
  for (let after: PageEnd | null | undefined; after !== null; after = pages.at(-1)!.end) {
    pages.push(await next(pages.length, after));
    if (pages.length > 100) throw new Error('the pages do not end');
  }
  return pages;
}

test('pages in an order that changes from page to page hold each row once', async () => {
  await fc.assert(
    fc.asyncProperty(
      rowsArbitrary,
      fc.integer({ min: 1, max: 30 }),
      fc.array(asked, { minLength: 1, maxLength: 6 }),
      async (rows, head, turns) => {
        const index = createIndex(rows);
        const all = index.page(filter, { ...request, limit: 1000 }).map(keyOf);
        let marks = new ShownMarks();
        const pages = await readAll((page, after) => {
          const { limit, seed, isRestarted } = turns[page % turns.length]!;
          if (isRestarted) marks = new ShownMarks();
          const order: Order = (hits) => Promise.resolve(seed === null ? null : shuffle(hits, seed));
          return orderedPage({ index, marks, order, head }, filter, { ...request, limit, ...(after && { after }) });
        });
        const read = pages.flatMap(({ hits }) => hits.map(keyOf));
        expect(read.toSorted()).toEqual(all.toSorted());
        expect(read.slice(Math.min(head, all.length))).toEqual(all.slice(head));
        for (const [page, { hits }] of pages.slice(0, -1).entries())
          expect(hits.length).toBe(turns[page % turns.length]!.limit);
      },
    ),
  );
});

test('the head comes in the order it was given, and the rest as it was', async () => {
  const index = createIndex(Array.from({ length: 30 }, (_, i) => [i + 1, 0] as const));
  const order: Order = (hits) => Promise.resolve(hits.toReversed());
  const parts = { index, marks: new ShownMarks(), order, head: 10 };
  const page = await orderedPage(parts, filter, { ...request, limit: 12 });
  expect(page.hits.map(({ id }) => id)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 11, 12]);
  expect(page.end).toEqual({ key: expect.any(Number) as number, id: 12, place: 0 });
});

test('an engine that does not answer leaves the order of the index, and the page says so', async () => {
  const index = createIndex(Array.from({ length: 30 }, (_, i) => [i + 1, 0] as const));
  const parts = { index, marks: new ShownMarks(), order: () => Promise.resolve(null), head: 10 };
  const page = await orderedPage(parts, filter, { ...request, limit: 5 });
  expect(page).toEqual({ ...plainPage(index, filter, { ...request, limit: 5 }), isDegraded: true });
});

test('what began in another order is finished by the built-in search', async () => {
  const index = createIndex(Array.from({ length: 30 }, (_, i) => [i + 1, 0] as const));
  const order: Order = (hits) => Promise.resolve(shuffle(hits, 3));
  const first = await orderedPage({ index, marks: new ShownMarks(), order }, filter, { ...request, limit: 7 });
  const rest = await readAll((_, after) =>
    builtIn.page({ index } as Parameters<typeof builtIn.page>[0], filter, {
      ...request,
      limit: 4,
      after: after ?? first.end!,
    }),
  );
  const read = [first, ...rest].flatMap(({ hits }) => hits.map(({ id }) => id));
  expect(read.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
});

test('rows that come and go between two pages make no other row come twice or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 12, maxLength: 40 }),
      fc.nat(5),
      async (ids, seed) => {
        const index = createIndex(ids.map((id) => [id, 0] as const));
        const parts = {
          index,
          marks: new ShownMarks(),
          order: (hits: readonly Hit[]) => Promise.resolve(shuffle(hits, seed)),
        };
        const first = await orderedPage(parts, filter, { ...request, limit: 5 });
        const gone = ids[0]!;
        index.apply({ upsert: [toRow([100, 0])], remove: [gone] });
        const rest = await readAll((_, after) =>
          orderedPage(parts, filter, { ...request, limit: 5, after: after ?? first.end! }),
        );
        const read = [first, ...rest].flatMap(({ hits }) => hits.map(({ id }) => id));
        expect(new Set(read).size).toBe(read.length);
        expect(new Set(read)).toEqual(new Set([...ids.filter((id) => id !== gone || read.includes(id)), 100]));
      },
    ),
  );
});

test('a mark of a full head fits, and nothing else is taken for one', () => {
  const keys = Array.from({ length: 1000 }, (_, i) => `${10_000_000 + i}-${i}`);
  const marks = new ShownMarks();
  const shown = new Set(keys.filter((_, i) => i % 3 === 0));
  const mark = marks.write(keys, shown);
  expect(isMark(mark)).toBe(true);
  expect(new ShownMarks().read(mark, keys)).toEqual(shown);
  expect(['', 'short', 'a'.repeat(177), '"; drop'].some(isMark)).toBe(false);
});
