import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../db/index.ts';
import { openSeededDatabase } from '../../testing/seeded.ts';
import { comparePair, findDuplicates, findLike, LIKELY, toProfile, type Likely } from './duplicates.ts';

let database: Database;
let all: Likely[];
beforeAll(async () => {
  database = await openSeededDatabase(0.02, '2026-11-20');
  const { rows } = await database.pool.query<
    Omit<Likely, 'divisions' | 'lngLat'> & { division: string; lng: number | null; lat: number }
  >(
    `SELECT DISTINCT ON (i.id) i.id, i.name, i.aliases AS "otherNames", i.type, i.phone, i.division, p.lng, p.lat
     FROM public_institutions i LEFT JOIN public_places p ON p.id = i.place_id ORDER BY i.id, i.is_main DESC`,
  );
  const { rows: divisions } = await database.pool.query<{ code: string; parent: string | null; name: string }>(
    'SELECT code, parent, name FROM divisions',
  );
  const byCode = new Map(divisions.map((one) => [one.code, one]));
  const lineOf = (code: string | null): Likely['divisions'][number][] => {
    const own = code === null ? undefined : byCode.get(code);
    return own ? [{ code: own.code, name: own.name }, ...lineOf(own.parent)] : [];
  };
  all = rows.map(({ division, lng, lat, ...row }) => ({
    ...row,
    divisions: lineOf(division),
    lngLat: lng === null ? null : [lng, lat],
  }));
});
afterAll(() => database.close());

const LATER = 1_000_000_000;
const copy = (one: Likely, change: Partial<Likely>): Likely => ({ ...one, id: one.id + LATER, ...change });
const nudged = ([lng, lat]: readonly [number, number], metres: number): [number, number] => [
  lng + metres / 96_000,
  lat,
];
const bare = { otherNames: [] as string[] };

/** The same institution as another source would write it. */
const SAME: Record<string, (one: Likely) => Likely | null> = {
  'as it is, without its number and place': (one) => copy(one, { ...bare, phone: null, lngLat: null }),
  'in full width, with spaces': (one) =>
    copy(one, { ...bare, name: ` ${[...one.name].join(' ')}（总部）`.replace('（总部）', ''), phone: null }),
  'with the province and city before it': (one) => {
    const [, ...above] = one.divisions;
    return copy(one, {
      ...bare,
      name: `${above
        .map(({ name }) => name)
        .reverse()
        .join('')}${one.name}`,
      lngLat: null,
    });
  },
  'by its alias': (one) => (one.otherNames[0] ? copy(one, { ...bare, name: one.otherNames[0], phone: null }) : null),
  'without its division before it': (one) => {
    const own = one.divisions[0]!.name;
    return one.name.startsWith(own) && one.lngLat
      ? copy(one, { ...bare, name: one.name.slice(own.length), phone: null, lngLat: nudged(one.lngLat, 60) })
      : null;
  },
  'with one character wrong, at the same number': (one) => {
    if (!one.phone || one.name.length < 8) return null;
    const chars = [...one.name];
    chars[4] = chars[4] === '仁' ? '义' : '仁';
    return copy(one, { ...bare, name: chars.join(''), phone: one.phone.replace(/^\+86\s?/, '0').replaceAll(' ', '-') });
  },
  'with another word for its kind': (one) => {
    const name = one.name
      .replace('成人文化技术学校', '成人学校')
      .replace('老年学校', '老年电视大学')
      .replace('图书分馆', '图书馆分馆');
    return name === one.name ? null : copy(one, { ...bare, name, lngLat: null });
  },
  'a street away, in the county alone': (one) =>
    one.lngLat && one.divisions.length > 3
      ? copy(one, { ...bare, divisions: one.divisions.slice(1), lngLat: nudged(one.lngLat, 90), phone: null })
      : null,
};

