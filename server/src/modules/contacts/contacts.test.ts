import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { foundTown, letTimePass, type Town } from '../../testing/people.ts';
import { Visitor } from '../../testing/visitor.ts';

let town: Town;
beforeAll(async () => {
  town = await foundTown();
});
afterAll(() => town.close());

const toContact = (value: string) => ({ kind: value.includes('@') ? 'email' : 'phone', value });
async function add(visitor: Visitor, value: string) {
  const contact = toContact(value);
  const { challenge } = (await visitor.post('/api/me/contacts/codes', { contact })).read(endpoints.sendContactCode);
  return visitor.post('/api/me/contacts', { contact, challenge, code: await town.readCode(value) });
}

test('a second contact is added by its code, shown masked, and is a way in from then on', async () => {
  const { visitor, me } = await town.arrive();
  const value = `own-${me.account.slice(0, 8)}@example.org`;
  const { me: found } = (await add(visitor, value)).read(endpoints.addContact);
  expect(found!.contacts.map(({ kind, masked }) => [kind, masked])).toEqual([
    ['phone', me.contacts[0]!.masked],
    ['email', 'o***@example.org'],
  ]);
  expect(found!.notices.map(({ kind }) => kind)).toEqual(['contact_added']);
  const elsewhere = new Visitor(town.server);
  const contact = toContact(value);
  const { challenge } = (await elsewhere.post('/api/me/codes', { contact })).read(endpoints.sendSignInCode);
  const entered = await elsewhere.post('/api/me/session', { contact, challenge, code: await town.readCode(value) });
  expect(entered.read(endpoints.signInWithCode).me!.account).toBe(me.account);
  const { rows } = await town.owner.query<{ row: string }>('SELECT t::text AS row FROM audit t');
  expect(rows.map(({ row }) => row).join()).not.toContain(value);
});

test('whose a contact is comes out with the right code alone, and then as a way to merge', async () => {
  const [one, two] = [await town.arrive(), await town.arrive()];
  const [taken, free] = [toContact(two.phone), toContact(town.newPhone())];
  const asked = [];
  for (const contact of [taken, free]) asked.push(await one.visitor.post('/api/me/contacts/codes', { contact }));
  expect(asked.map(({ status, body }) => [status, Object.keys(body as object)])).toEqual(
    Array(2).fill([200, ['challenge', 'expiresAt']]),
  );
  const { challenge } = asked[0]!.read(endpoints.sendContactCode);
  const code = await town.readCode(two.phone);
  const answer = (given: string) => one.visitor.post('/api/me/contacts', { contact: taken, challenge, code: given });
  const wrong = await answer(code === '000000' ? '000001' : '000000');
  expect([wrong.status, wrong.problem.errors![0]!.field]).toEqual([400, 'code']);
  const refused = await answer(code);
  expect([refused.status, refused.problem.reason]).toEqual([409, 'contact_taken']);
  expect(refused.problem.title).toContain('合并');
  expect(await town.lastActs(2)).toEqual(['contacts.add.refused', 'contacts.add.refused']);
  const english = await one.visitor.send('POST', '/api/me/contacts?lang=en', {
    body: { contact: taken, challenge, code },
  });
  expect(english.problem.errors![0]!.message).toBe('is wrong or no longer valid');
});

test('a code for one thing, or of one person, is worth nothing for another', async () => {
  const [one, two] = [await town.arrive(), await town.arrive()];
  const value = town.newPhone();
  const contact = toContact(value);
  const { challenge } = (await one.visitor.post('/api/me/contacts/codes', { contact })).read(endpoints.sendContactCode);
  const answer = { contact, challenge, code: await town.readCode(value) };
  expect((await two.visitor.post('/api/me/contacts', answer)).status).toBe(400);
  expect((await new Visitor(town.server).post('/api/me/session', answer)).status).toBe(400);
  expect((await one.visitor.post('/api/me/contacts', answer)).status).toBe(200);
});

test('a contact is removed by its owner, with a fresh proof, and never the last one', async () => {
  const [one, two] = [await town.arrive(), await town.arrive()];
  await add(one.visitor, town.newPhone());
  const [first, second] = (await one.visitor.get('/api/me')).read(endpoints.getMe).me!.contacts;
  expect((await two.visitor.send('DELETE', `/api/me/contacts/${first!.id}`)).status).toBe(404);
  await letTimePass(town, one.me);
  expect((await one.visitor.send('DELETE', `/api/me/contacts/${first!.id}`)).problem.reason).toBe('step_up');
  await letTimePass(town, one.me, '-11 minutes');
  // Both at once: one of them stays.
  const answers = await Promise.all(
    [first, second].map((contact) => one.visitor.send('DELETE', `/api/me/contacts/${contact!.id}`)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.problem.reason).toBe('last_way_in');
});

test('what was told of the account stays until its owner puts it away', async () => {
  const [one, two] = [await town.arrive(), await town.arrive()];
  await add(one.visitor, town.newPhone());
  const [notice] = (await one.visitor.get('/api/me')).read(endpoints.getMe).me!.notices;
  expect((await two.visitor.send('DELETE', `/api/me/notices/${notice!.id}`)).status).toBe(404);
  const { me } = (await one.visitor.send('DELETE', `/api/me/notices/${notice!.id}`)).read(endpoints.putAwayNotice);
  expect(me!.notices).toEqual([]);
});

test('a new device is told of, one that was there before is not, and one that was signed out is new again', async () => {
  const { visitor, phone } = await town.arrive();
  const kinds = async () => (await visitor.get('/api/me')).read(endpoints.getMe).me!.notices.map(({ kind }) => kind);
  expect(await kinds()).toEqual([]);
  const phoneOf = new Visitor(town.server);
  await phoneOf.signIn(phone);
  expect(await kinds()).toEqual(['new_device']);
  await phoneOf.send('DELETE', '/api/me/session');
  await phoneOf.signIn(phone);
  expect(await kinds()).toEqual(['new_device']);
  const { devices } = (await visitor.get('/api/me/devices')).read(endpoints.listDevices);
  await visitor.send('DELETE', `/api/me/devices/${devices.find(({ isThis }) => !isThis)!.id}`);
  await phoneOf.signIn(phone);
  expect(await kinds()).toEqual(['new_device', 'new_device']);
});

test('an account that is suspended is signed in nowhere with the next request', async () => {
  const { visitor, phone, me } = await town.arrive();
  await town.owner.query("UPDATE accounts SET state = 'suspended' WHERE id = $1", [me.account]);
  expect((await visitor.get('/api/me/devices')).status).toBe(401);
  const refused = await new Visitor(town.server).signIn(phone);
  expect([refused.status, refused.problem.reason]).toEqual([403, 'suspended']);
});
