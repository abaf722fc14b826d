import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../contract/endpoint.ts';
import { bindRoutes, fronted, type Fronted } from './bind.ts';
import { route, type Route } from './route.ts';
import { Streamed } from './streamed.ts';

let server: Server;
afterEach(() => void server.close());

const enter = endpoint({
  id: 'enter',
  method: 'POST',
  path: '/enter',
  summary: 'Keeps a session',
  access: 'public',
  body: z.strictObject({}),
  response: z.object({ done: z.boolean() }),
});

const door = { clock: () => new Date(), authenticate: () => Promise.resolve(null), origin: null };

/** Serves one route behind what is said for each request. */
async function serve(served: Route, front: (response: ServerResponse) => Partial<Fronted>): Promise<string> {
  const app = express().use(compression(), express.json(), bindRoutes([served], door));
  server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const none = () => undefined;
    fronted.set(request, { requestId: 'r', address: '', log: none, goesOn: none, ...front(response) });
    app(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('who was refused for waiting too long is sent nothing more, and nothing fails', async () => {
  const logged: unknown[] = [];
  let refuse: () => void = () => undefined;
  const entering = route(enter, async (_, context) => {
    refuse();
    await Promise.resolve();
    context.keepSession('token', 60);
    context.keepDevice('device');
    return { done: context.isGone() };
  });
  const origin = await serve(entering, (response) => {
    refuse = () => void response.writeHead(503).end();
    return { log: (cause) => void logged.push(cause) };
  });
  const answer = await fetch(`${origin}/enter`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{}',
  });
  expect([answer.status, answer.headers.getSetCookie(), await answer.text(), logged]).toEqual([503, [], '', []]);
});

const list = endpoint({
  id: 'list',
  method: 'GET',
  path: '/list.ndjson',
  summary: 'Lines',
  access: 'public',
  response: z.number(),
  responseType: 'application/x-ndjson',
  isStreamed: true,
});

test('what cannot be read on ends with its last words, each part prolongs the deadline', async () => {
  const logged: unknown[] = [];
  let parts = 0;
  async function* read() {
    for (let n = 0; n < 3; n++) yield await Promise.resolve(`${n}\n`);
    throw new Error('gone');
  }
  const listing = route(list, () => Promise.resolve(new Streamed({ parts: read(), onBroken: () => 'broken\n' })));
  const origin = await serve(listing, () => ({
    log: (cause) => void logged.push(cause),
    goesOn: () => void parts++,
  }));
  const answer = await fetch(`${origin}/list.ndjson`);
  expect([answer.status, await answer.text()]).toEqual([200, '0\n1\n2\nbroken\n']);
  expect([parts, logged]).toEqual([3, [new Error('gone')]]);
  expect((await fetch(`${origin}/list.ndjson`, { method: 'HEAD' })).headers.get('content-type')).toContain('ndjson');
});

test('a stream is read no faster than it is taken, and no further once nobody takes it', async () => {
  const part = 'x'.repeat(100_000);
  const [read, ended] = [{ parts: 0 }, { is: false }];
  async function* endless() {
    try {
      for (;;) {
        read.parts++;
        yield await Promise.resolve(part);
      }
    } finally {
      ended.is = true;
    }
  }
  const origin = await serve(
    route(list, () => Promise.resolve(new Streamed({ parts: endless(), onBroken: () => '' }))),
    () => ({}),
  );
  const request = get(`${origin}/list.ndjson`, { headers: { 'accept-encoding': 'identity' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.pause();
  // Until all that lies between is full: then the same twice.
  let before = -1;
  await expect.poll(() => before === (before = read.parts), { interval: 200, timeout: 20_000 }).toBe(true);
  expect(read.parts).toBeLessThan(1_000);
  request.destroy();
  await expect.poll(() => ended.is).toBe(true);
});
