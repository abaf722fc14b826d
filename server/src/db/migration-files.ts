import { readdir } from 'node:fs/promises';
import type { Migration } from './migrate.ts';

const NAME = /^(\d{14}_[a-z0-9_]+)\.[jt]s$/;

/** Every migration in `db/migrations` and in the `migrations` folder of a module, by name. */
export async function listMigrations(): Promise<Migration[]> {
  const modules = new URL('../modules/', import.meta.url);
  const folders = [new URL('./migrations/', import.meta.url)];
  for (const name of await readdir(modules)) folders.push(new URL(`${name}/migrations/`, modules));
  const found = await Promise.all(folders.map(listFolder));
  return found.flat().sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function listFolder(folder: URL): Promise<Migration[]> {
  const files = await readdir(folder).catch(() => []);
  return Promise.all(
    files.flatMap((file) => {
      const name = NAME.exec(file)?.[1];
      return name ? [loadFile(new URL(file, folder), name)] : [];
    }),
  );
}

async function loadFile(file: URL, name: string): Promise<Migration> {
  const values = Object.values((await import(file.href)) as Record<string, Migration>);
  const migration = values.find((value) => value.name === name);
  if (!migration) throw new Error(`${file.pathname} has no migration named ${name}`);
  return migration;
}
