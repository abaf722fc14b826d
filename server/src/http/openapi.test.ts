import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { endpoints } from '../contract.ts';
import { createOpenApi } from './openapi.ts';

const document = createOpenApi(Object.values(endpoints), 'http://localhost:8080');

test('docs/openapi.json is what the contract says (npm run openapi writes it)', async () => {
  const kept = await readFile(new URL('../../../docs/openapi.json', import.meta.url), 'utf8');
  expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(document)));
});

test('every endpoint is described once, with a summary and the statuses that occur', () => {
  const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path as object) as unknown[]);
  expect(operations).toHaveLength(Object.keys(endpoints).length);
  for (const operation of operations) {
    expect(operation).toMatchObject({
      summary: expect.any(String) as string,
      responses: { 400: {}, 405: {}, 429: {}, 431: {}, 503: {} },
    });
  }
});
