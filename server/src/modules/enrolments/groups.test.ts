import { expect, test } from 'vitest';
import { Groups } from './groups.ts';

test('those that wait are decided together in order, twins apart, and what fails of one is its own', async () => {
  const groups: string[][] = [];
  const desk = new Groups<string, string>((asks) => {
    groups.push([...asks]);
    if (asks.includes('broken')) return Promise.reject(new Error('broken'));
    return Promise.resolve(
      asks.map((ask) => (ask === 'refused' ? { refusal: new Error('refused') } : { answer: `${ask}!` })),
    );
  });
  const said = ['first', 'a', 'twin', 'twin', 'refused', 'b'].map((ask) => desk.ask('pool', ask, ask));
  const settled = await Promise.allSettled(said);
  expect(groups).toEqual([['first'], ['a', 'twin', 'refused', 'b'], ['twin']]);
  expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    ...['first!', 'a!', 'twin!', 'twin!', 'Error: refused', 'b!'],
  ]);
  groups.length = 0;
  const others = ['first', 'a', 'broken', 'b'].map((ask) => desk.ask('pool', ask, ask));
  expect((await Promise.allSettled(others)).map(({ status }) => status)).toEqual([
    ...['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  ]);
  expect(groups).toEqual([['first'], ['a', 'broken', 'b'], ['a'], ['broken'], ['b']]);
});
