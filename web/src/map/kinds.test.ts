import { isKind, KINDS } from '@zlm/server/contract/kinds';
import { expect, test } from 'vitest';
import { things } from '../things/registry.ts';
import { getPalette, LOOKS } from './palette.ts';

/** Readable as a shape beside its neighbours: WCAG 2.2, 1.4.11. */
const LEAST_CONTRAST = 3;

function luminanceOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test('every module of a thing is of a kind there is, each of another', () => {
  expect(things.map(({ kind }) => kind).filter((kind) => !isKind(kind))).toEqual([]);
  expect(new Set(things.map(({ kind }) => kind)).size).toBe(things.length);
});

test.each(KINDS)('%s has a web module with a mark and details', (kind) => {
  const thing = things.find((one) => one.kind === kind);
  expect(thing?.shape).toMatch(/^M[\d.]/);
  expect(thing?.glyph).toMatch(/^M[\d.]/);
  expect(thing?.details).toBeTypeOf('function');
  const others = things.filter((one) => one.kind !== kind);
  expect(others.filter(({ shape, glyph }) => shape === thing?.shape || glyph === thing?.glyph)).toEqual([]);
});

test.each(KINDS.flatMap((kind) => LOOKS.map((look) => [kind, look] as const)))(
  '%s stands out from land and glyph in %s',
  (kind, look) => {
    const { kinds, land, glyph } = getPalette(look);
    expect(kinds[kind]).toMatch(/^#[0-9a-f]{6}$/);
    expect(contrastOf(kinds[kind], land), 'land').toBeGreaterThanOrEqual(LEAST_CONTRAST);
    expect(contrastOf(kinds[kind], glyph), 'glyph').toBeGreaterThanOrEqual(LEAST_CONTRAST);
    const others = KINDS.filter((one) => one !== kind).map((one) => kinds[one]);
    expect(others).not.toContain(kinds[kind]);
  },
);
