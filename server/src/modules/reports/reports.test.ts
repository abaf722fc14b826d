import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { Problem } from '../../contract/errors.ts';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { insertInstitution } from '../../testing/sample.ts';

let server: TestServer;
let owner: pg.Pool;
let thing: number;
beforeAll(async () => {
  server = await startTestServer({ scale: 0, trustedProxies: 1 });
  owner = await server.openWriter();
  thing = await insertInstitution(owner, '孔雀石学堂', 'senior-university');
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

let senders = 0;
/** Each sender has an address of its own unless one is given. */
function send(body: unknown, from = `10.0.0.${++senders}`, lang = 'zh-CN') {
  return fetch(`${server.url}/api/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, 'accept-language': lang },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
const report = (change: object = {}) => ({ key: randomUUID(), id: thing, reason: 'closed', ...change });
const filed = async (response: Response) => {
  expect(response.status).toBe(200);
  return endpoints.reportMistake.response.parse(await response.json()).number;
};
const count = async () => (await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM reports')).rows[0]!.n;

test('a report is kept with the thing as it was, and nothing of the sender but what they gave', async () => {
  const said = '门口贴了告示：\r\n已搬走 💥';
  const number = await filed(
    await send(
      report({ kind: 'institution', reason: 'moved', text: said, contact: ' a@example.org ' }),
      '198.51.100.7',
    ),
  );
  await owner.query("UPDATE institutions SET name = '新名' WHERE id = $1", [thing]);
  const { rows } = await owner.query('SELECT * FROM reports WHERE id = $1', [number]);
  expect(rows[0]).toMatchObject({
    kind: 'institution',
    thing_id: thing,
    thing_title: '孔雀石学堂',
    thing_revision: 1,
    reason: 'moved',
    body: '门口贴了告示：\n已搬走 💥',
    contact: 'a@example.org',
    lang: 'zh-CN',
    closed_at: null,
  });
  expect(JSON.stringify(rows[0])).not.toContain('198.51.100.7');
});

test('the same report again files nothing twice, not even at once; its key is no other report', async () => {
  const body = report({ text: 'once' });
  const before = await count();
  const numbers = await Promise.all([1, 2, 3, 4].map(async () => filed(await send(body))));
  expect(new Set(numbers).size).toBe(1);
  expect(await filed(await send(body))).toBe(numbers[0]);
  expect(await count()).toBe(before + 1);
  expect((await send({ ...body, text: 'twice' })).status).toBe(409);
});

test.each([
  [{ reason: 'boring' }, 'reason', '请选择一个原因'],
  [{ reason: 'other' }, 'text', '这里需要填写'],
  [{ reason: 'other', text: ' \n ' }, 'text', '这里需要填写'],
  [{ text: 'x'.repeat(1001) }, 'text', '最多 1000 个字'],
  [{ text: 'a\u0000b' }, 'text', '含有不允许的字符'],
  [{ text: 'a\u001b[2Jb' }, 'text', '含有不允许的字符'],
  [{ text: 'a\ud800b' }, 'text', '含有不允许的字符'],
  [{ contact: '1'.repeat(101) }, 'contact', '最多 100 个字'],
  [{ contact: 'a\u0007' }, 'contact', '含有不允许的字符'],
  [{ key: 'again' }, 'key', '须是 UUID'],
  [{ closed_at: 'now' }, 'closed_at', '没有这个参数'],
])('%j is told at its field and costs no report', async (change, field, message) => {
  const before = await count();
  const response = await send(report(change));
  expect(response.status).toBe(400);
  expect(Problem.parse(await response.json()).errors).toEqual([{ in: 'body', field, message }]);
  expect(await count()).toBe(before);
});

test('a thousand characters of any plane fit', async () => {
  await filed(await send(report({ text: '𠮷'.repeat(1000), contact: '𠮷'.repeat(100) })));
});

test('what is not there or of another kind, other content and too much of it are refused', async () => {
  expect((await send(report({ id: 999_999_999 }))).status).toBe(404);
  expect((await send(report({ kind: 'course' }))).status).toBe(404);
  expect((await send(JSON.stringify(report({ text: 'x'.repeat(200_000) })))).status).toBe(413);
  expect((await send('{')).status).toBe(400);
  const form = await fetch(`${server.url}/api/reports`, { method: 'POST', body: new URLSearchParams({ id: '1' }) });
  expect(form.status).toBe(415);
});

test('one address may file five in ten minutes, whatever it claims to be; others may go on', async () => {
  const from = '203.0.113.9';
  for (let n = 0; n < 5; n++) await filed(await send(report(), from));
  const refused = await send(report(), `1.2.3.4, ${from}`, 'en');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  expect(Problem.parse(await refused.json()).title).toBe('Too many requests, please try again shortly');
  await filed(await send(report(), '203.0.113.10'));
});

test('the role of requests can file a report and do nothing else with them', async () => {
  const client = await owner.connect();
  try {
    for (const sql of ['SELECT id FROM reports', 'DELETE FROM reports', "UPDATE reports SET body = ''"]) {
      await client.query('BEGIN; SET LOCAL ROLE zlm_app');
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      await client.query('ROLLBACK');
    }
  } finally {
    client.release();
  }
});
