import fc from 'fast-check';
import { expect, test } from 'vitest';
import { words as en } from './en.ts';
import { isCoarse, tellDistance, tellExactness } from './exactness.ts';
import { fill } from './fill.ts';
import { words as zh } from './zh-CN.ts';

const tell = (metres: number, off: number) =>
  tellDistance(metres, off, 'zh-CN', (key, distance) => fill(zh.exactness[key], { distance }));

test('what is known to 200 m is told as before, what is not is told as coarsely as it is known', () => {
  expect([tell(1_234, 0), tell(1_234, 110), tell(90, 200)]).toEqual(['1.2公里', '1.2公里', '90米']);
  expect([tell(120, 3_000), tell(3_000, 3_000), tell(4_600, 3_000)]).toEqual(['约 3公里内', '约 3公里内', '约 5公里']);
  expect([tell(300, 560), tell(1_234, 560), tell(1_234, 1_100)]).toEqual(['约 600米内', '约 1.2公里', '约 1公里']);
  expect(tellDistance(120, 3_000, 'en', (key, distance) => fill(en.exactness[key], { distance }))).toBe(
    'within about 3 km',
  );
  expect([tellExactness(1_100, 'zh-CN'), tellExactness(3_240, 'en')]).toEqual(['1公里', '3 km']);
  expect([null, undefined, 0, 110, 200].some(isCoarse)).toBe(false);
});

test('a distance that is only about so never gets a figure finer than what may be wrong with it', () => {
  fc.assert(
    fc.property(fc.nat(90_000), fc.integer({ min: 201, max: 100_000 }), (metres, off) => {
      const text = tell(metres, off);
      expect(text.startsWith('约 ')).toBe(true);
      const number = Number(/[\d.,]+/.exec(text)![0].replaceAll(',', '')) * (text.includes('公里') ? 1_000 : 1);
      if (metres > off) expect(Math.abs(number - metres)).toBeLessThanOrEqual(off);
      else expect(number).toBe(Number(off.toPrecision(1)));
    }),
  );
});
