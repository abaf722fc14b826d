import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { currentConsent } from '../../contract/consents.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import type { Visitor } from '../../testing/visitor.ts';

let town: Town;
const sample = { institution: 0, place: 0, hall: 0 };
beforeAll(async () => {
  town = await foundTown();
  sample.institution = await insertInstitution(town.owner, '告知老年大学', 'senior-university');
  sample.place = await insertPlace(town.owner, '告知馆', '330106', 120.13, 30.26);
  sample.hall = await insertPlace(town.owner, '新礼堂', '330106', 120.14, 30.26);
});
afterAll(() => town.close());

const SOON = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
async function hold(title: string, capacity = 1): Promise<number> {
  const { institution, place } = sample;
  const id = await insertActivity(town.owner, { title, institution, place, dates: [SOON] });
  await town.owner.query("UPDATE activities SET capacity = $2, enrol_method = 'here' WHERE id = $1", [id, capacity]);
  return id;
}
type Somebody = Awaited<ReturnType<Town['arrive']>>;
const enrol = async ({ visitor }: Pick<Somebody, 'visitor'>, id: number) =>
  (await visitor.post('/api/enrolments', { kind: 'activity', id, pool: SOON })).read(endpoints.enrol);
const inboxOf = async ({ visitor }: { visitor: Visitor }) =>
  (await visitor.get('/api/messages')).read(endpoints.listMessages);
const kindsOf = async (who: { visitor: Visitor }) => (await inboxOf(who)).messages.map(({ kind }) => kind).reverse();
const change = (id: number, says: string) => town.owner.query(`UPDATE activities SET ${says} WHERE id = $1`, [id]);
/** As the minute does, by several processes at once. */
async function tell(): Promise<void> {
  const one = async () => {
    const { rows } = await town.owner.query<{ id: number }>('SELECT id FROM looked_at_pools(0, 1000) WHERE is_changed');
    for (const { id } of rows) await town.owner.query('SELECT tell_pool($1)', [id]);
  };
  await Promise.all([one(), one(), one()]);
  await expect
    .poll(() => town.count('jobs', "kind = 'messages.send' AND state IN ('waiting', 'running')"), { timeout: 20_000 })
    .toBe(0);
}
const textsAbout = async (title: string) => {
  const { rows } = await town.owner.query<{ said: string }>(
    'SELECT said FROM stand_in_messages WHERE position($1 IN said) > 0 ORDER BY id',
    [title],
  );
  return rows.map(({ said }) => said);
};

test('whoever is offered a seat is told once, by text too, and reads it', async () => {
  const id = await hold('告知书法');
  const [first, next] = [await town.arrive(), await town.arrive()];
  const seat = await enrol(first, id);
  await enrol(next, id);
  await first.visitor.post(`/api/enrolments/${seat.id}/cancelling`, {});
  await tell();
  const inbox = await inboxOf(next);
  expect(inbox).toMatchObject({
    unread: 1,
    messages: [{ kind: 'seat_offered', title: '告知书法', place: '告知馆', isOwn: true, isRead: false }],
  });
  const texts = await textsAbout('告知书法');
  expect(texts).toEqual([expect.stringMatching(/有一个名额留给您，请在 .+ 前确认.+\/activities\/\d+$/)]);
  expect((await inboxOf(first)).messages).toEqual([]);
  const read = async (who: Somebody, upTo: string) =>
    (await who.visitor.post('/api/messages/reading', { upTo })).read(endpoints.readMessages);
  const told = inbox.messages[0]!.id;
  expect(await read(first, told)).toEqual({ unread: 0 });
  expect((await inboxOf(next)).unread).toBe(1);
  expect(await read(next, told)).toEqual({ unread: 0 });
  await town.owner.query("UPDATE enrolments SET offered_until = now() - interval '1 minute' WHERE state = 'offered'");
  await town.owner.query('SELECT settle_pools()');
  expect(await kindsOf(next)).toEqual(['seat_offered', 'offer_expired']);
});

test('what changes is told to all who are in it, each change once, whoever changed it', async () => {
  const id = await hold('告知舞蹈');
  const [seated, waiting, stranger] = [await town.arrive(), await town.arrive(), await town.arrive()];
  await enrol(seated, id);
  await enrol(waiting, id);
  await tell();
  expect(await kindsOf(seated)).toEqual([]);
  await change(id, "starts_time = '14:00', ends_time = '15:30'");
  await tell();
  await change(id, `place_id = ${sample.hall}`);
  await tell();
  await change(id, "state = 'withdrawn'");
  await tell();
  await tell();
  await change(id, "state = 'published'");
  await tell();
  await change(id, "title = '告知舞蹈班'");
  await tell();
  const kinds = ['session_moved', 'session_place', 'session_cancelled', 'session_on'];
  expect(await kindsOf(seated)).toEqual(kinds);
  expect(await kindsOf(waiting)).toEqual(kinds);
  expect(await kindsOf(stranger)).toEqual([]);
  const [, cancelled, placed, moved] = (await inboxOf(seated)).messages;
  expect(moved).toMatchObject({
    startsAt: expect.stringContaining('T14:00') as unknown,
    formerStartsAt: expect.stringContaining('T18:30') as unknown,
  });
  expect([placed!.place, cancelled!.place]).toEqual(['新礼堂', '新礼堂']);
  expect(await textsAbout('告知舞蹈')).toHaveLength(8);
});

test('a change before the first enrolled is no news', async () => {
  const id = await hold('告知国画', 2);
  const [first, second] = [await town.arrive(), await town.arrive()];
  const { id: seat } = await enrol(first, id);
  await first.visitor.post(`/api/enrolments/${seat}/cancelling`, {});
  await change(id, `place_id = ${sample.hall}`);
  await enrol(second, id);
  await tell();
  expect(await kindsOf(second)).toEqual([]);
});

test('who acts for somebody is told too, as long as they may', async () => {
  const [father, daughter] = [await town.arrive(), await town.arrive()];
  const { version } = currentConsent('delegation');
  const invitation = { name: '爸爸', actions: ['enrolments.change'], days: 30, version };
  const { code } = (await father.visitor.post('/api/me/delegations/invitations', invitation)).read(
    endpoints.inviteDelegate,
  );
  const { delegations } = (await daughter.visitor.post('/api/me/delegations', { code, name: '小红' })).read(
    endpoints.acceptInvitation,
  );
  await daughter.visitor.send('PUT', '/api/me/acting', { body: { delegation: delegations[0]!.id } });
  const id = await hold('告知太极');
  await enrol(daughter, id);
  expect(await kindsOf(daughter)).toEqual([]);
  await daughter.visitor.send('DELETE', '/api/me/acting');
  await change(id, "state = 'withdrawn'");
  await tell();
  expect((await inboxOf(father)).messages).toMatchObject([{ kind: 'session_cancelled', isOwn: true }]);
  expect((await inboxOf(daughter)).messages).toMatchObject([{ kind: 'session_cancelled', isOwn: false }]);
  await town.owner.query('UPDATE delegations SET ended_at = now() WHERE id = $1', [delegations[0]!.id]);
  await change(id, "state = 'published'");
  await tell();
  expect(await kindsOf(father)).toEqual(['session_cancelled', 'session_on']);
  expect(await kindsOf(daughter)).toEqual(['session_cancelled']);
});
