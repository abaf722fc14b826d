import { expect, test } from 'vitest';
import { CampusesBroken, parseCampuses } from './campuses.ts';
import { GeojsonBroken, parseFeatures, toPoint, toPolygonal } from './geojson.ts';

const feature = (geometry: unknown, properties: unknown = null) => ({ type: 'Feature', geometry, properties });
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

test('features keep number, id and properties', () => {
  const text = collection(feature(null), {
    ...feature({ type: 'Point', coordinates: [120, 30, 5] }, { 名称: 'x' }),
    id: 7,
  });
  const { features } = parseFeatures(`\uFEFF${text}`);
  expect(features.map(({ number, id, properties }) => ({ number, id, properties }))).toEqual([
    { number: 1, id: null, properties: {} },
    { number: 2, id: '7', properties: { 名称: 'x' } },
  ]);
  expect(features.map(({ geometry }) => toPoint(geometry))).toEqual([null, [120, 30]]);
});

test.each(['', '{', '[]', '{"type":"Point"}', '\u001E{', collection({ type: 'Point' })])('%s is broken', (text) => {
  expect(() => parseFeatures(text)).toThrow(GeojsonBroken);
});

test('polygons are told from other shapes', () => {
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const {
    features: [whole, short, point],
  } = parseFeatures(
    collection(
      feature({ type: 'Polygon', coordinates: [ring] }),
      feature({ type: 'Polygon', coordinates: [ring.slice(1)] }),
      feature({ type: 'Point', coordinates: [0, 0] }),
    ),
  );
  expect(toPolygonal(whole!.geometry)).toEqual({ type: 'Polygon', coordinates: [ring] });
  expect(toPolygonal(short!.geometry)).toBeNull();
  expect(toPolygonal(point!.geometry)).toBeNull();
});

test('campus lists keep what they do not know and name bad entries', () => {
  const good = { name: '大学', colour: 'red', campuses: [{ name: null, longitude: 120, latitude: 30 }] };
  const bad = { name: '学院', campuses: [{ name: null, longitude: '120', latitude: 30 }] };
  const [first, second] = parseCampuses(JSON.stringify([good, bad]));
  expect(first).toEqual({ number: 1, institution: good });
  expect(second).toMatchObject({ number: 2, field: 'campuses.0.longitude', value: '"120"' });
  expect(() => parseCampuses('{}')).toThrow(CampusesBroken);
  expect(() => parseCampuses('[')).toThrow(CampusesBroken);
});

const at = (lng: number) => feature({ type: 'Point', coordinates: [lng, 30] }, { 名称: `馆${lng}` });
test.each([
  ['a feature', JSON.stringify(at(120)), [120], []],
  [
    'a sequence',
    `\u001E${JSON.stringify(at(120), null, 1)}\n\u001E{"type"\n\u001E${JSON.stringify(at(121))}\n`,
    [120, 121],
    [2],
  ],
  ['lines', `${JSON.stringify(at(120))}\r\n\r\n${JSON.stringify(at(121))}\n{"type":"Feature"`, [120, 121], [3]],
])('%s is read', (_name, text, lngs, broken) => {
  const read = parseFeatures(text);
  expect(read.features.map(({ geometry }) => toPoint(geometry)![0])).toEqual(lngs);
  expect(read.broken).toEqual(broken);
  expect(read.features.at(-1)!.number).toBe(lngs.length === 1 ? 1 : lngs.length + (broken[0] === 2 ? 1 : 0));
});
