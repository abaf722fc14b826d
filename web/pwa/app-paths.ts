import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { TABS } from '../src/state/tabs.ts';

const MODULES = fileURLToPath(new URL('../src/modules/', import.meta.url));
const PATH = /\bpath: '([^']+)'/g;
/** `/:id(\\\\d{6})?` */
const PARAMETER = /\/:id\((.+)\)(\??)$/;

/** Tells the server which addresses the app has for itself: tabs, and what each `module.ts` says. */
export function appPaths(): Plugin {
  return {
    name: 'app-paths',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'app-paths.json', source: JSON.stringify(listAppPaths()) });
    },
  };
}

/** As patterns below the language. */
function listAppPaths(): string[] {
  const files = readdirSync(MODULES, { recursive: true, encoding: 'utf8' });
  const modules = files.filter((name) => /^[^/\\]+[/\\]module\.ts$/.test(name));
  const written = modules.flatMap((name) => Array.from(readFileSync(MODULES + name, 'utf8').matchAll(PATH)));
  const paths = written.map(([, path]) => path!.replaceAll('\\\\', '\\').replace(PARAMETER, '(/($1))$2'));
  return [...TABS.filter((tab) => tab !== 'map'), ...paths].sort();
}
