import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { endpoints } from '../../contract.ts';
import { foundTown, type Town } from '../../testing/people.ts';
import { insertActivity, insertInstitution, insertPlace } from '../../testing/sample.ts';
import type { Visitor } from '../../testing/visitor.ts';
import type { Webhook } from './schema.ts';

interface Got {
  id: string;
  body: string;
  headers: Record<string, string>;
}
interface Item {
  id: number;
  state: 'updated' | 'deleted';
  data?: unknown;
}
interface Said {
  type: string;
  data: { items?: Item[]; next?: string };
}

/** Stands for the server of somebody who wants to know. */
const receiver = {
  server: null as unknown as Server,
  origin: '',
  got: [] as Got[],
  /** Of the next ones, in order; 200 once there are none. */
  answers: [] as number[],
  async open(): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        this.got.push({ id: headers['webhook-id']!, body: Buffer.concat(chunks).toString(), headers });
        response.writeHead(this.answers.shift() ?? 200).end('thanks');
      });
    });
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  },
};

let town: Town;
let sample: { institution: number; place: number };
let admin: Visitor;
beforeAll(async () => {
  await receiver.open();
  town = await foundTown({ settings: { SOURCE_ORIGINS: receiver.origin } });
  sample = {
    institution: await insertInstitution(town.owner, '听取老年大学', 'senior-university'),
    place: await insertPlace(town.owner, '听取馆', '330106', 120.13, 30.26),
  };
  const { visitor, me } = await town.arrive();
  await town.owner.query("INSERT INTO grants (account_id, role, institution_id) VALUES ($1, 'unit_admin', $2)", [
    me.account,
    sample.institution,
  ]);
  admin = visitor;
});
afterAll(async () => {
  await town.close();
  receiver.server.closeAllConnections();
  await new Promise((done) => receiver.server.close(done));
});
beforeEach(async () => {
  await town.owner.query('DELETE FROM webhooks');
  receiver.got = [];
  receiver.answers = [];
});

const at = ({ id }: Pick<Webhook, 'id'>, rest = '') => `/api/webhooks/${id}${rest}`;
const read = async (webhook: Webhook) => (await admin.get(at(webhook))).read(endpoints.getWebhook);
const move = async (webhook: Webhook, verb: string) =>
  (await admin.post(at(webhook, `/${verb}`), {})).read(endpoints.startWebhook);
const messagesOf = async (webhook: Webhook) =>
  (await admin.get(at(webhook, '/messages'))).read(endpoints.listWebhookMessages).messages;
const secretsOf = async (webhook: Webhook) =>
  (await admin.post(at(webhook, '/secret'), {})).read(endpoints.readWebhookSecret);
const verify = (secret: string, { body, headers }: Got) => new Verifier(secret).verify(body, headers) as Said;
const insert = (title: string) => insertActivity(town.owner, { title, ...sample });

async function add(kinds: string[] = [], url = `${receiver.origin}/hook`): Promise<Webhook> {
  const body = { name: '试用接收', url, kinds, institution: sample.institution };
  const webhook = (await admin.post('/api/webhooks', body)).read(endpoints.addWebhook);
  await idle();
  return webhook;
}
const idle = () =>
  expect
    .poll(() => town.count('jobs', "kind = 'webhooks.send' AND state IN ('waiting', 'running')"), { timeout: 30_000 })
    .toBe(0);
/** As if the minute were over; what waits to be tried again is due. */
async function send(): Promise<void> {
  await town.owner.query("UPDATE webhooks SET due_at = now() WHERE state = 'active'");
  await town.owner.query("SELECT enqueue_job('webhooks.send', '{}', 'now', NULL)");
  await idle();
}

test('who is told of a change can prove who said it, and sees it in the log', async () => {
  const webhook = await add();
  expect(receiver.got).toEqual([]);
  const id = await insert('听取书法');
  await send();
  const { secret, former } = await secretsOf(webhook);
  expect([secret.startsWith('whsec_'), former]).toEqual([true, null]);
  const [got] = receiver.got;
  expect(verify(secret, got!)).toMatchObject({ type: 'things.changed', data: { items: [{ id, state: 'updated' }] } });
  expect(() => verify('whsec_b3RoZXIgc2VjcmV0IG9mIDI0IGJ5dGVz', got!)).toThrow('signature');
  expect(() => verify(secret, { ...got!, body: got!.body.replace('听取', '听从') })).toThrow('signature');
  await town.owner.query('DELETE FROM activities WHERE id = $1', [id]);
  await send();
  expect(verify(secret, receiver.got[1]!).data.items).toEqual([expect.objectContaining({ id, state: 'deleted' })]);
  const [latest, first] = await messagesOf(webhook);
  expect(latest).toMatchObject({ id: receiver.got[1]!.id, event: 'things.changed', items: 1, tries: 1 });
  expect(first!.last).toEqual([expect.objectContaining({ status: 200 })]);
  expect((await town.lastActs(2)).includes('webhooks.read-secret')).toBe(true);
});

test('while a secret is changed both prove it, and a third is not made', async () => {
  const webhook = await add();
  const before = await secretsOf(webhook);
  await move(webhook, 'rotating');
  expect((await admin.post(at(webhook, '/rotating'), {})).status).toBe(409);
  const after = await secretsOf(webhook);
  expect(after).toEqual({ secret: expect.not.stringMatching(before.secret) as unknown, former: before.secret });
  await move(webhook, 'testing');
  await idle();
  const [got] = receiver.got;
  for (const secret of [after.secret, before.secret]) expect(verify(secret, got!).type).toBe('webhook.test');
  await town.owner.query('UPDATE webhooks SET former_until = now()');
  await move(webhook, 'testing');
  await idle();
  expect(() => verify(before.secret, receiver.got[1]!)).toThrow('signature');
  expect((await town.owner.query('SELECT secret FROM webhooks')).rows.join()).not.toContain(after.secret);
});

