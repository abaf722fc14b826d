import { VectorTile } from '@mapbox/vector-tile';
import type { Card } from '@zlm/server/contract';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { clusterCards, encodeTile } from './cluster-tile.ts';

const card = (id: number, kind: string, lng: number, lat: number) => ({ id, kind, place: { id, lngLat: [lng, lat] } });
const cards = [
  card(1, 'activity', 120.15, 30.28),
  card(2, 'course', 120.15, 30.28),
  card(3, 'activity', 120.16, 30.29),
  card(4, 'institution', 121.55, 29.87),
  { id: 5, kind: 'resource', place: null },
] as unknown as Card[];

function decode(z: number, x: number, y: number) {
  const bytes = encodeTile(clusterCards(cards), [z, x, y]);
  if (!bytes) return null;
  const { layers } = new VectorTile(new PbfReader(bytes));
  return Object.fromEntries(
    Object.entries(layers).map(([name, layer]) => [
      name,
      Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties),
    ]),
  );
}

test('far away all placed cards are counted once, by kind', () => {
  const { clusters = [], points = [] } = decode(4, 13, 6) ?? {};
  const counts = [...clusters, ...points].map(({ point_count: count }) => Number(count ?? 1));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
  expect(clusters[0]).toMatchObject({ point_count: 4, activity: 2, course: 1, institution: 1 });
  expect(clusters[0]).toMatchObject({ west: 120.15, south: 29.87, east: 121.55, north: 30.29 });
});

test('near by a spot with several things is a stack, a single thing a point', () => {
  const z = 16;
  const x = Math.floor((120.15 / 360 + 0.5) * 2 ** z);
  const y = Math.floor((0.5 - Math.log(Math.tan(Math.PI / 4 + (30.28 * Math.PI) / 360)) / (2 * Math.PI)) * 2 ** z);
  const { points } = decode(z, x, y)!;
  expect(points).toEqual([{ id: 1, kind: 'activity', point_count: 2, lng: 120.15, lat: 30.28 }]);
  expect(decode(z, x + 40, y + 40)).toBeNull();
});
