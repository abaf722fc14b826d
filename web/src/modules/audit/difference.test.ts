import { expect, test } from 'vitest';
import { toLines } from './difference.ts';

const line = (path: string, before: string | null, after: string | null) => ({
  ...{ path, before, after },
  isChanged: before !== after,
});

test('what changed, came and went is told by its path', () => {
  expect(
    toLines({ state: 'active', role: 'educator' }, { state: 'suspended', role: 'educator', reason: '离职' }),
  ).toEqual([line('state', 'active', 'suspended'), line('role', 'educator', 'educator'), line('reason', null, '离职')]);
});

test('what lies deeper keeps its way, lists of words stand in one line, nothing is a dash', () => {
  const after = {
    act: { kind: 'merge', institutions: [1, 2], into: { name: '合校' } },
    until: null,
    topics: [],
    ok: false,
  };
  expect(toLines(null, after)).toEqual([
    line('act.kind', null, 'merge'),
    line('act.institutions', null, '1, 2'),
    line('act.into.name', null, '合校'),
    line('until', null, '—'),
    line('topics', null, '—'),
    line('ok', null, 'false'),
  ]);
  expect(toLines(null, { acts: [{ id: 1 }] })).toEqual([line('acts.0.id', null, '1')]);
  expect(toLines(null, null)).toEqual([]);
});
