import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KINDS, traitsOf, type Kind } from '../../contract/kinds.ts';
import { arbitraryFilters } from '../../testing/filters.ts';
import { readPublicRecord, type PublicRecord } from '../../testing/public-rows.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { listFaults } from '../../testing/schema-org.ts';
import { ask } from '../../testing/wire.ts';
import type { SearchAnswer } from '../search/schema.ts';

const TODAY = '2026-11-27';
const NOW = new Date(`${TODAY}T15:20:00+08:00`);
const EVIL = `</script><img src=x onerror=alert(1)>"'&{{1}}`;
const TYPES: Record<Kind, string> = {
  institution: 'EducationalOrganization',
  activity: 'EducationEvent',
  course: 'Course',
  resource: 'LearningResource',
  credit_point: 'Place',
};

let server: TestServer;
let writer: pg.Pool;
let record: PublicRecord;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01, clock: () => NOW });
  writer = await server.openWriter();
  const client = await writer.connect();
  record = await readPublicRecord(client, TODAY).finally(() => client.release());
});
afterAll(async () => {
  await writer.end();
  await server.close();
});

async function read(path: string): Promise<{ status: number; text: string }> {
  const { status, body } = await ask(server.url, path);
  // As if every tag stood on one line.
  const text = body.toString().replace(/<[^>]*>/g, (tag) => tag.replace(/\s+/g, ' ').replace(' >', '>'));
  return { status, text };
}
async function search(query: string): Promise<SearchAnswer> {
  const response = await fetch(`${server.url}/api/search?${query}`);
  expect(response.status, query).toBe(200);
  return (await response.json()) as SearchAnswer;
}
const toQuery = (input: object) => new URLSearchParams(input as Record<string, string>).toString();
const numbersOf = (html: string) =>
  (html.replace(/<[^>]*>/g, '').match(/[\d,]+/g) ?? []).map((n) => Number(n.replaceAll(',', '')));
const between = (text: string, start: string, end: string) => text.split(start)[1]?.split(end)[0] ?? '';
const decode = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

interface JsonLd {
  '@type': string;
  name: string;
  url: string;
}
const jsonLdOf = (text: string) =>
  JSON.parse(between(text, '<script type="application/ld+json">', '</script>')) as JsonLd;

