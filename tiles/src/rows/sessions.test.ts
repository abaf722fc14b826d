import { expect, test } from 'vitest';
import { slotOf } from './sessions.ts';

test('a day has the parts before 12:00, before 17:30 and evening, before 1970 too', () => {
  const at = (day: number, hour: number, minute: number): number => day * 1440 + hour * 60 + minute;
  expect([at(0, 0, 0), at(0, 11, 59), at(0, 12, 0), at(0, 17, 29), at(0, 17, 30), at(0, 23, 59)].map(slotOf)).toEqual([
    0, 0, 1, 1, 2, 2,
  ]);
  expect([at(20000, 9, 0), at(20000, 19, 0)].map(slotOf)).toEqual([60000, 60002]);
  expect([at(-1, 0, 0), at(-1, 23, 59)].map(slotOf)).toEqual([-3, -1]);
});
