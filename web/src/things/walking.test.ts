import { expect, test } from 'vitest';
import * as server from '../../../server/src/modules/isochrones/walking.ts';
import { DETOUR_FACTOR, METRES_PER_MINUTE, walkingMinutes } from './walking.ts';

test('cards and the learning circle estimate alike', () => {
  expect([METRES_PER_MINUTE, DETOUR_FACTOR]).toEqual([server.METRES_PER_MINUTE, server.DETOUR_FACTOR]);
  for (const minutes of [5, 10, 15, 20, 30]) expect(walkingMinutes(server.straightMetres(minutes))).toBe(minutes);
});

test('at the door it is a minute, far away nothing is said', () => {
  expect(walkingMinutes(0)).toBe(1);
  expect(walkingMinutes(2_461)).toBe(40);
  expect(walkingMinutes(2_600)).toBeNull();
});
