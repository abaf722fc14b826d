import { expect, test } from 'vitest';
import { toTarget } from './targets.ts';
import type { LngLat } from '../geometry/lng-lat.ts';

const lngLat: LngLat = [120, 30];
const bounds = { west: 119, south: 29, east: 121, north: 31 };

test('an area is told by its code, one of what has none by nothing', () => {
  const of = (division?: string) =>
    toTarget({ layer: 'area-bubbles', properties: { point_count: 9, ...(division && { division }) }, lngLat });
  expect(of('330106')).toEqual({ type: 'area', code: '330106', lngLat });
  expect(of()).toEqual({ type: 'area', code: null, lngLat });
});

test('a cluster opens onto the bounds of its members', () => {
  const target = toTarget({ layer: 'clusters', properties: { point_count: 9, ...bounds }, lngLat });
  expect(target).toEqual({ type: 'cluster', bbox: [119, 29, 121, 31], lngLat });
});

test('a cluster on one spot is a stack there', () => {
  const spot = { west: 120.5, south: 30.5, east: 120.5, north: 30.5 };
  const target = toTarget({ layer: 'clusters', properties: { point_count: 9, ...spot }, lngLat });
  expect(target).toEqual({ type: 'stack', lngLat: [120.5, 30.5], count: 9 });
});

test('a point with a count is a stack, one without is a thing', () => {
  const properties = { id: 7, kind: 'course', place: 3 };
  expect(toTarget({ layer: 'points', properties: { ...properties, point_count: 2 }, lngLat })).toEqual({
    type: 'stack',
    lngLat,
    count: 2,
  });
  expect(toTarget({ layer: 'points', properties, lngLat })).toEqual({ type: 'point', lngLat, ...properties });
});

test('a stack is named by its exact spot, in as many digits as an address takes', () => {
  const properties = { id: 7, kind: 'course', point_count: 2, lng: 120.1538085937512, lat: 30.1 };
  expect(toTarget({ layer: 'points', properties, lngLat })).toEqual({
    type: 'stack',
    lngLat: [120.153808594, 30.1],
    count: 2,
  });
});

test('what the contract does not know is nothing', () => {
  expect(toTarget({ layer: 'points', properties: { id: 7, kind: 'ship' }, lngLat })).toBeNull();
  expect(toTarget({ layer: 'clusters', properties: { point_count: 9 }, lngLat })).toBeNull();
});