test('what does not arrive is sent again as it was, and nothing is told before it', async () => {
  const webhook = await add();
  receiver.answers = [500, 302, 200];
  await insert('听取一');
  await send();
  await insert('听取二');
  expect(await read(webhook)).toMatchObject({ state: 'active', failures: 1, nextAt: expect.any(String) as unknown });
  await send();
  await send();
  const [first, second, third, fourth] = receiver.got;
  expect([second, third].map((one) => [one!.id, one!.body])).toEqual([first, first].map((one) => [one!.id, one!.body]));
  expect(fourth!.body).toContain('听取二');
  expect(receiver.got).toHaveLength(4);
  const messages = await messagesOf(webhook);
  expect(messages.map(({ last }) => last.map(({ status }) => status))).toEqual([[200], [200, null, 500]]);
  expect(await read(webhook)).toMatchObject({ failures: 0, failingSince: null, nextAt: null });
});

test('410 ends it, and so do five days without an answer; started again it is told what happened meanwhile', async () => {
  const webhook = await add();
  receiver.answers = [410];
  await insert('听取三');
  await send();
  expect(await read(webhook)).toMatchObject({ state: 'stopped', stop: 'gone' });
  await insert('听取四');
  await send();
  expect(receiver.got).toHaveLength(1);
  await move(webhook, 'starting');
  await idle();
  expect(receiver.got.slice(1).map(({ body }) => /听取[三四]/.exec(body)?.[0])).toEqual(['听取三', '听取四']);
  receiver.answers = [503, 503];
  await insert('听取五');
  await send();
  await town.owner.query("UPDATE webhooks SET failing_since = now() - interval '121 hours'");
  await send();
  expect(await read(webhook)).toMatchObject({ state: 'stopped', stop: 'failing' });
});

test('of an address inside nobody learns what is there', async () => {
  const inside = { got: 0 };
  const canary = createServer((_, response) => {
    inside.got++;
    response.end();
  });
  await new Promise<void>((done) => canary.listen(0, '127.0.0.1', done));
  const { port } = canary.address() as AddressInfo;
  const webhook = await add([], `http://localhost:${port}/`);
  await move(webhook, 'testing');
  await idle();
  const closed = await add([], 'http://127.0.0.1:1/');
  await move(closed, 'testing');
  await idle();
  const tries = [...(await messagesOf(webhook)), ...(await messagesOf(closed))].map(({ last }) => last[0]!.status);
  expect([inside.got, ...tries]).toEqual([0, null, null]);
  const wrong = await admin.post('/api/webhooks', {
    name: 'x',
    url: 'https://[',
    kinds: [],
    institution: sample.institution,
  });
  expect(wrong.problem.errors).toMatchObject([{ field: 'url' }]);
  canary.closeAllConnections();
  await new Promise((done) => canary.close(done));
});

const anyStep = fc.record({
  what: fc.constantFrom('insert', 'title', 'withdraw', 'delete', 'organiser', 'send', 'send'),
  at: fc.nat(100),
  answer: fc.constantFrom(200, 200, 500, 204, 429),
});

test('who knows the messages alone knows what is public, whatever was lost on the way', async () => {
  await add(['activity']);
  const some = (n: number) =>
    `(SELECT id FROM activities ORDER BY id OFFSET ${n} % greatest(1, (SELECT count(*) FROM activities)) LIMIT 1)`;
  const act = async ({ what, at: n, answer }: { what: string; at: number; answer: number }) => {
    const statements: Record<string, string> = {
      title: `UPDATE activities SET title = title || '.' WHERE id = ${some(n)}`,
      withdraw: `UPDATE activities SET state = CASE state WHEN 'withdrawn' THEN 'published' ELSE 'withdrawn' END WHERE id = ${some(n)}`,
      delete: `DELETE FROM activities WHERE id = ${some(n)}`,
      organiser: `UPDATE institutions SET name = '学校 ${n}' WHERE id = ${sample.institution}`,
    };
    receiver.answers = [answer];
    if (what === 'insert') await insert(`听取舞蹈 ${n}`);
    else if (what === 'send') await send();
    else await town.owner.query(statements[what]!);
  };
  const known = new Map<number, unknown>();
  await town.owner.query('DELETE FROM activities');
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 12 }), async (steps) => {
      for (const step of steps) await act(step);
      receiver.answers = [];
      await send();
      const seen = new Set<string>();
      for (const { id, body } of receiver.got) {
        if (seen.has(id)) continue;
        seen.add(id);
        for (const item of (JSON.parse(body) as Said).data.items ?? [])
          if (item.state === 'deleted') known.delete(item.id);
          else known.set(item.id, item.data);
      }
      receiver.got = [];
      const truth = new Map<number, unknown>();
      for (let path = '/api/feeds/things'; ;) {
        const page = (await admin.get(path)).body as { items: (Item & { kind: string })[]; next: string };
        for (const { id, kind, data } of page.items) if (kind === 'activity') truth.set(id, data);
        if (page.items.length === 0) break;
        path = page.next.slice(new URL(page.next).origin.length);
      }
      expect(new Map([...known].sort(([a], [b]) => a - b))).toEqual(truth);
    }),
    { numRuns: 8 },
  );
}, 60_000);
