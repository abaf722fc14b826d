import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import type { Role } from '../../contract/access.ts';
import { FRESH_DAYS } from '../../contract/freshness.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { countInTiles } from '../../testing/learning-tiles.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import type { Visitor } from '../../testing/visitor.ts';

const DAY_MS = 86_400_000;
const { ageing, stale } = FRESH_DAYS.activity;
const hides = FRESH_DAYS.activity.hides!;

let town: Town;
let sample: { home: number; foreign: number; place: number };
beforeAll(async () => {
  town = await foundTown();
  const { owner } = town;
  sample = {
    home: await insertInstitution(owner, '新鲜老年大学', 'senior-university'),
    foreign: await insertInstitution(owner, '别处老年大学', 'senior-university'),
    place: await insertPlace(owner, '新鲜馆', '330106', 120.13, 30.26),
  };
});
afterAll(() => town.close());

const today = () => toDay(new Date());
const daysAgo = (days: number) => toDay(new Date(Date.now() - days * DAY_MS));
const hide = (day: string) => town.owner.query<{ done: number }>('SELECT hide_outdated($1::date) AS done', [day]);
async function staff(role: Role, institution = sample.home) {
  const { visitor, me, phone } = await town.arrive();
  await town.owner.query('INSERT INTO grants (account_id, role, institution_id) VALUES ($1, $2, $3)', [
    me.account,
    role,
    institution,
  ]);
  return { visitor, account: me.account, phone };
}
/** An activity that goes on for long, confirmed so many days ago; null = never, made so many days ago. */
async function activity(title: string, confirmed: number | null, made = confirmed ?? 0, institution = sample.home) {
  const id = await insertActivity(town.owner, { title, institution, place: sample.place, dates: ['2098-12-06'] });
  await town.owner.query(
    `UPDATE activities SET confirmed_on = app_today() - $2::int, confirmed_by = 'organiser', created_at = now() - $3 * interval '1 day'
     WHERE id = $1`,
    [id, confirmed, made],
  );
  return id;
}
const read = async (id: number) =>
  (
    await town.owner.query<{ state: string; on: string | null; by: string | null }>(
      'SELECT state, confirmed_on::text AS "on", confirmed_by AS by FROM activities WHERE id = $1',
      [id],
    )
  ).rows[0]!;
const confirm = (who: Visitor, id: number) => who.send('POST', `/api/pins/${id}/confirmation`, { body: {} });
const whats = async (who: Visitor, id: number) =>
  (await who.get(`/api/pins/${id}`)).read(endpoints.getPin).history.map(({ what, by }) => `${what} ${by}`);

test('what nobody confirmed leaves the public on its day and not one before, and comes back once confirmed', async () => {
  const { visitor: educator } = await staff('educator');
  const [told, never, made] = [
    await activity('到期的书法', hides - 1),
    await activity('从未确认的书法', null, hides - 1),
    await activity('示例的书法', hides + 99),
  ];
  await town.owner.query('UPDATE activities SET is_demo = true WHERE id = $1', [made]);
  const total = async () => (await educator.get('/api/search?q=书法&limit=1')).read(endpoints.search).total;
  await expect.poll(total).toBe(3);

  await hide(today());
  expect([await read(told), await read(never)].map(({ state }) => state)).toEqual(['published', 'published']);
  const tomorrow = daysAgo(-1);
  await hide(tomorrow);
  const hidden = await Promise.all([told, never, made].map(read));
  expect(hidden.map(({ state }) => state)).toEqual(['archived', 'archived', 'published']);
  expect((await hide(tomorrow)).rows).toEqual([{ done: 0 }]);
  await expect.poll(total).toBe(1);
  for (const zoom of [6, 10]) expect(await countInTiles(town.server.url, zoom, '?q=书法')).toBe(1);
  expect((await educator.get(`/api/activities/${told}`)).status).toBe(404);
  expect(await whats(educator, told)).toEqual(['outdated platform']);
  expect((await educator.get('/api/me')).read(endpoints.getMe).me!.notices.map(({ kind }) => kind)).toEqual([
    'things_outdated',
  ]);

  const back = (await confirm(educator, told)).read(endpoints.confirmThing);
  expect(back).toMatchObject({ isPublic: true, state: 'fresh', confirmedOn: today(), confirmedBy: 'organiser' });
  expect(back.hidesOn).toBe(daysAgo(-hides));
  await expect.poll(total).toBe(2);
  await hide(tomorrow);
  expect((await read(told)).state).toBe('published');
  expect(await whats(educator, told)).toEqual(['confirmed me', 'outdated platform']);
});

