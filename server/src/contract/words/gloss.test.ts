import { expect, test } from 'vitest';
import { glossOf } from './gloss.ts';

const EN: Record<string, string> = { calligraphy: 'Calligraphy', tea: 'Tea', seniors: 'Older people (60+)' };
const label = (_vocabulary: string, code: string) => EN[code] ?? null;
const calligraphy = { kind: 'activity', topics: ['calligraphy', 'tea'], audiences: ['seniors'] } as const;
const thing = { ...calligraphy, topics: [...calligraphy.topics], audiences: [...calligraphy.audiences] };

test('kind, topic and audience, in this order', () => {
  expect(glossOf(thing, label)).toBe('Activity · Calligraphy, Tea · Older people (60+)');
  expect(glossOf(thing, label, 1)).toBe('Activity · Calligraphy · Older people (60+)');
});

test('what is not known, or said beside it, is left out', () => {
  expect(glossOf({ ...thing, topics: ['unheard-of'], audiences: [] }, label)).toBe('Activity');
  expect(glossOf({ topics: ['tea'] }, label)).toBe('Tea');
  expect(glossOf({}, label)).toBe('');
});
