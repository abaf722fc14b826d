import { metresBetween } from '@zlm/tiles';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startStreetRouter, type Mood } from '../../testing/street-router.ts';
import { createBreaker, Resting } from './breaker.ts';
import { traceIsochrone, OffNetwork, reach, RAYS } from './isochrone.ts';
import { createOsrm } from './osrm.ts';
import { ringAround } from './sphere.ts';

const FROM = [120.15, 30.25] as const;
type Router = Awaited<ReturnType<typeof startStreetRouter>>;

/** A street along each bank, 400 m apart, and one bridge `north` of the start on the western one. */
const riverWithBridge = (north: number) =>
  startStreetRouter(FROM, [
    [
      [0, -3000],
      [0, north],
    ],
    [
      [0, north],
      [0, 3000],
    ],
    [
      [400, -3000],
      [400, north],
    ],
    [
      [400, north],
      [400, 3000],
    ],
    [
      [0, north],
      [400, north],
    ],
  ]);

async function metresByBearing(router: Router, minutes: number): Promise<(bearing: number) => number> {
  const ring = await traceIsochrone(createOsrm(router.url), FROM, minutes);
  const metres = ring.map(([lng, lat]) => metresBetween(...FROM, lng, lat));
  return (bearing) => metres[(bearing * RAYS) / 360]!;
}

describe('streets along a river with one bridge', () => {
  let far: Router;
  let near: Router;
  beforeAll(async () => {
    far = await riverWithBridge(800);
    near = await riverWithBridge(0);
  });
  afterAll(() => Promise.all([far.close(), near.close()]));
  afterEach(() => void (far.mood = 'well'));

  test('along the street a walk leads as far as its minutes times 80 m', async () => {
    const metres = await metresByBearing(far, 15);
    expect(metres(0)).toBeCloseTo(1_200, -1);
    expect(metres(180)).toBeCloseTo(1_200, -1);
    expect((await metresByBearing(far, 5))(0)).toBeCloseTo(400, -1);
  });

  test('across the river ends where the bridge is too far', async () => {
    const metres = await metresByBearing(far, 15);
    // 200 m off: 2.5 min. 300 m off: 800 + 400 + 800 m and 100 m from the street, 26.25 min. Between by proportion.
    expect(metres(90)).toBeCloseTo(200 + (100 * 12.5) / 23.75, -1);
    // The open side, 1200 m over land.
    expect(metres(270)).toBeCloseTo(1_200, -1);
  });

  test('with the bridge at the door the other bank is reached', async () => {
    const metres = await metresByBearing(near, 15);
    expect(metres(90)).toBeCloseTo(1_200, -1);
  });

  test('no request holds more than 100 coordinates', async () => {
    far.asked = [];
    await metresByBearing(far, 15);
    expect(far.asked.length).toBeGreaterThan(1);
    for (const url of far.asked) expect(url.split('?')[0]!.split(';').length).toBeLessThanOrEqual(100);
    const asked = far.asked.reduce((sum, url) => sum + url.split('?')[0]!.split(';').length - 1, 0);
    expect(asked).toBe(RAYS * 12);
  });

  test.each<Mood>(['fail', 'garbage', 'short'])('an answer that is wrong (%s) is an error', async (mood) => {
    far.mood = mood;
    await expect(traceIsochrone(createOsrm(far.url), FROM, 15)).rejects.toThrow();
  });

  test('a router that hangs is given up in time', async () => {
    far.mood = 'hang';
    const began = performance.now();
    await expect(traceIsochrone(createOsrm(far.url, 300), FROM, 15)).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test('a start no street leads from is off the network', async () => {
    far.mood = 'no-way';
    await expect(traceIsochrone(createOsrm(far.url), FROM, 15)).rejects.toThrow(OffNetwork);
  });

  test('spots without a way end their rays and no others', async () => {
    far.mood = 'gaps';
    const metres = await metresByBearing(far, 15);
    expect(metres(90)).toBeLessThan(30);
    expect(metres(270)).toBeCloseTo(1_200, -1);
  });

  test('after three failures the router is left alone', async () => {
    far.mood = 'fail';
    const osrm = createOsrm(far.url);
    for (let i = 0; i < 3; i++) await expect(osrm.minutesTo(FROM, [FROM])).rejects.toThrow(/500/);
    far.asked = [];
    await expect(osrm.minutesTo(FROM, [FROM])).rejects.toThrow(Resting);
    expect(far.asked).toEqual([]);
  });
});

test('a breaker tries once after its rest and closes when that goes well', async () => {
  let now = 0;
  const run = createBreaker(() => now);
  const ill = () => run(() => Promise.reject(new Error('ill')));
  for (let i = 0; i < 3; i++) await expect(ill()).rejects.toThrow('ill');
  now = 29_999;
  await expect(run(() => Promise.resolve(1))).rejects.toThrow(Resting);
  now = 30_000;
  await expect(ill()).rejects.toThrow('ill');
  await expect(run(() => Promise.resolve(1))).rejects.toThrow(Resting);
  now = 60_000;
  expect(await run(() => Promise.resolve(1))).toBe(1);
  expect(await run(() => Promise.resolve(2))).toBe(2);
});

test('a ray ends at its first step out of time, even where a later one is in time again', () => {
  expect(reach([5, 20, 8], [100, 200, 300], 15)).toBeCloseTo(100 + (100 * 10) / 15);
  expect(reach([5, null, 8], [100, 200, 300], 15)).toBe(100);
  expect(reach([5, 10, 15], [100, 200, 300], 15)).toBe(300);
});

test('a ring lies at its radius, all around', () => {
  const ring = ringAround(FROM, new Array<number>(RAYS).fill(923));
  for (const [lng, lat] of ring) expect(Math.abs(metresBetween(...FROM, lng, lat) - 923)).toBeLessThan(1);
});