test('what is finished is asked about no more, and what somebody put away is not brought back by confirming', async () => {
  const { visitor: educator } = await staff('educator');
  const over = await activity('结束的国画', hides);
  await town.owner.query("UPDATE activities SET session_dates = '{2026-01-05}' WHERE id = $1", [over]);
  const away = await activity('收起的国画', 1);
  await educator.post(`/api/pins/${away}/archiving`, { reason: '不再开班' });
  await hide(today());
  expect((await read(over)).state).toBe('published');
  expect((await confirm(educator, away)).status).toBe(409);
});

test('only who writes or reviews there confirms, and may take it back at once', async () => {
  const [{ visitor: educator }, { visitor: moderator }, { visitor: stranger }, { visitor: resident }] = [
    await staff('educator'),
    await staff('moderator'),
    await staff('educator', sample.foreign),
    await town.arrive(),
  ];
  const id = await activity('剪纸', stale);
  expect((await confirm(stranger, id)).status).toBe(404);
  expect((await confirm(resident, id)).status).toBe(404);
  expect((await read(id)).on).toBe(daysAgo(stale));
  expect(await town.lastActs(2)).toEqual(['things.confirm.refused', 'things.confirm.refused']);

  expect((await confirm(moderator, id)).read(endpoints.confirmThing).confirmedBy).toBe('reviewer');
  expect((await educator.send('DELETE', `/api/pins/${id}/confirmation`)).status).toBe(409);
  (await moderator.send('DELETE', `/api/pins/${id}/confirmation`)).read(endpoints.undoConfirmation);
  expect(await read(id)).toMatchObject({ on: daysAgo(stale), by: 'organiser' });
  expect((await moderator.send('DELETE', `/api/pins/${id}/confirmation`)).status).toBe(409);
  expect(await town.lastActs(2)).toEqual(['things.confirm_undo', 'things.confirm']);
  await expect(
    town.owner.query("BEGIN; SET LOCAL ROLE zlm_app; SELECT set_confirmation('activity', 1, now()::date, 'me')"),
  ).rejects.toMatchObject({ code: '42501' });
});

test('counts of the desk add up, and its list holds each thing once', async () => {
  const { visitor: moderator } = await staff('moderator', sample.foreign);
  // Of one day's the list goes by their numbers.
  for (const [at, days] of [0, ageing, stale, stale, null].entries())
    await activity(`太极${at}`, days, 1, sample.foreign);
  const table = (await moderator.get('/api/freshness')).read(endpoints.getFreshness);
  const row = table.rows.find(({ county }) => county === '330106')!;
  expect(row.counts).toEqual({ fresh: 1, ageing: 1, stale: 2, unconfirmed: 1, over: 0 });
  expect(row).toMatchObject({ name: '西湖区', total: 5, byKind: { activity: row.counts } });
  // The institution itself is in no county.
  expect(table.total).toBe(6);
  expect(table.rows.flatMap(({ counts }) => Object.values(counts)).reduce((sum, one) => sum + one, 0)).toBe(6);

  const seen: string[] = [];
  for (let cursor = ''; ;) {
    const page = (await moderator.get(`/api/freshness/things?county=330106&limit=2${cursor}`)).read(
      endpoints.listFreshness,
    );
    expect(page.total).toBe(3);
    seen.push(...page.things.map(({ title, state }) => `${title} ${state}`));
    if (page.next === null) break;
    cursor = `&cursor=${page.next}`;
  }
  expect(seen).toEqual(['太极4 unconfirmed', '太极2 stale', '太极3 stale']);
});
