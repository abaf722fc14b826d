import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../contract/endpoint.ts';
import { bindRoutes, fronted } from './bind.ts';
import { route } from './route.ts';

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
  const door = { clock: () => new Date(), authenticate: () => Promise.resolve(null), origin: null };
  const app = express().use(express.json(), bindRoutes([entering], door));
  server = createServer((request: IncomingMessage, response: ServerResponse) => {
    fronted.set(request, { requestId: 'r', address: '', log: (cause) => void logged.push(cause) });
    refuse = () => void response.writeHead(503).end();
    app(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = await fetch(`${origin}/enter`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{}',
  });
  expect([answer.status, answer.headers.getSetCookie(), await answer.text(), logged]).toEqual([503, [], '', []]);
});
