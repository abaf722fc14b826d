import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../contract.ts';
import { createOpenApi } from '../http/openapi.ts';
import { startTestServer, type TestServer } from './running.ts';

const run = promisify(execFile);
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer({ scale: 0.01 });
  folder = await mkdtemp(path.join(modules, '.typed-client-'));
  const document = JSON.stringify(createOpenApi(Object.values(endpoints), server.url));
  await writeFile(path.join(folder, 'schema.ts'), astToString(await openapiTypescript(document)));
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const CLIENT = `
import createClient from 'openapi-fetch';
import type { paths } from './schema.js';
const client = createClient<paths>({ baseUrl: '$URL' });
`;
const CALLS = `
const near = await client.GET('/api/search', { params: { query: { limit: 2, kind: ['activity', 'course'], bbox: [118, 27, 123, 32] } } });
const found = await client.GET('/api/search', { params: { query: { limit: 2, kind: ['activity'], weekday: [6, 7] } } });
const { id } = found.data!.items[0]!;
const thing = await client.GET('/api/activities/{id}', { params: { path: { id } } });
console.log(JSON.stringify({ kinds: Object.keys(near.data!.facets), items: found.data!.items.length, id, got: thing.data!.id }));
`;
const WRONG = `
// @ts-expect-error a closed list
await client.GET('/api/search', { params: { query: { kind: ['castle'] } } });
// @ts-expect-error a number
await client.GET('/api/search', { params: { query: { limit: 'two' } } });
`;

async function compile(name: string, text: string): Promise<void> {
  await writeFile(path.join(folder, `${name}.ts`), CLIENT.replace('$URL', server.url) + text);
  const options = ['--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022', '--ignoreConfig'];
  const lib = ['--lib', 'es2022,dom,dom.iterable'];
  await run(process.execPath, [tsc, `${name}.ts`, ...options, ...lib], { cwd: folder }).catch((cause: unknown) => {
    throw new Error((cause as { stdout: string }).stdout);
  });
}

test('a client generated from the contract compiles, and calls', async () => {
  await compile('calls', CALLS);
  const { stdout } = await run(process.execPath, ['calls.js'], { cwd: folder });
  const told = JSON.parse(stdout) as { items: number; id: number; got: number };
  expect(told.items).toBe(2);
  expect(told.got).toBe(told.id);
});

test('what the contract refuses does not compile', () => compile('wrong', WRONG));
