import { metresBetween } from '@zlm/tiles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../catalogue/load.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Database } from '../../db/index.ts';
import { Invalid } from '../../errors.ts';
import { features, things } from '../../modules.ts';
import { openSeededDatabase } from '../../testing/seeded.ts';
import { startStreetRouter } from '../../testing/street-router.ts';
import { placeFeatures } from '../places/features.ts';
import { search as searchEndpoint } from '../search/schema.ts';
import { search } from '../search/service.ts';
import { createOsrm } from './osrm.ts';
import { getIsochrone, Isochrone } from './schema.ts';
import { findIsochrone } from './service.ts';
import type { WalkingTimes } from './walking-times.ts';

const NOW = new Date('2026-11-27T15:20:00+08:00');
let database: Database;
let live: LiveCatalogue;
/** A spot with something around it. */
let from: string;

beforeAll(async () => {
  database = await openSeededDatabase(0.03, '2026-11-20');
  live = { current: await loadCatalogue({ database, features, places: placeFeatures, clock: () => NOW }) };
  const { items } = await find({ kind: 'institution', scope: 'all', limit: '1' });
  from = items[0]!.place!.lngLat.map((degrees) => degrees.toFixed(7)).join(',');
}, 240_000);
afterAll(() => database.close());

const find = (input: object) => search({ database, live, things }, searchEndpoint.query.parse(input), NOW);
const ask = async (input: object, walking: WalkingTimes | null = null) =>
  Isochrone.parse(await findIsochrone({ live, walking }, getIsochrone.query.parse(input), NOW));

test('without streets it is a circle, and its counts are those of the same search', async () => {
  for (const minutes of ['5', '10', '15', '20', '30']) {
    const answer = await ask({ from, minutes });
    expect(answer).toMatchObject({ method: 'detour', metresPerMinute: 80, detourFactor: 1.3, degraded: [] });
    expect(answer.metres).toBe(Math.round((Number(minutes) * 80) / 1.3));
    const [ring] = answer.area.coordinates;
    for (const [lng, lat] of ring!)
      expect(Math.abs(metresBetween(...answer.from, lng, lat) - answer.metres!)).toBeLessThan(1);
    expect(ring![0]).toEqual(ring!.at(-1));
    const { total, facets } = await find(answer.filter);
    expect(answer.counts.total).toBe(total);
    expect(answer.counts.kinds).toMatchObject(facets.kind!);
  }
  expect((await ask({ from, minutes: '30' })).counts.total).toBeGreaterThan(0);
});

test('other filters count too, and the start is rounded', async () => {
  const answer = await ask({ from: '120.1512345,30.2781234', minutes: '30', kind: 'activity' });
  expect(answer.from).toEqual([120.151, 30.278]);
  expect(answer.filter.near).toBe('120.151,30.278,1846');
  expect(answer.counts.total).toBe((await find({ ...answer.filter, kind: 'activity' })).total);
});

test('along streets it is a polygon the filter within takes, else a circle that says so', async () => {
  const start = from.split(',').map((degrees) => Number(Number(degrees).toFixed(3))) as [number, number];
  const router = await startStreetRouter(start, [
    [
      [-3000, 0],
      [3000, 0],
    ],
    [
      [0, -3000],
      [0, 3000],
    ],
  ]);
  // A busy machine must not pass for a slow router.
  const patient = createOsrm(router.url, 30_000);
  const answer = await ask({ from, minutes: '30' }, patient);
  expect(answer).toMatchObject({ method: 'network', detourFactor: null, metres: null, degraded: [] });
  expect(answer.filter.within!.split(',').length / 2).toBeLessThanOrEqual(200);
  expect(answer.counts.total).toBe((await find(answer.filter)).total);
  expect(answer.counts.total).toBeGreaterThan(0);
  for (const mood of ['fail', 'hang', 'garbage'] as const) {
    router.mood = mood;
    const walking = mood === 'hang' ? createOsrm(router.url, 300) : patient;
    const circle = await ask({ from, minutes: '30' }, walking);
    expect(circle).toMatchObject({ method: 'detour', degraded: ['router'], metres: 1846 });
  }
  await router.close();
});

test('without a start it says which field is missing', async () => {
  await expect(ask({ minutes: '15' })).rejects.toThrow(Invalid);
  expect(getIsochrone.query.safeParse({ from, minutes: '7' }).success).toBe(false);
});
