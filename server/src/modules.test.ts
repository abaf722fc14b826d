import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { endpoints } from './contract.ts';
import type { Endpoint } from './contract/endpoint.ts';
import { modules } from './modules.ts';

const root = new URL('./modules/', import.meta.url);

async function listFolders(file: string): Promise<string[]> {
  const folders = await readdir(root);
  const files = await Promise.all(folders.map(async (name) => (await readdir(new URL(name, root))).includes(file)));
  return folders.filter((_, at) => files[at]).sort();
}

test('every module folder has its line in modules.ts', async () => {
  expect(modules.map(({ name }) => name).sort()).toEqual(await listFolders('module.ts'));
});

test('every endpoint of a schema has its line in contract.ts', async () => {
  const known = new Set<unknown>(Object.values(endpoints));
  const missing: string[] = [];
  for (const folder of await listFolders('schema.ts')) {
    const schema = (await import(new URL(`${folder}/schema.ts`, root).href)) as Record<string, Partial<Endpoint>>;
    for (const [name, value] of Object.entries(schema)) {
      if (value.method && value.path && !known.has(value)) missing.push(`${folder}: ${name}`);
    }
  }
  expect(missing).toEqual([]);
});

test('ids, and methods with paths, are used once', () => {
  const all: Endpoint[] = Object.values(endpoints);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(all.map(({ method, path }) => `${method} ${path}`)).size).toBe(all.length);
});

test('a job is named after its module, and once', () => {
  const named = modules.flatMap(({ name, jobs }) => (jobs ?? []).map(({ kind }) => ({ name, kind })));
  expect(named.length).toBeGreaterThan(0);
  for (const { name, kind } of named) expect(kind.startsWith(`${name}.`), kind).toBe(true);
  expect(new Set(named.map(({ kind }) => kind)).size).toBe(named.length);
});