async function expectPage(path: string, type: string): Promise<JsonLd> {
  const [chinese, english] = [await read(path), await read(`/en${path}`)];
  for (const [{ status, text }, lang, own] of [
    [chinese, 'zh-CN', path],
    [english, 'en', `/en${path}`],
  ] as const) {
    expect(status, own).toBe(200);
    expect(text).toContain(`<html lang="${lang}"`);
    expect(text).toContain(`<link rel="canonical" href="${server.url}${own}" />`);
    expect([...text.matchAll(/hreflang="(zh-CN|en|x-default)" href="http/g)]).toHaveLength(3);
    expect(between(text, '<div id="app">', '</h1>')).toContain('<main class="public-page">');
    expect(text).toMatch(/<script type="module"[^>]* src="\/assets\//);
    const document = jsonLdOf(text);
    expect(document['@type'], own).toBe(type);
    expect(document.url).toBe(server.url + own);
    expect(listFaults(document), own).toEqual([]);
  }
  return jsonLdOf(chinese.text);
}

test('the check of structured data finds what is wrong', () => {
  const wrong = {
    '@type': 'EducationEvent',
    colour: 'red',
    startDate: '2026-11-27 09:00',
    location: { '@type': 'Spot' },
  };
  expect(listFaults(wrong)).toHaveLength(3);
  expect(listFaults({ '@type': 'Offer', price: '12', availability: 'https://schema.org/Sold' })).toHaveLength(2);
});

// What it lists is kept for a minute: asked before anything is written.
test('the sitemap names every public page once, in both languages', async () => {
  const index = (await read('/sitemap.xml')).text;
  expect((await read('/robots.txt')).text).toContain(`Sitemap: ${server.url}/sitemap.xml`);
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url!).pathname);
  const urls: string[] = [];
  for (const part of parts) {
    const { status, text } = await read(part);
    expect(status, part).toBe(200);
    const own = [...text.matchAll(/<url><loc>([^<]+)<\/loc>/g)].map(([, url]) => url!);
    expect(own.length, part).toBeLessThanOrEqual(50_000);
    expect([...text.matchAll(/hreflang="x-default"/g)], part).toHaveLength(own.length);
    if (!/topics|areas/.test(part))
      expect([...text.matchAll(/<lastmod>\d{4}-\d\d-\d\dT[\d:]+\+08:00</g)]).toHaveLength(own.length);
    urls.push(...own);
  }
  expect(new Set(urls).size).toBe(urls.length);
  const ids = new Set(record.rows.map(({ id }) => id));
  expect(urls.filter((url) => /\/\d+$/.test(url) && !url.includes('/areas/'))).toHaveLength(ids.size * 2);
  for (const url of urls.filter((_, i) => i % Math.ceil(urls.length / 25) === 0))
    expect((await read(new URL(url).pathname)).status, url).toBe(200);
  expect((await read('/sitemap/activities-999.xml')).status).toBe(404);
});

test.each(KINDS)('the page of each %s says what it is, in both languages', async (kind) => {
  const { items } = await search(`kind=${kind}&limit=6`);
  expect(items).toHaveLength(6);
  for (const { id, title } of items) {
    const document = await expectPage(`/${traitsOf(kind).folder}/${id}`, TYPES[kind]);
    expect(document.name).toBe(title);
  }
});

test('topics and areas have pages too', async () => {
  for (const path of ['/topics/calligraphy', '/topics/culture-arts', '/areas/330000', '/areas/330100', '/areas/330106'])
    if (record.topicParents.has(path.slice(8)) || path.startsWith('/areas')) await expectPage(path, 'CollectionPage');
  expect([(await read('/topics/none')).status, (await read('/areas/999999')).status]).toEqual([404, 404]);
});

test('the app at / is found in both languages', async () => {
  for (const [path, lang] of [
    ['/', 'zh-CN'],
    ['/en', 'en'],
  ] as const) {
    const { text } = await read(path);
    expect(text).toContain(`<html lang="${lang}"`);
    expect(text).toContain('<div id="app"></div>');
    expect(listFaults(jsonLdOf(text))).toEqual([]);
  }
});

test('pages have the headers of the rest, an ETag, HEAD and one method', async () => {
  const { items } = await search('kind=course&limit=1');
  for (const path of [
    `/courses/${items[0]!.id}`,
    '/find',
    '/en/print',
    '/robots.txt',
    '/sitemap.xml',
    '/sitemap/courses-1.xml',
  ]) {
    const get = await ask(server.url, path, { 'accept-encoding': 'gzip' });
    expect(get.headers['content-security-policy'], path).toContain("default-src 'none'");
    expect(get.headers['cache-control'], path).toBe('no-cache');
    const again = await ask(server.url, path, { 'if-none-match': get.headers.etag! });
    expect([again.status, again.body.length], path).toEqual([304, 0]);
    const head = await ask(server.url, path, {}, 'HEAD');
    expect([head.status, head.headers['content-type'], head.body.length], path).toEqual([
      200,
      get.headers['content-type'],
      0,
    ]);
    const post = await ask(server.url, path, {}, 'POST');
    expect([post.status, post.headers['allow']], path).toEqual([405, 'GET, HEAD']);
  }
});

test('what never was is 404, what was taken down is 410, and neither is listed', async () => {
  const { items } = await search('kind=resource&limit=2');
  const [withdrawn, deleted] = items.map(({ id }) => id);
  await writer.query("UPDATE resources SET state = 'withdrawn' WHERE id = $1", [withdrawn]);
  await writer.query('DELETE FROM resources WHERE id = $1', [deleted]);
  const cases: [string, number][] = [
    ['/resources/999999999', 404],
    ['/resources/abc', 404],
    [`/courses/${withdrawn}`, 404],
    [`/resources/${withdrawn}`, 410],
    [`/en/resources/${deleted}`, 410],
  ];
  for (const [path, expected] of cases) {
    const { status, text } = await read(path);
    expect(status, path).toBe(expected);
    expect(text).toContain('<meta name="robots" content="noindex" />');
    expect(text).toMatch(/<script type="module"/);
  }
});

test('a title is text everywhere', async () => {
  const { items } = await search('kind=activity&mode=offline&limit=1');
  const { institution, place, topics } = items[0]!;
  const id = await insertActivity(writer, {
    title: EVIL,
    institution: institution!.id,
    place: place!.id,
    topics,
    dates: [TODAY],
  });
  await expect
    .poll(async () => (await search(`institution=${institution!.id}&limit=100`)).items.some((card) => card.id === id), {
      timeout: 10_000,
    })
    .toBe(true);
  const query = `institution=${institution!.id}&limit=100&from=${TODAY}&to=${TODAY}`;
  for (const path of [`/activities/${id}`, `/en/activities/${id}`, `/find?${query}`, `/print?${query}`]) {
    const { status, text } = await read(path);
    expect(status, path).toBe(200);
    expect(text, path).not.toContain('<img');
    expect(decode(text), path).toContain(EVIL);
  }
  expect(jsonLdOf((await read(`/activities/${id}`)).text).name).toBe(EVIL);
  const reflected = await read(`/find?q=${encodeURIComponent(EVIL)}&${encodeURIComponent(EVIL)}=1`);
  expect(reflected.status).toBe(400);
  expect(reflected.text).not.toContain('<img');
});

test('a place known to a kilometre is told as such by card, page, list, sheet and calendar, also when that changes', async () => {
  const organiser = (await search('kind=activity&mode=offline&limit=1')).items[0]!;
  const { institution, topics } = organiser;
  const place = await insertPlace(writer, '青石馆', '330106', 120.13, 30.26);
  const id = await insertActivity(writer, {
    title: '青石拓片',
    institution: institution!.id,
    place,
    topics,
    dates: [TODAY],
  });
  const query = `q=青石拓片&near=120.12,30.26,5000&origin=120.12,30.26`;
  const card = async () => (await search(query)).items.find((one) => one.id === id);
  await expect.poll(card, { timeout: 10_000 }).toMatchObject({ place: { precision: null } });
  const tell = async () => {
    const [page, english, list, sheet] = await Promise.all(
      [`/activities/${id}`, `/en/activities/${id}`, `/find?${query}`, `/print?q=青石拓片`].map((path) =>
        read(encodeURI(path)),
      ),
    );
    const { body } = await ask(server.url, `/api/activities/${id}/calendar.ics`);
    const { location } = jsonLdOf(page!.text) as unknown as { location: { geo: { '@type': string } } };
    expect(listFaults(jsonLdOf(page!.text))).toEqual([]);
    return {
      page: page!.text.includes('位置只精确到约 1公里'),
      english: english!.text.includes('known only to about 1 km'),
      list: list!.text.includes('位置大约') && list!.text.includes('约 1公里内'),
      sheet: sheet!.text.includes('位置大约') && sheet!.text.includes('class="pin rough"'),
      calendar: !body.includes('GEO:'),
      geo: location.geo['@type'],
    };
  };
  const exact = { page: false, english: false, list: false, sheet: false, calendar: false, geo: 'GeoCoordinates' };
  expect(await tell()).toEqual(exact);

  const { version } = await search(query);
  await writer.query('UPDATE places SET precision_m = 1100 WHERE id = $1', [place]);
  await expect.poll(async () => (await search(query)).version, { timeout: 10_000 }).not.toBe(version);
  expect(await card()).toMatchObject({ place: { precision: 1_100 } });
  expect(await tell()).toEqual({
    ...{ page: true, english: true, list: true, sheet: true, calendar: true, geo: 'GeoCircle' },
  });
});

test('the list without scripts counts and holds what the search does', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryFilters(record, TODAY), fc.boolean(), async (input, withBox) => {
      const query = toQuery({ ...input, ...(withBox && { bbox: '119.5,29.5,121,31', scope: 'view' }) });
      const answer = await search(query);
      const { status, text } = await read(`/find?${query}`);
      expect(status, query).toBe(200);
      const { total, inView, elsewhere, online, unlocated } = answer;
      const classes = [online, unlocated].filter((count) => count > 0);
      const parts = [
        ...(withBox ? [inView, elsewhere] : [inView + elsewhere]),
        ...(classes.length > 0 ? classes : [0]),
      ];
      expect(numbersOf(between(text, '<p class="totals">', '</p>')), query).toEqual([total, ...parts]);
      const links = [...text.matchAll(/<h3><a href="\/([a-z-]+)\/(\d+)">/g)].map(([, folder, id]) => `${folder}/${id}`);
      expect(links, query).toEqual(answer.items.map(({ kind, id }) => `${traitsOf(kind).folder}/${id}`));
      for (const name of ['kind', 'audience', 'price', 'status', 'topic', 'accessible'] as const)
        for (const [, value, count] of text.matchAll(
          new RegExp(`name="${name}"\\s+value="([^"]+)"[^>]*/>[^<]*\\((\\d+)\\)`, 'g'),
        ))
          expect(Number(count), `${query}: ${name} ${value}`).toBe(answer.facets[name]?.[value!] ?? 0);
      found += Math.min(total, 1);
    }),
    { examples: [[{}, false]] },
  );
  expect(found).toBeGreaterThan(0);
});

