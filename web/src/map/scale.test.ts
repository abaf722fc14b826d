import { expect, test } from 'vitest';
import { describeScale, toScale } from './scale.ts';

test('a pixel at zoom 0 on the equator is 78 km', () => {
  const scale = toScale({ lat: 0, zoom: 0 });
  expect(scale.metres).toBe(5_000_000);
  expect(scale.metres / scale.px).toBeCloseTo(78_271.5, 0);
});

test.each([5.5, 7.3, 11, 14.6, 18])('at zoom %s the bar is round and fits', (zoom) => {
  const { metres, px } = toScale({ lat: 29, zoom });
  expect(String(metres)).toMatch(/^[125]0*$/);
  expect(px).toBeLessThanOrEqual(92);
  expect(px).toBeGreaterThan(92 / 2.6);
});

test('the unit follows the length and the language', () => {
  expect(describeScale({ metres: 500, px: 80 }, 'zh-CN')).toBe('500米');
  expect(describeScale({ metres: 20_000, px: 80 }, 'en')).toBe('20 km');
});
