import { expect, test } from 'vitest';
import { AREA_FILTER, FILTERS, onlyFilter, TOPIC_FILTER, WORDS_FILTER } from './filter-table.ts';

test('one filter is found by what its values are, and several are refused', () => {
  expect(FILTERS[AREA_FILTER].type).toBe('areaCode');
  expect(FILTERS[TOPIC_FILTER].vocabulary).toBe('topic');
  expect(FILTERS[WORDS_FILTER].type).toBe('text');
  expect(() => onlyFilter({ isFacet: true })).toThrow('isFacet');
  expect(() => onlyFilter({ vocabulary: 'none' })).toThrow('none');
});
