import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSteps } from '../input/steps.ts';
import type { TextFields } from '../input/types.ts';
import { Corpus } from './corpus.ts';
import { isWhole } from './whole-words.ts';

const titled = (title: string): TextFields => ({ title, organiser: '', topic: '', place: '', description: '' });
/** Many titles with the same words, cut well and badly. */
const titles = fc.array(
  fc
    .tuple(fc.constantFrom('毛笔', '硬笔', '笔', '学', '老', ''), fc.constantFrom(...'一二三四五六七八九十春夏秋冬'))
    .map(([before, after]) => titled(`${before}书法${after}`)),
  { minLength: 4, maxLength: 24 },
);

test('edits leave the same words whole as a corpus made of what is left', () => {
  fc.assert(
    fc.property(titles, titles, fc.nat(3), (given, added, every) => {
      const edited = runSteps(Corpus.build(given));
      const gone = given.flatMap((_, doc) => (doc % 4 <= every ? [doc] : []));
      edited.edit({ add: added, remove: gone });
      const left = [...given.filter((_, doc) => !gone.includes(doc)), ...added];
      const fresh = runSteps(Corpus.build(left));
      for (const phrase of fresh.phrases.all(() => true))
        expect(isWhole(phrase, edited), phrase.text).toBe(isWhole(phrase, fresh));
    }),
  );
});
