import { expect, test } from 'vitest';
import { pageContext, placeNamed, PROVENANCE, readFacts } from '../../testing/page.ts';
import { toPage } from './page.ts';
import type { CreditPoint } from './schema.ts';

const point: CreditPoint = {
  ...{ id: 3, kind: 'credit_point', title: '西湖学分银行网点', description: '', tier: 'county', parents: [] },
  ...{ childCount: 0, institution: null, place: placeNamed('西湖馆'), venue: null, services: ['学分认定', '成果转换'] },
  ...{ phone: null, photos: [], provenance: PROVENANCE },
};
const factsOf = (change: Partial<CreditPoint>) => readFacts(toPage({ ...point, ...change }, pageContext()).body.text);
const phonesOf = (change: Partial<CreditPoint>) =>
  factsOf(change)
    .filter(([name]) => name === '电话')
    .map(([, value]) => value);

test('one number to call: its own, else that of its place', () => {
  expect(phonesOf({ phone: '0571-2' })).toEqual(['0571-2']);
  expect(phonesOf({})).toEqual(['0571-1']);
});

test('says what can be done there and what stands above it, from the top down', () => {
  const parents = [
    { id: 1, name: '省中心' },
    { id: 2, name: '杭州分中心' },
  ];
  const facts = new Map(factsOf({ parents, childCount: 12 }));
  expect(facts.get('能办什么')).toBe('学分认定、成果转换');
  expect([...facts.values()]).toEqual(expect.arrayContaining(['省中心 › 杭州分中心', '12 个']));
});
