import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureIndex } from '../feature-index.ts';
import type { PageRequest, RowInput } from '../input/types.ts';
import {
  applyEdits,
  editsArbitrary,
  filterArbitrary,
  fromArbitrary,
  requestArbitrary,
  rowsArbitrary,
} from '../testing/arbitraries.ts';
import { walkPages } from '../testing/membership.ts';
import * as model from '../testing/model.ts';
import { indexOf, plainRow } from '../testing/rows.ts';
import { RANKING } from '../text/weights.ts';
import { relevanceOf, sharesOf } from './relevance.ts';

const TITLES = ['书法', '书法班', '太极书法', '太极', '国画'];
/** The same title for the same id and place, so that loaded and edited rows can be told by it. */
const withFacts = (row: RowInput): RowInput => ({
  ...row,
  seatsLeft: [null, 0, 3][(row.id + row.place) % 3]!,
  freshUntil: row.id % 2 === 0 ? row.id : null,
  text: {
    title: TITLES[(row.id * 3 + row.place) % TITLES.length]!,
    organiser: '',
    topic: '',
    place: '',
    description: '',
  },
});

function textIndexOf(rows: readonly RowInput[]): FeatureIndex {
  const index = indexOf(rows);
  const texts = new Map(rows.map(({ id, place, text }) => [`${id}/${place}`, text]));
  index.loadText((id, place) => texts.get(`${id}/${place}`));
  return index;
}

/** Everything but the text, weighed as the table of weights says. */
function besideText(
  row: RowInput,
  { metres, nextStart }: { metres: number | null; nextStart: number | null },
  asOf: number,
) {
  const seats = row.seatsLeft ?? null;
  const left = Math.max(0, (row.freshUntil ?? 0) - asOf / 1440);
  return (
    (metres === null ? 0 : (RANKING.distance * 5000) / (5000 + metres)) +
    (nextStart === null ? 0 : (RANKING.soonest * 14) / (14 + (nextStart - asOf) / 1440)) +
    RANKING.seats * (seats === null ? 0.5 : seats > 0 ? 1 : 0) +
    (RANKING.freshness * left) / (60 + left)
  );
}

const request = fc
  .tuple(requestArbitrary, fc.option(fromArbitrary, { nil: undefined }))
  .map(([first, from]): PageRequest => {
    const { from: _from, ...rest } = first;
    return { ...rest, sort: 'relevance', ...(from && { from }) };
  });

test('pages by relevance hold every hit once, in order, before edits and after', () => {
  fc.assert(
    fc.property(
      rowsArbitrary,
      editsArbitrary,
      filterArbitrary,
      request,
      fc.boolean(),
      (given, edits, rest, first, compacted) => {
        const rows = given.map(withFacts);
        const index = textIndexOf(rows);
        const filter = { ...rest, q: '书法' };
        const check = (all: readonly RowInput[]): void => {
          const named = all.filter(({ text }) => text!.title.includes('书法'));
          const walked = walkPages(first, (page) => index.page(filter, page));
          const wanted = model.sorted(named, rest, first);
          expect(walked.map(({ id, place }) => `${id}/${place}`).sort()).toEqual(
            wanted.map(({ id, place }) => `${id}/${place}`).sort(),
          );
          expect(walked).toEqual([...walked].sort((a, b) => a.key - b.key || a.id - b.id || a.place - b.place));
          for (const hit of walked) {
            const row = all.find(({ id, place }) => id === hit.id && place === hit.place)!;
            const why = index.explain(filter, first, hit)!;
            expect(why.relevance).toBe(-hit.key);
            expect(why.shares.text).toBeGreaterThan(0);
            expect(why.shares.text).toBeLessThanOrEqual(1);
            expect(why.relevance).toBeCloseTo(why.shares.text + besideText(row, hit, first.asOf), 9);
            const fields = why.text.words.map(
              ({ idf, fields: own }) => idf * Object.values(own).reduce((sum, one) => sum + one, 0),
            );
            expect(fields.reduce((sum, one) => sum + one, why.text.phraseBonus)).toBeCloseTo(why.text.score, 3);
          }
        };
        check(rows);
        const changes = edits.map(({ upsert, remove }) => ({ upsert: upsert.map(withFacts), remove }));
        for (const edit of changes) index.apply(edit);
        if (compacted) index.compact();
        check(applyEdits(rows, changes));
      },
    ),
  );
});

