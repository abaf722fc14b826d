import { isKind, KINDS } from '@zlm/server/contract/kinds';
import { expect, test } from 'vitest';
import { things } from '../things/registry.ts';
import { contrastOf } from './contrast.ts';
import { getPalette, LOOKS } from './palette.ts';

/** Readable as a shape beside its neighbours: WCAG 2.2, 1.4.11. */
const LEAST_CONTRAST = 3;

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
