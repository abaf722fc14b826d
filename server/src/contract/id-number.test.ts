import { expect, test } from 'vitest';
import { isChild, minorUntil } from './age.ts';
import { maskIdNumber, maskName, toIdNumber } from './id-number.ts';

test.each([
  ['11010519491231002X', '1949-12-31'],
  ['１１０１０５１９４９１２３１００２ｘ', '1949-12-31'],
  [' 440524 18800101 0014 ', '1880-01-01'],
])('%s is a number of somebody born on %s', (text, bornOn) => {
  expect(toIdNumber(text)).toEqual({ value: text.normalize('NFKC').replaceAll(' ', '').toUpperCase(), bornOn });
});

test.each([
  ['110105194912310021', 'another check digit'],
  ['11010519491331002X', 'a thirteenth month'],
  ['110105190002290019', 'a day there was not'],
  ['110105491231002', 'the old form'],
  ['0101051949123100211', 'too long'],
  ['', 'nothing'],
])('%s is none: %s', (text) => {
  expect(toIdNumber(text)).toBeNull();
});

test('what is shown tells neither the day of birth nor the family', () => {
  expect(maskIdNumber('11010519491231002X')).toBe('1101**********002X');
  expect([maskName('王小明'), maskName('李雷'), maskName('阿')]).toEqual(['*小明', '*雷', '*']);
});

test('grown up on the 18th birthday, no child from the 14th on', () => {
  const until = minorUntil('2010-12-01', '2026-11-30');
  expect([until, isChild(until, '2026-11-30')]).toEqual(['2028-12-01', false]);
  expect([minorUntil('2008-11-30', '2026-11-30'), minorUntil('2008-12-01', '2026-11-30')]).toEqual([
    null,
    '2026-12-01',
  ]);
  expect([isChild('2030-12-01', '2026-11-30'), isChild('2030-12-01', '2026-12-01')]).toEqual([true, false]);
  expect(minorUntil('2012-02-29', '2026-02-28')).toBe('2030-03-01');
  expect([isChild('2030-03-01', '2026-02-28'), isChild('2030-03-01', '2026-03-01')]).toEqual([true, false]);
});
