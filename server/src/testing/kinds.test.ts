import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endpoints } from '../contract.ts';
import type { Card } from '../contract/common.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { IN_SESSIONS, KINDS, ORGANISER, traitsOf } from '../contract/kinds.ts';
import type { Fact, FactWords } from '../contract/facts.ts';
import { LANGS, type Lang } from '../contract/lists.ts';
import { words as en } from '../contract/words/en.ts';
import { words as chinese } from '../contract/words/zh-CN.ts';
import { createOpenApi } from '../http/openapi.ts';
import { things } from '../modules.ts';
import { startTestServer, type TestServer } from './running.ts';

const WORDS = { 'zh-CN': chinese, en };
let server: TestServer;
let owner: pg.Pool;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01, trustedProxies: 1 });
  owner = await server.openWriter();
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const read = async (path: string) => {
  const response = await fetch(server.url + path);
  return { status: response.status, text: await response.text() };
};
async function find(query: string) {
  const { status, text } = await read(`/api/search?${query}`);
  expect(status, query).toBe(200);
  return endpoints.search.response.parse(JSON.parse(text));
}

test('things stand in the order of the list, each with the features of its kind', () => {
  expect(things.map(({ kind }) => kind)).toEqual(KINDS);
  expect(things.map(({ features }) => features.kind)).toEqual(KINDS);
});

test('what has sessions is shown in timetables, which know of one such kind', () => {
  const inSessions = KINDS.filter((kind) => traitsOf(kind).hasSessions);
  expect(inSessions).toEqual([IN_SESSIONS]);
  expect(things.filter(({ sessionsAt }) => sessionsAt).map(({ kind }) => kind)).toEqual(inSessions);
});

test('who offers things stands in a tree', () => {
  expect(things.filter(({ features }) => features.tree).map(({ kind }) => kind)).toEqual([ORGANISER]);
});

type ListFacts = (thing: unknown, say: FactWords, now: number) => readonly Fact[];

/** Names of facts as they are, values as they come. */
function createFactWords(lang: Lang): FactWords {
  const { facts } = WORDS[lang];
  return {
    lang,
    fact: (name) => facts[name],
    label: (_, code) => code,
    list: (texts) => texts.join(),
    mode: String,
    status: String,
    price: (price) => price && price.min,
    seats: ({ left }) => (left === null ? null : String(left)),
    number: String,
    day: String,
    dayAndTime: String,
  };
}

