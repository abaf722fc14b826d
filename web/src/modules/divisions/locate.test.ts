import { afterEach, expect, test, vi } from 'vitest';
import { locate } from './locate.ts';

const codes = { PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 };
/** A browser whose device answers so. */
function withDevice(answer: (found: PositionCallback, failed: (error: object) => void) => void): void {
  vi.stubGlobal('navigator', { geolocation: { getCurrentPosition: answer } });
}
afterEach(() => vi.unstubAllGlobals());

test('a position is longitude, latitude and how far it may be off', async () => {
  withDevice((found) =>
    found({ coords: { longitude: 120.5, latitude: 30.25, accuracy: 3000 } } as GeolocationPosition),
  );
  expect(await locate()).toEqual({ lngLat: [120.5, 30.25], accuracy: 3000 });
});

test.each([
  [1, 'refused'],
  [2, 'unavailable'],
  [3, 'slow'],
])('error %i of the device is %s', async (code, reason) => {
  withDevice((_, failed) => failed({ code, ...codes }));
  expect(await locate()).toBe(reason);
});

test('a device without any is unavailable', async () => {
  vi.stubGlobal('navigator', {});
  expect(await locate()).toBe('unavailable');
});

test('a question that is never answered ends, and a late answer changes nothing', async () => {
  let late: PositionCallback = () => expect.fail();
  withDevice((found) => void (late = found));
  expect(await locate(20)).toBe('slow');
  expect(() => late({ coords: { longitude: 1, latitude: 2 } } as GeolocationPosition)).not.toThrow();
});
