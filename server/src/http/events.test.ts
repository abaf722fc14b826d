import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openEvents } from '../testing/events.ts';
import { ask } from '../testing/wire.ts';
import { EventStreams, type EventLimits, type EventSource } from './events.ts';
import type { Refusal } from './problem.ts';

const LONG_MS = 600_000;
const PATIENCE = { timeout: 10_000, interval: 5 };
let server: Server;
let streams: EventStreams;
let state = 0;
let asked = 0;
let tell = () => undefined as void;
let padding = '';

afterEach(() => {
  streams.close();
  server.closeAllConnections();
  server.close();
});

const counter: EventSource = {
  path: '/counts',
  read() {
    let at = state;
    return {
      first: { event: 'hello', id: String(at), data: '{}' },
      next() {
        asked++;
        if (at === state) return null;
        const data = JSON.stringify({ from: at, padding });
        at = state;
        return { event: 'change', id: String(at), data };
      },
    };
  },
  onNews(listener) {
    tell = listener;
  },
};

async function serve(limits: Partial<EventLimits>): Promise<string> {
  state = asked = 0;
  padding = '';
  streams = new EventStreams([counter], limits);
  server = createServer((request, response) => {
    try {
      streams.open({ source: counter, request, response, address: '10.0.0.1', lang: 'en' });
    } catch (cause) {
      const { status, headers } = cause as Refusal;
      response.writeHead(status, headers).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function count(to = state + 1): void {
  state = to;
  tell();
}

test('the first change goes out at once, those of a rest become one', async () => {
  const url = await serve({ restMs: 300 });
  const client = await openEvents(url, '/counts');
  count();
  await expect.poll(() => client.events.length, PATIENCE).toBe(2);
  for (let i = 0; i < 50; i++) count();
  expect(client.events.map(({ id }) => id)).toEqual(['0', '1']);
  await expect.poll(() => client.events.at(-1)!.id, PATIENCE).toBe('51');
  expect(client.events.map(({ event, data }) => [event, data.from])).toEqual([
    ['hello', undefined],
    ['change', 0],
    ['change', 1],
  ]);
  expect(client.lines).toContain('retry: 2000');
  client.close();
});

test('what a slow reader leaves lying is bounded, and it gets the rest as one event', async () => {
  const url = await serve({ restMs: 0 });
  padding = 'x'.repeat(30_000);
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).pause();
  socket.write('GET /counts HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(() => asked, PATIENCE).toBeGreaterThan(0);
  // Until the kernel takes no more: then nobody asks for what is new.
  let [last, still] = [0, 0];
  const stalls = () => {
    still = asked === last ? still + 1 : 0;
    last = asked;
    count();
    return still;
  };
  await expect.poll(stalls, { timeout: 60_000, interval: 5 }).toBeGreaterThan(5);
  const reached = asked;
  for (let i = 0; i < 500; i++) count();
  expect(asked).toBe(reached);

  let text = '';
  socket
    .setEncoding('utf8')
    .on('data', (chunk: string) => (text += chunk))
    .resume();
  await expect.poll(() => text.includes(`id: ${state}\n`), PATIENCE).toBe(true);
  const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  expect(ids.at(-1)! - ids.at(-2)!).toBeGreaterThan(499);
  socket.destroy();
});

test('streams are counted by address and all together, and free their seats', async () => {
  const url = await serve({ perAddress: 2 });
  const [one, two] = [await openEvents(url, '/counts'), await openEvents(url, '/counts')];
  const refused = await ask(url, '/counts');
  expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([503, 10]);
  one.close();
  let three = two;
  await expect
    .poll(
      async () => ((three = await openEvents(url, '/counts')).answer.statusCode === 200 ? 200 : three.close()),
      PATIENCE,
    )
    .toBe(200);
  for (const client of [two, three]) client.close();

  server.closeAllConnections();
  server.close();
  const full = await serve({ streams: 1 });
  await openEvents(full, '/counts');
  expect((await ask(full, '/counts')).status).toBe(503);
});

test('a quiet stream has a heartbeat, HEAD and closing end', async () => {
  const url = await serve({ heartbeatMs: 5, restMs: LONG_MS });
  const client = await openEvents(url, '/counts');
  await expect.poll(() => client.lines.filter((line) => line === ':').length, PATIENCE).toBeGreaterThan(2);
  const head = await ask(url, '/counts', {}, 'HEAD');
  expect([head.status, head.headers['content-type'], head.body.length]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    0,
  ]);
  const posted = await ask(url, '/counts', {}, 'POST');
  expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD']);
  streams.close();
  expect(await client.ended).toBe(true);
});