/** What holds for every kind there is: a new one is held to it by its line in the list. */
describe.each(things)('$kind', (thing) => {
  const { kind, table } = thing;
  const { folder, names, typeVocabulary } = traitsOf(kind);
  let card: Card;
  beforeEach(async () => {
    // What went with an institution taken down before is found for a moment longer than it is shown.
    await expect.poll(async () => (card = (await find(`kind=${kind}&limit=1`)).items[0]!)).toBeDefined();
  });

  test('is found by its kind alone, and its cards say what they are', async () => {
    const { items, total, facets } = await find(`kind=${kind}&limit=20`);
    expect(total).toBeGreaterThan(0);
    expect(facets['kind']![kind]).toBe(total);
    const { rows } = await owner.query<{ code: string }>('SELECT code FROM terms WHERE vocabulary = $1', [
      typeVocabulary,
    ]);
    const types = rows.map(({ code }) => code);
    for (const item of items) {
      expect(item).toMatchObject({ kind, isDemo: true, lang: expect.any(String) as string });
      if (typeVocabulary) expect(types).toContain(item.type);
      else expect(item.type).toBeNull();
      if (traitsOf(kind).places === 'none') expect(item.place).toBeNull();
      if (!traitsOf(kind).hasSessions) expect(item.nextSession).toBeNull();
      if (!traitsOf(kind).hasSeats) expect(item.seats).toBeNull();
    }
  });

  test('has its details in the API, below a tag with its names', async () => {
    const path = `/api/${folder}/{id}`;
    const endpoint = (Object.values(endpoints) as Endpoint[]).find((one) => one.path === path)!;
    const { text } = await read(path.replace('{id}', String(card.id)));
    expect(endpoint.response.parse(JSON.parse(text))).toMatchObject({ id: card.id, kind, title: card.title });
    const { tags } = createOpenApi([endpoint], server.url);
    expect(tags).toEqual([{ name: folder, description: `${names['zh-CN'].many} ${names.en.many}` }]);
  });

  test.each(LANGS)('has a page of its own and stands on others, in %s', async (lang) => {
    const below = lang === 'en' ? '/en' : '';
    const page = await read(`${below}/${folder}/${card.id}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`</a> › ${names[lang].one}</p>`);
    expect((await read(`${below}/find?kind=${kind}`)).text).toContain(names[lang].many);
    expect((await read(`${below}/print?kind=${kind}`)).text).toContain(`<small>${names[lang].one}`);
  });

  test.each(LANGS)('has every fact the app shows on its page, in the same order, in %s', async (lang) => {
    const { listFacts } = (await import(`../modules/${folder}/facts.ts`)) as { listFacts: ListFacts };
    const item: unknown = JSON.parse((await read(`/api/${folder}/${card.id}`)).text);
    const known = listFacts(item, createFactWords(lang), Date.now()).filter(
      ({ text, topics, division }) => (text ?? topics ?? division) && text !== '' && topics?.length !== 0,
    );
    const page = await read(`${lang === 'en' ? '/en' : ''}/${folder}/${card.id}`);
    const [own] = /<dl>[^]*?<\/dl>/.exec(page.text)!;
    const said = Array.from(own.matchAll(/<dt>([^<]*)<\/dt>/g), ([, name]) => name!);
    const names = known.map(({ name }) => name);
    expect(said.filter((name) => names.includes(name))).toEqual(names);
  });

  test('may be reported, with the name it has', async () => {
    const report = (body: object) =>
      fetch(`${server.url}/api/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.1.${KINDS.indexOf(kind)}` },
        body: JSON.stringify({ key: randomUUID(), reason: 'closed', ...body }),
      });
    const filed = await report({ kind, id: card.id });
    expect(filed.status).toBe(200);
    const { number } = endpoints.reportMistake.response.parse(await filed.json());
    const { rows } = await owner.query('SELECT kind, thing_id, thing_title FROM reports WHERE id = $1', [number]);
    expect(rows).toEqual([{ kind, thing_id: card.id, thing_title: card.title }]);
    const other = KINDS.find((one) => one !== kind);
    expect((await report({ kind: other, id: card.id })).status).toBe(404);
  });

  test('is counted among what its organiser offers', async () => {
    const { items } = await find(`kind=${kind}&limit=50`);
    const organiser = items.find(({ institution }) => institution)?.institution;
    if (thing.organiser === null) return expect(organiser).toBeUndefined();
    const { text } = await read(`/api/institutions/${organiser!.id}`);
    const { offers } = endpoints.getInstitution.response.parse(JSON.parse(text));
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(DISTINCT id)::int AS n FROM ${thing.view} WHERE institution_id = $1`,
      [organiser!.id],
    );
    expect(offers[kind]).toBe(rows[0]!.n);
  });

  test('is printed with a number to call', async () => {
    const { items } = await find(`kind=${kind}&limit=50`);
    const { id, title, place, institution } = items.find((one) => one.place ?? one.institution)!;
    const words = `&q=${encodeURIComponent(title)}`;
    if (place) await owner.query(`UPDATE places SET phone = '0571-1' WHERE id = $1`, [place.id]);
    await owner.query(`UPDATE institutions SET phone = '0571-2' WHERE id = $1`, [institution?.id ?? id]);
    const sheet = (await read(`/print?kind=${kind}${words}`)).text;
    const [line] = sheet.split(`<b>${title}</b>`)[1]!.split('</li>');
    expect(line).toMatch(/电话 \d/);
  });

  test('has a part of the sitemap', async () => {
    const part = `/sitemap/${folder}-1.xml`;
    expect((await read('/sitemap.xml')).text).toContain(part);
    const { text } = await read(part);
    expect(text).toContain(`<loc>${server.url}/${folder}/${card.id}</loc>`);
    expect(text).toContain(`<loc>${server.url}/en/${folder}/${card.id}</loc>`);
  });

  test('taken down it is gone everywhere, and was there', async () => {
    await owner.query(`UPDATE ${table} SET state = 'withdrawn' WHERE id = $1`, [card.id]);
    const statuses = await Promise.all(
      [`/${folder}/${card.id}`, `/en/${folder}/${card.id}`, `/api/${folder}/${card.id}`, `/${folder}/999999999`].map(
        async (path) => (await read(path)).status,
      ),
    );
    expect(statuses).toEqual([410, 410, 404, 404]);
    // What stands in its own row at a place leaves it: open maps are told.
    if (traitsOf(kind).places === 'one') {
      const { rows } = await owner.query('SELECT place_id FROM left_places WHERE kind = $1 AND id = $2', [
        kind,
        card.id,
      ]);
      expect(rows).toEqual([{ place_id: card.place?.id }]);
    }
    await expect.poll(async () => (await find(`kind=${kind}&limit=1`)).items[0]?.id).not.toBe(card.id);
  });
});
