import { describe, expect, test } from 'vitest';
import { findCrossings } from '../../scripts/crossings.ts';
import type { LngLat } from '../../scripts/gshhg-lines.ts';
import { contains, signedArea } from '../../scripts/rings.ts';
import type { Ring } from '../../scripts/rings.ts';
import { loadBasemap, loadDivisions, loadVocabularies } from './reference-files.ts';

const divisions = loadDivisions();
const vocabularies = loadVocabularies();
const basemap = loadBasemap();
const polygonsOf = (layer: 'land' | 'lakes') => basemap[layer].features.map((f) => f.geometry.coordinates as Ring[]);
const isIn = (layer: 'land' | 'lakes', point: LngLat) =>
  polygonsOf(layer).some(
    ([outer, ...holes]) => contains(outer!, point) && !holes.some((hole) => contains(hole, point)),
  );
const isLand = (point: LngLat) => isIn('land', point) && !isIn('lakes', point);

describe('divisions', () => {
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const ofLevel = (level: string) => divisions.filter((division) => division.level === level);

  test('are complete and unique', () => {
    expect(byCode.size).toBe(divisions.length);
    const counts = ['province', 'city', 'county', 'township'].map((level) => ofLevel(level).length);
    expect(counts).toEqual([1, 11, 90, 1364]);
    expect(divisions.filter((d) => d.code.length !== (d.level === 'township' ? 9 : 6))).toEqual([]);
  });

  test('stand below a parent of the next level up, listed before them', () => {
    const above = { city: 'province', county: 'city', township: 'county', province: undefined };
    divisions.forEach((division, i) => {
      const parent = division.parent === null ? undefined : byCode.get(division.parent);
      expect(parent?.level, division.code).toBe(above[division.level]);
      if (parent) expect(divisions.indexOf(parent)).toBeLessThan(i);
    });
    const bare = ofLevel('county').filter((county) => !divisions.some((d) => d.parent === county.code));
    expect(bare.map((county) => county.name)).toEqual(['龙港市']);
  });

  test('have people, villages and a seat on land', () => {
    expect(ofLevel('county').filter((county) => !county.population)).toEqual([]);
    expect(ofLevel('township').filter((township) => !township.villages)).toEqual([]);
    const seated = divisions.filter((division) => division.level !== 'township');
    expect(seated.filter(({ lng, lat }) => !isLand([lng!, lat!])).map((division) => division.name)).toEqual([]);
  });

  test('are romanised with local readings', () => {
    const expected = {
      乐清市: 'Yueqing City',
      丽水市: 'Lishui City',
      台州市: 'Taizhou City',
      天台县: 'Tiantai County',
      长兴县: 'Changxing County',
      嵊州市: 'Shengzhou City',
      缙云县: 'Jinyun County',
      莲都区: 'Liandu District',
      西湖区: 'Xihu District',
      淳安县: "Chun'an County",
      景宁畲族自治县: 'Jingning She Autonomous County',
      乌镇镇: 'Wuzhen Town',
      廿八都镇: 'Nianbadu Town',
      女埠街道: 'Nübu Subdistrict',
      莪山畲族乡: 'Eshan She Ethnic Township',
    };
    const found = Object.keys(expected).map((name) => [name, divisions.find((d) => d.name === name)?.nameEn]);
    expect(Object.fromEntries(found)).toEqual(expected);
    expect(divisions.filter((d) => !/^[A-ZÜ][a-zü']+( [A-Z][a-z]+)+$/.test(d.nameEn))).toEqual([]);
  });
});

describe('vocabularies', () => {
  test.each(Object.entries(vocabularies))('%s has unique stable codes, labels and known parents', (_name, terms) => {
    const codes = terms.map((term) => term.code);
    expect(new Set(codes).size).toBe(codes.length);
    terms.forEach((term, i) => {
      expect(term.code).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
      expect(term.zh).toMatch(/\p{Script=Han}/u);
      expect(term.en).toMatch(/^[A-Z¥]/);
      if (term.parent) expect(codes.slice(0, i)).toContain(term.parent);
    });
  });

  test('count what the domain counts', () => {
    const counts = Object.entries(vocabularies).map(([name, terms]) => [name, terms.length]);
    expect(Object.fromEntries(counts)).toMatchObject({ topic: 93, audience: 13, institution_type: 14, format: 10 });
    expect(vocabularies.topic.filter((term) => term.parent)).toHaveLength(81);
  });

  test('give every leaf topic two to six synonyms a language', () => {
    for (const { code, parent, synonyms } of vocabularies.topic) {
      if (!parent) continue;
      for (const words of [synonyms?.zh ?? [], synonyms?.en ?? []]) {
        expect(words.length, code).toBeGreaterThanOrEqual(2);
        expect(words.length, code).toBeLessThanOrEqual(6);
        expect(new Set(words).size).toBe(words.length);
      }
    }
  });

  test('give every profession a known degree', () => {
    const degrees = vocabularies.degree.map((term) => term.code);
    for (const profession of vocabularies.profession) expect(degrees).toContain(profession.degree);
  });
});

describe('base map', () => {
  test.each(['land', 'lakes'] as const)('%s are valid RFC 7946 polygons', (layer) => {
    const polygons = polygonsOf(layer);
    for (const [outer, ...holes] of polygons) {
      expect(signedArea(outer!)).toBeGreaterThan(0);
      for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0);
    }
    const rings = polygons.flat();
    expect(rings.filter((ring) => ring.length < 4 || String(ring[0]) !== String(ring.at(-1)))).toEqual([]);
    expect(findCrossings(rings)).toEqual([]);
  });

  test.each<[string, LngLat, boolean]>([
    ['Hangzhou', [120.16, 30.28], true],
    ['the western mountains', [118.5, 28.5], true],
    ['Zhoushan island', [122.1, 30.03], true],
    ['Shengsi island', [122.45, 30.73], true],
    ['Diaoyu island', [123.53, 25.768], true],
    ['an island in Qiandao lake', [118.865, 29.535], true],
    ['Hangzhou bay', [121.2, 30.4], false],
    ['the East China Sea', [123.4, 28], false],
    ['Taihu', [120.15, 31.2], false],
  ])('%s is land or water as it is outside', (_place, point, expected) => {
    expect(isLand(point)).toBe(expected);
  });

  test('names the great lakes and ranks every river', () => {
    const names = basemap.lakes.features.flatMap((lake) => lake.properties.name ?? []);
    expect(names.sort()).toEqual(['千岛湖', '太湖', '淀山湖']);
    for (const river of basemap.rivers.features) {
      expect(river.geometry.coordinates.length).toBeGreaterThan(1);
      expect([1, 2, 3, 4]).toContain(river.properties.rank);
    }
  });
});
