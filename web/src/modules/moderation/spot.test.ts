import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSpot, parseSpot, QUEUED_KINDS, SHOWN, toKindWord, toQuery } from './spot.ts';

test('an address gives back what it was made of', () => {
  const spot = fc.record({
    show: fc.constantFrom(...SHOWN),
    narrows: fc.record(
      {
        kind: fc.constantFrom(...QUEUED_KINDS).map(toKindWord),
        topic: fc.constantFrom('calligraphy', 'self-taught-exam'),
        division: fc.constantFrom('330106', '330106001'),
        file: fc.constant('5b0c8a1e-0000-4000-8000-0123456789ac'),
      },
      { requiredKeys: [] },
    ),
    item: fc.constantFrom(null, '12', '5b0c8a1e-0000-4000-8000-0123456789ab'),
  });
  fc.assert(
    fc.property(spot, (here) => {
      const text = formatSpot(here);
      expect(parseSpot(text)).toEqual(here);
      expect(`queue@${text}`).toMatch(/^[0-9a-z@-]{1,220}$/);
    }),
  );
});

test.each([
  [undefined, {}],
  ['nonsense@topic-', {}],
  ['overdue@kind-credit-point', { overdue: 'true', kind: 'credit_point' }],
  ['all@division-33@topic-dance', { topic: 'dance' }],
  ['all@file-5b0c8a1e-0000-4000-8000-0123456789ac', { sentWith: '5b0c8a1e-0000-4000-8000-0123456789ac' }],
  ['second-opinion@12', { flag: 'second_opinion' }],
])('%s asks for %j', (spot, query) => expect(toQuery(parseSpot(spot))).toEqual(query));
