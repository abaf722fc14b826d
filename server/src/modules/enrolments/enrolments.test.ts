import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { currentConsent } from '../../contract/consents.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import { insertSignedIn } from '../../testing/signed-in.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { Visitor } from '../../testing/visitor.ts';

let town: Town;
const sample = { institution: 0, school: 0, place: 0, type: '' };
beforeAll(async () => {
  town = await foundTown();
  const { rows } = await town.owner.query<{ type: string }>(
    "SELECT min(code) AS type FROM terms WHERE vocabulary = 'institution_type'",
  );
  sample.type = rows[0]!.type;
  await town.owner.query(
    `INSERT INTO divisions (code, parent, level, name, name_en) VALUES ('330000', NULL, 'province', '浙江省', 'Zhejiang'),
       ('330100', '330000', 'city', '杭州市', 'Hangzhou'), ('330106', '330100', 'county', '西湖区', 'Xihu') ON CONFLICT DO NOTHING`,
  );
  sample.institution = await insertInstitution(town.owner, '浙江老年大学', sample.type);
  sample.school = await insertInstitution(town.owner, '西湖社区学校', sample.type);
  sample.place = await insertPlace(town.owner, '西湖馆', '330106', 120.13, 30.26);
});
afterAll(() => town.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const SOON = inDays(20);
interface Held {
  capacity: number | null;
  dates?: string[];
  method?: string;
  institution?: number;
}
async function hold({ capacity, dates = [SOON], method = 'here', institution = sample.institution }: Held) {
  const id = await insertActivity(town.owner, { title: '书法课', institution, place: sample.place, dates });
  await town.owner.query('UPDATE activities SET capacity = $2, enrol_method = $3 WHERE id = $1', [
    id,
    capacity,
    method,
  ]);
  return id;
}
interface Somebody {
  visitor: Visitor;
  account: string;
  person: string;
}
async function arrive(): Promise<Somebody> {
  const { account, person, token } = await insertSignedIn(town.owner);
  const visitor = new Visitor(town.server);
  visitor.cookie = `__Host-session=${token}`;
  return { visitor, account, person };
}
const arriveMany = (many: number) => Promise.all(Array.from({ length: many }, arrive));
const ask = ({ visitor }: Somebody, id: number, pool = SOON, key: string = randomUUID()) =>
  visitor.send('POST', '/api/enrolments', { body: { kind: 'activity', id, pool }, key });
const enrol = async (who: Somebody, id: number, pool = SOON) => (await ask(who, id, pool)).read(endpoints.enrol);
const change = ({ visitor }: Somebody, id: string, verb: 'cancelling' | 'accepting' | 'declining') =>
  visitor.post(`/api/enrolments/${id}/${verb}`, {});
const mine = async ({ visitor }: Somebody) =>
  (await visitor.get('/api/enrolments')).read(endpoints.listEnrolments).enrolments;
const offerOf = async ({ visitor }: Pick<Somebody, 'visitor'>, id: number) =>
  (await visitor.get(`/api/enrolments/offer?kind=activity&id=${id}`)).read(endpoints.getEnrolmentOffer).pools;
const guest = () => ({ visitor: new Visitor(town.server) });
const settle = () => town.owner.query('SELECT settle_pools()');
const seatsOf = async (id: number) =>
  (await town.owner.query<{ seats_left: number }>('SELECT seats_left FROM activities WHERE id = $1', [id])).rows[0]!
    .seats_left;

test('one has the seat, one waits; what is given up is offered, accepted, and the public thing follows', async () => {
  const id = await hold({ capacity: 1 });
  const [first, second, third] = (await arriveMany(3)) as [Somebody, Somebody, Somebody];
  const seat = await enrol(first, id);
  expect(seat).toMatchObject({ state: 'seated', title: '书法课', place: '西湖馆', ahead: null, isOn: true });
  expect(await seatsOf(id)).toBe(0);
  const place = await enrol(second, id);
  expect([place.state, place.ahead]).toEqual(['waiting', 0]);
  expect((await enrol(third, id)).ahead).toBe(1);
  expect(await offerOf(guest(), id)).toMatchObject([{ capacity: 1, taken: 1, waiting: 2, refusal: null, mine: null }]);
  expect((await offerOf(second, id))[0]!.mine).toMatchObject({ id: place.id });
  expect((await change(first, seat.id, 'cancelling')).read(endpoints.cancelEnrolment).state).toBe('cancelled');
  const [offered] = await mine(second);
  expect(offered!.state).toBe('offered');
  expect(Date.parse(offered!.offeredUntil!) - Date.now()).toBeGreaterThan(23 * 3_600_000);
  // The offer occupies the seat, and who comes back has a new place.
  expect(await seatsOf(id)).toBe(0);
  expect((await enrol(first, id)).ahead).toBe(1);
  expect((await change(second, place.id, 'accepting')).read(endpoints.acceptSeat).state).toBe('seated');
  expect((await change(third, place.id, 'cancelling')).status).toBe(404);
  expect((await change(second, place.id, 'declining')).problem.reason).toBe('offer_over');
});

test('an offer that is declined or over goes to the next; after a larger capacity all that fit are offered seats', async () => {
  const id = await hold({ capacity: 1 });
  const people = await arriveMany(6);
  const places = [];
  for (const one of people) places.push(await enrol(one, id));
  const stateOf = async (at: number) => (await mine(people[at]!))[0]!.state;
  await change(people[0]!, places[0]!.id, 'cancelling');
  await change(people[1]!, places[1]!.id, 'declining');
  expect([await stateOf(1), await stateOf(2)]).toEqual(['declined', 'offered']);
  await town.owner.query("UPDATE enrolments SET offered_until = now() - interval '1 s' WHERE id = $1", [places[2]!.id]);
  expect((await change(people[2]!, places[2]!.id, 'accepting')).problem.reason).toBe('offer_over');
  await settle();
  expect([await stateOf(2), await stateOf(3), await stateOf(4)]).toEqual(['expired', 'offered', 'waiting']);
  // Nobody has to wait for the minute.
  await town.owner.query('UPDATE activities SET capacity = 3 WHERE id = $1', [id]);
  await expect
    .poll(async () => [await stateOf(4), await stateOf(5), await seatsOf(id)])
    .toEqual(['offered', 'offered', 0]);
  // Lowered: who is in stays.
  await town.owner.query('UPDATE activities SET capacity = 1, seats_left = 0 WHERE id = $1', [id]);
  expect((await change(people[3]!, places[3]!.id, 'accepting')).status).toBe(200);
  await change(people[4]!, places[4]!.id, 'declining');
  expect(
    await town.count(
      'enrolments',
      `state IN ('seated', 'offered') AND pool_id = (SELECT id FROM seat_pools WHERE thing_id = ${id})`,
    ),
  ).toBe(2);
});

test('forty at once for ten seats: ten have one, thirty wait in order, and what is sent twice counts once', async () => {
  const id = await hold({ capacity: 10 });
  const people = await arriveMany(40);
  const answers = await Promise.all(
    people.flatMap((one) => {
      const key = randomUUID();
      return [ask(one, id, SOON, key), ask(one, id, SOON, key), ask(one, id)];
    }),
  );
  // A key whose first request is not done yet may be refused; never a second place.
  expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  const states = (await Promise.all(people.map(mine))).map(([one, ...more]) => [one!.state, more.length]);
  expect(states.filter(([state]) => state === 'seated').length).toBe(10);
  expect(states.every(([, more]) => more === 0)).toBe(true);
  const { rows } = await town.owner.query<{ position: number; state: string }>(
    'SELECT position, state FROM enrolments e JOIN seat_pools p ON p.id = e.pool_id WHERE p.thing_id = $1 ORDER BY position',
    [id],
  );
  expect(rows.map(({ position, state }) => [position, state])).toEqual(
    Array.from({ length: 40 }, (_, at) => [at + 1, at < 10 ? 'seated' : 'waiting']),
  );
});

test('sessions have seats of their own; what is elsewhere, over, cancelled or withdrawn is refused in words', async () => {
  const days = [SOON, inDays(21)] as const;
  const id = await hold({ capacity: 1, dates: [...days] });
  const [one, other] = (await arriveMany(2)) as [Somebody, Somebody];
  const seat = await enrol(one, id, days[0]);
  expect((await enrol(other, id, days[1])).state).toBe('seated');
  expect((await offerOf(other, id)).map(({ taken }) => taken)).toEqual([1, 1]);
  const { rows } = await town.owner.query('SELECT seats_left FROM public_sessions WHERE activity_id = $1', [id]);
  expect(rows).toEqual([{ seats_left: 0 }, { seats_left: 0 }]);
  const reasonOf = async (thing: number, pool = SOON) => (await ask(other, thing, pool)).problem.reason;
  const elsewhere = await hold({ capacity: 1, method: 'walk_in' });
  expect(await reasonOf(elsewhere)).toBe('not_enrolled_here');
  expect(await offerOf(other, elsewhere)).toEqual([]);
  expect(await reasonOf(await hold({ capacity: 1, dates: [inDays(-3)] }), inDays(-3))).toBe('over_already');
  const late = await hold({ capacity: 1 });
  await town.owner.query("UPDATE activities SET enrol_deadline = now() - interval '1 s' WHERE id = $1", [late]);
  expect(await reasonOf(late)).toBe('deadline_passed');
  await town.owner.query("UPDATE activities SET status = 'cancelled' WHERE id = $1", [id]);
  expect(await reasonOf(id)).toBe('does_not_take_place');
  await town.owner.query("UPDATE activities SET state = 'withdrawn' WHERE id = $1", [id]);
  expect((await ask(other, id)).status).toBe(404);
  expect(await mine(one)).toMatchObject([{ id: seat.id, state: 'seated', isOn: false }]);
  expect((await ask(other, late, inDays(50))).status).toBe(404);
});

test('at the same time elsewhere is told, not refused', async () => {
  const one = await arrive();
  await enrol(one, await hold({ capacity: null }));
  expect((await enrol(one, await hold({ capacity: null }))).clash).toBe(true);
});

test('an offering of a course has its seats too', async () => {
  const { rows } = await town.owner.query<{ id: number; course: number }>(
    `WITH c AS (INSERT INTO courses (state, source_system, source_id, title, institution_id, level, topics)
       VALUES ('published', 'test', 'seats', '书法', $1, 'skills', '{calligraphy}') RETURNING id)
     INSERT INTO course_offerings (course_id, institution_id, mode, capacity, enrol_method)
       SELECT id, $1, 'online', 2, 'here' FROM c RETURNING id, course_id AS course`,
    [sample.institution],
  );
  const { id, course } = rows[0]!;
  const body = { kind: 'course', id: course, pool: String(id) };
  expect((await (await arrive()).visitor.post('/api/enrolments', body)).read(endpoints.enrol).state).toBe('seated');
  const { rows: left } = await town.owner.query('SELECT seats_left FROM course_offerings WHERE id = $1', [id]);
  expect(left).toEqual([{ seats_left: 1 }]);
});

test('who acts for somebody enrols them where they agreed, and nobody else', async () => {
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
  const body = { kind: 'activity', id: await hold({ capacity: 1 }), pool: SOON };
  const place = (await daughter.visitor.post('/api/enrolments', body)).read(endpoints.enrol);
  const listOf = async ({ visitor }: { visitor: Visitor }) =>
    (await visitor.get('/api/enrolments')).read(endpoints.listEnrolments).enrolments.map(({ id }) => id);
  expect(await listOf(father)).toEqual([place.id]);
  await daughter.visitor.send('DELETE', '/api/me/acting');
  expect(await listOf(daughter)).toEqual([]);
  expect((await daughter.visitor.post(`/api/enrolments/${place.id}/cancelling`, {})).status).toBe(404);
});

test('who writes the thing sees the list and its file; a neighbour and other residents see none', async () => {
  const id = await hold({ capacity: 5, institution: sample.school });
  const [one, writer, neighbour] = (await arriveMany(3)) as [Somebody, Somebody, Somebody];
  await town.owner.query('UPDATE accounts SET display_name = $2 WHERE id = $1', [one.account, '=小红']);
  const apart = await insertInstitution(town.owner, '别的学校', sample.type);
  for (const [who, institution] of [
    [writer, sample.school],
    [neighbour, apart],
  ] as const)
    await town.owner.query(
      "INSERT INTO grants (account_id, role, institution_id, valid) VALUES ($1, 'educator', $2, tstzrange(now() - interval '1 day', NULL))",
      [who.account, institution],
    );
  await enrol(one, id);
  const list = (await writer.visitor.get(`/api/pins/${id}/enrolments`)).read(endpoints.listEnrolled);
  expect(list).toMatchObject({ title: '书法课', enrolled: [{ name: '=小红', position: 1, state: 'seated' }] });
  const file = (who: Somebody) =>
    fetch(`${town.server.url}/api/pins/${id}/enrolments.csv`, { headers: { cookie: who.visitor.cookie! } });
  expect(await (await file(writer)).text()).toMatch(/"?'=小红/);
  expect((await file(neighbour)).status).toBe(404);
  expect((await neighbour.visitor.get(`/api/pins/${id}/enrolments`)).status).toBe(404);
  expect((await one.visitor.get(`/api/pins/${id}/enrolments`)).status).toBe(403);
});

test('two accounts that become one keep the earlier place; an erased one frees its seat for the next', async () => {
  const id = await hold({ capacity: 1 });
  const [own, other, next] = (await arriveMany(3)) as [Somebody, Somebody, Somebody];
  const [first] = [await enrol(other, id), await enrol(own, id), await enrol(next, id)];
  await town.owner.query("UPDATE accounts SET state = 'merged', merged_into = $2 WHERE id = $1", [
    other.account,
    own.account,
  ]);
  expect((await mine(own)).map(({ id, state }) => [id === first.id, state])).toEqual([
    [true, 'seated'],
    [false, 'cancelled'],
  ]);
  await town.owner.query("UPDATE accounts SET state = 'erasing', erase_at = now() - interval '1 s' WHERE id = $1", [
    own.account,
  ]);
  await town.owner.query("SELECT erase_due_account($1, '{}')", [own.account]);
  await expect.poll(async () => (await mine(next))[0]!.state).toBe('offered');
});

test('the database itself sells no seat twice', async () => {
  const id = await hold({ capacity: 1 });
  const [one, other] = (await arriveMany(2)) as [Somebody, Somebody];
  await enrol(one, id);
  const sell = `INSERT INTO enrolments (pool_id, person, state, position) SELECT id, $2, 'seated', 99 FROM seat_pools WHERE thing_id = $1`;
  await expect(town.owner.query(sell, [id, other.person])).rejects.toThrow('no seat is left');
  await expect(town.owner.query(sell, [id, one.person])).rejects.toMatchObject({ code: '23505' });
});
