import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SLOT = /\b(?:listTools|mapTools|background): \(\) => import\('\.\/([^']+)'\)/g;

/** Whether a file is what a module puts into a slot filled as soon as the first list is shown: those come in one file. */
export function comesAfterList(): (id: string) => boolean {
  const modules = fileURLToPath(new URL('../src/modules/', import.meta.url));
  const listed = readdirSync(modules, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const files = new Set(
    listed
      .filter((name) => /^[^/]+\/module\.ts$/.test(name))
      .flatMap((name) => {
        const named = readFileSync(modules + name, 'utf8').matchAll(SLOT);
        return [...named].map(([, file]) => modules + name.replace('module.ts', file!));
      }),
  );
  return (id) => files.has(id.split('?')[0]!);
}