test('what is on no map is said to be online or without a map position, each where there is some', async () => {
  const institution = await insertInstitution(writer, '无址书院', 'township-school');
  const { topics } = record.rows.find(({ kind }) => kind === 'activity')!;
  const insert = (title: string, mode: 'offline' | 'online' | 'mixed') =>
    insertActivity(writer, { title, institution, place: null, topics, dates: [TODAY], mode });
  const offline = await insert('无址线下课', 'offline');
  const own = `institution=${institution}`;
  const counted = async (query: string) => {
    const { total, online, unlocated } = await search(query);
    return { total, online, unlocated };
  };
  await expect.poll(() => counted(own)).toEqual({ total: 2, online: 0, unlocated: 2 });
  const totalsOf = async (path: string) =>
    between((await read(path)).text, '<p class="totals">', '</p>').replace(/<[^>]*>/g, '');
  expect(await totalsOf(`/find?${own}`)).toBe('共 2 条 = 地图上 0 条 + 没有地图位置 2 条');
  expect(await totalsOf(`/en/find?${own}`)).toBe('2 in all = 0 on the map + 2 without a map position');
  for (const [path, words] of [
    [`/find?${own}`, '没有地图位置'],
    [`/print?${own}`, '没有地图位置'],
    [`/activities/${offline}`, '没有地图位置'],
    [`/institutions/${institution}`, '没有地图位置'],
    [`/en/activities/${offline}`, 'No map position'],
    [`/en/institutions/${institution}`, 'No map position'],
    [`/en/print?${own}`, 'No map position'],
  ] as const) {
    const shown = between((await read(path)).text, '<main', '</main>').replace(/<form[\s\S]*?<\/form>/g, '');
    expect(shown, path).toContain(words);
    expect(shown, path).not.toMatch(/线上|网上|online/i);
  }
  expect(jsonLdOf((await read(`/activities/${offline}`)).text)).not.toHaveProperty('location');

  const [online, mixed] = [await insert('无址线上课', 'online'), await insert('无址双线课', 'mixed')];
  await expect.poll(() => counted(own)).toEqual({ total: 4, online: 2, unlocated: 2 });
  expect(await totalsOf(`/find?${own}`)).toBe('共 4 条 = 地图上 0 条 + 网上 2 条 + 没有地图位置 2 条');
  const shown = await read(`/activities/${mixed}`);
  expect(shown.text).toContain('<dd>线上线下 · 没有地图位置</dd>');
  const { text } = await read(`/activities/${online}`);
  expect(text).toContain('<dd>线上，不用到场</dd>');
  expect(jsonLdOf(text)).toMatchObject({ location: { '@type': 'VirtualLocation' } });
  for (const [scope, ids] of [
    ['online', [online, mixed]],
    ['unlocated', [institution, offline]],
    ['unplaced', [online, mixed, institution, offline]],
  ] as const) {
    const { items } = await search(`${own}&scope=${scope}`);
    expect(items.map(({ id }) => id).sort((a, b) => a - b)).toEqual([...ids].sort((a, b) => a - b));
    const list = (await read(`/find?${own}&scope=${scope}`)).text;
    expect([...list.matchAll(/<h3><a href/g)]).toHaveLength(ids.length);
    expect(numbersOf((await read(`/print?${own}&scope=${scope}`)).text.split('共')[1]!)[0]).toBe(ids.length);
  }
});

