import { expect, test } from 'vitest';
import { numbersOf, toTel } from './tel.ts';

test('only what can be dialled becomes a tel link, its extension dialled after a pause', () => {
  expect(toTel('0571-8880 1234')).toBe('tel:057188801234');
  expect(toTel('+86 571')).toBe('tel:+86571');
  expect(toTel('0571-88889999转801')).toBe('tel:057188889999,801');
  expect(toTel('前台')).toBeNull();
});

test('several numbers are told apart', () => {
  expect(numbersOf('0571-88889999、13800000000')).toEqual(['0571-88889999', '13800000000']);
  expect(numbersOf('0571-88889999')).toEqual(['0571-88889999']);
});
