import { expect, test } from 'vitest';
import { ORGANISER_REF, pageContext, placeNamed, PROVENANCE, readFacts } from '../../testing/page.ts';
import { toPage } from './page.ts';
import type { Course } from './schema.ts';

type Offering = Course['offerings'][number];
const offering = (change: Partial<Offering>): Offering => ({
  ...{ id: 2, institution: ORGANISER_REF, place: null, venue: null, mode: 'offline', startsOn: null, endsOn: null },
  ...{ timetable: null, seats: { capacity: 20, left: 3 }, enrol: null, status: 'scheduled' },
  ...change,
});
const course: Course = {
  ...{ id: 1, kind: 'course', title: '国画入门', description: '', institution: ORGANISER_REF, ancestors: [] },
  ...{ level: 'skills', profession: null, edition: '1', credits: '2.0', hours: 36, topics: [], audiences: [] },
  ...{ price: null, offerings: [], photos: [], provenance: PROVENANCE },
};
const factsOf = (offerings: Offering[]) => readFacts(toPage({ ...course, offerings }, pageContext()).body.text);

test('every offering says when and where it is, and seats only as long as one may come', () => {
  const { lngLat: _, precision: __, positions: ___, ...venue } = placeNamed('劳岭村文化礼堂');
  const facts = factsOf([
    offering({ place: placeNamed('西湖馆'), startsOn: '2026-12-01', endsOn: '2027-01-15' }),
    offering({ place: placeNamed('上城馆'), status: 'cancelled' }),
    offering({ venue, startsOn: '2026-12-01', status: 'cancelled' }),
  ]);
  const of = (name: string) => facts.filter(([one]) => one === name).map(([, value]) => value);
  expect(of('地点')).toEqual(['西湖馆', '上城馆', '劳岭村文化礼堂']);
  expect(of('位置')).toEqual(['位置未标在地图上']);
  expect(of('时间').slice(0, 2)).toEqual([expect.stringMatching(/^2026.+ – 2027/), '随时可学']);
  expect(of('名额')).toEqual(['余 3 位，共 20 位']);
  expect(of('状态')).toEqual(['已取消', '已取消']);
});

test('a course without offerings says so, and each of many is an instance for search engines', () => {
  expect(toPage(course, pageContext()).body.text).toContain('目前没有开课安排。');
  const { jsonLd } = toPage({ ...course, offerings: [offering({}), offering({ mode: 'online' })] }, pageContext());
  expect(jsonLd).toMatchObject({ hasCourseInstance: [{ courseMode: 'Onsite' }, { courseMode: 'Online' }] });
});
