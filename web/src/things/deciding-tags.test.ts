import { expect, test } from 'vitest';
import { decidingTags } from './deciding-tags.ts';

const PLACE = {
  id: 1,
  name: '青石馆',
  address: '',
  division: '330106',
  lngLat: [120, 30] as [number, number],
  precision: null,
};
const FREE = { min: '0', max: '0' };
const CARD = { status: 'scheduled', seats: null, price: null, mode: 'offline', place: PLACE } as const;
const tags = (facts: Partial<Parameters<typeof decidingTags>[0]>, isAbout = false) =>
  decidingTags({ ...CARD, ...facts }, isAbout);

test('what is called off, full or nearly full comes first, then the price', () => {
  expect(tags({ status: 'cancelled', price: FREE, mode: 'online' })).toEqual(['status', 'price']);
  expect(tags({ status: 'full', seats: { capacity: 20, left: 0 }, price: FREE })).toEqual(['full', 'price']);
  expect(tags({ seats: { capacity: 20, left: 3 }, price: FREE, mode: 'mixed' })).toEqual(['few', 'price']);
});

test('then how it is held, where it is, and seats of which there are enough', () => {
  expect(tags({ price: FREE, mode: 'online', place: null })).toEqual(['price', 'mode']);
  expect(tags({ place: null, seats: { capacity: 20, left: 15 } })).toEqual(['unlocated', 'seats']);
  expect(tags({ price: FREE, seats: { capacity: 20, left: 15 } })).toEqual(['price', 'seats']);
  expect(tags({ price: FREE }, true)).toEqual(['price', 'about']);
});

test('seats are offered only for what will take place, and nothing is made up', () => {
  expect(tags({ status: 'ended', seats: { capacity: 20, left: 2 } })).toEqual(['status']);
  expect(tags({ status: 'rescheduled', seats: { capacity: 20, left: 2 } })).toEqual(['status', 'few']);
  expect(tags({})).toEqual([]);
});
