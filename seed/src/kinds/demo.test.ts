import { describe, expect, test } from 'vitest';
import { loadVocabularies } from '../sources/reference-files.ts';
import type { Activity } from './activities/demo/activity.ts';
import { parseDay } from '../demo/calendar.ts';
import { createWhole } from '../testing/demo.ts';

const asOf = parseDay('2026-11-23');
const full = createWhole({ scale: 1, asOf });
const { activities } = full;
const share = (fits: (activity: Activity) => boolean) => activities.filter(fits).length / activities.length;

const WISHES =
  `瑜伽 围棋 吉他 羽毛球 游泳 乒乓球 象棋 英语 驾照 日语 普通话 古筝 二胡 钢琴 书法 国画 合唱 广场舞 太极 摄影 插花
  烘焙 咖啡 茶艺 收纳 编程 短视频 直播 手机 微信 电脑 会计 教师资格 电工 叉车 美甲 化妆 越剧 育婴 急救 诈骗 绘本 机器人`.split(
    /\s+/,
  );

describe('at full scale', () => {
  test('the published numbers come out', () => {
    const { institutions, places, courses, creditPoints, resources } = full;
    expect([institutions.length, places.length, activities.length]).toEqual([5000, 25_000, 110_000]);
    expect([courses.length, resources.length]).toEqual([6000, 50_000]);
    const tiers = ['province', 'city', 'county', 'point', 'college_branch'] as const;
    expect(tiers.map((tier) => creditPoints.filter((point) => point.tier === tier).length)).toEqual([
      1, 11, 94, 1575, 106,
    ]);
    const sessions = activities.reduce((sum, { schedule }) => sum + schedule.dates.length, 0);
    expect(sessions).toBeGreaterThan(900_000);
    expect(sessions).toBeLessThan(1_100_000);
  });

  test('every township has an institution, the governance tree has one root', () => {
    const towns = new Set(full.institutions.map(({ division }) => division));
    expect(full.world.ground.towns.filter(({ code }) => !towns.has(code))).toEqual([]);
    const roots = full.institutions.filter(({ parent, level }) => !parent && level !== 'none');
    expect(roots.map(({ type }) => type)).toEqual(['provincial-open-university']);
    const ranks = ['province', 'city', 'county', 'township', 'village'];
    const wrong = full.institutions.filter(
      ({ parent, level }) => parent && ranks.indexOf(parent.level) > ranks.indexOf(level),
    );
    expect(wrong).toEqual([]);
    for (const start of full.institutions) {
      let steps = 0;
      for (let at = start.parent; at; at = at.parent) expect(++steps).toBeLessThan(8);
    }
  });

  test('places lie on land in their county, and many things share a spot', () => {
    const { ground } = full.world;
    expect(full.places.filter(({ town, lng, lat }) => !ground.isIn(town.county, lng, lat))).toEqual([]);
    const spots = new Set(full.places.map(({ lng, lat }) => `${lng},${lat}`));
    expect(spots.size).toBeLessThan(24_000);
    expect(spots.size).toBeGreaterThan(20_000);
    const used = new Set(activities.map(({ place }) => place));
    expect(used.size / full.places.length).toBeGreaterThan(0.7);
    expect(full.institutions.filter(({ campuses }) => campuses.length > 1).length).toBeGreaterThan(500);
  });

  test('every activity has a session to come that takes place', () => {
    const without = activities.filter(({ schedule, differences }) => {
      const off = differences.filter(({ status }) => status === 'cancelled').map(({ day }) => day);
      return !schedule.dates.some((day) => day >= asOf && !off.includes(day));
    });
    expect(without).toEqual([]);
  });

  test('shares are as published', () => {
    expect(share(({ price }) => price.max === 0)).toBeCloseTo(0.7, 1);
    expect(Math.abs(share(({ price }) => price.max === 0) - 0.7)).toBeLessThan(0.01);
    expect(Math.abs(share(({ price }) => price.max > 0 && price.max <= 50) - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(share(({ price }) => price.max > 50 && price.max <= 200) - 0.12)).toBeLessThan(0.01);
    expect(Math.abs(share(({ price }) => price.max > 200 && price.max <= 800) - 0.06)).toBeLessThan(0.01);
    expect(Math.abs(share(({ price }) => price.max > 800) - 0.02)).toBeLessThan(0.01);
    expect(Math.abs(share(({ status }) => status === 'full') - 0.1)).toBeLessThan(0.005);
    expect(Math.abs(share(({ status }) => status === 'cancelled') - 0.03)).toBeLessThan(0.005);
    expect(Math.abs(share(({ mode }) => mode === 'online') - 0.02)).toBeLessThan(0.003);
    expect(Math.abs(share(({ schedule }) => schedule.recurrence !== null) - 0.7)).toBeLessThan(0.01);
  });

  test('what people wish for every day is there in every city, and is what it is called', () => {
    const cities = full.world.ground.cities.map(({ code }) => code);
    const missing = WISHES.flatMap((wish) => {
      const there = activities.filter(({ title }) => title.includes(wish));
      const found = new Set(there.map(({ institution }) => institution.town.county.city.code));
      return cities.filter((code) => !found.has(code)).map((code) => `${wish} ${code}`);
    });
    expect(missing).toEqual([]);
    const coveredBy = (wish: string) =>
      new Set(activities.filter(({ title }) => title.includes(wish)).map(({ topics }) => topics[0]!));
    expect([...coveredBy('游泳'), ...coveredBy('瑜伽'), ...coveredBy('围棋')]).toEqual(Array(3).fill('sports-games'));
    expect([...coveredBy('吉他')]).toEqual(['instruments']);
  });

  test('the audiences come at their times of day', () => {
    const hours = (audience: string) => activities.filter(({ audiences }) => audiences[0] === audience);
    const part = (list: Activity[], fits: (starts: string) => boolean) =>
      list.filter(({ schedule }) => fits(schedule.starts)).length / list.length;
    expect(part(hours('seniors'), (starts) => starts < '17:30')).toBeGreaterThan(0.9);
    expect(part(hours('workers'), (starts) => starts >= '18:30')).toBeGreaterThan(0.6);
  });

  test('activities are long-tailed', () => {
    const counts = new Map<string, number>();
    for (const { institution } of activities)
      counts.set(institution.sourceId, (counts.get(institution.sourceId) ?? 0) + 1);
    const sorted = [...counts.values()].sort((a, b) => b - a);
    const top = sorted.slice(0, 500).reduce((sum, count) => sum + count, 0);
    expect(top / activities.length).toBeGreaterThan(0.35);
    expect(sorted[2499]!).toBeLessThan(22);
  });

  test('titles are short, varied and whole', () => {
    const titles = activities.map(({ title }) => title);
    expect(titles.filter((title) => title.length > 60 || /undefined|null|NaN|\s{2}/.test(title))).toEqual([]);
    expect(new Set(titles).size).toBeGreaterThan(50_000);
    expect(activities.filter(({ description }) => /undefined|。。|，。/.test(description))).toEqual([]);
  });

  test('nobody real can be reached', () => {
    const phones = [
      ...full.places.map(({ phone }) => phone),
      ...full.institutions.map(({ phone }) => phone),
      ...full.creditPoints.map(({ phone }) => phone),
      ...activities.filter(({ enrolment }) => enrolment.method === 'phone').map(({ enrolment }) => enrolment.contact),
    ];
    expect(phones.filter((phone) => phone !== null && !/^000-\d{8}$/.test(phone))).toEqual([]);
    const links = [
      ...full.institutions.map(({ website }) => website),
      ...activities.filter(({ enrolment }) => enrolment.method === 'link').map(({ enrolment }) => enrolment.contact),
      ...full.resources.map(({ url }) => url),
    ];
    const foreign = links.filter((link) => link !== null && !new URL(link).hostname.endsWith('.example.org'));
    expect(foreign).toEqual([]);
  });

  test('source ids are unique and codes are known', () => {
    const all = [full.places, full.institutions, activities, full.courses, full.resources, full.creditPoints];
    for (const things of all) expect(new Set(things.map(({ sourceId }) => sourceId)).size).toBe(things.length);
    const { topic, audience, format, accessibility, institution_type } = loadVocabularies();
    const known = (terms: { code: string }[]) => new Set(terms.map(({ code }) => code));
    const unknown = (used: string[], terms: { code: string }[]) =>
      [...new Set(used)].filter((code) => !known(terms).has(code));
    expect(
      unknown(
        activities.flatMap(({ topics }) => topics),
        topic,
      ),
    ).toEqual([]);
    expect(
      unknown(
        activities.flatMap(({ audiences }) => audiences),
        audience,
      ),
    ).toEqual([]);
    expect(
      unknown(
        activities.map((activity) => activity.format),
        format,
      ),
    ).toEqual([]);
    expect(
      unknown(
        full.places.flatMap((place) => place.accessibility),
        accessibility,
      ),
    ).toEqual([]);
    expect(
      unknown(
        full.institutions.map(({ type }) => type),
        institution_type,
      ),
    ).toEqual([]);
    const leaves = topic.filter(({ parent }) => parent).map(({ code }) => code);
    const taught = new Set(activities.flatMap(({ topics }) => topics));
    expect(leaves.filter((code) => !taught.has(code))).toEqual([]);
  });
});

describe('at a fiftieth', () => {
  const small = createWhole({ scale: 0.02, asOf });
  const few = small.activities;

  test('every city and every state of things still shows', () => {
    expect(new Set(small.institutions.map(({ town }) => town.county.city.code)).size).toBe(11);
    expect(new Set(few.map(({ status }) => status)).size).toBe(6);
    expect(new Set(few.map(({ mode }) => mode)).size).toBe(3);
    expect(few.some(({ place, mode }) => !place && mode === 'offline')).toBe(true);
    expect(new Set(few.flatMap(({ differences }) => differences.map(({ status }) => status))).size).toBe(5);
    expect(new Set(small.creditPoints.map(({ tier }) => tier)).size).toBe(5);
    expect(new Set(small.courses.map(({ level }) => level)).size).toBe(2);
    expect(small.resources).toHaveLength(1000);
  });

  test('what there is, is as at full scale', () => {
    const byId = new Map(full.institutions.map((institution) => [institution.sourceId, institution]));
    for (const institution of small.institutions) {
      const twin = byId.get(institution.sourceId)!;
      expect(institution.campuses.map(({ place }) => [place.name, place.lng, place.lat])).toEqual(
        twin.campuses.map(({ place }) => [place.name, place.lng, place.lat]),
      );
    }
    const titles = new Map(activities.map(({ sourceId, title }) => [sourceId, title]));
    const known = few.filter(({ sourceId }) => titles.has(sourceId));
    expect(known.length).toBeGreaterThan(few.length / 2);
    expect(known.filter(({ sourceId, title }) => titles.get(sourceId) !== title)).toEqual([]);
  });

  test('a tiny demo has something of everything', () => {
    const tiny = createWhole({ scale: 0.001, asOf });
    expect(new Set(tiny.institutions.map(({ town }) => town.county.city.code)).size).toBe(11);
    expect(tiny.activities.length).toBe(110);
    expect(() => createWhole({ scale: 0, asOf })).toThrow('scale 0');
  });
});
