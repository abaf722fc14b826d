import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { endpoints } from '../contract.ts';
import { titles } from './messages.ts';
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

test('every status that has a sentence is stated where it occurs', () => {
  const stated = new Set(
    Object.values(document.paths ?? {}).flatMap((path) =>
      (Object.values(path as object) as Described[]).flatMap(({ responses }) => Object.keys(responses)),
    ),
  );
  // Nobody signs in, and no endpoint answers parts.
  const others = ['416'];
  expect(Object.keys(titles).filter((status) => !stated.has(status))).toEqual(others);
});

interface Described {
  operationId: string;
  tags: string[];
  responses: Record<string, unknown>;
  parameters?: { name: string; in: string; style?: string; explode?: boolean; schema: { type?: string } }[];
}

test('what linters of OpenAPI recommend holds', () => {
  const operations = Object.values(document.paths ?? {}).flatMap(
    (path) => Object.values(path as object) as Described[],
  );
  const named = (document.tags ?? []).map(({ name }) => name);
  expect(document.security).toEqual([]);
  expect(document.info.license).toMatchObject({ name: 'Apache-2.0' });
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(new Set(named).size).toBe(named.length);
  expect(new Set(operations.flatMap(({ tags }) => tags))).toEqual(new Set(named));
  for (const { tags, responses } of operations) {
    expect(tags).toHaveLength(1);
    expect(Object.keys(responses).some((status) => status.startsWith('4'))).toBe(true);
  }
  // A tuple is prefixItems in 3.1.
  expect(JSON.stringify(document)).not.toContain('"items":[');
});

test('numbers, ids and lists are typed as such', () => {
  const operations = Object.values(document.paths ?? {}).flatMap(
    (path) => Object.values(path as object) as Described[],
  );
  const parameters = operations.flatMap(({ parameters = [] }) => parameters);
  const typesOf = (...names: string[]) =>
    new Set(parameters.filter(({ name }) => names.includes(name)).map(({ schema }) => schema.type));
  expect(typesOf('id', 'limit', 'minutes')).toEqual(new Set(['integer']));
  const filters = (document.paths!['/api/search'] as { get: Described }).get.parameters ?? [];
  const typesOfFilters = (...names: string[]) =>
    new Set(filters.filter(({ name }) => names.includes(name)).map(({ schema }) => schema.type));
  expect(
    typesOfFilters('kind', 'topic', 'audience', 'format', 'mode', 'price', 'part', 'weekday', 'status', 'division'),
  ).toEqual(new Set(['array']));
  expect(typesOfFilters('institution', 'seats', 'accessible', 'near', 'within', 'at', 'bbox', 'origin')).toEqual(
    new Set(['array']),
  );
  for (const parameter of parameters.filter(({ in: where, schema }) => where === 'query' && schema.type === 'array'))
    expect(parameter).toMatchObject({ style: 'form', explode: false });
});
