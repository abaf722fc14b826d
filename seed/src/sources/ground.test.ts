import { LANDMARKS } from '@zlm/server/contract/landmarks';
import { distance } from '@zlm/server/formats/crs';
import { createAreaTest } from '@zlm/server/formats/even-odd';
import { describe, expect, test } from 'vitest';
import { findCrossings } from '../../scripts/crossings.ts';
import type { LngLat } from '../../scripts/gshhg-lines.ts';
import { contains, signedArea } from '../../scripts/rings.ts';
import type { Ring } from '../../scripts/rings.ts';
import { loadBasemap, loadDivisions, loadGround, loadTownshipPositions } from './reference-files.ts';

const divisions = new Map(loadDivisions().map((division) => [division.code, division]));
const { waters, causeways, hills, streams, seas, railways } = loadGround();
const townships = loadTownshipPositions();
const basemap = loadBasemap();
const isLand = createAreaTest(basemap.land.features.flatMap(({ geometry }) => geometry.coordinates));

const PROVINCE = { west: 118, south: 27, east: 123, north: 31.2 };
const isInProvince = ([lng = 0, lat = 0]: readonly number[]) =>
  lng > PROVINCE.west && lng < PROVINCE.east && lat > PROVINCE.south && lat < PROVINCE.north;
/** Kilometres from its county's seat; islands and the ends of large mountain counties lie farthest. */
const FARTHEST = { landmark: 56, township: 75 };
const kilometresFromSeat = (county: string, spot: LngLat): number => {
  const { lng, lat } = divisions.get(county)!;
  return distance([lng!, lat!], spot) / 1000;
};

