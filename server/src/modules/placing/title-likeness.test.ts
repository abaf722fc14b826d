import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { partsOfTitle } from './title-parts.ts';
import { LIKELY, scoreTitles, type Titled } from './title-likeness.ts';

const toMinutes = (text: string) => (text === '' ? null : Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
const pairs = readFileSync(new URL('judged-titles.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [same, a = '', b = '', startsA = '', startsB = '', institution] = line.split('\t');
    const titled = (title: string, starts: string, of: number): Titled => ({
      parts: partsOfTitle(title),
      institution: of,
      startsAt: toMinutes(starts),
    });
    return {
      isSame: same === 'yes',
      a,
      b,
      one: titled(a, startsA, 1),
      other: titled(b, startsB, institution === 'yes' ? 1 : 2),
    };
  });

test('of 300 judged pairs at least 95 of 100 that are one are found, and at most 10 of 100 told are not', () => {
  const told = pairs.filter(({ one, other }) => scoreTitles(one, other) >= LIKELY);
  const same = pairs.filter(({ isSame }) => isSame);
  const found = told.filter(({ isSame }) => isSame);
  const [recall, wrong] = [found.length / same.length, 1 - found.length / told.length];
  const missed = same.filter((pair) => !told.includes(pair));
  const say = (some: typeof pairs) =>
    some.map(({ a, b, one, other }) => `${a} | ${b} ${scoreTitles(one, other)}`).join('\n');
  console.info(
    `like titles: ${pairs.length} pairs, ${same.length} of them one; recall ${(100 * recall).toFixed(1)} %, ${(100 * wrong).toFixed(1)} % of those told are false`,
  );
  if (missed.length > 0) console.info(`missed\n${say(missed)}`);
  const wrongly = told.filter(({ isSame }) => !isSame);
  if (wrongly.length > 0) console.info(`wrong\n${say(wrongly)}`);
  expect(pairs.length).toBeGreaterThanOrEqual(300);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(wrong).toBeLessThanOrEqual(0.1);
});

test('it is the same whichever is named first, most of all for itself, and no title makes it fail', () => {
  const title = fc.oneof(
    fc.constantFrom(...pairs.flatMap(({ a, b }) => [a, b])),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const titled = fc.record({
    parts: title.map((text) => partsOfTitle(text)),
    institution: fc.option(fc.integer({ min: 1, max: 3 })),
    startsAt: fc.option(fc.integer({ min: 0, max: 1439 })),
  });
  fc.assert(
    fc.property(titled, titled, (a, b) => {
      const score = scoreTitles(a, b);
      expect(score).toBe(scoreTitles(b, a));
      expect(score >= 0 && score <= 1).toBe(true);
      expect(scoreTitles(a, a)).toBe(1);
    }),
  );
});
