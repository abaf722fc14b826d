import { expect, test } from 'vitest';
import { isMetered } from './when-used.ts';

test('where bytes cost money or patience nothing is loaded ahead of a use', () => {
  const metered = [{ saveData: true }, { type: 'cellular' }, { effectiveType: '2g' }, { effectiveType: 'slow-2g' }];
  expect(metered.filter((connection) => !isMetered(connection))).toEqual([]);
  const cheap = [{}, { type: 'wifi', effectiveType: '4g', saveData: false }, { effectiveType: '3g' }];
  expect(cheap.filter(isMetered)).toEqual([]);
});
