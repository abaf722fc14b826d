import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/running.ts';
import { insertSignedIn } from '../../testing/signed-in.ts';
import { Visitor } from '../../testing/visitor.ts';
import { listJobs, retryJob } from './schema.ts';

let server: TestServer;
let owner: pg.Pool;
let admin: Visitor;
beforeAll(async () => {
  server = await startTestServer({ scale: 0 });
  owner = await server.openWriter();
  const { account, token } = await insertSignedIn(owner);
  await owner.query("INSERT INTO grants (account_id, role) VALUES ($1, 'system_admin')", [account]);
  admin = new Visitor(server);
  admin.cookie = `__Host-session=${token}`;
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

async function insertJob(state: string, dedupe: string): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(
    `INSERT INTO jobs (kind, payload, dedupe, state, run_at, ended_at, attempts, last_error)
     VALUES ('test.work', '{"id": 7}', $1, $2, now() + interval '1 day', CASE WHEN $2 = 'dead' THEN now() END, 10, 'RangeError')
     RETURNING id`,
    [dedupe, state],
  );
  return rows[0]!.id;
}

test('a dead job is shown with its last error, tried again once, and the record says who did it', async () => {
  const [first, dead] = [await insertJob('dead', 'a'), await insertJob('dead', 'b')];
  const list = async (query = '') => (await admin.get(`/api/jobs?${query}`)).read(listJobs);
  const page = await list('limit=1');
  expect(page).toMatchObject({ jobs: [{ id: dead, attempts: 10, lastError: 'RangeError', payload: { id: 7 } }] });
  expect((await list(`before=${page.next}`)).jobs.map(({ id }) => id)).toEqual([first]);
  expect(page.counts.dead).toBe(2);

  const retry = (id: number) => admin.post(`/api/jobs/${id}/retry`, {});
  expect((await retry(dead)).read(retryJob)).toMatchObject({ id: dead, state: 'waiting', attempts: 0 });
  const { rows } = await owner.query('SELECT actor IS NOT NULL AS named FROM audit WHERE subject = $1', [
    `job:${dead}`,
  ]);
  expect(rows).toEqual([{ named: true }]);
  expect((await list()).counts.dead).toBe(1);
});

test('what is not there, runs already or has a twin is refused by a sentence', async () => {
  const [dead] = [await insertJob('dead', 'twin'), await insertJob('waiting', 'twin')];
  const retry = async (id: number) => {
    const { status, problem } = await admin.post(`/api/jobs/${id}/retry`, {});
    return [status, problem.reason];
  };
  expect(await retry(dead)).toEqual([409, 'job_lives']);
  expect((await retry(999_999))[0]).toBe(404);
});
