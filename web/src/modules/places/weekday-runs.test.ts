import { expect, test } from 'vitest';
import { toRuns } from './weekday-runs.ts';

test('neighbouring weekdays join', () => {
  expect(toRuns([5, 1, 2, 3, 7, 2])).toEqual([
    [1, 3],
    [5, 5],
    [7, 7],
  ]);
  expect(toRuns([])).toEqual([]);
});