test('page by page everything is listed once', async () => {
  const { total } = await search('kind=course');
  const seen: string[] = [];
  for (let path: string | undefined = '/find?kind=course'; path;) {
    const { text } = await read(path);
    seen.push(...[...text.matchAll(/<h3><a href="([^"]+)">/g)].map(([, href]) => href!));
    path = decode(/<a href="([^"]+)" rel="next"/.exec(text)?.[1] ?? '') || undefined;
  }
  expect(seen.length).toBe(total);
});

test.each([
  ['from=abc', 'from', '2026-11-28'],
  ['from=2026-12-02&to=2026-12-01', 'to', '开始日期'],
  ['kind=club', 'kind', ''],
  ['topic=none-such', 'topic', '没有这个值'],
  ['division=999999', 'division', '没有这个值'],
  ['institution=999999999', 'institution', '没有这个值'],
  ['near=1,2', 'near', ''],
  ['metres=3000', 'around', '起点'],
  ['around=330106', 'metres', '距离'],
  ['around=330106&metres=-1', 'metres', '整数米'],
  ['city=999999', 'city', '没有这个地区'],
  ['organiser=zzqq', 'organiser', '没有名称里有'],
  ['sort=distance', 'sort', '起点'],
  ['scope=view', 'bbox', '范围'],
  ['cursor=xyz', 'cursor', '翻页'],
  ['foo=1', 'foo', '没有这个参数'],
  ['q=a%00b', 'q', '不允许'],
  ['q=%E4%B9', 'q', '不允许'],
])('%s is told at its field, the rest as sent', async (query, field, sentence) => {
  const { status, text } = await read(`/find?${query}&price=free`);
  expect(status).toBe(400);
  const summary = between(text, '<div class="errors" role="alert">', '</div>');
  expect(summary).toContain(`href="#${field}"`);
  expect(summary).toContain(sentence);
  expect(text).toMatch(/name="price" value="free" checked/);
  expect(text).not.toContain('id="results"');
  const english = await read(`/en/find?${query}`);
  expect(
    between(english.text, '<main>', '</main>')
      .replace(/[\s\S]*?role="alert"/, '')
      .split('</div>')[0],
  ).not.toMatch(/\p{Script=Han}/u);
});

