import fc from 'fast-check';
import { KINDS } from '../contract/kinds.ts';
import { MODES, PARTS, PRICES, SEATS, STATUSES, WHENS } from '../contract/lists.ts';
import type { FilterInput } from '../contract/filters.ts';
import { dayNumber, type PublicRecord } from './public-rows.ts';

const one = <T>(values: readonly T[]) => fc.nat({ max: values.length - 1 }).map((index) => values[index]!);
const some = (values: readonly (string | number)[], most = 3) =>
  fc
    .uniqueArray(fc.nat({ max: values.length - 1 }), { minLength: 1, maxLength: Math.min(most, values.length) })
    .map((indices) => indices.map((index) => values[index]!).join(','));

/** Filters as they come in a query, with codes and spots that occur; every part of them now and then. */
export function arbitraryFilters(
  { rows, divisionParents, topicParents }: PublicRecord,
  today: string,
): fc.Arbitrary<FilterInput> {
  const distinct = <T>(values: T[]) => [...new Set(values)];
  const spots = rows.flatMap(({ place }) => (place ? [place] : []));
  const spot = one(spots);
  const day = fc.integer({ min: -10, max: 60 }).map((offset) => {
    return new Date((dayNumber(today) + offset) * 86_400_000).toISOString().slice(0, 10);
  });
  const days = fc.tuple(day, day).map(([a, b]) => (a < b ? [a, b] : [b, a]));
  const ring = fc.tuple(spot, fc.double({ min: 0.01, max: 0.5, noNaN: true }), fc.integer({ min: 3, max: 7 }));
  const parts = {
    kind: some(KINDS),
    topic: some([...topicParents.keys()]),
    audience: some(distinct(rows.flatMap(({ audiences }) => audiences))),
    format: some(distinct(rows.flatMap(({ format }) => format ?? []))),
    mode: some(MODES),
    price: some(PRICES),
    status: some(STATUSES),
    seats: some(SEATS),
    division: some([...divisionParents.keys()]),
    institution: some(distinct(rows.flatMap(({ institution }) => institution ?? [])), 2),
    accessible: some(distinct(spots.flatMap(({ accessibility }) => accessibility)), 2),
    open: fc.oneof(
      fc.constant('now' as const),
      fc.tuple(day, fc.integer({ min: 6, max: 22 })).map(([on, hour]) => `${on}T${String(hour).padStart(2, '0')}:30`),
    ),
    when: fc.constantFrom(...WHENS),
    part: some(PARTS),
    weekday: some(['1', '2', '3', '4', '5', '6', '7']),
    near: fc
      .tuple(spot, fc.integer({ min: 1, max: 60_000 }))
      .map(([{ lng, lat }, metres]) => `${lng.toFixed(5)},${lat.toFixed(5)},${metres}`),
    within: ring.map(([{ lng, lat }, size, corners]) =>
      Array.from({ length: corners }, (_, i) => {
        const angle = (i * 2 * Math.PI) / corners;
        return `${(lng + size * Math.cos(angle)).toFixed(4)},${(lat + size * Math.sin(angle)).toFixed(4)}`;
      }).join(','),
    ),
    at: spot.map(({ lng, lat }) => `${lng},${lat}`),
  };
  const names = Object.keys(parts) as (keyof typeof parts)[];
  return fc
    .tuple(fc.subarray(names, { maxLength: 4 }), fc.record(parts), days, fc.constantFrom('', 'from', 'to', 'both'))
    .map(([chosen, all, [from, to], bounds]) => ({
      ...Object.fromEntries(chosen.map((name) => [name, all[name]])),
      ...((bounds === 'from' || bounds === 'both') && { from }),
      ...((bounds === 'to' || bounds === 'both') && { to }),
    }));
}
