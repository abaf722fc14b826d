import { expect, test } from 'vitest';
import { findHolder, type DrawnPin } from './holder.ts';
import type { LngLat } from '../geometry/lng-lat.ts';

const open = { id: 7, lngLat: [120.15, 30.25] as LngLat };
const ring = (lngLat: LngLat, count: number, [west, south, east, north]: number[]): DrawnPin => ({
  layer: 'clusters',
  properties: { point_count: count, west, south, east, north },
  lngLat,
});
const pin = (lngLat: LngLat, properties: DrawnPin['properties']): DrawnPin => ({ layer: 'points', properties, lngLat });

test('the nearest of the rings whose members lie around the thing', () => {
  const wide = ring([120.3, 30.3], 700, [120, 30, 120.5, 30.5]);
  const near = ring([120.16, 30.26], 60, [120.1, 30.2, 120.2, 30.3]);
  const other = ring([120.151, 30.251], 60, [120.151, 30.2, 120.2, 30.3]);
  expect(findHolder([wide, other, near], open)).toEqual({ lngLat: [120.16, 30.26], radius: 21 });
  expect(findHolder([wide, other], open)).toEqual({ lngLat: [120.3, 30.3], radius: 25 });
  expect(findHolder([other], open)).toBeNull();
  expect(findHolder([], open)).toBeNull();
});

test('what has a pin of its own, or is in a stack, is in no ring; a thing beside it is no sign', () => {
  const around = ring([120.16, 30.26], 60, [120.1, 30.2, 120.2, 30.3]);
  expect(findHolder([around, pin([120.15005, 30.25], { id: 7 })], open)).toBeNull();
  expect(findHolder([around, pin([120.15005, 30.25], { point_count: 3, lng: 120.15, lat: 30.25 })], open)).toBeNull();
  expect(findHolder([around, pin([120.15005, 30.25], { id: 8 })], open)).not.toBeNull();
  // The same thing at another of its places.
  expect(findHolder([around, pin([120.17, 30.25], { id: 7 })], open)).not.toBeNull();
});
