import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { currentConsent } from '../../contract/consents.ts';
import { toIdNumber } from '../../contract/id-number.ts';
import { foundTown, letTimePass, type Town } from '../../testing/people.ts';
import type { Visitor } from '../../testing/visitor.ts';

let town: Town;
beforeAll(async () => {
  town = await foundTown();
});
afterAll(() => town.close());

let people = 100;
/** A number with its check digit that nobody was given: of 330000, which is no county. */
function newNumber(bornOn: string, area = '330000'): string {
  const start = `${area}${bornOn.replaceAll('-', '')}${++people}`;
  return [...'0123456789X'].map((check) => start + check).find((number) => toIdNumber(number) !== null)!;
}
async function confirm(visitor: Visitor, idNumber: string, name = '王小明') {
  await visitor.post('/api/me/consents', { purpose: 'real_name', version: currentConsent('real_name').version });
  return visitor.post('/api/me/real-name', { name, idNumber });
}
const yearsAgo = (years: number) => `${new Date().getFullYear() - years}-01-01`;

test('a confirmed name is sealed and shown masked, once and for all', async () => {
  const { visitor, me } = await town.arrive();
  expect([me.isVerified, me.realName, me.minorUntil]).toEqual([false, null, null]);
  const idNumber = newNumber('1960-02-28');
  const { me: found } = (await confirm(visitor, idNumber)).read(endpoints.confirmRealName);
  expect(found).toMatchObject({
    isVerified: true,
    realName: { name: '*小明', idNumber: `3300**********${idNumber.slice(-4)}` },
    minorUntil: null,
    isChild: false,
  });
  for (const table of ['persons', 'audit', 'acts_done', 'notices']) {
    const { rows } = await town.owner.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
    expect(rows.map(({ row }) => row).join(), table).not.toMatch(new RegExp(`${idNumber}|王小明|1960-02-28`));
  }
  const again = await confirm(visitor, newNumber('1970-01-01'));
  expect([again.status, again.problem.reason]).toEqual([409, 'already_verified']);
});

test('one number is one person: who has it already is pointed to merging', async () => {
  const [one, two] = [await town.arrive(), await town.arrive()];
  const idNumber = newNumber('1980-05-05');
  expect((await confirm(one.visitor, idNumber)).status).toBe(200);
  const refused = await confirm(two.visitor, idNumber.toLowerCase());
  expect([refused.status, refused.problem.reason]).toEqual([409, 'person_known']);
  expect(await town.lastActs(1)).toEqual(['persons.confirm.refused']);
});

test('age follows from the number: a minor until 18, a child under 14', async () => {
  const told = async (years: number) => {
    const { visitor } = await town.arrive();
    return (await confirm(visitor, newNumber(yearsAgo(years)))).read(endpoints.confirmRealName).me!;
  };
  const born = new Date().getFullYear();
  expect(await told(13)).toMatchObject({ isChild: true, minorUntil: `${born + 5}-01-01` });
  expect(await told(15)).toMatchObject({ isChild: false, minorUntil: `${born + 3}-01-01` });
  expect(await told(18)).toMatchObject({ isChild: false, minorUntil: null });
});

test.each([
  ['a wrong check digit', '330000196002281009', 'idNumber', '须是 18 位居民身份证号，请检查是否输错'],
  ['nothing', '', 'idNumber', '须是 18 位居民身份证号，请检查是否输错'],
])('%s is told at its field', async (_, idNumber, field, message) => {
  const { visitor } = await town.arrive();
  const number = toIdNumber(idNumber) ? `${idNumber.slice(0, 17)}${idNumber.endsWith('0') ? '1' : '0'}` : idNumber;
  const { status, problem } = await confirm(visitor, number);
  expect([status, problem.errors]).toEqual([400, [{ in: 'body', field, message }]]);
});

test('whom the registry does not know is told so, and finds out no numbers', async () => {
  const { visitor } = await town.arrive();
  const refused = await confirm(visitor, newNumber('1990-01-01', '330106'));
  expect([refused.status, refused.problem.errors![0]!.message]).toEqual([400, '姓名与身份证号不一致，请核对']);
  const unborn = `${new Date().getFullYear() + 1}-01-01`;
  expect((await confirm(visitor, newNumber(unborn))).status).toBe(400);
  const statuses: number[] = [];
  for (let n = 0; n < 6; n++) statuses.push((await confirm(visitor, newNumber('1990-01-01', '330106'))).status);
  expect(statuses.at(-1)).toBe(429);
});

test('a fresh proof is needed', async () => {
  const { visitor, me } = await town.arrive();
  await letTimePass(town, me);
  expect((await confirm(visitor, newNumber('1990-01-01'))).problem.reason).toBe('step_up');
});

test('without consent nobody is asked whose number it is', async () => {
  const { visitor } = await town.arrive();
  const body = { name: '王小明', idNumber: newNumber('1990-01-01') };
  const refused = await visitor.post('/api/me/real-name', body);
  expect([refused.status, refused.problem.reason]).toEqual([409, 'consent_missing']);
  expect((await confirm(visitor, body.idNumber)).status).toBe(200);
  await visitor.send('DELETE', '/api/me/consents/real_name');
  expect((await visitor.post('/api/me/real-name', body)).problem.reason).toBe('consent_missing');
});
