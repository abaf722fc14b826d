import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the list and the map show then; some of it is shared with what is opened later. */
const NAMED = [
  'modules/search/OnlineShelf.vue',
  'modules/search/SuggestionList.vue',
  'ui/ThingLink.vue',
  'map/base-map.ts',
  // A slot of another form.
  'modules/pins/marks-door.ts',
];
const SLOT =
  /\b(?:mapTools|background): \(\) => import\('\.\/([^']+)'\)|slot: 'listTools',[^}]*\},[^}]*import\('\.\/([^']+)'\)/g;

/** Whether a file is what a module puts into a slot filled as soon as the first list is shown: those come in one file. */
export function comesAfterList(): (id: string) => boolean {
  const source = fileURLToPath(new URL('../src/', import.meta.url)).replaceAll('\\', '/');
  const modules = `${source}modules/`;
  const listed = readdirSync(modules, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const files = new Set([
    ...NAMED.map((name) => source + name),
    ...listed
      .filter((name) => /^[^/]+\/module\.ts$/.test(name))
      .flatMap((name) => {
        const named = readFileSync(modules + name, 'utf8').matchAll(SLOT);
        return [...named].map(([, shown, pressed]) => modules + name.replace('module.ts', (shown ?? pressed)!));
      }),
  ]);
  return (id) => files.has(id.split('?')[0]!);
}
