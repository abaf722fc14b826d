import { PIN_STATES } from '@zlm/server/contract/lifecycle';
import { expect, test } from 'vitest';
import { formatSpot, parseSpot } from './states.ts';

test('what is filtered by and what is opened go through the address and come back', () => {
  for (const state of [null, ...PIN_STATES])
    for (const pin of [null, 12]) {
      const spot = formatSpot(state, pin);
      expect(parseSpot(spot)).toEqual({ state, pin });
      expect(spot ?? '').toMatch(/^[0-9a-z@-]*$/);
    }
  expect(parseSpot('nothing@-1')).toEqual({ state: null, pin: null });
});
