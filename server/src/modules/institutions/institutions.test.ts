import { expect, test } from 'vitest';
import { pageContext, PROVENANCE, readFacts } from '../../testing/page.ts';
import { toPage } from './page.ts';
import type { Institution } from './schema.ts';

const institution: Institution = {
  ...{ id: 7, kind: 'institution', title: '浙江老年大学', aliases: [], type: 'school', level: 'province' },
  ...{ division: '330106', description: '', phone: null, website: null, topics: [], audiences: [] },
  ...{
    openedOn: null,
    closedOn: null,
    places: [],
    venues: [],
    ancestors: [],
    heirs: [],
    children: [],
    childCount: 0,
    offers: {},
  },
  photos: [],
  provenance: PROVENANCE,
};

test('what it offers is told in the order of the kinds, by their names, and nothing of what it does not', () => {
  const { body } = toPage({ ...institution, offers: { course: 2, activity: 175 } }, pageContext('en'));
  const own = body.text.split('Its own, past ones included')[1]!.split('</ul>')[0]!;
  const items = [...own.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item]) => item);
  expect(items).toEqual(['Activities 175', 'Courses 2']);
  expect(toPage(institution, pageContext('en')).body.text).not.toContain('Its own, past ones included');
});

test('one that closed says when, also to search engines', () => {
  const { body, jsonLd } = toPage({ ...institution, closedOn: '2025-06-30' }, pageContext());
  expect(readFacts(body.text)).toContainEqual(['停办', '2025年6月30日']);
  expect(jsonLd).toMatchObject({ dissolutionDate: '2025-06-30' });
});

test('children that are not listed are led to', () => {
  const children = [{ id: 9, name: '西湖分校' }];
  const all = '查看全部下属机构';
  expect(toPage({ ...institution, children, childCount: 1 }, pageContext()).body.text).not.toContain(all);
  expect(toPage({ ...institution, children, childCount: 80 }, pageContext()).body.text).toContain(all);
});
