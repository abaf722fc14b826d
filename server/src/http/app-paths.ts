import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Written by the build of the app: patterns of the addresses it has for itself, below the language. */
export const APP_PATHS_FILE = 'app-paths.json';

/** Those of things, topics and areas are pages of the server. */
export function readAppPaths(root: string): (path: string) => boolean {
  const file = path.join(root, APP_PATHS_FILE);
  if (!existsSync(file)) return () => false;
  const patterns = JSON.parse(readFileSync(file, 'utf8')) as string[];
  const own = new RegExp(`^(/en)?/(${patterns.join('|')})$`);
  return (path) => own.test(path);
}
