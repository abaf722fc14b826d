import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSteps } from '../input/steps.ts';
import type { TextFields } from '../input/types.ts';
import { hashOf } from './string-table.ts';
import { TextIndex } from './text-index.ts';
import { Corpus } from './corpus.ts';
import { TitleWords, type CountedTitle } from './title-words.ts';

const LEVELS = ['初级', '中级', '高级', '入门', '提高', '公益', '周末', '暑期'];
const SUBJECTS = ['书法', '太极拳', '国画', '魔方', '手机摄影'];
const titleOf = (at: number): string => `${LEVELS[at % 8]}${SUBJECTS[(at * 3) % 5]}${at % 3 === 0 ? '班' : ''}${at}`;

const counted = (titles: readonly string[]): CountedTitle[] =>
  titles.map((title) => ({ hash: hashOf(title), text: () => title, docs: 1 }));

function wordsOf(titles: readonly string[]): Map<string, number> {
  const words = new TitleWords();
  runSteps(words.readSteps(titles.length, counted(titles), 1));
  return runSteps(words.takeSteps(1));
}

test('title words are the same in any order of the titles, and what comes and goes leaves nothing', () => {
  const titles = Array.from({ length: 60 }, (_, at) => titleOf(at));
  const words = wordsOf(titles);
  expect([...words.keys()]).toEqual(expect.arrayContaining(['书法', '太极拳', '魔方']));
  expect(new Map([...wordsOf([...titles].reverse())].sort())).toEqual(new Map([...words].sort()));
  const edited = new TitleWords();
  runSteps(edited.readSteps(titles.length, counted(titles), 1));
  runSteps(edited.takeSteps(1));
  for (let at = 0; at < 9; at++) edited.change(`拓印${titleOf(at)}`, 2);
  expect(runSteps(edited.takeSteps(1)).get('拓印')).toBe(18);
  for (let at = 0; at < 9; at++) edited.change(`拓印${titleOf(at)}`, -2);
  expect(runSteps(edited.takeSteps(1)).get('拓印')).toBe(0);
});

test('when titles become so many or few that others are read, an edited index suggests what a new one does', () => {
  const none: TextFields = { title: '', organiser: '', topic: '', place: '', description: '' };
  const docsOf = (ids: readonly number[]) => ids.map((at) => ({ ...none, title: titleOf(at) }));
  const build = (ids: readonly number[]) => {
    const docs = docsOf(ids);
    // Of more than 20 titles not all are read.
    return new TextIndex(docs, { corpus: runSteps(Corpus.build(docs, 10)) });
  };
  const suggested = (index: TextIndex) =>
    ['书', '太', 'tjq', '初', 'mf', 'shou', '班'].map((typed) => [index.suggest(typed, 9), index.query(typed).via]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (first, last) => {
      const ids = Array.from({ length: 90 }, (_, at) => at);
      const index = build(ids.slice(0, first));
      const kept = Math.min(first, last);
      const remove = ids.slice(kept, first);
      index.edit({ add: docsOf(ids.slice(first, last)), remove, count: last });
      expect(suggested(index)).toEqual(suggested(build(ids.slice(0, last))));
    }),
  );
});