test('words of the form become words of the search', async () => {
  const cases: [string, string][] = [
    ['q=&city=330100&county=&when=', 'division=330100'],
    ['city=330100&county=330106&kind=activity&kind=course', 'kind=activity,course&division=330106'],
    ['city=330200&county=330106', 'division=330200'],
  ];
  for (const [sent, settled] of cases) {
    const { status, headers } = await ask(server.url, `/find?${sent}`);
    expect([status, headers.location], sent).toEqual([302, `/find?${settled}`]);
  }
  const near = await ask(server.url, '/en/find?around=330106&metres=3000');
  expect(near.headers.location).toMatch(/^\/en\/find\?near=120\.\d{5},30\.\d{5},3000$/);
  const { text } = await read(near.headers.location!);
  expect(text).toMatch(/<option value="330106" selected>/);
  const name = encodeURIComponent(record.rows.length ? '大学' : '');
  expect((await read(`/find?organiser=${name}`)).text).toMatch(/type="radio" name="institution"|id="error-organiser"/);
});

test('who has searched reads what was found before the form, who has not reads the form first', async () => {
  for (const [path, order] of [
    ['/find', ['name="q"', '<select id="city"', 'id="results"']],
    ['/find?kind=activity', ['name="q"', 'href="#conditions"', 'id="results"', '<select id="city"']],
    ['/en/find?q=calligraphy', ['name="q"', 'href="#conditions"', 'id="results"', '<select id="city"']],
    ['/find?kind=activity&from=abc', ['role="alert"', 'name="q"', '<select id="city"']],
  ] as const) {
    const { text } = await read(path);
    const at = order.map((part) => text.indexOf(part));
    expect(at, path).toEqual([...at].sort((a, b) => a - b));
    expect(Math.min(...at), path).toBeGreaterThan(-1);
    // One field for the words, and it belongs to the one form.
    expect(text.match(/name="q"/g), path).toHaveLength(1);
    expect(text.match(/<form/g), path).toHaveLength(1);
  }
  expect((await read('/find?kind=activity')).text).toMatch(/<input type="search"[^>]* form="conditions"/);
});

