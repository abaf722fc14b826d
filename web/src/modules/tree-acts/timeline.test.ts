import type { DoneTreeAct, TreeBranch } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { timelineOf } from './timeline.ts';

const branch = (own: object) =>
  ({ institution: { id: 7, openedOn: null, closedOn: null, names: [], heirs: [], ...own } }) as unknown as TreeBranch;
const done = (act: object, state = 'done') => ({ id: 1, act, state }) as unknown as DoneTreeAct;

test('the latest comes first, with what is known without acts', () => {
  const told = timelineOf(
    branch({ openedOn: '2001-01-01', closedOn: '2020-05-01', heirs: [{ id: 8, name: '新校' }] }),
    [done({ kind: 'move', asOf: '2010-01-01', institution: 7, parent: 3 })],
  );
  expect(told.map(({ day, kind }) => [day, kind])).toEqual([
    ['2020-05-01', 'closed'],
    ['2020-05-01', 'heirs'],
    ['2010-01-01', 'act'],
    ['2001-01-01', 'opened'],
  ]);
});

test('what an act says is told once, and what was undone not at all', () => {
  const names = [
    { name: '老校', from: null, to: '2015-01-01' },
    { name: '新校', from: '2015-01-01', to: null },
  ];
  const rename = (asOf: string, state?: string) => done({ kind: 'rename', asOf, institution: 7, name: '新校' }, state);
  const told = timelineOf(branch({ names }), [rename('2015-01-01'), rename('2018-01-01', 'undone')]);
  expect(told.map(({ day, kind }) => [day, kind])).toEqual([
    ['2015-01-01', 'act'],
    [null, 'named'],
  ]);
  const merge = done({ kind: 'merge', asOf: '2020-05-01', institutions: [7], into: 8 });
  expect(timelineOf(branch({ closedOn: '2020-05-01', heirs: [{ id: 8, name: '新校' }] }), [merge])).toHaveLength(1);
});
