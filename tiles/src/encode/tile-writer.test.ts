import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { decodeTile } from '../testing/decode.ts';
import { TileWriter } from './tile-writer.ts';

test('a point tile has these bytes', () => {
  const writer = new TileWriter();
  writer.openLayer('points');
  writer.openFeature(300, 1, 4095);
  writer.addUint(writer.nameOf('id'), 300);
  writer.addName(writer.nameOf('kind'), writer.nameOf('课'));
  writer.addDouble(writer.nameOf('lng'), 1);
  writer.closeFeature();
  writer.closeLayer();
  const layer = [
    [0x78, 2, 0x0a, 6, ...Buffer.from('points')],
    // Feature: id 300, tags, a point, MoveTo(1, 4095) in zigzag.
    [0x12, 20, 0x08, 0xac, 0x02, 0x12, 6, 0, 0, 1, 1, 2, 2, 0x18, 1, 0x22, 4, 9, 2, 0xfe, 0x3f].with(1, 19),
    [0x1a, 2, ...Buffer.from('id'), 0x1a, 4, ...Buffer.from('kind'), 0x1a, 3, ...Buffer.from('lng')],
    [0x22, 3, 0x28, 0xac, 0x02, 0x22, 5, 0x0a, 3, ...Buffer.from('课'), 0x22, 9, 0x19, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
    [0x28, 0x80, 0x20],
  ].flat();
  expect([...writer.finish()]).toEqual([0x1a, layer.length, ...layer]);
});

const property = fc.tuple(
  fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  fc.oneof(fc.maxSafeNat(), fc.string({ maxLength: 300, unit: 'grapheme' }), fc.double({ noNaN: true })),
);
const featureArbitrary = fc.record({
  id: fc.option(fc.maxSafeNat()),
  x: fc.nat(4095),
  y: fc.nat(4095),
  properties: fc.uniqueArray(property, { maxLength: 12, selector: ([key]) => key }),
});

test('the reference decoder reads back every feature of both layers', () => {
  const writer = new TileWriter();
  const layerArbitrary = fc.array(featureArbitrary, { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(layerArbitrary, layerArbitrary, (clusters, points) => {
      const layers = { clusters, points };
      writer.start();
      for (const [name, features] of Object.entries(layers)) {
        writer.openLayer(name);
        for (const { id, x, y, properties } of features) {
          writer.openFeature(id, x, y);
          for (const [name, value] of properties) {
            const key = writer.nameOf(name);
            if (typeof value === 'string') writer.addName(key, writer.nameOf(value));
            else if (Number.isSafeInteger(value) && !Object.is(value, -0) && value >= 0) writer.addUint(key, value);
            else writer.addDouble(key, value);
          }
          writer.closeFeature();
        }
        writer.closeLayer();
      }
      const bytes = writer.finish();
      const expected = Object.entries(layers).flatMap(([layer, features]) =>
        features.map(({ id, x, y, properties }) => ({
          layer,
          id: id ?? undefined,
          x,
          y,
          properties: Object.fromEntries(properties),
        })),
      );
      expect(decodeTile(bytes)).toEqual(expected);
      expect(new VectorTile(new PbfReader(bytes)).layers.points).toMatchObject({ version: 2, extent: 4096 });
    }),
  );
});
