import { expect, test } from 'vitest';
import { contrastOf } from './contrast.ts';
import { getPalette, LOOKS, type Palette } from './palette.ts';

/** WCAG 2.2, 1.4.3; halos come on top. */
const READABLE = 4.5;
const APART = 1.3;

const GROUNDS = ['land', 'hill', 'hillHigh', 'town', 'townCore'] as const satisfies readonly (keyof Palette)[];
const NAMES = {
  cityName: GROUNDS,
  countyName: GROUNDS,
  townshipName: GROUNDS,
  landmarkName: GROUNDS,
  hillName: GROUNDS,
  spotName: GROUNDS,
  waterName: ['water', 'wetland', 'land'],
} as const satisfies Partial<Record<keyof Palette, readonly (keyof Palette)[]>>;

test.each(LOOKS)('names can be read on every ground they stand on in %s', (look) => {
  const palette = getPalette(look);
  for (const [name, grounds] of Object.entries(NAMES)) {
    for (const ground of grounds) {
      const contrast = contrastOf(palette[name as keyof typeof NAMES], palette[ground]);
      expect(contrast, `${name} on ${ground}`).toBeGreaterThanOrEqual(READABLE);
    }
  }
});

test.each(LOOKS)('land, water and rivers part in %s', (look) => {
  const { land, water, river, shore, hillHigh, townCore, landmark } = getPalette(look);
  expect(contrastOf(land, water), 'water').toBeGreaterThanOrEqual(APART);
  expect(contrastOf(land, river), 'river').toBeGreaterThanOrEqual(APART + 0.3);
  expect(contrastOf(land, shore), 'shore').toBeGreaterThanOrEqual(2);
  expect(contrastOf(townCore, landmark), 'landmark').toBeGreaterThanOrEqual(3);
  // The tints are no second land.
  for (const tint of [hillHigh, townCore]) expect(contrastOf(land, tint)).toBeLessThan(APART);
});
