import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerIn, createClient } from './client.ts';

// A stand-in for a Meilisearch server that refuses, in the form its documentation gives.
let refuse: (response: ServerResponse) => void;
const asked: IncomingMessage[] = [];
const server = createServer((request, response) => {
  asked.push(request);
  refuse(response);
});
let url: string;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const search = () =>
  createClient({ url, key: 'secret-key' }, 2_000)
    .index('learning')
    .search('书')
    .then(
      () => null,
      (cause: unknown) => cause,
    );

test('what the server itself says is told apart from one that cannot be reached', async () => {
  const said = { message: 'The provided API key is invalid.', code: 'invalid_api_key', type: 'auth', link: '' };
  refuse = (response) => response.writeHead(403, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
  const cause = await search();
  expect([answerIn(cause)?.response.status, answerIn(cause)?.message]).toEqual([403, said.message]);
  expect(asked.at(-1)!.headers.authorization).toBe('Bearer secret-key');
  refuse = (response) => response.destroy();
  const lost = await search();
  expect([lost instanceof Error, answerIn(lost)]).toEqual([true, null]);
});

test('the key follows no redirect', async () => {
  const before = asked.length;
  refuse = (response) => response.writeHead(307, { Location: `http://localhost:${new URL(url).port}/` }).end();
  expect(answerIn(await search())).toBe(null);
  expect(asked.length).toBe(before + 1);
});
