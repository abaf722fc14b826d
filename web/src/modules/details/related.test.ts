import type { Card } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { parseQuery } from '../../state/url-query.ts';
import { pickRelated, relatedFilters } from './related.ts';

test('the filters are words the address bar keeps as they are', () => {
  const filters = relatedFilters({ kind: 'activity', topics: ['dance', 'calligraphy'], at: [120.123456, 30.1] });
  expect(filters).toEqual({
    kind: 'activity',
    topic: 'calligraphy,dance',
    near: '120.1235,30.1000,5000',
    seats: 'few,many',
  });
  expect(parseQuery({ ...filters })).toMatchObject({ query: { filters }, dropped: [] });
  expect(relatedFilters({ kind: 'credit_point', topics: [], at: null })).toEqual({ kind: 'credit_point' });
});

test('neither the thing itself nor anything twice is picked', () => {
  const cards = [7, 1, 1, 2, 7, 3, 4, 5, 6].map((id) => ({ id }) as Card);
  expect(pickRelated(cards, { id: 7, trouble: null }).map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(pickRelated(cards, { id: 7, trouble: 'full' }).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
});
