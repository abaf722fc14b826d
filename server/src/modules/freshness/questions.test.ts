import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import type { Role } from '../../contract/access.ts';
import { FRESH_DAYS } from '../../contract/freshness.ts';
import { openKeys } from '../../crypto/keys.ts';
import type { Tables } from '../../db/index.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { insertInstitution } from '../../testing/sample.ts';
import { chooseMessenger } from '../accounts/messenger.ts';
import { askAll } from './ask-authors.ts';

const { ageing } = FRESH_DAYS.resource;

let town: Town;
let home: number;
let ask: (day?: string) => Promise<number>;
beforeAll(async () => {
  town = await foundTown();
  home = await insertInstitution(town.owner, '提问老年大学', 'senior-university');
  const database = { kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: town.owner }) }) };
  const keys = await openKeys(join(town.server.dataDir, 'keys.json'));
  const messenger = chooseMessenger({ demoAccounts: true });
  ask = (day = toDay(new Date())) => askAll({ database, keys, messenger, origin: town.server.url }, day);
});
afterAll(() => town.close());

async function staff(role: Role) {
  const { visitor, me } = await town.arrive();
  await town.owner.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
    me.account,
    role,
    home,
  ]);
  return { visitor, account: me.account };
}
/** Public resources of a new author, all confirmed as long ago as their author is asked. */
async function published(titles: readonly string[]) {
  const [author, { visitor: moderator }] = [await staff('educator'), await staff('moderator')];
  const pins: number[] = [];
  for (const title of titles) {
    const body = { title, topics: ['calligraphy'], medium: 'video', url: 'https://example.org/1', priceMin: '0' };
    const begun = (await author.visitor.post('/api/pins', { kind: 'resource', institution: home, body })).read(
      endpoints.beginPin,
    );
    expect(begun.problems).toEqual([]);
    await author.visitor.post(`/api/pin-revisions/${begun.id}/submission`, { saved: begun.saved });
    const decision = { saved: begun.saved, decision: 'approve', reason: null };
    (await moderator.post(`/api/moderation/revisions/${begun.id}/decision`, decision)).read(endpoints.decideRevision);
    pins.push(begun.pin);
  }
  await town.owner.query('UPDATE resources SET confirmed_on = app_today() - $2::int WHERE id = ANY ($1)', [
    pins,
    ageing,
  ]);
  return { ...author, pins };
}
const messages = async () =>
  (
    await town.owner.query<{ said: string }>('SELECT said FROM stand_in_messages WHERE said IS NOT NULL ORDER BY id')
  ).rows.map(({ said }) => said);
const linksOf = (text: string) => [...text.matchAll(/https?:\S+\/still-right\/\S+/g)].map(([url]) => url);
const confirmedOn = async (id: number) =>
  (await town.owner.query<{ on: string }>('SELECT confirmed_on::text AS "on" FROM resources WHERE id = $1', [id]))
    .rows[0]!.on;
const open = async (url: string, method = 'GET', headers: Record<string, string> = {}) => {
  const response = await fetch(url, { method, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

test('an author is asked once by one message, whose links confirm by a tap and never by being opened', async () => {
  const { visitor, pins } = await published(['甲', '乙', '丙', '丁', '戊', '己', '庚'].map((name) => `视频${name}`));
  expect(await ask()).toBe(1);
  expect(await ask()).toBe(0);
  const [message, ...others] = await messages();
  expect(others).toEqual([]);
  const links = linksOf(message!);
  expect(links).toHaveLength(5);
  expect(message).toContain('另有 2 项');
  expect((await open(`${town.server.url}/stand-in/messages`)).text).toContain(`href="${links[0]}"`);
  // The rest comes the next day, and no more after that.
  expect(await ask(toDay(new Date(Date.now() + 86_400_000)))).toBe(1);
  expect((await messages()).flatMap(linksOf)).toHaveLength(7);

  const before = await confirmedOn(pins[0]!);
  const page = await open(links[0]!);
  expect([page.status, page.headers.get('x-robots-tag'), page.headers.get('cache-control')]).toEqual([
    200,
    'noindex',
    'no-store',
  ]);
  expect(page.text).toContain('「视频甲」');
  expect(page.text).toContain('仍然正确</button>');
  expect(page.text).not.toContain('app.js');
  await open(links[0]!, 'HEAD');
  expect(await confirmedOn(pins[0]!)).toBe(before);
  expect((await open(links[0]!, 'POST', { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect(await confirmedOn(pins[0]!)).toBe(before);

  const done = await Promise.all([open(links[0]!, 'POST'), open(links[0]!, 'POST')]);
  expect(done.map(({ text }) => text.includes('谢谢')).sort()).toEqual([false, true]);
  expect(await confirmedOn(pins[0]!)).toBe(toDay(new Date()));
  expect((await visitor.get(`/api/pins/${pins[0]}`)).read(endpoints.getPin).history[0]).toMatchObject({
    what: 'confirmed',
    by: 'me',
  });
  expect(await town.lastActs(1)).toEqual(['things.confirm']);
  expect((await open(links[0]!)).text).toContain('已经用过了');
});

test('a link that is forged, too old, about something changed or gone, or of who may not say so, confirms nothing', async () => {
  const { account, visitor, pins } = await published(['旧', '改', '撤', '权'].map((name) => `资料${name}`));
  await ask();
  const [old, changed, gone, mine] = linksOf((await messages()).at(-1)!) as [string, string, string, string];
  const url = `${town.server.url}/still-right`;
  const answers = async (link: string) => {
    const answers = [await open(link), await open(link, 'POST')];
    return answers.map(({ status, text }) => `${status} ${/role="status">([^。]+)/.exec(text)?.[1]}`);
  };
  const both = (answer: string) => [answer, answer];
  const unknown = await answers(`${url}/${randomBytes(32).toString('base64url')}`);
  expect(unknown).toEqual(both('404 这个链接无效，或不能再使用'));
  expect(await answers(`${url}/..%2f`)).toEqual(unknown);
  expect(await answers(`${old.slice(0, -2)}AA`)).toEqual(unknown);

  const link = Buffer.from(old.split('/').at(-1)!, 'base64url');
  await town.owner.query(
    "UPDATE freshness_questions SET expires_at = now() - interval '1 s' WHERE link_hash = sha256($1)",
    [link],
  );
  expect(await answers(old)).toEqual(both('410 这个链接已过期'));
  await town.owner.query('UPDATE resources SET revision = revision + 1 WHERE id = $1', [pins[1]]);
  expect((await answers(changed))[0]).toMatch(/^410 这项内容在消息发出后已经更新或确认过/);
  await visitor.post(`/api/pins/${pins[2]}/withdrawal`, { reason: '不再开放' });
  expect(await answers(gone)).toEqual(both('410 这项内容已不在地图上，不用再确认'));
  await town.owner.query('DELETE FROM grants WHERE account_id = $1', [account]);
  expect(await answers(mine)).toEqual(unknown);
  const days = await Promise.all(pins.map(confirmedOn));
  expect(new Set(days).size).toBe(1);
  expect(await town.count('confirmations', `pin_id IN (${pins.join()})`)).toBe(0);
});
