import { expect, test } from 'vitest';
import { addDays, hasTimes, toCellFilters } from './week.ts';

test('days are counted over months, years and leap days', () => {
  expect(addDays('2026-11-23', 7)).toBe('2026-11-30');
  expect(addDays('2026-12-28', 7)).toBe('2027-01-04');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});

test('a cell keeps every condition but those of time', () => {
  const filters = { q: '书法', weekday: '6', when: 'weekend', from: '2026-01-01', part: 'evening' } as const;
  expect(toCellFilters(filters, '2026-11-28', 'morning')).toEqual({
    q: '书法',
    weekday: '6',
    from: '2026-11-28',
    to: '2026-11-28',
    part: 'morning',
  });
  expect([hasTimes(filters), hasTimes({ q: '书法', weekday: '6' })]).toEqual([true, false]);
});
