import { expect, test } from 'vitest';
import { FeatureIndex } from '../feature-index.ts';
import type { RowInput } from '../input/types.ts';
import { schema } from '../testing/arbitraries.ts';
import { decodeTile } from '../testing/decode.ts';
import { toTileJson } from './tilejson.ts';

test('describes every layer and property that a tile has', () => {
  const described = toTileJson(schema, {
    name: '学习地图',
    tilesUrl: 'http://x/{z}/{x}/{y}.mvt',
    bounds: [118, 27, 123, 32],
  });
  expect(described).toMatchObject({ tilejson: '3.0.0', minzoom: 5, maxzoom: 16, tiles: ['http://x/{z}/{x}/{y}.mvt'] });
  const row = { place: 0, lat: 30, facets: { kind: [1] }, sessions: null, lastDay: null, pinned: false };
  const rows: RowInput[] = [120, 120, 121, 122].map((lng, at) => ({ ...row, id: at + 1, lng }));
  const index = new FeatureIndex(schema);
  index.load(rows);
  const features = [
    decodeTile(index.tile({ facets: {} }, 1, 1, 0)),
    decodeTile(index.tile({ facets: {} }, 14, 13653, 6759)),
  ].flat();
  expect(features.length).toBeGreaterThan(1);
  for (const { layer, properties } of features) {
    const fields = described.vector_layers.find(({ id }) => id === layer)!.fields;
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(properties)));
  }
});

test('with anchors it describes the areas too, and clusters from the zoom after them', () => {
  const rest = { lng: 120, lat: 28 };
  const anchored = { facet: 'division', steps: [{ lastZoom: 9, anchors: [{ value: 0, lng: 120, lat: 30 }], rest }] };
  const index = new FeatureIndex({ ...schema, anchored });
  const row = { place: 0, lng: 121, lat: 29, sessions: null, lastDay: null, pinned: false };
  index.load([
    { ...row, id: 1, facets: { kind: [1], division: [2] } },
    { ...row, id: 2, facets: {} },
  ]);
  const { vector_layers: layers } = toTileJson(index.schema, { name: '', tilesUrl: '', bounds: [118, 27, 123, 32] });
  const zooms = layers.map(({ id, minzoom, maxzoom }) => [id, minzoom, maxzoom]);
  expect(zooms).toEqual([
    ['areas', 5, 9],
    ['clusters', 10, 13],
    ['points', 10, 16],
  ]);
  const features = decodeTile(index.tile({ facets: {} }, 5, 26, 13));
  expect(features.map(({ layer, properties }) => [layer, properties.division])).toEqual([
    ['areas', 'a'],
    ['areas', undefined],
  ]);
  const known = Object.keys(layers[0]!.fields);
  for (const { properties } of features) expect(known).toEqual(expect.arrayContaining(Object.keys(properties)));
});
