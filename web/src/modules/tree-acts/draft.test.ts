import type { TreeBranch } from '@zlm/server/contract';
import { expect, test } from 'vitest';
import { emptyDraft, namesOfMade, toAct, type Draft, type Kind } from './draft.ts';

const institution = { id: 7, name: '老校', type: 'community-school', level: 'township', division: '330106003' };
const branch = {
  institution,
  path: [
    { id: 1, name: '省' },
    { id: 3, name: '区' },
  ],
} as unknown as TreeBranch;
const day = '2026-11-30';
const [a, b] = [
  { id: 8, name: '甲' },
  { id: 9, name: '乙' },
];
const make = (kind: Kind, change: Partial<Draft>) =>
  toAct(kind, { ...emptyDraft(branch.institution, day), ...change }, branch, [a, b]);
const made = { type: 'community-school', level: 'township', division: '330106003' };

test.each<[Kind, Partial<Draft>, object]>([
  ['rename', { name: ' 新校 ' }, { institution: 7, name: '新校' }],
  ['move', { parent: a }, { institution: 7, parent: 8 }],
  ['move', { atTop: true, parent: a }, { institution: 7, parent: null }],
  [
    'open',
    { made: { name: '新点', type: 'study-point', level: 'village' } },
    {
      opens: { name: '新点', type: 'study-point', level: 'village', division: '330106003', parent: 7 },
    },
  ],
  ['close', { childrenTo: b }, { institution: 7, childrenTo: 9 }],
  ['merge', { heir: a, also: [b] }, { institutions: [7, 9], into: 8 }],
  [
    'merge',
    { into: 'new', made: { name: '合校', type: 'community-school', level: 'township' } },
    {
      institutions: [7],
      into: { ...made, name: '合校', parent: 3 },
    },
  ],
  [
    'split',
    { heirs: [{ known: a }, { name: '新校' }], rest: 1, places: { 9: 1 } },
    {
      institution: 7,
      into: [8, { ...made, name: '新校', parent: 3 }],
      rest: 1,
      children: [
        { id: 8, to: 0 },
        { id: 9, to: 1 },
      ],
    },
  ],
])('%s is written as the tree takes it', (kind, change, act) => {
  expect(make(kind, change)).toEqual({ act: { kind, asOf: day, ...act } });
});

test.each<[Kind, Partial<Draft>, object]>([
  ['rename', { name: ' ', asOf: '' }, { asOf: 'needDay', name: 'needName' }],
  ['move', {}, { parent: 'needInstitution' }],
  ['merge', {}, { heir: 'needInstitution' }],
  ['merge', { into: 'new' }, { made: 'needName' }],
  ['split', { heirs: [{ known: a }] }, { heirs: 'needTwo' }],
  ['split', { heirs: [{ known: a }, { name: '' }] }, { heirs: 'needName' }],
])('%s without what it needs says what', (kind, change, missing) => {
  expect(make(kind, change)).toEqual({ missing });
});

test('those an act makes are told in its order', () => {
  const split = make('split', { heirs: [{ name: '东校' }, { known: a }, { name: '西校' }] });
  expect('act' in split && namesOfMade(split.act)).toEqual(['东校', '西校']);
});
