import { VectorTile } from '@mapbox/vector-tile';
import type { Feature, FeatureCollection, Geometry, Point, Polygon } from 'geojson';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { distance } from '../../formats/crs.ts';
import { box } from '../../testing/box.ts';
import { createBasemap } from './basemap.ts';
import { drawBuiltUp } from './built-up.ts';
import { mergeRivers, NO_GROUND, type Ground } from './ground.ts';
import type { BasemapGeometry, BasemapLabel } from './layers.ts';
import { repeatNames } from './quarters.ts';

const feature = (geometry: Geometry, properties = {}): Feature => ({ type: 'Feature', geometry, properties });
const collection = (...features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const line = (...coordinates: [number, number][]): Geometry => ({ type: 'LineString', coordinates });

const geometry: BasemapGeometry = {
  land: collection(feature(box(119, 29, 120.2, 31))),
  lakes: collection(feature(box(119.2, 29.2, 119.3, 29.3), { name: '千岛湖', nameEn: 'Qiandao Lake' })),
  rivers: collection(
    feature(line([119, 30], [119.5, 30.1]), { rank: 2 }),
    feature(line([119, 29.5], [119.5, 29.4]), { rank: 3 }),
  ),
};
const ground: Ground = {
  ...NO_GROUND,
  waters: collection(
    feature(box(120.12, 30.22, 120.16, 30.27), { id: 'west-lake-water', approximate: true }),
    feature(box(120.05, 30.25, 120.08, 30.28), { id: 'xixi', wetland: true, approximate: true }),
  ),
  hills: collection(feature(box(120.08, 30.2, 120.12, 30.25), { name: '西湖群山', level: 1, approximate: true })),
  riverNames: [{ name: '富春江', name_en: 'Fuchun River', at: [119.45, 30.1] }],
};
const TOWN: BasemapLabel = {
  rank: 'township',
  name: '北山街道',
  nameEn: 'Beishan Subdistrict',
  lngLat: [120.135, 30.266],
  approximate: true,
};
const basemap = createBasemap(geometry, [TOWN], ground);

function layersAt(lng: number, lat: number, z: number) {
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  const bytes = basemap.tile(z, Math.floor((lng / 360 + 0.5) * 2 ** z), Math.floor(y * 2 ** z))!;
  const { layers } = new VectorTile(new PbfReader(bytes));
  return (layer: string) =>
    Array.from({ length: layers[layer]?.length ?? 0 }, (_, i) => layers[layer]!.feature(i).properties);
}

test('drawn waters, hills and towns are layers of the tile, and say that they are approximate', () => {
  const at = layersAt(120.13, 30.25, 12);
  expect(at('lakes')).toEqual([{ id: 'west-lake-water', approximate: true }]);
  expect(at('wetlands')).toEqual([{ id: 'xixi', wetland: true, approximate: true }]);
  expect(at('hills')).toEqual([{ name: '西湖群山', level: 1, approximate: true }]);
  expect(at('built_up').map(({ level }) => level)).toEqual([1, 2]);
  expect(at('labels')).toEqual([
    { rank: 'township', name: '北山街道', name_en: 'Beishan', sort: 3, approximate: true },
  ]);
});

test('landmarks come in by rank, each once', () => {
  const namesAt = (z: number) => layersAt(120.14, 30.25, z)('landmarks').map(({ name }) => String(name));
  expect(namesAt(9)).toEqual([]);
  expect(namesAt(10)).toContain('西湖');
  expect(namesAt(10)).not.toContain('西湖断桥');
  expect(namesAt(11)).toContain('西湖断桥');
  expect(namesAt(12)).toContain('宝石山');
  expect(new Set(namesAt(12)).size).toBe(namesAt(12).length);
});

test('a lake that the survey names is named once', () => {
  const at = layersAt(119.04, 29.605, 11);
  expect(at('landmarks').map(({ name }) => name)).not.toContain('千岛湖');
  expect(layersAt(119.25, 29.25, 10)('lake_labels')).toMatchObject([{ name: '千岛湖' }]);
});

test('a name goes to the nearest river, and to none that is far', () => {
  const named = mergeRivers(geometry.rivers, ground).features.map(({ properties }) => properties);
  expect(named).toEqual([{ rank: 2, name: '富春江', name_en: 'Fuchun River' }, { rank: 3 }]);
  const far = { ...ground, riverNames: [{ ...ground.riverNames[0]!, at: [119.5, 29.75] as const }] };
  expect(mergeRivers(geometry.rivers, far).features.filter(({ properties }) => properties?.name)).toEqual([]);
});

test('a name is repeated about its township, never nearer to another', () => {
  const east: BasemapLabel = { ...TOWN, name: '天水街道', lngLat: [120.145, 30.266] };
  const { features } = repeatNames([TOWN, east]);
  expect(features.length).toBeGreaterThan(40);
  for (const { geometry: at, properties } of features) {
    const spot = (at as Point).coordinates as [number, number];
    const [own, other] = properties!.name === TOWN.name ? [TOWN, east] : [east, TOWN];
    const metres = distance([...own.lngLat], spot);
    expect(metres).toBeLessThan(1_250);
    expect(metres).toBeLessThan(distance([...other.lngLat], spot) + 1);
  }
});

test('built-up ground ends at the shore and is alike for the same spot', () => {
  const atShore: BasemapLabel = { ...TOWN, lngLat: [120.195, 30.266] };
  const drawn = drawBuiltUp([atShore], geometry.land);
  expect(drawBuiltUp([atShore], geometry.land)).toEqual(drawn);
  const ring = (drawn.features[0]!.geometry as Polygon).coordinates[0]!;
  const [east, west] = [Math.max(...ring.map(([lng]) => lng!)), Math.min(...ring.map(([lng]) => lng!))];
  expect(east).toBeLessThan(120.2005);
  expect(distance([west, 30.266], [120.195, 30.266])).toBeGreaterThan(900);
});
