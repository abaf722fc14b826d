import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import type { FeatureCollection, Geometry } from 'geojson';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { ENTRY_BYTES } from '../../http/ready-tiles.ts';
import { box } from '../../testing/box.ts';
import { createBasemap, MAX_ZOOM } from './basemap.ts';
import type { BasemapGeometry, BasemapLabel } from './layers.ts';
import { keepTiles } from './tiles.ts';

function collection(geometry: Geometry, properties = {}): FeatureCollection {
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry }] };
}
const geometry: BasemapGeometry = {
  land: collection(box(119, 28, 121, 30)),
  lakes: collection(box(120, 29, 120.1, 29.1), { name: '太湖', nameEn: 'Taihu Lake' }),
  rivers: collection(
    {
      type: 'LineString',
      coordinates: [
        [119, 28.5],
        [121, 28.5],
      ],
    },
    { rank: 1 },
  ),
};
const labels: BasemapLabel[] = [
  { rank: 'city', name: '杭州市', nameEn: 'Hangzhou City', lngLat: [120.15, 29.5] },
  { rank: 'county', name: '西湖区', nameEn: 'Xihu', lngLat: [120.1, 29.4] },
  { rank: 'township', name: '转塘街道', nameEn: 'Zhuantang', lngLat: [120.05, 29.4], approximate: true },
];
const basemap = createBasemap(geometry, labels);

function tileAt(lng: number, lat: number, z: number): [number, number, number] {
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  return [z, Math.floor((lng / 360 + 0.5) * 2 ** z), Math.floor(y * 2 ** z)];
}
function decode(bytes: Uint8Array) {
  return new VectorTile(new PbfReader(bytes));
}
function names(z: number): unknown[] {
  const layer = decode(basemap.tile(...tileAt(120.1, 29.4, z))!).layers.labels;
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i).properties.name);
}

test('a tile carries land, lakes, rivers and names', () => {
  const { layers } = decode(basemap.tile(...tileAt(120.1, 29.4, 6))!);
  expect(Object.keys(layers).sort()).toEqual(['labels', 'lake_labels', 'lakes', 'land', 'rivers']);
  expect(layers.lake_labels!.feature(0).properties).toEqual({ rank: 'lake', name: '太湖', name_en: 'Taihu Lake' });
  expect(layers.rivers!.feature(0).properties).toEqual({ rank: 1 });
});

test('names come in by rank as the zoom grows', () => {
  expect(names(5)).toEqual(['杭州市']);
  expect(names(7)).toEqual(['杭州市', '西湖区']);
  expect(names(10)).toContain('转塘街道');
});

test('a guessed position says so, a known one does not', () => {
  const layer = decode(basemap.tile(...tileAt(120.05, 29.4, 12))!).layers.labels!;
  expect(layer.feature(layer.length - 1).properties).toEqual({
    rank: 'township',
    name: '转塘街道',
    name_en: 'Zhuantang',
    sort: 3,
    approximate: true,
  });
});

test('a city goes by its bare name in English', () => {
  const layer = decode(basemap.tile(...tileAt(120.1, 29.4, 5))!).layers.labels!;
  expect(layer.feature(0).properties.name_en).toBe('Hangzhou');
});

test('there is nothing at sea and above the last zoom', () => {
  expect(basemap.tile(...tileAt(125, 25, 8))).toBeNull();
  expect(basemap.tile(...tileAt(120, 29.4, MAX_ZOOM + 1))).toBeNull();
});

test('land reaches past every edge of an inner tile, so neighbours leave no crack', () => {
  const inside = fc.tuple(
    fc.double({ min: 119.75, max: 120.25, noNaN: true }),
    fc.double({ min: 28.7, max: 29.3, noNaN: true }),
    fc.integer({ min: 9, max: MAX_ZOOM }),
  );
  fc.assert(
    fc.property(inside, ([lng, lat, z]) => {
      const points = decode(basemap.tile(...tileAt(lng, lat, z))!)
        .layers.land!.feature(0)
        .loadGeometry()
        .flat();
      for (const values of [points.map((point) => point.x), points.map((point) => point.y)]) {
        expect(Math.min(...values)).toBeLessThanOrEqual(-32);
        expect(Math.max(...values)).toBeGreaterThanOrEqual(4096 + 32);
      }
    }),
  );
});

test('the TileJSON names the county seats', () => {
  const json = basemap.tileJson('https://map.example.org');
  expect(json.tiles).toEqual(['https://map.example.org/basemap/{z}/{x}/{y}.mvt']);
  expect(json.seats).toEqual([{ name: '西湖区', nameEn: 'Xihu', lngLat: [120.1, 29.4] }]);
});

test('kept tiles stay within their bytes and keep what is used', () => {
  let cuts = 0;
  const counting = { ...basemap, tile: () => (cuts++, new Uint8Array(100)) };
  const tile = keepTiles(counting, 2.5 * (ENTRY_BYTES + 100));
  tile(1, 0, 0);
  tile(1, 0, 1);
  tile(1, 0, 0);
  tile(1, 1, 0);
  expect(cuts).toBe(3);
  tile(1, 0, 0);
  expect(cuts).toBe(3);
  tile(1, 0, 1);
  expect(cuts).toBe(4);
});

test('equal bytes have equal etags', () => {
  const first = keepTiles(basemap)(...tileAt(120.1, 29.4, 6))!;
  const second = keepTiles(createBasemap(geometry, labels))(...tileAt(120.1, 29.4, 6))!;
  expect(first.plain.etag).toBe(second.plain.etag);
  expect(first.plain.etag).not.toBe(keepTiles(basemap)(...tileAt(120.1, 29.4, 7))!.plain.etag);
});
