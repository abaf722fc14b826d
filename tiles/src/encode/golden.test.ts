import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FeatureIndex } from '../feature-index.ts';
import { schema } from '../testing/arbitraries.ts';
import { decodeTile } from '../testing/decode.ts';
import { goldenTiles, readGoldenRows } from '../testing/golden.ts';

const index = new FeatureIndex(schema);
index.load(readGoldenRows());

// `GOLDEN=write` writes the tiles anew; what changed is then to be read in the .json beside each.
test.each(goldenTiles)('the tile $name has the bytes and features it always had', ({ path, filter, address }) => {
  const bytes = index.tile(filter, ...address)!;
  const features = decodeTile(bytes);
  if (process.env.GOLDEN === 'write') {
    writeFileSync(`${path}.mvt`, bytes);
    writeFileSync(`${path}.json`, `[\n${features.map((feature) => `  ${JSON.stringify(feature)}`).join(',\n')}\n]\n`);
  }
  expect(features).toEqual(JSON.parse(readFileSync(`${path}.json`, 'utf8')));
  expect(Buffer.compare(bytes, readFileSync(`${path}.mvt`))).toBe(0);
});