const noon = 12 * 60;
const signals = { text: 1, metres: 1000, nextStart: noon + 1440, seats: 2, freshUntil: 2 } as const;

test('each part counts for more than all after it can give', () => {
  const { text, distance, soonest, seats, freshness } = RANKING;
  expect(text).toBeGreaterThan(distance + soonest + seats + freshness);
  expect(distance).toBeGreaterThan(soonest + seats + freshness);
  expect(soonest).toBeGreaterThan(seats + freshness);
  expect(seats).toBeGreaterThan(freshness);
  const all = sharesOf({ text: 1, metres: 0, nextStart: noon, seats: 2, freshUntil: 65_535 }, noon);
  expect({ ...all, freshness: RANKING.freshness }).toEqual(RANKING);
  expect(all.freshness).toBeCloseTo(RANKING.freshness, 4);
});

test('nearer, sooner, with seats and lately confirmed is more relevant, and nothing is lost at once', () => {
  const at = (change: object) => relevanceOf({ ...signals, ...change }, noon);
  expect(at({ metres: 900 })).toBeGreaterThan(at({}));
  expect(at({ metres: null })).toBeLessThan(at({ metres: 1e7 }));
  expect(at({ nextStart: noon + 60 })).toBeGreaterThan(at({}));
  expect(at({ nextStart: null })).toBeLessThan(at({ nextStart: noon + 1e6 }));
  expect(at({ seats: 0 })).toBeLessThan(at({}));
  expect(at({ seats: 1 })).toBeLessThan(at({ seats: 0 }));
  expect(at({ freshUntil: 1 })).toBeLessThan(at({}));
  expect(at({ freshUntil: 0 })).toBe(at({ freshUntil: 0.5 }));
  for (const metres of [0, 100, 5000, 50_000]) {
    expect(at({ metres }) - at({ metres: metres + 100 })).toBeLessThan(0.005);
  }
});

test('of rows alike in all else the stale ones come last on every page, from their very day on', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 }),
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 40 * 1440 }),
      fc.integer({ min: 1, max: 7 }),
      (loaded, edited, asOf, limit) => {
        const text = { title: '书法', organiser: '', topic: '', place: '', description: '' };
        const row = (freshUntil: number, at: number): RowInput => ({ ...plainRow, id: at + 1, freshUntil, text });
        const rows = loaded.map(row);
        const index = textIndexOf(rows);
        const later = edited.map((day, at) => row(day, rows.length + at));
        index.apply({ upsert: later, remove: [] });
        const first: PageRequest = { sort: 'relevance', limit, scope: 'all', asOf };
        const walked = walkPages(first, (page) => index.page({ facets: {}, q: '书法' }, page));
        const untilOf = new Map([...rows, ...later].map(({ id, freshUntil }) => [id, freshUntil!]));
        expect(walked.map(({ id }) => id).sort((a, b) => a - b)).toEqual([...untilOf.keys()]);
        const isStale = walked.map(({ id }) => untilOf.get(id)! * 1440 <= asOf);
        expect(isStale).toEqual([...isStale].sort());
      },
    ),
  );
});

test('a new row ranks like the same row of the load', () => {
  const row = (id: number, title: string): RowInput => ({
    ...plainRow,
    id,
    text: { title, organiser: '', topic: '', place: '', description: '' },
  });
  const rows = ['书法入门', '太极', '太极', '国画', '剪纸'].map((title, at) => row(at + 1, title));
  const index = textIndexOf(rows);
  index.apply({ upsert: [row(9, '书法入门')], remove: [] });
  const filter = { facets: {}, q: '书法' };
  const asked: PageRequest = { sort: 'relevance', limit: 5, scope: 'all', asOf: 0 };
  const [first, second] = index.page(filter, asked);
  expect([first!.id, second!.id]).toEqual([1, 9]);
  expect(second!.key).toBe(first!.key);
  expect(index.explain(filter, asked, { id: 2, place: 1 })).toBeNull();
  expect(index.explain({ facets: {} }, asked, { id: 1, place: 1 })).toBeNull();
});

test('facts that cannot be are refused', () => {
  for (const freshUntil of [-1, 0.5, 70_000, NaN]) {
    expect(() => indexOf([{ ...plainRow, freshUntil }])).toThrow('freshUntil');
  }
});