test('in English a title is said to be about something, and a place can be read and said', async () => {
  const query = 'kind=activity&mode=offline&division=330106&limit=5';
  const { items } = await search(`${query}&lang=en`);
  const chinese = await search(query);
  expect(items.length).toBeGreaterThan(0);
  for (const [at, { place }] of items.entries()) {
    expect(place!.namePinyin).toMatch(/^[A-ZÀ-ÿ0-9][\p{Script=Latin}\d ()'’.,-]*$/u);
    expect(chinese.items[at]!.place).not.toHaveProperty('namePinyin');
  }
  const { place, id } = items[0]!;
  const [list, sheet, page] = await Promise.all(
    [`/en/find?${query}`, `/en/print?${query.replace('&limit=5', '')}`, `/en/activities/${id}`].map(read),
  );
  for (const { text } of [list!, sheet!, page!])
    expect(decode(text)).toContain(`${place!.name} (${place!.nameGloss ?? place!.namePinyin})`);
  expect(decode(page!.text)).toContain(`<dd>${place!.namePinyin}</dd>`);
  const topic = (await (await fetch(`${server.url}/api/vocabularies`)).json()) as {
    vocabularies: { topic: { code: string; en: string }[] };
  };
  const about = topic.vocabularies.topic.find(({ code }) => code === items[0]!.topics[0])!.en;
  expect(decode(list!.text)).toContain(`Activity · ${about} · `);
  expect(decode(sheet!.text)).toContain(`Activity · ${about} · `);
});

test('an empty answer says what to do next', async () => {
  const { status, text } = await read('/find?kind=credit_point&price=free&division=330106');
  expect(status).toBe(200);
  expect(between(text, 'id="results"', '</section>')).toContain('可以这样再试');
  expect(text).toContain('href="/find?price=free&amp;division=330106"');
});

test('the sheet lists what the search finds, numbers it on a map and says what is left out', async () => {
  const query = 'division=330100&kind=activity';
  const answer = await search(`${query}&limit=34`);
  const { text } = await read(`/print?${query}`);
  const listed = [...text.matchAll(/<span class="at">([^<]*)<\/span>\s*<b>([^<]*)<\/b>/g)].map(
    ([, number, title]) => [number!.trim(), decode(title!)] as const,
  );
  expect(listed.map(([, title]) => title).sort()).toEqual(answer.items.map(({ title }) => title).sort());
  // One number for one place: as many as there are places, rising down the list.
  const spots = new Set(answer.items.flatMap(({ place }) => (place ? [String(place.lngLat)] : [])));
  const told = listed.flatMap(([number]) => (number === '–' ? [] : [Number(number)]));
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(new Set(told).size).toBe(spots.size);
  expect(told).toHaveLength(answer.items.filter(({ place }) => place).length);
  expect(numbersOf(between(text, '<p class="rest">', '<a'))).toEqual(answer.total > 34 ? [answer.total - 34] : []);
  const numbers = [...text.matchAll(/class="number"[^>]*>\s*([^<]+?)\s*</g)].flatMap(([, label]) =>
    label!.split(', ').flatMap((run) => {
      const [first, last = first] = run.split('–').map(Number) as [number, number?];
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    }),
  );
  expect(numbers.sort((a, b) => a - b)).toEqual([...new Set(told)]);
  expect(text).toMatch(/<path class="land"[^>]* d="M-?\d/);
  const bad = await ask(server.url, '/en/print?from=abc');
  expect([bad.status, bad.headers.location]).toEqual([302, '/en/find?from=abc']);
});

test('a thousand wrong words are counted, the first of them are told', async () => {
  const { status, text } = await read(`/find?${Array.from({ length: 900 }, (_, at) => `a${at}=1`).join('&')}`);
  expect(status).toBe(400);
  const summary = between(text, '<div class="errors" role="alert">', '</div>');
  expect(summary).toContain('有 900 处需要改一下');
  expect(summary).toContain('另有 880 处');
  expect(summary.match(/<li>/g)).toHaveLength(21);
});
