import type { Institution } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { apart, verdictOf } from './compare.ts';

const place = (address: string, lngLat: [number, number], isMain = true) => ({ address, lngLat, isMain });
const make = (change: object) =>
  ({
    ...{ title: '青石学校', type: 'school', division: '330106', phone: null, topics: [], offers: {}, places: [] },
    ...change,
  }) as unknown as Institution;

test('what means the same agrees, what one lacks is unknown', () => {
  const a = make({ phone: '0571-5550 1234', topics: ['b', 'a'], offers: { course: 2 } });
  const b = make({ title: '青石　学校', phone: '+86 571 55501234', topics: ['a', 'b'], offers: { course: 3 } });
  const told = (['name', 'type', 'phone', 'address', 'topics', 'offers'] as const).map((field) =>
    verdictOf(field, a, b),
  );
  expect(told).toEqual(['agrees', 'agrees', 'agrees', 'unknown', 'agrees', 'differs']);
});

test('they are as far apart as their main places', () => {
  const a = make({ places: [place('x', [0, 0], false), place('y', [120, 30])] });
  const b = make({ places: [place('z', [120, 31])] });
  expect(apart(a, b)).toBeCloseTo(111_195.08, 1);
  expect(apart(a, make({}))).toBeNull();
});
