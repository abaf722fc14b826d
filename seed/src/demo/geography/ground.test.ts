import { distance } from '@zlm/server/formats/crs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadBasemap, loadDivisions } from '../../sources/reference-files.ts';
import { createLand } from './land.ts';
import { createSeats } from './seats.ts';
import { createGround } from './towns.ts';

const basemap = loadBasemap();
const divisions = loadDivisions();
const points = fc.tuple(fc.double({ min: 118, max: 123, noNaN: true }), fc.double({ min: 27, max: 31.2, noNaN: true }));

test('land is what ray casting over every ring says', () => {
  const { isLand } = createLand(basemap);
  fc.assert(
    fc.property(points, ([lng, lat]) => {
      expect(isLand(lng, lat)).toBe(isIn('land', lng, lat) && !isIn('lakes', lng, lat) && !isPond(lng, lat));
    }),
  );
});
// Ponds that the land leaves out besides: West Lake and Dongqian Lake.
const isPond = (lng: number, lat: number) =>
  kilometres([lng, lat], [120.142, 30.246]) < 1.6 || kilometres([lng, lat], [121.662, 29.772]) < 2.1;

test('the lakes and the sea are no land, towns are', () => {
  const { isLand } = createLand(basemap);
  const found = { 西湖: [120.142, 30.246], 太湖: [120.1, 31.25], 千岛湖: [118.93, 29.56], 东海: [122.9, 29] };
  for (const [name, [lng, lat]] of Object.entries(found)) expect(isLand(lng!, lat!), name).toBe(false);
  expect(isLand(120.2, 30.25)).toBe(true);
  expect(isLand(122.1, 30.03)).toBe(true);
});

test('the nearest seat is the nearest on the sphere', () => {
  const seats = divisions.flatMap(({ code, level, lng, lat }) =>
    level === 'county' ? [{ code, lng: lng!, lat: lat! }] : [],
  );
  const nearest = createSeats(seats);
  fc.assert(
    fc.property(points, ([lng, lat]) => {
      const code = nearest(lng, lat);
      if (code === null) return;
      const metres = seats.map((seat) => kilometres([lng, lat], [seat.lng, seat.lat]));
      const own = metres[seats.findIndex((seat) => seat.code === code)]!;
      expect(own - Math.min(...metres)).toBeLessThan(1e-6);
    }),
  );
});

test('every township has a centre of its own on land in its county', () => {
  const ground = createGround('zhejiang', divisions, basemap);
  expect(ground.towns).toHaveLength(1365);
  expect(ground.towns.filter(({ county, lng, lat }) => !ground.isIn(county, lng, lat))).toEqual([]);
  expect(new Set(ground.towns.map(({ lng, lat }) => `${lng},${lat}`)).size).toBeGreaterThan(1350);
  const people = ground.towns.reduce((sum, { weight }) => sum + weight, 0);
  expect(people).toBeCloseTo(
    divisions.reduce((sum, { population = 0 }) => sum + population, 0),
    0,
  );
});

function isIn(layer: 'land' | 'lakes', lng: number, lat: number): boolean {
  let inside = false;
  for (const { geometry } of basemap[layer].features) {
    for (const ring of geometry.coordinates) {
      for (let i = 1; i < ring.length; i++) {
        const [x1, y1] = ring[i - 1] as [number, number];
        const [x2, y2] = ring[i] as [number, number];
        if (y1 > lat !== y2 > lat && lng < x1 + ((x2 - x1) * (lat - y1)) / (y2 - y1)) inside = !inside;
      }
    }
  }
  return inside;
}

const kilometres = (a: [number, number], b: [number, number]) => distance(a, b) / 1000;
