import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { TextFields } from './input/types.ts';
import { everything, indexOf, plainRow } from './testing/rows.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const TEXT: TextFields = {
  title: '毛笔书法',
  topic: '书法',
  organiser: '古荡学堂',
  place: '古荡',
  description: '从零开始',
};

/** An index and what its texts were read from. */
function loadFrom(count: number) {
  const index = indexOf(Array.from({ length: count }, (_, at) => ({ ...plainRow, id: at + 1 })));
  const texts = new Map(Array.from({ length: count }, (_, at) => [at + 1, { ...TEXT }]));
  index.loadText((id) => texts.get(id));
  return { index, source: new WeakRef(texts) };
}

test('what texts are read from is not kept', async () => {
  const { index, source } = loadFrom(100);
  // What a weak reference was made of lives until the end of its turn, and longer where code is being compiled.
  for (let turn = 0; turn < 50 && source.deref(); turn++) {
    await nextTurn();
    collect();
  }
  expect(source.deref()).toBeUndefined();
  expect(index.totals({ ...everything, q: '书法' }).total).toBe(100);
});
