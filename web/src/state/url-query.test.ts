import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatQuery, parseQuery, type UrlQuery } from './url-query.ts';
import { FILTER_NAMES } from '@zlm/server/contract/filter-table';
import { KINDS } from '@zlm/server/contract/kinds';
import { MODES, PARTS, PRICES, SCOPES, SEATS, SORTS, STATUSES, WEEKDAYS, WHENS } from '@zlm/server/contract/lists';

const list = (values: readonly string[]) =>
  fc.subarray([...values], { minLength: 1 }).map((some) => some.sort().join(','));
const codes = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,9}$/), { minLength: 1, maxLength: 4 });
const degrees = (limit: number) => fc.integer({ min: -limit * 1000, max: limit * 1000 }).map((milli) => milli / 1000);
const point = fc.tuple(degrees(180), degrees(85)).map((pair) => pair.join(','));
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const filters = fc.record(
  {
    q: fc
      .string({ minLength: 1, maxLength: 20 })
      .map((text) => text.trim())
      .filter((text) => text !== ''),
    kind: list(KINDS),
    topic: codes.map((some) => some.sort().join(',')),
    mode: list(MODES),
    price: list(PRICES),
    part: list(PARTS),
    weekday: list(WEEKDAYS),
    seats: list(SEATS),
    status: list(STATUSES),
    when: fc.constantFrom(...WHENS),
    from: day,
    to: day,
    open: fc.constantFrom('now', '2026-11-28T10:00'),
    near: fc.tuple(point, fc.integer({ min: 1, max: 500_000 })).map((parts) => parts.join(',')),
    within: fc.array(point, { minLength: 3, maxLength: 6 }).map((corners) => corners.join(',')),
    at: point,
  },
  { requiredKeys: [] },
);
const urlQuery: fc.Arbitrary<UrlQuery> = fc.record({
  filters,
  map: fc.option(
    fc.record({ lng: degrees(180), lat: degrees(85), zoom: fc.integer({ min: 0, max: 2200 }).map((n) => n / 100) }),
  ),
  scope: fc.option(fc.constantFrom(...SCOPES)),
  sort: fc.option(fc.constantFrom(...SORTS)),
  place: fc.option(fc.constantFrom('me', '330106', '330106003')),
});

test('what is written is read back, with nothing dropped', () => {
  fc.assert(
    fc.property(urlQuery, (query) => {
      const read = parseQuery(formatQuery(query));
      expect(read).toEqual({ query, dropped: [] });
    }),
  );
});

test('any query is read without an error, and reading it again changes nothing', () => {
  const names = fc.oneof(fc.constantFrom(...FILTER_NAMES, 'map', 'scope', 'sort', 'place', 'constructor'), fc.string());
  const values = fc.oneof(fc.string(), fc.constant(null), fc.array(fc.option(fc.string()), { maxLength: 3 }));
  fc.assert(
    fc.property(fc.dictionary(names, values), (raw) => {
      const { query } = parseQuery(raw);
      expect(parseQuery(formatQuery(query))).toEqual({ query, dropped: [] });
    }),
  );
});

test('the order of values does not matter and bad ones are named', () => {
  expect(parseQuery({ kind: 'course,activity,course' }).query.filters.kind).toBe('activity,course');
  expect(parseQuery({ kind: ['course', 'nonsense'], foo: '1', from: '2026-02-30', map: '5/100/0' })).toEqual({
    query: { filters: { kind: 'course' }, map: null, scope: null, sort: null, place: null },
    dropped: ['kind', 'foo', 'from', 'map'],
  });
});
