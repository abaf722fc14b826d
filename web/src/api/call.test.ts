import { expect, test } from 'vitest';
import { toUrl } from './call.ts';

test('parameters are escaped and the query has a stable order', () => {
  expect(toUrl('/api/things/{id}', { id: 'a/b' })).toBe('/api/things/a%2Fb');
  expect(toUrl('/api/search', {}, { q: '书法 班', kind: 'course,activity', from: undefined })).toBe(
    '/api/search?kind=course%2Cactivity&q=%E4%B9%A6%E6%B3%95+%E7%8F%AD',
  );
});
