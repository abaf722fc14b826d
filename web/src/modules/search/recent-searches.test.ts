import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTexts } from './recent-searches.ts';
import { toGroups } from './suggestion-groups.ts';

test('whatever is stored, at most eight different texts come of it', () => {
  for (const broken of [null, '', '{', '{"a":1}', 'null', '7']) expect(parseTexts(broken)).toEqual([]);
  expect(parseTexts(JSON.stringify(['书法', 3, '', ' ', '书法', null, 'x'.repeat(201), '太极']))).toEqual([
    '书法',
    '太极',
  ]);
  fc.assert(
    fc.property(fc.json(), (text) => {
      const texts = parseTexts(text);
      expect(texts.length).toBeLessThanOrEqual(8);
      expect(new Set(texts).size).toBe(texts.length);
    }),
  );
});

test('groups hold every suggestion once, kinds and members in the order they came', () => {
  const sources = ['topic', 'title', 'topic', 'division', 'title'] as const;
  const all = sources.map((source, i) => ({
    source,
    text: String(i),
    count: 1,
    total: 1,
    filter: null,
    kind: null,
    area: null,
  }));
  const groups = toGroups(all).map(({ source, suggestions }) => [source, suggestions.map(({ text }) => text)]);
  expect(groups).toEqual([
    ['topic', ['0', '2']],
    ['title', ['1', '4']],
    ['division', ['3']],
  ]);
});