describe('landmarks', () => {
  test('have ids, names and a county of their own', () => {
    for (const key of ['id', 'name', 'nameEn'] as const) {
      expect(new Set(LANDMARKS.map((landmark) => landmark[key])).size, key).toBe(LANDMARKS.length);
    }
    expect(LANDMARKS.filter(({ id }) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
    expect(LANDMARKS.filter(({ county }) => divisions.get(county)?.level !== 'county')).toEqual([]);
  });

  test('lie in the province, no farther from the seat than their county reaches', () => {
    const far = LANDMARKS.filter(
      ({ county, lngLat }) => !isInProvince(lngLat) || kilometresFromSeat(county, [...lngLat]) > FARTHEST.landmark,
    );
    expect(far).toEqual([]);
  });

  test('are as many of each class as the map needs', () => {
    const count = (...classes: string[]) => LANDMARKS.filter((landmark) => classes.includes(landmark.class)).length;
    expect(count('lake', 'wetland', 'hill', 'island')).toBeGreaterThanOrEqual(60);
    expect(count('station', 'airport', 'harbour', 'university', 'museum')).toBeGreaterThanOrEqual(100);
    expect(count('airport')).toBe(7);
  });

  // Shores are older than reclaimed land, wetlands reach into the sea, and far islets lie off.
  test('of the land stand on land', () => {
    const afloat = LANDMARKS.filter(
      ({ class: kind, lngLat }) => !['harbour', 'island', 'wetland'].includes(kind) && !isLand(...lngLat),
    );
    expect(afloat.map(({ name }) => name)).toEqual([]);
  });
});

test('railways call at stations, each nearer than 130 km to the next', () => {
  const stations = new Map(
    LANDMARKS.flatMap(({ id, class: kind, lngLat }) => (kind === 'station' ? [[id, lngLat]] : [])),
  );
  for (const { name, stations: calls } of railways) {
    expect(
      calls.filter((id) => !stations.has(id)),
      name,
    ).toEqual([]);
    const legs = calls.slice(1).map((id, i) => distance([...stations.get(calls[i]!)!], [...stations.get(id)!]) / 1000);
    expect(Math.max(...legs), name).toBeLessThan(130);
  }
});

describe('townships', () => {
  test('are of the divisions, each once, with their name', () => {
    expect(new Set(townships.map(({ code }) => code)).size).toBe(townships.length);
    expect(townships.length).toBeGreaterThan(1_000);
    expect(townships.filter(({ code, name }) => divisions.get(code)?.name !== name)).toEqual([]);
  });

  test('lie on land, no farther from the seat than their county reaches', () => {
    const wrong = townships.filter(
      ({ code, lng, lat }) => !isLand(lng, lat) || kilometresFromSeat(code.slice(0, 6), [lng, lat]) > FARTHEST.township,
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe('drawn ground', () => {
  test('says of every feature that it is approximate', () => {
    const all = [waters, causeways, hills, streams, seas].flatMap(
      ({ features }) => features as { properties: object }[],
    );
    expect(all.filter(({ properties }) => !('approximate' in properties))).toEqual([]);
  });

  test('are simple closed rings in the province, waters with few corners', () => {
    for (const { properties, geometry } of [...waters.features, ...hills.features]) {
      const [outer, ...holes] = geometry.coordinates as Ring[];
      const name = 'id' in properties ? properties.id : properties.name;
      expect(signedArea(outer!), name).toBeGreaterThan(0);
      for (const hole of holes) {
        expect(signedArea(hole), name).toBeLessThan(0);
        expect(contains(outer!, hole[0]!), name).toBe(true);
      }
      for (const ring of [outer!, ...holes]) expect(ring[0], name).toEqual(ring.at(-1));
      expect(findCrossings([outer!, ...holes]), name).toEqual([]);
      expect(outer!.every(isInProvince), name).toBe(true);
    }
    const corners = waters.features.map(({ geometry }) => geometry.coordinates[0]!.length - 1);
    expect(Math.min(...corners)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...corners)).toBeLessThanOrEqual(30);
  });

  test('each water is that of a landmark, whose name stands in it', () => {
    const lakes = LANDMARKS.filter(({ class: kind }) => kind === 'lake' || kind === 'wetland');
    const surveyed = new Set(basemap.lakes.features.map(({ properties }) => properties.name));
    const drawn = new Map(waters.features.map((water) => [water.properties.id, water]));
    expect(drawn.size).toBe(waters.features.length);
    for (const { id, name, class: kind, lngLat } of lakes) {
      const water = drawn.get(id);
      expect(Boolean(water) !== surveyed.has(name), name).toBe(true);
      if (!water) continue;
      expect(contains(water.geometry.coordinates[0] as Ring, [...lngLat]), name).toBe(true);
      expect(water.properties.wetland === true, name).toBe(kind === 'wetland');
    }
    expect([...drawn.keys()].filter((id) => !lakes.some((lake) => lake.id === id))).toEqual([]);
  });

  test('hills stand on land, causeways cross West Lake', () => {
    const afloat = hills.features.filter(({ geometry }) =>
      geometry.coordinates[0]!.some(([lng = 0, lat = 0]) => !isLand(lng, lat)),
    );
    expect(afloat.map(({ properties }) => `${properties.name} ${properties.level}`)).toEqual([]);
    const lake = waters.features.find(({ properties }) => properties.id === 'west-lake-water')!;
    const middles = causeways.features.map(({ geometry }) => {
      const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = geometry.coordinates;
      return [(a + c) / 2, (b + d) / 2] as LngLat;
    });
    for (const middle of middles) expect(contains(lake.geometry.coordinates[0] as Ring, middle)).toBe(true);
  });

  test.each<[string, LngLat, boolean]>([
    ['the middle of West Lake', [120.145, 30.246], true],
    ['the Broken Bridge’s bank', [120.15, 30.263], false],
    ['Solitary Hill', [120.138, 30.253], false],
    ['Lakeside', [120.162, 30.254], false],
    ['Dongqian Lake', [121.665, 29.77], true],
  ])('%s is water or not as it is outside', (_place, point, expected) => {
    const isWater = waters.features.some(({ geometry }) => {
      const [outer, ...holes] = geometry.coordinates as Ring[];
      return contains(outer!, point) && !holes.some((hole) => contains(hole, point));
    });
    expect(isWater).toBe(expected);
  });
});