/** Others that look alike. */
function* others(): Generator<[string, Likely, Likely]> {
  const byDivision = new Map<string, Likely[]>();
  for (const one of all) {
    const code = one.divisions[0]!.code;
    byDivision.set(code, [...(byDivision.get(code) ?? []), one]);
  }
  for (const near of byDivision.values()) for (const other of near.slice(1)) yield ['neighbours', near[0]!, other];
  const sameKind = all.filter(({ type }) => type === 'township-school');
  for (const [at, one] of sameKind.entries())
    if (sameKind[at + 1]) yield ['schools of two townships', one, copy(sameKind[at + 1]!, { lngLat: one.lngLat })];
  for (const one of all) {
    yield [
      'a number more',
      copy(one, { name: `${one.name}第1教学组`, ...bare }),
      copy(one, { id: one.id, name: `${one.name}第10教学组`, ...bare }),
    ];
    yield ['its branch', one, copy(one, { ...bare, name: `${one.name}城东分校` })];
    const school = { ...bare, type: 'village-point', phone: null };
    yield [
      'a village and the next',
      copy(one, { ...school, name: `${one.divisions[0]!.name}三联村学习点` }),
      copy(one, { ...school, id: one.id, name: `${one.divisions[0]!.name}新联村学习点` }),
    ];
    yield [
      'another trade in the same house',
      one,
      copy(one, { ...bare, name: `${one.divisions[0]!.name}凤凰艺术培训中心`, type: 'training-provider' }),
    ];
    const far = all.find(({ divisions, type }) => type === one.type && divisions[1]?.code !== one.divisions[1]?.code);
    if (far) yield ['the same name elsewhere', one, copy(far, { ...bare, name: one.name, phone: null })];
  }
}

test('of judged pairs at least 95 of 100 that are one are found, and at most 10 of 100 told are not', () => {
  const same = all.flatMap((one, at) =>
    Object.entries(SAME).flatMap(([rule, write]) => {
      const other = at % 3 === 0 ? write(one) : null;
      return other ? [{ rule, one, other }] : [];
    }),
  );
  const not = [...others()].filter(([, one, other]) => one.id !== other.id);
  const score = (one: Likely, other: Likely) => comparePair(toProfile(one), toProfile(other)).score;
  const missed = same.filter(({ one, other }) => score(one, other) < LIKELY);
  const wrong = not.filter(([, one, other]) => score(one, other) >= LIKELY);
  const found = same.length - missed.length;
  const recall = found / same.length;
  const false_ = wrong.length / (found + wrong.length);
  console.info(
    `duplicates: ${same.length + not.length} judged pairs, ${same.length} of them one; recall ${(100 * recall).toFixed(1)} %, ` +
      `${(100 * false_).toFixed(1)} % of those told are false`,
  );
  const by = (names: string[]) =>
    Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]));
  console.info(JSON.stringify({ missed: by(missed.map(({ rule }) => rule)), wrong: by(wrong.map(([rule]) => rule)) }));
  expect(same.length).toBeGreaterThan(150);
  expect(same.length + not.length).toBeGreaterThan(300);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(false_).toBeLessThanOrEqual(0.1);
});

test('what is found among all is what comparing each with each finds', async () => {
  const some = [...all.slice(0, 60), ...all.slice(0, 60).map((one) => copy(one, { ...bare, lngLat: null }))];
  const profiles = some.map(toProfile);
  const expected = profiles.flatMap((a, at) =>
    profiles
      .slice(at + 1)
      .map((b) => comparePair(a, b))
      .filter((pair) => pair.score >= LIKELY)
      .map(({ a, b }) => `${a} ${b}`),
  );
  const found = (await findDuplicates(some)).map(({ a, b }) => `${a} ${b}`);
  expect(found.sort()).toEqual(expected.sort());
  expect(found.length).toBeGreaterThanOrEqual(60);
});

test('what was said not to be the same is not told again', async () => {
  const [one] = all;
  const twice = [one!, copy(one!, {})];
  expect(await findDuplicates(twice)).toHaveLength(1);
  expect(await findDuplicates(twice, [{ a: one!.id, b: one!.id + LATER }])).toEqual([]);
});

test('a batch of new ones is told for each which ones there already are like it', async () => {
  const drafts = [
    copy(all[0]!, { id: -1, ...bare }),
    copy(all[1]!, { id: -2, name: '麒麟书画研究社', phone: null, ...bare }),
  ];
  const like = await findLike(drafts, all);
  expect(like[0]![0]).toMatchObject({ a: -1, b: all[0]!.id });
  expect(like[1]).toEqual([]);
});
